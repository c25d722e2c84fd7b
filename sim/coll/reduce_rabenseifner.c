/*
 * reduce_rabenseifner.c - the vector is halved among pairs while it is reduced
 * (halving.h), then its blocks go up a binomial tree to the root.
 *
 * Cost: 2 log2 p alpha + 2 (p - 1)/p n beta + (p - 1)/p n gamma, and alpha + n
 * beta more if p is no power of two.
 *
 * Rabenseifner: "Optimization of Collective Reduction Operations", ICCS 2004.
 */
#include "coll/builders.h"
#include "coll/halving.h"

/* Number 0, the root, ends with all blocks. */
static void gather(const struct dr_halving *it)
{
    int n = it->fold.size, me = it->fold.me;

    for (int bit = 1; bit < n; bit *= 2) {
        int from = me & bit ? me : me + bit;
        struct dr_span part = dr_part_span(
            it->coll, it->sum, dr_part_between(it->coll, from, from + bit, n));
        int peer = dr_team_rank(&it->team, dr_fold_number(&it->fold, me ^ bit));

        if (me & bit)
            dr_schedule_send(it->schedule, part, peer);
        else
            dr_schedule_recv(it->schedule, part, peer);
        dr_schedule_end_round(it->schedule);
        if (me & bit)
            return;
    }
}

void dr_coll_reduce_rabenseifner(struct dr_schedule *schedule,
                                 const struct dr_coll *coll)
{
    bool root = coll->comm->rank == coll->root;
    struct dr_halving it;
    void *sum = root ? coll->recv.buffer : dr_vector_scratch(schedule, coll);

    dr_vector_move(schedule, coll, coll->send.buffer, sum);
    it = dr_halving_begin(schedule, coll, coll->root, sum);
    if (it.fold.me >= 0)
        gather(&it);
}
