/*
 * group.c - ordered sets of ranks of MPI_COMM_WORLD.
 */
#include "core/group.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "core/world.h"

/* More runs than this are searched slower than a sorted list. */
enum {
    MOST_RUNS = 8
};

/* Behind MPI_GROUP_EMPTY; a reference count of 0 marks it as static. */
static const struct dr_group empty;

static struct dr_group *new_group(int size)
{
    struct dr_group *group = dr_zalloc(1, sizeof(*group));

    group->refs = 1;
    group->size = size;
    return group;
}

struct dr_group *dr_group_world(int n)
{
    return dr_group_range(0, n, 1);
}

struct dr_group *dr_group_range(int first, int count, int stride)
{
    struct dr_group *group = new_group(count);

    if (count == 0)
        return group;
    group->nruns = 1;
    group->runs = dr_zalloc(1, sizeof(*group->runs));
    group->runs[0] =
        (struct dr_group_run){.count = count, .first = first, .stride = stride};
    return group;
}

/* The run that starts at members[start]. */
static struct dr_group_run run_at(const int *members, int size, int start)
{
    struct dr_group_run run = {
        .start = start, .count = 1, .first = members[start], .stride = 1};

    if (start + 1 < size)
        run.stride = members[start + 1] - members[start];
    while (start + run.count < size &&
           members[start + run.count] - members[start + run.count - 1] ==
               run.stride)
        run.count++;
    return run;
}

/* Describe the members by at most MOST_RUNS runs; their number, or 0. */
static int find_runs(const int *members, int size, struct dr_group_run *runs)
{
    int n = 0, start = 0;

    while (start < size) {
        if (n == MOST_RUNS)
            return 0;
        runs[n] = run_at(members, size, start);
        start += runs[n].count;
        n++;
    }
    return n;
}

static int by_world_rank(const void *a, const void *b, void *members)
{
    int x = ((const int *)members)[*(const int *)a];
    int y = ((const int *)members)[*(const int *)b];

    return (x > y) - (x < y);
}

struct dr_group *dr_group_list(const int *members, int size)
{
    struct dr_group *group = new_group(size);
    struct dr_group_run runs[MOST_RUNS];
    size_t bytes = (size_t)size * sizeof(int);
    int i;

    if (size == 0)
        return group;
    group->nruns = find_runs(members, size, runs);
    if (group->nruns > 0) {
        bytes = (size_t)group->nruns * sizeof(runs[0]);
        group->runs = memcpy(dr_alloc(bytes), runs, bytes);
        return group;
    }
    group->members = memcpy(dr_alloc(bytes), members, bytes);
    group->sorted = dr_alloc(bytes);
    for (i = 0; i < size; i++)
        group->sorted[i] = i;
    qsort_r(group->sorted, (size_t)size, sizeof(int), by_world_rank,
            group->members);
    return group;
}

struct dr_group *dr_group_hold(struct dr_group *group)
{
    if (group->refs > 0)
        group->refs++;
    return group;
}

void dr_group_release(struct dr_group *group)
{
    if (group->refs == 0 || --group->refs > 0)
        return;
    free(group->runs);
    free(group->members);
    free(group->sorted);
    free(group);
}

struct dr_group *dr_group_get(MPI_Group handle)
{
    if (handle == MPI_GROUP_EMPTY)
        return (struct dr_group *)&empty;
    return dr_handle_get(&dr_world->self->handles, DR_KIND_GROUP,
                         (uintptr_t)handle);
}

MPI_Group dr_group_handle(struct dr_group *group)
{
    if (group->size == 0) {
        dr_group_release(group);
        return MPI_GROUP_EMPTY;
    }
    return (MPI_Group)dr_handle_new(&dr_world->self->handles, DR_KIND_GROUP,
                                    group);
}

int dr_group_search_run(const struct dr_group *group, int rank)
{
    const struct dr_group_run *run = group->runs;

    while (rank >= run->start + run->count)
        run++;
    return run->first + (rank - run->start) * run->stride;
}

static int rank_in_run(const struct dr_group_run *run, int world_rank)
{
    int64_t ahead = (int64_t)world_rank - run->first;

    if (ahead % run->stride != 0)
        return -1;
    ahead /= run->stride;
    return ahead >= 0 && ahead < run->count ? run->start + (int)ahead : -1;
}

static int rank_in_list(const struct dr_group *group, int world_rank)
{
    int low = 0, high = group->size, middle, rank;

    while (low < high) {
        middle = low + (high - low) / 2;
        rank = group->sorted[middle];
        if (group->members[rank] == world_rank)
            return rank;
        if (group->members[rank] < world_rank)
            low = middle + 1;
        else
            high = middle;
    }
    return -1;
}

int dr_group_rank_of(const struct dr_group *group, int world_rank)
{
    int i, rank;

    if (group->members)
        return rank_in_list(group, world_rank);
    for (i = 0; i < group->nruns; i++) {
        rank = rank_in_run(&group->runs[i], world_rank);
        if (rank >= 0)
            return rank;
    }
    return -1;
}
