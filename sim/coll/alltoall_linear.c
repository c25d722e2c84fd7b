/*
 * alltoall_linear.c - everyone sends to everyone at once.
 *
 * Rank r begins with its neighbour r + 1, so that at any moment all targets
 * differ.
 *
 * Cost: alpha + (p - 1) n beta.
 */
#include "coll/alltoall.h"
#include "coll/builders.h"

void dr_coll_alltoall_linear(struct dr_schedule *schedule,
                             const struct dr_coll *coll)
{
    int size = coll->comm->size, rank = coll->comm->rank;
    struct dr_outgoing outgoing = dr_alltoall_begin(schedule, coll);

    for (int i = 1; i < size; i++)
        dr_alltoall_recv(schedule, coll, (rank - i + size) % size);
    for (int i = 1; i < size; i++)
        dr_alltoall_send(schedule, &outgoing,
                         (int)(((int64_t)rank + i) % size));
}
