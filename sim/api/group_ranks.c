/*
 * group_ranks.c - MPI_Group_* that choose members by rank or by range.
 */
#include <stdlib.h>

#include "api/door.h"
#include "api/group_door.h"
#include "base/memory.h"

int dr_door_ranks(const struct dr_group *group, const int *ranks, int n)
{
    char *seen = dr_zalloc((size_t)group->size + 1, 1);
    int i, code = MPI_SUCCESS;

    for (i = 0; i < n && code == MPI_SUCCESS; i++) {
        if (ranks[i] < 0 || ranks[i] >= group->size)
            code =
                dr_raise(NULL, MPI_ERR_RANK, "rank %d is not in a group of %d",
                         ranks[i], group->size);
        else if (seen[ranks[i]]++)
            code = dr_raise(NULL, MPI_ERR_RANK, "rank %d is named twice",
                            ranks[i]);
    }
    free(seen);
    return code;
}

typedef struct dr_group *choose_fn(const struct dr_group *group,
                                   const int *ranks, int n);

static int choose(MPI_Group handle, const int *ranks, int n,
                  MPI_Group *newgroup, choose_fn *chosen)
{
    struct dr_group *group;
    int code = dr_door_group(handle, "group", &group);

    if (code == MPI_SUCCESS)
        code = dr_door_result(newgroup, "newgroup");
    if (code != MPI_SUCCESS)
        return code;
    if (n < 0 || (n > 0 && !ranks))
        return dr_raise(NULL, MPI_ERR_ARG, "n is %d, or the array is NULL", n);
    code = dr_door_ranks(group, ranks, n);
    if (code == MPI_SUCCESS)
        *newgroup = dr_group_handle(chosen(group, ranks, n));
    return code;
}

int PMPI_Group_incl(MPI_Group group, int n, const int ranks[],
                    MPI_Group *newgroup)
{
    DR_DOOR("MPI_Group_incl", "*i*&", group, n, ranks, newgroup);

    return choose(group, ranks, n, newgroup, dr_group_incl);
}
DR_ALIAS(int, Group_incl, (MPI_Group, int, const int[], MPI_Group *))

int PMPI_Group_excl(MPI_Group group, int n, const int ranks[],
                    MPI_Group *newgroup)
{
    DR_DOOR("MPI_Group_excl", "*i*&", group, n, ranks, newgroup);

    return choose(group, ranks, n, newgroup, dr_group_excl);
}
DR_ALIAS(int, Group_excl, (MPI_Group, int, const int[], MPI_Group *))

/* How many ranks first, last, stride stands for; 0: the stride is 0 or leads
 * away from `last`. */
static int64_t range_length(const int range[3])
{
    int64_t span = (int64_t)range[1] - range[0];

    if (range[2] == 0 || (span > 0 && range[2] < 0) ||
        (span < 0 && range[2] > 0))
        return 0;
    return span / range[2] + 1;
}

/* Check the ranges and write their ranks one by one; the caller frees them. */
static int expand(const struct dr_group *group, int n, int (*ranges)[3],
                  int **ranks, int *total)
{
    int64_t length, sum = 0;
    int i, k;

    for (i = 0; i < n; i++) {
        length = range_length(ranges[i]);
        if (length == 0)
            return dr_raise(NULL, MPI_ERR_ARG,
                            "the stride of ranges[%d] is %d, which does not "
                            "lead from %d to %d",
                            i, ranges[i][2], ranges[i][0], ranges[i][1]);
        sum += length;
        if (sum > group->size)
            return dr_raise(NULL, MPI_ERR_RANK,
                            "ranges[%d] ends with more ranks than the %d of "
                            "the group",
                            i, group->size);
    }
    *ranks = dr_alloc(((size_t)sum + 1) * sizeof(int));
    *total = 0;
    for (i = 0; i < n; i++) {
        for (k = 0; k < range_length(ranges[i]); k++)
            (*ranks)[(*total)++] = ranges[i][0] + k * ranges[i][2];
    }
    return MPI_SUCCESS;
}

static int choose_ranges(MPI_Group handle, int n, int (*ranges)[3],
                         MPI_Group *newgroup, choose_fn *chosen)
{
    struct dr_group *group;
    int *ranks = NULL, total = 0;
    int code = dr_door_group(handle, "group", &group);

    if (code != MPI_SUCCESS)
        return code;
    if (n < 0 || (n > 0 && !ranges))
        return dr_raise(NULL, MPI_ERR_ARG, "n is %d, or ranges is NULL", n);
    code = expand(group, n, ranges, &ranks, &total);
    if (code != MPI_SUCCESS)
        return code;
    code = choose(handle, ranks, total, newgroup, chosen);
    free(ranks);
    return code;
}

int PMPI_Group_range_incl(MPI_Group group, int n, int ranges[][3],
                          MPI_Group *newgroup)
{
    DR_DOOR("MPI_Group_range_incl", "*i*&", group, n, ranges, newgroup);

    return choose_ranges(group, n, ranges, newgroup, dr_group_incl);
}
DR_ALIAS(int, Group_range_incl, (MPI_Group, int, int[][3], MPI_Group *))

int PMPI_Group_range_excl(MPI_Group group, int n, int ranges[][3],
                          MPI_Group *newgroup)
{
    DR_DOOR("MPI_Group_range_excl", "*i*&", group, n, ranges, newgroup);

    return choose_ranges(group, n, ranges, newgroup, dr_group_excl);
}
DR_ALIAS(int, Group_range_excl, (MPI_Group, int, int[][3], MPI_Group *))
