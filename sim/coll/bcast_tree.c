/*
 * bcast_tree.c - the data goes down a chain or a binary tree by segments.
 *
 * While a rank hands one segment on, it gets the next.
 *
 * Cost for s segments: chain (p + s - 2) (alpha + n/s beta); binary tree
 * (log2 p + s - 1) (alpha + 2 n/s beta).  The best s of a chain is
 * sqrt((p - 2) n beta / alpha).
 *
 * Pjesivac-Grbovic et al.: "Performance Analysis of MPI Collective
 * Operations", Cluster Computing 10(2), 2007.
 */
#include "coll/builders.h"
#include "coll/stream.h"
#include "coll/team.h"

enum {
    USUAL_SEGMENT = 128 * 1024
};

/* The tree in which number i has the children k i + 1 .. k i + k. */
static void down(struct dr_schedule *schedule, const struct dr_coll *coll,
                 int children)
{
    struct dr_team team = dr_team_all(coll->comm, coll->root);
    struct dr_stream stream = dr_stream_open(schedule, coll);
    struct dr_segments segments = dr_stream_cut(&stream, coll, USUAL_SEGMENT);
    int parent = dr_team_rank(&team, (team.me - 1) / children);

    for (uint64_t i = 0; i <= segments.count; i++) {
        if (team.me > 0 && i < segments.count)
            dr_schedule_recv(schedule, dr_segment(&segments, i), parent);
        for (int64_t k = 1; i > 0 && k <= children; k++) {
            int64_t child = (int64_t)team.me * children + k;

            if (child < team.size)
                dr_schedule_send(schedule, dr_segment(&segments, i - 1),
                                 dr_team_rank(&team, child));
        }
        dr_schedule_end_round(schedule);
    }
    dr_stream_close(schedule, coll, &stream);
}

void dr_coll_bcast_pipeline(struct dr_schedule *schedule,
                            const struct dr_coll *coll)
{
    down(schedule, coll, 1);
}

void dr_coll_bcast_binary(struct dr_schedule *schedule,
                          const struct dr_coll *coll)
{
    down(schedule, coll, 2);
}
