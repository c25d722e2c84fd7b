/*
 * windows - how windows are made, asked and freed, and what programs keep with
 * them.  MPI-4.1, sections 12.2, 7.7, 7.8 and 9.3.
 */
#include "expect.h"

#include <stdlib.h>
#include <string.h>

static int rank, deletes, handled;
static MPI_Win handled_win;

static int count_delete(MPI_Win win, int keyval, void *value, void *extra)
{
    (void)win, (void)keyval, (void)value;
    deletes += *(int *)extra;
    return MPI_SUCCESS;
}

static void note_error(MPI_Win *win, int *code, ...)
{
    handled_win = *win;
    handled = expect_class(*code);
}

/* A predefined attribute that is a pointer to a number. */
static long number(MPI_Win win, int keyval)
{
    void *value;
    int flag;

    MPI_Win_get_attr(win, keyval, &value, &flag);
    EXPECT(flag);
    return keyval == MPI_WIN_SIZE ? (long)*(MPI_Aint *)value
                                  : (long)*(int *)value;
}

static void expect_attributes(MPI_Win win, void *base, long size, long unit,
                              long flavor)
{
    void *value;
    int flag;

    MPI_Win_get_attr(win, MPI_WIN_BASE, &value, &flag);
    EXPECT(flag && value == base);
    EXPECT(number(win, MPI_WIN_SIZE) == size);
    EXPECT(number(win, MPI_WIN_DISP_UNIT) == unit);
    EXPECT(number(win, MPI_WIN_CREATE_FLAVOR) == flavor);
    EXPECT(number(win, MPI_WIN_MODEL) == MPI_WIN_UNIFIED);
}

static void predefined_attributes_say_how_it_was_made(void)
{
    double memory[5];
    void *base;
    MPI_Win win;

    MPI_Win_create(memory, sizeof memory, 8, MPI_INFO_NULL, MPI_COMM_WORLD,
                   &win);
    expect_attributes(win, memory, 40, 8, MPI_WIN_FLAVOR_CREATE);
    MPI_Win_free(&win);
    EXPECT(win == MPI_WIN_NULL);
    MPI_Win_allocate(16, 4, MPI_INFO_NULL, MPI_COMM_WORLD, &base, &win);
    expect_attributes(win, base, 16, 4, MPI_WIN_FLAVOR_ALLOCATE);
    MPI_Win_free(&win);
    MPI_Win_create_dynamic(MPI_INFO_NULL, MPI_COMM_WORLD, &win);
    expect_attributes(win, MPI_BOTTOM, 0, 1, MPI_WIN_FLAVOR_DYNAMIC);
    MPI_Win_free(&win);
}

static void the_group_is_that_of_the_communicator(void)
{
    MPI_Group of_win, of_comm;
    int result;
    MPI_Win win;

    MPI_Win_create(NULL, 0, 1, MPI_INFO_NULL, MPI_COMM_WORLD, &win);
    MPI_Win_get_group(win, &of_win);
    MPI_Comm_group(MPI_COMM_WORLD, &of_comm);
    MPI_Group_compare(of_win, of_comm, &result);
    EXPECT(result == MPI_IDENT);
    MPI_Group_free(&of_win);
    MPI_Group_free(&of_comm);
    MPI_Win_free(&win);
}

static void attributes_are_deleted_with_the_window(void)
{
    int keyval, flag, one = 1;
    void *value;
    MPI_Win win;

    MPI_Win_create(NULL, 0, 1, MPI_INFO_NULL, MPI_COMM_WORLD, &win);
    MPI_Win_create_keyval(MPI_WIN_NULL_COPY_FN, count_delete, &keyval, &one);
    MPI_Win_get_attr(win, keyval, &value, &flag);
    EXPECT(!flag);
    MPI_Win_set_attr(win, keyval, &one);
    MPI_Win_get_attr(win, keyval, &value, &flag);
    EXPECT(flag && value == &one);
    MPI_Win_delete_attr(win, keyval);
    EXPECT(deletes == 1);
    MPI_Win_set_attr(win, keyval, &flag);
    MPI_Win_free_keyval(&keyval);
    EXPECT(keyval == MPI_KEYVAL_INVALID);
    MPI_Win_free(&win);
    EXPECT(deletes == 2);
}

static void names_are_kept(void)
{
    char name[MPI_MAX_OBJECT_NAME];
    int length;
    MPI_Win win;

    MPI_Win_create(NULL, 0, 1, MPI_INFO_NULL, MPI_COMM_WORLD, &win);
    MPI_Win_get_name(win, name, &length);
#ifndef OPEN_MPI /* 4.1 says "MPI WIN 3" */
    EXPECT(length == 0 && !*name);
#endif
    MPI_Win_set_name(win, "halo");
    MPI_Win_get_name(win, name, &length);
    EXPECT(length == 4 && !strcmp(name, "halo"));
    MPI_Win_free(&win);
}

static void hints_are_kept(void)
{
    char value[MPI_MAX_INFO_VAL + 1];
    MPI_Info info;
    int flag;
    MPI_Win win;

    MPI_Info_create(&info);
    MPI_Info_set(info, "no_locks", "true");
    MPI_Win_create(NULL, 0, 1, info, MPI_COMM_WORLD, &win);
    MPI_Info_set(info, "same_size", "true");
    MPI_Win_set_info(win, info);
    MPI_Info_free(&info);
    MPI_Win_get_info(win, &info);
    MPI_Info_get(info, "no_locks", MPI_MAX_INFO_VAL, value, &flag);
    EXPECT(flag && !strcmp(value, "true"));
#ifndef OPEN_MPI /* 4.1 does not keep it */
    MPI_Info_get(info, "same_size", MPI_MAX_INFO_VAL, value, &flag);
    EXPECT(flag && !strcmp(value, "true"));
#endif
    MPI_Info_free(&info);
    MPI_Win_free(&win);
}

static void errors_go_to_the_window_s_handler(void)
{
    MPI_Errhandler handler, got;
    MPI_Win win;

    MPI_Win_create(NULL, 0, 1, MPI_INFO_NULL, MPI_COMM_WORLD, &win);
    MPI_Win_get_errhandler(win, &got);
    EXPECT(got == MPI_ERRORS_ARE_FATAL);
    MPI_Win_create_errhandler(note_error, &handler);
    MPI_Win_set_errhandler(win, handler);
    MPI_Win_get_errhandler(win, &got);
    EXPECT(got == handler);
    MPI_Errhandler_free(&got);
    MPI_Errhandler_free(&handler);
    MPI_Win_call_errhandler(win, MPI_ERR_OTHER);
    EXPECT(handled == MPI_ERR_OTHER && handled_win == win);
    MPI_Win_free(&win);
}

/* Others have other classes for some, or do not look. */
#ifdef MPI_ABI_VERSION
static void errors_have_their_classes(void)
{
    MPI_Errhandler handler;
    MPI_Win win;

    MPI_Win_create(NULL, 0, 1, MPI_INFO_NULL, MPI_COMM_WORLD, &win);
    MPI_Win_create_errhandler(note_error, &handler);
    MPI_Win_set_errhandler(win, handler);
    MPI_Errhandler_free(&handler);
    EXPECT(expect_class(MPI_Win_unlock(0, win)) == MPI_ERR_RMA_SYNC);
    EXPECT(handled == MPI_ERR_RMA_SYNC);
    MPI_Win_set_errhandler(win, MPI_ERRORS_RETURN);
    EXPECT(expect_class(MPI_Win_lock(0, 0, 0, win)) == MPI_ERR_LOCKTYPE);
    EXPECT(expect_class(MPI_Put(&rank, 1, MPI_INT, 0, 0, 1, MPI_INT, win)) ==
           MPI_ERR_RMA_SYNC);
    MPI_Win_fence(0, win);
    EXPECT(expect_class(MPI_Put(&rank, 1, MPI_INT, 0, 0, 1, MPI_INT, win)) ==
           MPI_ERR_RMA_RANGE);
    MPI_Win_fence(0, win);
    MPI_Win_free(&win);
}
#else
#define errors_have_their_classes() (void)0
#endif

static void shared_memory_is_one_row(void)
{
    MPI_Aint size;
    int *mine, *first, unit;
    MPI_Win win;

    MPI_Win_allocate_shared((MPI_Aint)((rank + 1) * sizeof(int)), sizeof(int),
                            MPI_INFO_NULL, MPI_COMM_WORLD, &mine, &win);
    EXPECT(number(win, MPI_WIN_CREATE_FLAVOR) == MPI_WIN_FLAVOR_SHARED);
    for (int i = 0; i <= rank; i++)
        mine[i] = 10 * rank + i;
    MPI_Win_fence(0, win);
    MPI_Win_shared_query(win, 0, &size, &unit, &first);
    EXPECT(size == sizeof(int) && unit == sizeof(int));
    EXPECT(first[0] == 0 && first[1] == 10 && first[2] == 11 && first[3] == 20);
    MPI_Win_shared_query(win, MPI_PROC_NULL, &size, &unit, &mine);
    EXPECT(mine == first);
    MPI_Win_fence(0, win);
    MPI_Win_free(&win);
}

static void memory_is_attached_and_detached(void)
{
    int value[3] = {rank, -1, -1}, got = -2, both[2] = {-2, -2}, last;
    MPI_Aint address, theirs;
    MPI_Win win;

    MPI_Win_create_dynamic(MPI_INFO_NULL, MPI_COMM_WORLD, &win);
    MPI_Win_attach(win, &value[2], sizeof value[2]);
    MPI_Win_attach(win, value, 2 * sizeof *value);
    MPI_Get_address(&value[1], &address);
    MPI_Comm_size(MPI_COMM_WORLD, &last);
    MPI_Sendrecv(&address, 1, MPI_AINT, (rank + 1) % last, 0, &theirs, 1,
                 MPI_AINT, (rank + last - 1) % last, 0, MPI_COMM_WORLD,
                 MPI_STATUS_IGNORE);
    MPI_Win_fence(0, win);
    MPI_Put(&rank, 1, MPI_INT, (rank + last - 1) % last, theirs, 1, MPI_INT,
            win);
    MPI_Win_fence(0, win);
    EXPECT(value[1] == (rank + 1) % last);
    MPI_Get(&got, 1, MPI_INT, (rank + last - 1) % last,
            MPI_Aint_add(theirs, -(MPI_Aint)sizeof(int)), 1, MPI_INT, win);
    MPI_Win_fence(0, win);
    EXPECT(got == (rank + last - 1) % last);
    /* Pieces that adjoin are as one. */
    MPI_Get(both, 2, MPI_INT, (rank + last - 1) % last, theirs, 2, MPI_INT,
            win);
    MPI_Win_fence(0, win);
    EXPECT(both[0] == rank && both[1] == -1);
    MPI_Win_detach(win, value);
    MPI_Win_detach(win, &value[2]);
#ifdef MPI_ABI_VERSION
    MPI_Win_set_errhandler(win, MPI_ERRORS_RETURN);
    EXPECT(expect_class(MPI_Win_detach(win, value)) == MPI_ERR_BASE);
    MPI_Barrier(MPI_COMM_WORLD);
    EXPECT(expect_class(MPI_Put(&rank, 1, MPI_INT, 0, theirs, 1, MPI_INT,
                                win)) == MPI_ERR_RMA_RANGE);
    MPI_Win_fence(0, win);
#endif
    MPI_Win_free(&win);
}

#ifndef OPEN_MPI
static void handles_are_numbers(void)
{
    MPI_Win win;

    MPI_Win_create(NULL, 0, 1, MPI_INFO_NULL, MPI_COMM_WORLD, &win);
    EXPECT(MPI_Win_f2c(MPI_Win_c2f(win)) == win);
    EXPECT(MPI_Win_f2c(MPI_Win_c2f(MPI_WIN_NULL)) == MPI_WIN_NULL);
    MPI_Win_free(&win);
}
#else
#define handles_are_numbers() (void)0
#endif

#if MPI_VERSION >= 4 || defined MPI_ABI_VERSION
static void large_units_are_taken(void)
{
    MPI_Aint size, unit;
    int *base, *got;
    MPI_Win win;

    MPI_Win_allocate_c(8, 8, MPI_INFO_NULL, MPI_COMM_WORLD, &base, &win);
    MPI_Win_free(&win);
    MPI_Win_create_c(&size, sizeof size, 8, MPI_INFO_NULL, MPI_COMM_WORLD,
                     &win);
    MPI_Win_free(&win);
    MPI_Win_allocate_shared_c(8, 2, MPI_INFO_NULL, MPI_COMM_WORLD, &base, &win);
    MPI_Win_shared_query_c(win, rank, &size, &unit, &got);
    EXPECT(size == 8 && unit == 2 && got == base);
    MPI_Win_free(&win);
}
#else
#define large_units_are_taken() (void)0
#endif

int main(int argc, char **argv)
{
    rank = expect_start(&argc, &argv, 3);
    predefined_attributes_say_how_it_was_made();
    the_group_is_that_of_the_communicator();
    attributes_are_deleted_with_the_window();
    names_are_kept();
    hints_are_kept();
    errors_go_to_the_window_s_handler();
    errors_have_their_classes();
    shared_memory_is_one_row();
    memory_is_attached_and_detached();
    handles_are_numbers();
    large_units_are_taken();
    return expect_end();
}
