/*
 * barrier.c - a barrier that other operations contain.
 */
#include "coll/builders.h"
#include "coll/inter.h"

void dr_coll_add_barrier(struct dr_schedule *schedule, struct dr_comm *comm)
{
    struct dr_coll coll = {.comm = comm};

    if (dr_comm_inter(comm))
        dr_coll_inter_barrier(schedule, &coll);
    else
        dr_coll_barrier_dissemination(schedule, &coll);
}

struct dr_request *dr_coll_barrier(struct dr_comm *comm)
{
    struct dr_schedule *schedule = dr_schedule_new(comm);

    dr_coll_add_barrier(schedule, comm);
    return dr_schedule_start(schedule);
}
