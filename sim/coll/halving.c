/*
 * halving.c - Rabenseifner's reduction: the vector is halved among pairs.
 */
#include "coll/halving.h"

/* Odd ranks of the first pairs hand over what they have. */
static void fold_in(const struct dr_halving *it)
{
    struct dr_part whole = dr_part_whole(it->coll);
    int me = it->team.me;

    if (it->fold.me < 0) {
        dr_schedule_send(it->schedule,
                         dr_part_span(it->coll, it->coll->send.buffer, whole),
                         dr_team_rank(&it->team, me - 1));
        dr_schedule_end_round(it->schedule);
    } else if (me < 2 * it->fold.rest) {
        dr_schedule_recv(it->schedule, dr_part_span(it->coll, it->room, whole),
                         dr_team_rank(&it->team, me + 1));
        dr_schedule_end_round(it->schedule);
        dr_vector_combine(it->schedule, it->coll, it->room, it->sum, whole);
    }
}

static void halve(const struct dr_halving *it)
{
    int n = it->fold.size, me = it->fold.me;

    for (int bit = n / 2; bit > 0; bit /= 2) {
        int mine = me & ~(bit - 1), theirs = mine ^ bit;
        int peer = dr_team_rank(&it->team, dr_fold_number(&it->fold, me ^ bit));
        struct dr_part keep = dr_part_between(it->coll, mine, mine + bit, n);
        struct dr_part give =
            dr_part_between(it->coll, theirs, theirs + bit, n);

        dr_schedule_recv(it->schedule, dr_part_span(it->coll, it->room, keep),
                         peer);
        dr_schedule_send(it->schedule, dr_part_span(it->coll, it->sum, give),
                         peer);
        dr_schedule_end_round(it->schedule);
        dr_vector_combine(it->schedule, it->coll, it->room, it->sum, keep);
    }
}

struct dr_halving dr_halving_begin(struct dr_schedule *schedule,
                                   const struct dr_coll *coll, int first,
                                   void *sum)
{
    struct dr_halving it = {.schedule = schedule,
                            .coll = coll,
                            .team = dr_team_all(coll->comm, first),
                            .sum = sum};

    it.fold = dr_fold_of(it.team.me, it.team.size);
    if (it.fold.me >= 0 && it.team.size > 1)
        it.room = dr_vector_scratch(schedule, coll);
    fold_in(&it);
    if (it.fold.me >= 0)
        halve(&it);
    return it;
}
