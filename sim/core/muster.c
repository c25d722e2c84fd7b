/*
 * muster.c - some members make a communicator, the others not asked.
 */
#include "core/muster.h"

#include <stdlib.h>

#include "base/memory.h"

/* Invariant: it is in the list while members are missing. */
struct muster {
    struct dr_link link; /* in the parent circle's list */
    int tag, missing;
    struct dr_circle *circle;
};

static bool same(const struct dr_group *a, const struct dr_group *b)
{
    return a && b ? dr_group_compare(a, b) == MPI_IDENT : a == b;
}

static struct muster *find(struct dr_circle *parent, int tag,
                           struct dr_group *first, struct dr_group *second)
{
    struct muster *muster;
    struct dr_link *it;

    DR_LIST_FOREACH(it, &parent->musters) {
        muster = DR_CONTAINER(it, struct muster, link);
        if (muster->tag == tag && same(muster->circle->groups[0], first) &&
            same(muster->circle->groups[1], second))
            return muster;
    }
    return NULL;
}

static struct muster *begin(struct dr_circle *parent, int tag, int missing,
                            struct dr_circle *circle)
{
    struct muster *muster = dr_zalloc(1, sizeof *muster);

    muster->tag = tag;
    muster->missing = missing;
    muster->circle = circle;
    dr_list_append(&parent->musters, &muster->link);
    return muster;
}

static struct dr_circle *join(struct muster *muster)
{
    struct dr_circle *circle = muster->circle;

    if (--muster->missing == 0) {
        dr_list_remove(&muster->link);
        free(muster);
    }
    return circle;
}

struct dr_circle *dr_muster_join(struct dr_comm *comm, struct dr_group *group,
                                 int tag)
{
    struct muster *muster = find(comm->circle, tag, group, NULL);
    int size = dr_group_size(group);

    if (!muster)
        muster = begin(comm->circle, tag, size,
                       dr_circle_new(dr_group_hold(group), size));
    return join(muster);
}

bool dr_muster_lacks(const struct dr_comm *comm, const struct dr_circle *circle)
{
    const struct dr_link *it;

    DR_LIST_FOREACH(it, &comm->circle->musters) {
        if (DR_CONTAINER(it, struct muster, link)->circle == circle)
            return true;
    }
    return false;
}

/* The order of the groups is the same whoever leads first. */
struct dr_circle *dr_muster_lead(struct dr_comm *comm, struct dr_group *mine,
                                 struct dr_group *other, int tag)
{
    bool first = dr_group_world_rank(mine, 0) < dr_group_world_rank(other, 0);
    struct dr_group *low = first ? mine : other, *high = first ? other : mine;
    struct muster *muster = find(comm->circle, tag, low, high);

    if (!muster)
        muster =
            begin(comm->circle, tag, 2,
                  dr_circle_new_inter(dr_group_hold(low), dr_group_hold(high)));
    return join(muster);
}
