/*
 * file_forms - every function that reads or writes a file moves the data it
 * says, in both widths of counts.
 */
#include "expect.h"

#include <string.h>

enum {
    RANKS = 4,
    BLOCK = 96
};

static int rank;
static int data[BLOCK];

/* The block of a rank after one step. */
static int value(int of, int step, int i)
{
    return (of * 100 + step) * 1000 + i;
}

static int *fill(int step)
{
    for (int i = 0; i < BLOCK; i++)
        data[i] = value(rank, step, i);
    return data;
}

static int *wipe(void)
{
    memset(data, 0, sizeof data);
    return data;
}

static int holds(const int *block, int of, int step)
{
    for (int i = 0; i < BLOCK; i++) {
        if (block[i] != value(of, step, i))
            return 0;
    }
    return 1;
}

static int complete(const MPI_Status *status)
{
    int count;

    MPI_Get_count(status, MPI_INT, &count);
    return count == BLOCK;
}

static void check_data(int step, const MPI_Status *status)
{
    EXPECT(complete(status));
    EXPECT(holds(data, rank, step));
}

/* The block of some rank. */
static void check_somebodys(int step, const MPI_Status *status)
{
    EXPECT(complete(status));
    EXPECT(holds(data, data[0] / 100000, step));
}

/* What all have written is to be seen by all. */
static void settle(MPI_File file)
{
    MPI_File_sync(file);
    MPI_Barrier(MPI_COMM_WORLD);
    MPI_File_sync(file);
}

static void check_file(MPI_File file, int step, const MPI_Status *status)
{
    int all[RANKS * BLOCK];

    EXPECT(complete(status));
    settle(file);
    MPI_File_read_at(file, 0, all, RANKS * BLOCK, MPI_INT, MPI_STATUS_IGNORE);
    for (int i = 0; i < RANKS; i++)
        EXPECT(holds(all + i * BLOCK, i, step));
    settle(file);
}

static void check_any_order(MPI_File file, int step, const MPI_Status *status)
{
    int all[RANKS * BLOCK], seen = 0;

    EXPECT(complete(status));
    settle(file);
    MPI_File_read_at(file, 0, all, RANKS * BLOCK, MPI_INT, MPI_STATUS_IGNORE);
    for (int i = 0; i < RANKS; i++) {
        int of = all[i * BLOCK] / 100000;

        EXPECT(holds(all + i * BLOCK, of, step));
        seen |= 1 << of;
    }
    EXPECT(seen == (1 << RANKS) - 1);
    settle(file);
}

static void rewind_own(MPI_File file)
{
    MPI_File_seek(file, (MPI_Offset)rank * BLOCK, MPI_SEEK_SET);
}

/* Nobody is still about to use it: the order would be open. */
static void rewind_shared(MPI_File file)
{
    MPI_Barrier(MPI_COMM_WORLD);
    MPI_File_seek_shared(file, 0, MPI_SEEK_SET);
}

#define COUNT      int
#define FORM(name) MPI_File_##name
#define THIS(name) small_##name
#include "file_forms.h"
#undef COUNT
#undef FORM
#undef THIS
#if MPI_VERSION >= 4 || defined MPI_ABI_VERSION
#define COUNT      MPI_Count
#define FORM(name) MPI_File_##name##_c
#define THIS(name) large_##name
#include "file_forms.h"
#endif

int main(int argc, char **argv)
{
    MPI_File file;

    rank = expect_start(&argc, &argv, RANKS);
    EXPECT(MPI_File_open(MPI_COMM_WORLD, argv[1],
                         MPI_MODE_CREATE | MPI_MODE_RDWR |
                             MPI_MODE_DELETE_ON_CLOSE,
                         MPI_INFO_NULL, &file) == MPI_SUCCESS);
    MPI_File_set_view(file, 0, MPI_INT, MPI_INT, "native", MPI_INFO_NULL);
    small_at(file);
    small_own(file);
    small_shared(file);
#if MPI_VERSION >= 4 || defined MPI_ABI_VERSION
    large_at(file);
    large_own(file);
    large_shared(file);
#endif
    MPI_File_close(&file);
    return expect_end();
}
