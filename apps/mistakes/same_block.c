/*
 * same_block - each rank writes its block of a file, at an offset in elements:
 * the default view counts bytes.
 *
 * usage: same_block [right], on 2 ranks
 */
#include <mpi.h>
#include <stdio.h>

enum {
    LENGTH = 8
};

int main(int argc, char **argv)
{
    MPI_Offset unit = argc > 1 ? sizeof(int) : 1, size;
    int rank, block[LENGTH];
    MPI_File file;

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    for (int i = 0; i < LENGTH; i++)
        block[i] = rank;
    MPI_File_open(MPI_COMM_WORLD, argc > 1 ? "blocks.right" : "blocks",
                  MPI_MODE_CREATE | MPI_MODE_WRONLY | MPI_MODE_DELETE_ON_CLOSE,
                  MPI_INFO_NULL, &file);
    MPI_File_write_at_all(file, rank * LENGTH * unit, block, LENGTH, MPI_INT,
                          MPI_STATUS_IGNORE);
    MPI_File_sync(file);
    MPI_Barrier(MPI_COMM_WORLD);
    MPI_File_get_size(file, &size);
    if (rank == 0)
        printf("%lld bytes\n", (long long)size);
    MPI_File_close(&file);
    MPI_Finalize();
    return 0;
}
