/*
 * allreduce_rabenseifner.c - the vector is halved among pairs while it is
 * reduced (halving.h), then gathered by doubling.
 *
 * Cost: 2 log2 p alpha + 2 (p - 1)/p n beta + (p - 1)/p n gamma, and 2 (alpha +
 * n beta) more if p is no power of two.
 *
 * Rabenseifner: "Optimization of Collective Reduction Operations", ICCS 2004.
 */
#include "coll/builders.h"
#include "coll/halving.h"

static void gather(const struct dr_halving *it)
{
    int n = it->fold.size, me = it->fold.me;

    for (int bit = 1; bit < n; bit *= 2) {
        int mine = me & ~(bit - 1), theirs = mine ^ bit;
        int peer = dr_team_rank(&it->team, dr_fold_number(&it->fold, me ^ bit));

        dr_schedule_recv(
            it->schedule,
            dr_part_span(it->coll, it->sum,
                         dr_part_between(it->coll, theirs, theirs + bit, n)),
            peer);
        dr_schedule_send(
            it->schedule,
            dr_part_span(it->coll, it->sum,
                         dr_part_between(it->coll, mine, mine + bit, n)),
            peer);
        dr_schedule_end_round(it->schedule);
    }
}

void dr_coll_allreduce_rabenseifner(struct dr_schedule *schedule,
                                    const struct dr_coll *coll)
{
    void *sum = dr_vector_load(schedule, coll);
    struct dr_halving it = dr_halving_begin(schedule, coll, 0, sum);
    struct dr_span whole = dr_part_span(coll, sum, dr_part_whole(coll));
    int me = it.team.me;

    if (it.fold.me < 0) {
        dr_schedule_recv(schedule, whole, dr_team_rank(&it.team, me - 1));
    } else {
        gather(&it);
        if (me < 2 * it.fold.rest)
            dr_schedule_send(schedule, whole, dr_team_rank(&it.team, me + 1));
    }
    dr_schedule_end_round(schedule);
}
