/*
 * windows.c - handles of windows, and arguments of calls on them.
 *
 * ranks: 2
 */
#include "misuse.h"

static void handles(MPI_Win win, MPI_Win freed, MPI_Win copy)
{
    int garbage = 0, flag, *where = a;

    CASE(fence_of_null)
    MPI_Win_fence(0, EITHER(MPI_WIN_NULL, win));
    CASE(put_to_null)
    MPI_Put(a, 1, MPI_INT, NOBODY, 0, 1, MPI_INT, EITHER(MPI_WIN_NULL, win));
    CASE(lock_of_freed)
    {
        MPI_Win_lock(MPI_LOCK_SHARED, 0, 0, EITHER(copy, win));
        if (!wrong)
            MPI_Win_unlock(0, win);
    }
    CASE(free_twice)
    {
        if (wrong)
            MPI_Win_free(&copy);
    }
    CASE(fence_of_garbage)
    MPI_Win_fence(0, EITHER((MPI_Win)(void *)&garbage, win));
    CASE(fence_of_communicator)
    MPI_Win_fence(0, EITHER((MPI_Win)WORLD, win));
    CASE(free_of_null)
    {
        if (wrong)
            MPI_Win_free(&freed);
    }
    CASE(attribute_to_null)
    MPI_Win_get_attr(win, MPI_WIN_BASE, EITHER(NULL, (void *)&where), &flag);
    CASE(flag_to_null)
    MPI_Win_get_attr(win, MPI_WIN_BASE, &where, EITHER(NULL, &flag));
}

static void addresses(MPI_Win win)
{
    MPI_Group group = MPI_GROUP_NULL;
    MPI_Info info = MPI_INFO_NULL;
    MPI_Win other = MPI_WIN_NULL;
    MPI_Request request;
    char name[MPI_MAX_OBJECT_NAME];
    int length, *memory;

    CASE(create_to_null)
    MPI_Win_create(b, sizeof b, 1, MPI_INFO_NULL, WORLD, EITHER(NULL, &other));
    CASE(create_dynamic_to_null)
    MPI_Win_create_dynamic(MPI_INFO_NULL, WORLD, EITHER(NULL, &other));
    CASE(allocate_to_null)
    MPI_Win_allocate(8, 1, MPI_INFO_NULL, WORLD, EITHER(NULL, (void *)&memory),
                     &other);
    CASE(free_null_pointer)
    {
        MPI_Win_create(b, 0, 1, MPI_INFO_NULL, WORLD, &other);
        MPI_Win_free(EITHER(NULL, &other));
    }
    CASE(group_to_null)
    MPI_Win_get_group(win, EITHER(NULL, &group));
    CASE(info_to_null)
    MPI_Win_get_info(win, EITHER(NULL, &info));
    CASE(name_to_null)
    MPI_Win_get_name(win, name, EITHER(NULL, &length));
    CASE(name_of_null)
    MPI_Win_set_name(win, EITHER(NULL, "name"));
    CASE(request_to_null)
    {
        MPI_Win_lock_all(0, win);
        MPI_Rput(a, 1, MPI_INT, me, 0, 1, MPI_INT, win, EITHER(NULL, &request));
        if (!wrong)
            MPI_Wait(&request, IGNORE);
        MPI_Win_unlock_all(win);
    }
    if (group != MPI_GROUP_NULL)
        MPI_Group_free(&group);
    if (info != MPI_INFO_NULL)
        MPI_Info_free(&info);
    if (other != MPI_WIN_NULL)
        MPI_Win_free(&other);
}

static void cases(void)
{
    MPI_Win win, freed, copy;

    MPI_Win_create(b, sizeof b, sizeof *b, MPI_INFO_NULL, WORLD, &win);
    MPI_Win_create(c, sizeof c, sizeof *c, MPI_INFO_NULL, WORLD, &freed);
    copy = freed;
    MPI_Win_free(&freed);
    handles(win, freed, copy);
    addresses(win);
    MPI_Win_free(&win);
}
