/*
 * bcast_scatter_allgather.c - the data is scattered, then gathered by all.
 *
 * Block i of p is for number i, counted from the root.  Blocks go down a
 * binomial tree, each rank keeping its own; then they are gathered by
 * recursive doubling (by dissemination, if p is no power of two: a run of
 * blocks that wraps goes as two messages), or round a ring.
 *
 * Cost: ceil(log2 p) alpha + n beta for the scatter, and the same for the
 * doubling, (p - 1) alpha + n beta for the ring.
 *
 * Thakur, Rabenseifner, Gropp: "Optimization of Collective Communication
 * Operations in MPICH", IJHPCA 19(1), 2005.
 */
#include "coll/builders.h"
#include "coll/stream.h"
#include "coll/team.h"

struct cut {
    struct dr_schedule *schedule;
    struct dr_team team;
    struct dr_stream stream;
    uint64_t block; /* bytes; the last ones may have fewer or none */
};

/* Blocks [from, to). */
static struct dr_span blocks(const struct cut *cut, int64_t from, int64_t to)
{
    return dr_stream_part(&cut->stream, (uint64_t)from * cut->block,
                          (uint64_t)to * cut->block);
}

/* A number passes on the blocks of those below it in the tree. */
static void scatter(const struct cut *cut)
{
    int64_t size = cut->team.size, me = cut->team.me, bit = 1;

    while (bit < size && !(me & bit))
        bit *= 2;
    if (me != 0) {
        int64_t end = me + bit < size ? me + bit : size;

        dr_schedule_recv(cut->schedule, blocks(cut, me, end),
                         dr_team_rank(&cut->team, me - bit));
        dr_schedule_end_round(cut->schedule);
    }
    for (bit /= 2; bit > 0; bit /= 2) {
        int64_t end = me + 2 * bit < size ? me + 2 * bit : size;

        if (me + bit < size)
            dr_schedule_send(cut->schedule, blocks(cut, me + bit, end),
                             dr_team_rank(&cut->team, me + bit));
    }
    dr_schedule_end_round(cut->schedule);
}

/* `count` blocks from `from` on, which may wrap: to or from a number. */
static void run(const struct cut *cut, int64_t from, int64_t count,
                int64_t number, bool send)
{
    int64_t size = cut->team.size;
    int64_t first = from % size, end = first + count;
    int peer = dr_team_rank(&cut->team, number % size);

    for (int part = 0; part < (end > size ? 2 : 1); part++) {
        struct dr_span span =
            part ? blocks(cut, 0, end - size) : blocks(cut, first, end);

        if (send)
            dr_schedule_send(cut->schedule, span, peer);
        else
            dr_schedule_recv(cut->schedule, span, peer);
    }
}

static void disseminate(const struct cut *cut)
{
    int64_t size = cut->team.size, me = cut->team.me;

    for (int64_t have = 1; have < size; have *= 2) {
        int64_t more = have < size - have ? have : size - have;

        run(cut, me + have, more, me + have, false);
        run(cut, me, more, me + size - have, true);
        dr_schedule_end_round(cut->schedule);
    }
}

static void swap_doubling(const struct cut *cut)
{
    int64_t me = cut->team.me;

    for (int64_t bit = 1; bit < cut->team.size; bit *= 2) {
        int64_t mine = me & ~(bit - 1), theirs = mine ^ bit;

        run(cut, theirs, bit, me ^ bit, false);
        run(cut, mine, bit, me ^ bit, true);
        dr_schedule_end_round(cut->schedule);
    }
}

static void pass_round(const struct cut *cut)
{
    int64_t size = cut->team.size, me = cut->team.me;

    for (int64_t i = 0; i < size - 1; i++) {
        run(cut, me - i - 1 + size, 1, me - 1 + size, false);
        run(cut, me - i + size, 1, me + 1, true);
        dr_schedule_end_round(cut->schedule);
    }
}

static void build(struct dr_schedule *schedule, const struct dr_coll *coll,
                  bool ring)
{
    uint64_t size = (uint64_t)coll->comm->size;
    struct cut cut = {.schedule = schedule,
                      .team = dr_team_all(coll->comm, coll->root),
                      .stream = dr_stream_open(schedule, coll)};

    cut.block = (cut.stream.length + size - 1) / size;
    scatter(&cut);
    if (ring)
        pass_round(&cut);
    else if ((size & (size - 1)) == 0)
        swap_doubling(&cut);
    else
        disseminate(&cut);
    dr_stream_close(schedule, coll, &cut.stream);
}

void dr_coll_bcast_scatter_allgather(struct dr_schedule *schedule,
                                     const struct dr_coll *coll)
{
    build(schedule, coll, false);
}

void dr_coll_bcast_scatter_ring(struct dr_schedule *schedule,
                                const struct dr_coll *coll)
{
    build(schedule, coll, true);
}
