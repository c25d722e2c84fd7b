/*
 * window_freed.c - memory that goes away while others may access it: of live
 * windows, and before MPI_Win_detach.
 *
 * ranks: 2
 */
#include "misuse.h"

#include <stdlib.h>
#include <sys/mman.h>

enum {
    BYTES = 256,
    PAGE = 4096
};

static int *block;
static MPI_Win win, other;

static void create(void *base, MPI_Win *made)
{
    MPI_Win_create(base, BYTES, sizeof *block, MPI_INFO_NULL, WORLD, made);
}

/* What others do there afterwards meets nobody else's memory. */
static void put(MPI_Win to)
{
    int *others = calloc(BYTES, 1);

    a[0] = 1;
    MPI_Win_fence(0, to);
    MPI_Put(a, 1, MPI_INT, 1 - me, 0, 1, MPI_INT, to);
    MPI_Win_fence(0, to);
    if (others[0] != 0)
        MPI_Abort(WORLD, 1);
    free(others);
}

static void of_one_window(void)
{
    CASE(freed)
    {
        create(block, &win);
        if (wrong)
            free(block);
        put(win);
        MPI_Win_free(&win);
        if (!wrong)
            free(block);
    }
    CASE(middle_of_what_is_freed)
    {
        block = realloc(block, 2 * BYTES);
        create(block + 4, &win);
        if (wrong)
            free(block);
        put(win);
        MPI_Win_free(&win);
        if (!wrong)
            free(block);
    }
    CASE(moved)
    {
        create(block, &win);
        if (wrong)
            block = realloc(block, 1 << 20);
        put(win);
        MPI_Win_free(&win);
        free(block);
    }
    CASE(unmapped)
    {
        void *pages = mmap(NULL, PAGE, PROT_READ | PROT_WRITE,
                           MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

        create(pages, &win);
        if (wrong)
            munmap(pages, PAGE);
        put(win);
        MPI_Win_free(&win);
        if (!wrong)
            munmap(pages, PAGE);
        free(block);
    }
    CASE(freed_by_mpi)
    {
        MPI_Alloc_mem(BYTES, MPI_INFO_NULL, &block);
        create(block, &win);
        if (wrong)
            MPI_Free_mem(block);
        put(win);
        MPI_Win_free(&win);
        if (!wrong)
            MPI_Free_mem(block);
    }
    CASE(allocated_by_mpi)
    {
        void *memory;

        MPI_Win_allocate(BYTES, 4, MPI_INFO_NULL, WORLD, &memory, &win);
        put(win);
        if (wrong)
            free(memory);
        MPI_Win_free(&win);
        free(block);
    }
}

static void of_two_windows(void)
{
    create(block, &win);
    create(block, &other);
    CASE(freed_before_the_second)
    {
        MPI_Win_free(&win);
        if (wrong)
            free(block);
        put(other);
        MPI_Win_free(&other);
        if (!wrong)
            free(block);
    }
    CASE(freed_twice)
    {
        if (wrong) {
            free(block);
            free(block);
        }
        put(win);
        MPI_Win_free(&win);
        put(other);
        MPI_Win_free(&other);
        if (!wrong)
            free(block);
    }
}

static void attached(void)
{
    MPI_Win_create_dynamic(MPI_INFO_NULL, WORLD, &win);
    MPI_Win_attach(win, block, BYTES);
    MPI_Barrier(WORLD);
    if (wrong)
        free(block);
    MPI_Win_detach(win, block);
    if (!wrong)
        free(block);
    MPI_Win_free(&win);
}

static void cases(void)
{
    block = calloc(BYTES, 1);
    if (strstr(which, "second") || strstr(which, "twice"))
        of_two_windows();
    else if (!strcmp(which, "freed_before_detach"))
        attached();
    else
        of_one_window();
}
