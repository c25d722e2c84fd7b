/*
 * group.c - MPI_Group_*: inquiry, comparison, set algebra.
 */
#include "core/group.h"
#include "api/door.h"
#include "api/group_door.h"

int dr_door_group(MPI_Group handle, const char *argument,
                  struct dr_group **group)
{
    *group = dr_group_get(handle);
    if (*group)
        return MPI_SUCCESS;
    return dr_raise_handle(NULL, MPI_ERR_GROUP, DR_KIND_GROUP, handle,
                           argument);
}

int dr_door_result(const void *pointer, const char *argument)
{
    return pointer ? MPI_SUCCESS : dr_raise_null(argument);
}

int PMPI_Group_size(MPI_Group group, int *size)
{
    DR_DOOR("MPI_Group_size", "*&", group, size);
    struct dr_group *found;
    int code = dr_door_group(group, "group", &found);

    if (code == MPI_SUCCESS)
        code = dr_door_result(size, "size");
    if (code == MPI_SUCCESS)
        *size = found->size;
    return code;
}
DR_ALIAS(int, Group_size, (MPI_Group, int *))

int PMPI_Group_rank(MPI_Group group, int *rank)
{
    DR_DOOR("MPI_Group_rank", "*&", group, rank);
    struct dr_group *found;
    int code = dr_door_group(group, "group", &found);

    if (code == MPI_SUCCESS)
        code = dr_door_result(rank, "rank");
    if (code != MPI_SUCCESS)
        return code;
    *rank = dr_group_rank_of(found, dr_world->self->id);
    if (*rank < 0)
        *rank = MPI_UNDEFINED;
    return MPI_SUCCESS;
}
DR_ALIAS(int, Group_rank, (MPI_Group, int *))

int PMPI_Group_translate_ranks(MPI_Group group1, int n, const int ranks1[],
                               MPI_Group group2, int ranks2[])
{
    DR_DOOR("MPI_Group_translate_ranks", "*i***", group1, n, ranks1, group2,
            ranks2);
    struct dr_group *from, *to;
    int i, code = dr_door_group(group1, "group1", &from);

    if (code == MPI_SUCCESS)
        code = dr_door_group(group2, "group2", &to);
    if (code != MPI_SUCCESS)
        return code;
    if (n < 0 || (n > 0 && (!ranks1 || !ranks2)))
        return dr_raise(NULL, MPI_ERR_ARG, "n is %d, or an array is NULL", n);
    for (i = 0; i < n; i++) {
        if (ranks1[i] == MPI_PROC_NULL) {
            ranks2[i] = MPI_PROC_NULL;
            continue;
        }
        if (ranks1[i] < 0 || ranks1[i] >= from->size)
            return dr_raise(NULL, MPI_ERR_RANK,
                            "ranks1[%d] is %d in a group of %d", i, ranks1[i],
                            from->size);
        ranks2[i] = dr_group_rank_of(to, dr_group_world_rank(from, ranks1[i]));
        if (ranks2[i] < 0)
            ranks2[i] = MPI_UNDEFINED;
    }
    return MPI_SUCCESS;
}
DR_ALIAS(int, Group_translate_ranks,
         (MPI_Group, int, const int[], MPI_Group, int[]))

/* Find both operands of a call with two groups. */
static int find_both(MPI_Group group1, MPI_Group group2, const void *result,
                     struct dr_group **a, struct dr_group **b)
{
    int code = dr_door_group(group1, "group1", a);

    if (code == MPI_SUCCESS)
        code = dr_door_group(group2, "group2", b);
    if (code == MPI_SUCCESS)
        code = dr_door_result(result, "the result");
    return code;
}

int PMPI_Group_compare(MPI_Group group1, MPI_Group group2, int *result)
{
    DR_DOOR("MPI_Group_compare", "**&", group1, group2, result);
    struct dr_group *a, *b;
    int code = find_both(group1, group2, result, &a, &b);

    if (code == MPI_SUCCESS)
        *result = dr_group_compare(a, b);
    return code;
}
DR_ALIAS(int, Group_compare, (MPI_Group, MPI_Group, int *))

int PMPI_Group_union(MPI_Group group1, MPI_Group group2, MPI_Group *newgroup)
{
    DR_DOOR("MPI_Group_union", "**&", group1, group2, newgroup);
    struct dr_group *a, *b;
    int code = find_both(group1, group2, newgroup, &a, &b);

    if (code == MPI_SUCCESS)
        *newgroup = dr_group_handle(dr_group_union(a, b));
    return code;
}
DR_ALIAS(int, Group_union, (MPI_Group, MPI_Group, MPI_Group *))

int PMPI_Group_intersection(MPI_Group group1, MPI_Group group2,
                            MPI_Group *newgroup)
{
    DR_DOOR("MPI_Group_intersection", "**&", group1, group2, newgroup);
    struct dr_group *a, *b;
    int code = find_both(group1, group2, newgroup, &a, &b);

    if (code == MPI_SUCCESS)
        *newgroup = dr_group_handle(dr_group_intersection(a, b));
    return code;
}
DR_ALIAS(int, Group_intersection, (MPI_Group, MPI_Group, MPI_Group *))

int PMPI_Group_difference(MPI_Group group1, MPI_Group group2,
                          MPI_Group *newgroup)
{
    DR_DOOR("MPI_Group_difference", "**&", group1, group2, newgroup);
    struct dr_group *a, *b;
    int code = find_both(group1, group2, newgroup, &a, &b);

    if (code == MPI_SUCCESS)
        *newgroup = dr_group_handle(dr_group_difference(a, b));
    return code;
}
DR_ALIAS(int, Group_difference, (MPI_Group, MPI_Group, MPI_Group *))

int PMPI_Group_free(MPI_Group *group)
{
    DR_DOOR("MPI_Group_free", "&", group);
    struct dr_group *found;
    int code = dr_door_result(group, "group");

    if (code == MPI_SUCCESS)
        code = dr_door_group(*group, "group", &found);
    if (code != MPI_SUCCESS)
        return code;
    /* Algebra may have given MPI_GROUP_EMPTY, which programs then free. */
    if (*group != MPI_GROUP_EMPTY) {
        dr_handle_free(&dr_world->self->handles, (uintptr_t)*group);
        dr_group_release(found);
    }
    *group = MPI_GROUP_NULL;
    return MPI_SUCCESS;
}
DR_ALIAS(int, Group_free, (MPI_Group *))
