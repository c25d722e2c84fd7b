/*
 * file_conflicts - accesses of several lines meet those of others: each pair of
 * lines is told.
 *
 * ranks: 3
 * args: $work/f
 * exit: 81
 * finds: io_error
 * meets: MPI_File_read_at at .*, MPI_File_VARIANT at .*:[0-9]+$
 * says: reads bytes 0 to 39 of file .*, which rank 0 writes, and nothing
 * variants: write_at iwrite_at write_shared
 */
#include <dryrun.h>
#include <mpi.h>

int main(int argc, char **argv)
{
    MPI_File file;
    MPI_Request request;
    int rank, words[40] = {0};

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_File_open(MPI_COMM_WORLD, argv[2], MPI_MODE_CREATE | MPI_MODE_RDWR,
                  MPI_INFO_NULL, &file);
    if (rank == 0) {
        MPI_File_write_at(file, 0, words, 10, MPI_INT, MPI_STATUS_IGNORE);
        MPI_File_iwrite_at(file, 40, words, 10, MPI_INT, &request);
        MPI_Wait(&request, MPI_STATUS_IGNORE);
        MPI_File_write_shared(file, words, 10, MPI_INT, MPI_STATUS_IGNORE);
    } else {
        DR_Compute(1.0);
        for (int i = 0; i < 100; i++)
            MPI_File_read_at(file, 0, words, 40, MPI_INT, MPI_STATUS_IGNORE);
    }
    MPI_File_close(&file);
    MPI_Finalize();
    return 0;
}
