/*
 * alltoall_pairwise.c - p - 1 steps with another partner each.
 *
 * In step i a rank sends to the rank i ahead and receives from the rank i
 * behind: nobody ever gets two messages at a time.  With a power of two of
 * ranks partners can be the ranks that differ in the bits of i, so that each
 * receives from whom it sends to.
 *
 * Cost: (p - 1) (alpha + n beta).
 *
 * Thakur, Rabenseifner, Gropp: "Optimization of Collective Communication
 * Operations in MPICH", IJHPCA 19(1), 2005.
 */
#include "coll/alltoall.h"
#include "coll/builders.h"

static void step(struct dr_schedule *schedule, const struct dr_coll *coll,
                 const struct dr_outgoing *outgoing, int target, int source)
{
    dr_schedule_end_round(schedule);
    dr_alltoall_recv(schedule, coll, source);
    dr_alltoall_send(schedule, outgoing, target);
}

void dr_coll_alltoall_pairwise(struct dr_schedule *schedule,
                               const struct dr_coll *coll)
{
    int size = coll->comm->size, rank = coll->comm->rank;
    struct dr_outgoing outgoing = dr_alltoall_begin(schedule, coll);

    for (int i = 1; i < size; i++)
        step(schedule, coll, &outgoing, (int)(((int64_t)rank + i) % size),
             (rank - i + size) % size);
}

void dr_coll_alltoall_pairwise_xor(struct dr_schedule *schedule,
                                   const struct dr_coll *coll)
{
    int size = coll->comm->size, rank = coll->comm->rank;
    struct dr_outgoing outgoing = dr_alltoall_begin(schedule, coll);

    for (int i = 1; i < size; i++)
        step(schedule, coll, &outgoing, rank ^ i, rank ^ i);
}
