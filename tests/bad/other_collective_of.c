/*
 * other_collective_of - a rank calls another collective of a window or a file,
 * and the report says of which.
 *
 * ranks: 2
 * args: $work/f
 * exit: 80
 * finds: collective_mismatch deadlock
 * says: collective [0-9]+ of (win|file .*) is
 * variants: of_window of_file
 */
#include <mpi.h>
#include <string.h>

static void window(int rank)
{
    int *memory;
    MPI_Win win;

    MPI_Win_allocate(4, 4, MPI_INFO_NULL, MPI_COMM_WORLD, &memory, &win);
    if (rank == 0)
        MPI_Win_fence(0, win);
    MPI_Win_free(&win);
}

static void file(int rank, const char *name)
{
    int word = 1;
    MPI_File file;

    MPI_File_open(MPI_COMM_WORLD, name, MPI_MODE_CREATE | MPI_MODE_WRONLY,
                  MPI_INFO_NULL, &file);
    if (rank == 0)
        MPI_File_write_at_all(file, 0, &word, 1, MPI_INT, MPI_STATUS_IGNORE);
    MPI_File_close(&file);
}

int main(int argc, char **argv)
{
    int rank;

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    if (strcmp(argv[1], "of_window") == 0)
        window(rank);
    else
        file(rank, argv[2]);
    MPI_Finalize();
    return 0;
}
