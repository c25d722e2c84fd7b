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
    CASE(allocate_more_than_there_is)
    MPI_Win_allocate(EITHER((MPI_Aint)1 << 60, 8), 1, MPI_INFO_NULL, WORLD,
                     (void *)&memory, &other);
    CASE(share_more_than_there_is)
    MPI_Win_allocate_shared(EITHER((MPI_Aint)1 << 60, 8), 1, MPI_INFO_NULL,
                            MPI_COMM_SELF, (void *)&memory, &other);
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

/* Data goes as in a message: of the same types, and to each byte once. */
static void types(MPI_Win win)
{
    MPI_Datatype heap, four;
    float x[4] = {1, 2, 3, 4}, y[4];

    MPI_Type_create_resized(MPI_INT, 0, 0, &heap);
    MPI_Type_commit(&heap);
    MPI_Type_contiguous(4, MPI_BYTE, &four);
    MPI_Type_commit(&four);
    MPI_Win_fence(0, win);
    CASE(put_of_other_type)
    MPI_Put(x, 1, EITHER(MPI_FLOAT, MPI_INT), me, 0, 1, MPI_INT, win);
    CASE(put_of_long)
    MPI_Put(c, 1, EITHER(MPI_LONG, MPI_INT64_T), me, 0, 1, MPI_INT64_T, win);
    CASE(put_of_double)
    MPI_Put(c, 1, EITHER(MPI_DOUBLE, MPI_INT64_T), me, 0, 1, MPI_INT64_T, win);
    CASE(put_as_bytes_or_float)
    MPI_Put(c, 1, EITHER(MPI_FLOAT, four), me, 0, 1, MPI_INT, win);
    CASE(get_of_other_type)
    MPI_Get(y, 1, EITHER(MPI_FLOAT, MPI_INT), me, 0, 1, MPI_INT, win);
    CASE(get_accumulate_of_other_type)
    MPI_Get_accumulate(a, 1, MPI_INT, y, 1, EITHER(MPI_FLOAT, MPI_INT), me, 0,
                       1, MPI_INT, MPI_SUM, win);
    CASE(get_to_bytes_twice)
    MPI_Get(a, 2, EITHER(heap, MPI_INT), me, 0, 2, MPI_INT, win);
    CASE(put_to_bytes_twice)
    MPI_Put(a, 2, MPI_INT, me, 0, 2, EITHER(heap, MPI_INT), win);
    CASE(get_or_put_of_bytes_twice)
    {
        if (wrong)
            MPI_Get(a, 2, heap, me, 0, 2, MPI_INT, win);
        else
            MPI_Put(a, 2, heap, me, 0, 2, MPI_INT, win);
    }
    MPI_Win_fence(0, win);
    MPI_Type_free(&heap);
    MPI_Type_free(&four);
}

static void hints(const char *value)
{
    MPI_Info info;
    MPI_Win win;

    MPI_Info_create(&info);
    MPI_Info_set(info, "no_locks", value);
    MPI_Win_create(a, sizeof a, sizeof *a, info, WORLD, &win);
    CASE(lock_despite_hint)
    {
        MPI_Win_lock(MPI_LOCK_SHARED, me, 0, win);
        MPI_Win_unlock(me, win);
    }
    CASE(lock_all_despite_hint)
    {
        MPI_Win_lock_all(0, win);
        MPI_Win_unlock_all(win);
    }
    MPI_Info_free(&info);
    MPI_Win_free(&win);
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
    types(win);
    hints(EITHER("true", "false"));
    MPI_Win_free(&win);
}
