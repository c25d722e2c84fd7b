/*
 * muster.c - a group of members makes a communicator, the others not asked.
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

static struct muster *find(struct dr_comm *comm, struct dr_group *group,
                           int tag)
{
    struct dr_circle *parent = comm->circle;
    int size = dr_group_size(group);
    struct muster *muster;
    struct dr_link *it;

    DR_LIST_FOREACH(it, &parent->musters) {
        muster = DR_CONTAINER(it, struct muster, link);
        if (muster->tag == tag &&
            dr_group_compare(muster->circle->group, group) == MPI_IDENT)
            return muster;
    }
    muster = dr_zalloc(1, sizeof *muster);
    muster->tag = tag;
    muster->missing = size;
    muster->circle = dr_circle_new(dr_group_hold(group), size);
    dr_list_append(&parent->musters, &muster->link);
    return muster;
}

struct dr_circle *dr_muster_join(struct dr_comm *comm, struct dr_group *group,
                                 int tag)
{
    struct muster *muster = find(comm, group, tag);
    struct dr_circle *circle = muster->circle;

    if (--muster->missing == 0) {
        dr_list_remove(&muster->link);
        free(muster);
    }
    return circle;
}
