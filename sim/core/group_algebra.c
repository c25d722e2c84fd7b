/*
 * group_algebra.c - comparing groups and making groups from groups.
 *
 * Results are collected as plain lists; dr_group_list() compresses them.
 */
#include <stdlib.h>

#include "base/memory.h"
#include "core/group.h"

/* World ranks being collected. */
struct roll {
    int *members;
    int size;
};

static struct roll roll_for(int room)
{
    return (struct roll){.members = dr_alloc(((size_t)room + 1) * sizeof(int))};
}

static void enter(struct roll *roll, int world_rank)
{
    roll->members[roll->size++] = world_rank;
}

static struct dr_group *group_of(struct roll *roll)
{
    struct dr_group *group = dr_group_list(roll->members, roll->size);

    free(roll->members);
    return group;
}

static bool same_order(const struct dr_group *a, const struct dr_group *b)
{
    int i;

    for (i = 0; i < a->size; i++) {
        if (dr_group_world_rank(a, i) != dr_group_world_rank(b, i))
            return false;
    }
    return true;
}

int dr_group_compare(const struct dr_group *a, const struct dr_group *b)
{
    int i;

    if (a == b)
        return MPI_IDENT;
    if (a->size != b->size)
        return MPI_UNEQUAL;
    if (same_order(a, b))
        return MPI_IDENT;
    for (i = 0; i < a->size; i++) {
        if (dr_group_rank_of(b, dr_group_world_rank(a, i)) < 0)
            return MPI_UNEQUAL;
    }
    return MPI_SIMILAR;
}

/* Those of `a` that are, or are not, in `b`; in the order of `a`. */
static void enter_members(struct roll *roll, const struct dr_group *a,
                          const struct dr_group *b, bool wanted)
{
    int i, world_rank;

    for (i = 0; i < a->size; i++) {
        world_rank = dr_group_world_rank(a, i);
        if ((dr_group_rank_of(b, world_rank) >= 0) == wanted)
            enter(roll, world_rank);
    }
}

struct dr_group *dr_group_union(const struct dr_group *a,
                                const struct dr_group *b)
{
    struct roll roll = roll_for(a->size + b->size);

    enter_members(&roll, a, a, true);
    enter_members(&roll, b, a, false);
    return group_of(&roll);
}

struct dr_group *dr_group_intersection(const struct dr_group *a,
                                       const struct dr_group *b)
{
    struct roll roll = roll_for(a->size);

    enter_members(&roll, a, b, true);
    return group_of(&roll);
}

struct dr_group *dr_group_difference(const struct dr_group *a,
                                     const struct dr_group *b)
{
    struct roll roll = roll_for(a->size);

    enter_members(&roll, a, b, false);
    return group_of(&roll);
}

struct dr_group *dr_group_incl(const struct dr_group *group, const int *ranks,
                               int n)
{
    struct roll roll = roll_for(n);
    int i;

    for (i = 0; i < n; i++)
        enter(&roll, dr_group_world_rank(group, ranks[i]));
    return group_of(&roll);
}

struct dr_group *dr_group_excl(const struct dr_group *group, const int *ranks,
                               int n)
{
    struct dr_group *out = dr_group_incl(group, ranks, n);
    struct dr_group *rest = dr_group_difference(group, out);

    dr_group_release(out);
    return rest;
}
