/*
 * shared.c - windows of memory that ranks of a host share.
 *
 * ranks: 2
 * options: --hostfile tests/sim/files/four-a-host.txt
 * flags: -fdryrun-memory
 */
#include "misuse.h"

/* Rounded up, the parts of two ranks are more than a number can say. */
static void sizes(void)
{
    MPI_Info info;
    MPI_Win win = MPI_WIN_NULL;
    int *memory;

    MPI_Info_create(&info);
    MPI_Info_set(info, "alloc_shared_noncontig", "true");
    CASE(more_than_can_be_counted)
    MPI_Win_allocate_shared(EITHER(PTRDIFF_MAX, 8), 1, info, WORLD,
                            (void *)&memory, &win);
    CASE(more_than_there_is)
    MPI_Win_allocate_shared(EITHER((MPI_Aint)1 << 60, 8), 1, info, WORLD,
                            (void *)&memory, &win);
    MPI_Info_free(&info);
    if (win != MPI_WIN_NULL)
        MPI_Win_free(&win);
}

static void cases(void)
{
    sizes();
}
