/*
 * alltoall_scattered.c - everyone sends to everyone, a batch at a time.
 *
 * As the linear algorithm, but a rank posts so many sends and receives only
 * and waits for them before it goes on: fewer messages meet in the network and
 * at a receiver.  A batch is of 32, as MPICH's.
 *
 * Cost: ceil((p - 1) / 32) alpha + (p - 1) n beta.
 */
#include "coll/alltoall.h"
#include "coll/builders.h"

enum {
    BATCH = 32
};

void dr_coll_alltoall_scattered(struct dr_schedule *schedule,
                                const struct dr_coll *coll)
{
    int size = coll->comm->size, rank = coll->comm->rank;
    struct dr_outgoing outgoing = dr_alltoall_begin(schedule, coll);

    for (int first = 1; first < size; first += BATCH) {
        int end = size - first < BATCH ? size : first + BATCH;

        for (int i = first; i < end; i++)
            dr_alltoall_recv(schedule, coll, (rank - i + size) % size);
        for (int i = first; i < end; i++)
            dr_alltoall_send(schedule, &outgoing,
                             (int)(((int64_t)rank + i) % size));
        dr_schedule_end_round(schedule);
    }
}
