/*
 * bcast_split_binary.c - each half of the data goes down one side of a binary
 * tree, then ranks of the two sides swap halves.
 *
 * Numbers count from the root; odd ones are the left side, even ones the
 * right: each side is a binary tree, and number 2 i - 1 swaps with 2 i.  A
 * last odd number without a partner gets the other half from the root.
 *
 * Cost for s segments of each half: (log2 p + s - 1) (alpha + 2 n/(2 s) beta),
 * then alpha + n/2 beta.
 *
 * Pjesivac-Grbovic et al.: "Performance Analysis of MPI Collective
 * Operations", Cluster Computing 10(2), 2007.
 */
#include "coll/builders.h"
#include "coll/stream.h"
#include "coll/team.h"

enum {
    USUAL_SEGMENT = 64 * 1024
};

struct halves {
    struct dr_schedule *schedule;
    struct dr_team team;
    struct dr_stream half[2]; /* of the left side, of the right */
    struct dr_segments segments[2];
};

static struct dr_stream half_of(const struct dr_stream *stream, int side)
{
    struct dr_stream half = *stream;
    uint64_t middle = (stream->length + 1) / 2;

    half.bytes = side ? stream->bytes + middle : stream->bytes;
    half.length = side ? stream->length - middle : middle;
    return half;
}

static void send_to(const struct halves *it, struct dr_span part,
                    int64_t number)
{
    if (number < it->team.size)
        dr_schedule_send(it->schedule, part, dr_team_rank(&it->team, number));
}

/* On a side, place i (from 0) is number 2 i + 1 or 2 i + 2. */
static void down_side(const struct halves *it, int side)
{
    const struct dr_segments *segments = &it->segments[side];
    int64_t place = (it->team.me - 1) / 2;
    int64_t parent = place ? 2 * ((place - 1) / 2) + 1 + side : 0;

    for (uint64_t i = 0; i <= segments->count; i++) {
        if (i < segments->count)
            dr_schedule_recv(it->schedule, dr_segment(segments, i),
                             dr_team_rank(&it->team, parent));
        for (int64_t k = 2 * place + 1; i > 0 && k <= 2 * place + 2; k++)
            send_to(it, dr_segment(segments, i - 1), 2 * k + 1 + side);
        dr_schedule_end_round(it->schedule);
    }
}

static void from_root(const struct halves *it)
{
    for (int side = 0; side < 2; side++) {
        for (uint64_t i = 0; i < it->segments[side].count; i++) {
            send_to(it, dr_segment(&it->segments[side], i), 1 + side);
            dr_schedule_end_round(it->schedule);
        }
    }
    /* With an even number of ranks the last one is odd and alone. */
    if (it->team.size % 2 == 0)
        send_to(it, dr_stream_part(&it->half[1], 0, UINT64_MAX),
                it->team.size - 1);
}

static void swap_halves(const struct halves *it, int side)
{
    int64_t other = side ? it->team.me - 1 : it->team.me + 1;
    bool alone = other >= it->team.size;
    int peer = dr_team_rank(&it->team, alone ? 0 : other);

    dr_schedule_recv(it->schedule,
                     dr_stream_part(&it->half[!side], 0, UINT64_MAX), peer);
    if (!alone)
        dr_schedule_send(it->schedule,
                         dr_stream_part(&it->half[side], 0, UINT64_MAX), peer);
}

void dr_coll_bcast_split_binary(struct dr_schedule *schedule,
                                const struct dr_coll *coll)
{
    struct dr_stream stream = dr_stream_open(schedule, coll);
    struct halves it = {.schedule = schedule,
                        .team = dr_team_all(coll->comm, coll->root)};
    int side = (it.team.me - 1) % 2;

    for (int i = 0; i < 2; i++) {
        it.half[i] = half_of(&stream, i);
        it.segments[i] = dr_stream_cut(&it.half[i], coll, USUAL_SEGMENT);
    }
    if (it.team.me == 0) {
        from_root(&it);
    } else {
        down_side(&it, side);
        swap_halves(&it, side);
    }
    dr_stream_close(schedule, coll, &stream);
}
