/*
 * group.h - ordered sets of ranks of MPI_COMM_WORLD.
 *
 * A group that follows a rule costs no memory per member:
 *
 *     few runs   {first, stride} repeated, e.g. world, even ranks, a row
 *     a list     all members, and their order by world rank, when the runs
 *                would be many
 *
 * Groups never change once made; they are shared by reference count, also
 * between ranks.
 */
#ifndef DR_CORE_GROUP_H
#define DR_CORE_GROUP_H

#include <stdbool.h>
#include <stdint.h>

#include "include/mpi.h"

/* Group ranks start, start + 1, ... are world ranks first, first + stride... */
struct dr_group_run {
    int start;
    int count;
    int first;
    int stride; /* not 0 */
};

struct dr_group {
    uint32_t refs;
    int size;
    int nruns; /* 0: see members */
    struct dr_group_run *runs;
    int *members; /* world ranks, or NULL */
    int *sorted;  /* group ranks in the order of world ranks */
};

/* Every constructor returns a group with one reference. */
struct dr_group *dr_group_world(int n);
struct dr_group *dr_group_range(int first, int count, int stride);

/* Copies `members`; they are distinct world ranks. */
struct dr_group *dr_group_list(const int *members, int size);

struct dr_group *dr_group_hold(struct dr_group *group);
void dr_group_release(struct dr_group *group);

/* The group of a handle, MPI_GROUP_EMPTY included; NULL if there is none.
 * It stays the handle's. */
struct dr_group *dr_group_get(MPI_Group handle);

/* A handle of the running rank for `group`, taking over one reference. */
MPI_Group dr_group_handle(struct dr_group *group);

static inline int dr_group_size(const struct dr_group *group)
{
    return group->size;
}

/* Only dr_group_world_rank() calls it. */
int dr_group_search_run(const struct dr_group *group, int rank);

/* The world rank of group rank `rank`, which is in 0 .. size - 1. */
static inline int dr_group_world_rank(const struct dr_group *group, int rank)
{
    if (group->nruns == 1)
        return group->runs[0].first + rank * group->runs[0].stride;
    if (group->members)
        return group->members[rank];
    return dr_group_search_run(group, rank);
}

/* The group rank of a world rank, -1 if it is no member.  Cost: number of
 * runs (at most eight), or the logarithm of the size. */
int dr_group_rank_of(const struct dr_group *group, int world_rank);

/* MPI_IDENT, MPI_SIMILAR or MPI_UNEQUAL. */
int dr_group_compare(const struct dr_group *a, const struct dr_group *b);

/* Set algebra, in the order the standard fixes (MPI-3.1, 6.3.2). */
struct dr_group *dr_group_union(const struct dr_group *a,
                                const struct dr_group *b);
struct dr_group *dr_group_intersection(const struct dr_group *a,
                                       const struct dr_group *b);
struct dr_group *dr_group_difference(const struct dr_group *a,
                                     const struct dr_group *b);

/* Members ranks[0], ranks[1], ...; the caller has checked that they are
 * distinct and in 0 .. size - 1. */
struct dr_group *dr_group_incl(const struct dr_group *group, const int *ranks,
                               int n);

/* All others, in their order.  The same conditions. */
struct dr_group *dr_group_excl(const struct dr_group *group, const int *ranks,
                               int n);

#endif
