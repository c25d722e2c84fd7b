/*
 * reduce_scatter_recursive_halving.c - blocks are halved among pairs.
 *
 * In each round a rank sends the blocks of the other half of its group to its
 * pair there and combines those of its own half.  Ranks above a power of two
 * are folded in before and get their block after.
 *
 * Cost: log2 p alpha + (p - 1)/p n (beta + gamma) for a vector of n bytes, and
 * 2 alpha + n (1 + 1/p) beta more if p is no power of two.
 *
 * Thakur, Rabenseifner, Gropp: "Optimization of Collective Communication
 * Operations in MPICH", IJHPCA 19(1), 2005.
 */
#include "coll/builders.h"
#include "coll/fold.h"
#include "coll/reduce_scatter_blocks.h"

struct halve {
    struct dr_schedule *schedule;
    const struct dr_coll *coll;
    struct dr_fold fold;
    const uint64_t *begins;
    void *sum, *room;
};

static void send_part(const struct halve *it, struct dr_part part, int peer)
{
    dr_schedule_send(it->schedule, dr_part_span(it->coll, it->sum, part), peer);
}

static void recv_part(const struct halve *it, struct dr_part part, int peer)
{
    dr_schedule_recv(it->schedule, dr_part_span(it->coll, it->room, part),
                     peer);
    dr_schedule_end_round(it->schedule);
    dr_vector_combine(it->schedule, it->coll, it->room, it->sum, part);
}

/* The blocks of new numbers [from, from + n), each for one rank or a pair. */
static struct dr_part blocks(const struct halve *it, int from, int n)
{
    return dr_scatter_part(it->begins, dr_fold_number(&it->fold, from),
                           dr_fold_number(&it->fold, from + n));
}

static void halve_blocks(const struct halve *it)
{
    int me = it->fold.me;

    for (int bit = it->fold.size / 2; bit > 0; bit /= 2) {
        int mine = me & ~(bit - 1);
        int peer = dr_fold_number(&it->fold, me ^ bit);

        send_part(it, blocks(it, mine ^ bit, bit), peer);
        recv_part(it, blocks(it, mine, bit), peer);
    }
}

void dr_coll_reduce_scatter_recursive_halving(struct dr_schedule *schedule,
                                              const struct dr_coll *coll)
{
    int rank = coll->comm->rank, size = coll->comm->size;
    struct halve it = {.schedule = schedule,
                       .coll = coll,
                       .fold = dr_fold_of(rank, size),
                       .begins = dr_scatter_begins(schedule, coll),
                       .sum = dr_scatter_copy(schedule, coll),
                       .room = dr_vector_scratch(schedule, coll)};
    bool folded = rank < 2 * it.fold.rest;

    if (it.fold.me < 0) {
        send_part(&it, dr_part_whole(coll), rank - 1);
        dr_schedule_end_round(schedule);
        dr_schedule_recv(
            schedule,
            dr_part_span(coll, it.sum,
                         dr_scatter_part(it.begins, rank, rank + 1)),
            rank - 1);
        dr_schedule_end_round(schedule);
    } else {
        if (folded)
            recv_part(&it, dr_part_whole(coll), rank + 1);
        halve_blocks(&it);
        if (folded)
            send_part(&it, dr_scatter_part(it.begins, rank + 1, rank + 2),
                      rank + 1);
        dr_schedule_end_round(schedule);
    }
    dr_scatter_result(schedule, coll, it.sum, it.begins);
}
