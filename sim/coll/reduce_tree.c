/*
 * reduce_tree.c - partial results go up a chain or a binary tree by segments.
 *
 * While a rank combines and hands on one segment, it gets the next.  Numbers
 * count from the root; the chain keeps the order of ranks and counts from 0 if
 * the operator does not commute, and rank 0 hands the result to the root.
 *
 * Cost for s segments: chain (p + s - 2) (alpha + n/s (beta + gamma)); binary
 * tree (log2 p + s - 1) (alpha + 2 n/s (beta + gamma)).
 *
 * Pjesivac-Grbovic et al.: "Performance Analysis of MPI Collective
 * Operations", Cluster Computing 10(2), 2007.
 */
#include "coll/builders.h"
#include "coll/team.h"
#include "coll/vector.h"

enum {
    USUAL_SEGMENT = 128 * 1024,
    MOST_CHILDREN = 2
};

struct climb {
    struct dr_schedule *schedule;
    const struct dr_coll *coll;
    struct dr_team team;
    int children;                /* that I have */
    int child[MOST_CHILDREN];    /* their ranks */
    void *theirs[MOST_CHILDREN]; /* what they send */
    uint64_t segment, segments;  /* elements of one, and how many */
};

static struct dr_part segment(const struct climb *climb, uint64_t index)
{
    uint64_t first = index * climb->segment;
    uint64_t left = climb->coll->send.count - first;

    return (struct dr_part){first,
                            left < climb->segment ? left : climb->segment};
}

static void cut(struct climb *climb)
{
    uint64_t bytes = climb->coll->segment, size = climb->coll->send.type->size;

    if (bytes == 0)
        bytes = USUAL_SEGMENT;
    climb->segment = size > 0 && bytes > size ? bytes / size : 1;
    if (size == 0 || climb->segment > climb->coll->send.count)
        climb->segment = climb->coll->send.count;
    climb->segments = 1;
    if (climb->segment > 0)
        climb->segments =
            (climb->coll->send.count + climb->segment - 1) / climb->segment;
}

/* Mine is of lower numbers than a child's, the first child's than the next's:
 * returns where the result is. */
static const void *combine(const struct climb *climb, struct dr_part part)
{
    const void *mine = climb->coll->send.buffer;

    for (int i = 0; i < climb->children; i++) {
        dr_vector_combine(climb->schedule, climb->coll, mine, climb->theirs[i],
                          part);
        mine = climb->theirs[i];
    }
    return mine;
}

/* Returns the result on number 0, NULL elsewhere. */
static const void *climb_up(const struct climb *climb, int width)
{
    const struct dr_coll *coll = climb->coll;
    const void *sum = coll->send.buffer;

    for (uint64_t i = 0; i <= climb->segments; i++) {
        for (int k = 0; k < climb->children && i < climb->segments; k++)
            dr_schedule_recv(
                climb->schedule,
                dr_part_span(coll, climb->theirs[k], segment(climb, i)),
                climb->child[k]);
        if (i > 0)
            sum = combine(climb, segment(climb, i - 1));
        if (i > 0 && climb->team.me > 0)
            dr_schedule_send(
                climb->schedule, dr_part_span(coll, sum, segment(climb, i - 1)),
                dr_team_rank(&climb->team, (climb->team.me - 1) / width));
        dr_schedule_end_round(climb->schedule);
    }
    return climb->team.me == 0 ? sum : NULL;
}

static void build(struct dr_schedule *schedule, const struct dr_coll *coll,
                  int width)
{
    int first = coll->op->commutative ? coll->root : 0;
    struct climb climb = {.schedule = schedule,
                          .coll = coll,
                          .team = dr_team_all(coll->comm, first)};

    cut(&climb);
    for (int k = 1; k <= width; k++) {
        int64_t child = (int64_t)climb.team.me * width + k;

        if (child < climb.team.size) {
            climb.child[climb.children] = dr_team_rank(&climb.team, child);
            climb.theirs[climb.children++] = dr_vector_scratch(schedule, coll);
        }
    }
    dr_coll_hand_over(schedule, coll, first, coll->root,
                      climb_up(&climb, width), coll->recv.buffer);
}

void dr_coll_reduce_pipeline(struct dr_schedule *schedule,
                             const struct dr_coll *coll)
{
    build(schedule, coll, 1);
}

void dr_coll_reduce_binary(struct dr_schedule *schedule,
                           const struct dr_coll *coll)
{
    build(schedule, coll, 2);
}
