/*
 * scan_recursive_doubling.c - pairs at growing distance swap what they know.
 *
 * A rank keeps the result of its group, a run of ranks that doubles in each
 * round, and of those ranks of it that are below (and with) its own.
 *
 * Cost: ceil(log2 p) (alpha + n beta + 2 n gamma).
 *
 * Thakur, Rabenseifner, Gropp: "Optimization of Collective Communication
 * Operations in MPICH", IJHPCA 19(1), 2005.
 */
#include "coll/builders.h"
#include "coll/vector.h"

struct prefix {
    struct dr_schedule *schedule;
    const struct dr_coll *coll;
    struct dr_part whole;
    void *group, *theirs;
    void *below; /* of lower ranks, with mine in a scan; in `mine` or NULL */
};

/* The other's group goes before or behind mine; the result is my group's. */
static void join(struct prefix *it, bool theirs_first)
{
    void *old = it->group;

    if (theirs_first) {
        dr_vector_combine(it->schedule, it->coll, it->theirs, it->group,
                          it->whole);
        return;
    }
    dr_vector_combine(it->schedule, it->coll, it->group, it->theirs, it->whole);
    it->group = it->theirs;
    it->theirs = old;
}

static void lower(struct prefix *it, void *room)
{
    if (it->below) {
        dr_vector_combine(it->schedule, it->coll, it->theirs, it->below,
                          it->whole);
        return;
    }
    dr_vector_move(it->schedule, it->coll, it->theirs, room);
    it->below = room;
}

/* `room` for the result; `mine`: it begins with what I give. */
static void build(struct dr_schedule *schedule, const struct dr_coll *coll,
                  void *room, bool mine)
{
    struct prefix it = {.schedule = schedule,
                        .coll = coll,
                        .whole = dr_part_whole(coll),
                        .group = dr_vector_scratch(schedule, coll),
                        .theirs = dr_vector_scratch(schedule, coll),
                        .below = mine ? room : NULL};
    int64_t rank = coll->comm->rank;

    dr_vector_move(schedule, coll, coll->send.buffer, it.group);
    if (mine)
        dr_vector_move(schedule, coll, coll->send.buffer, room);
    for (int64_t bit = 1; bit < coll->comm->size; bit *= 2) {
        int64_t other = rank ^ bit;

        if (other >= coll->comm->size)
            continue;
        dr_schedule_recv(schedule, dr_part_span(coll, it.theirs, it.whole),
                         (int)other);
        dr_schedule_send(schedule, dr_part_span(coll, it.group, it.whole),
                         (int)other);
        dr_schedule_end_round(schedule);
        if (other < rank)
            lower(&it, room);
        join(&it, other < rank);
    }
}

void dr_coll_scan_recursive_doubling(struct dr_schedule *schedule,
                                     const struct dr_coll *coll)
{
    build(schedule, coll, coll->recv.buffer, true);
}

/* Rank 0 has no prefix: its receive buffer stays (MPI 3.1, 5.11.2). */
void dr_coll_exscan_recursive_doubling(struct dr_schedule *schedule,
                                       const struct dr_coll *coll)
{
    build(schedule, coll, coll->recv.buffer, false);
}
