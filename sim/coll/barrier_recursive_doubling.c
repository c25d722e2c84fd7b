/*
 * barrier_recursive_doubling.c - pairs at growing distance tell each other.
 *
 * Ranks above a power of two tell their pair before and hear from it after.
 *
 * Cost: log2 p alpha, and 2 alpha more if p is no power of two.
 *
 * Hensgen, Finkel, Manber: "Two Algorithms for Barrier Synchronization",
 * International Journal of Parallel Programming 17(1), 1988.
 */
#include "coll/builders.h"
#include "coll/fold.h"

static void tell(struct dr_schedule *schedule, int peer)
{
    dr_schedule_send(schedule, (struct dr_span){0}, peer);
    dr_schedule_end_round(schedule);
}

static void hear(struct dr_schedule *schedule, int peer)
{
    dr_schedule_recv(schedule, (struct dr_span){0}, peer);
    dr_schedule_end_round(schedule);
}

void dr_coll_barrier_recursive_doubling(struct dr_schedule *schedule,
                                        const struct dr_coll *coll)
{
    int rank = coll->comm->rank;
    struct dr_fold fold = dr_fold_of(rank, coll->comm->size);
    bool folded = rank < 2 * fold.rest;

    if (fold.me < 0) {
        tell(schedule, rank - 1);
        hear(schedule, rank - 1);
        return;
    }
    if (folded)
        hear(schedule, rank + 1);
    for (int64_t bit = 1; bit < fold.size; bit *= 2) {
        int other = dr_fold_number(&fold, fold.me ^ bit);

        dr_schedule_recv(schedule, (struct dr_span){0}, other);
        tell(schedule, other);
    }
    if (folded)
        tell(schedule, rank + 1);
}
