/*
 * file_unsynced - a rank reads what another one has written, behind a barrier
 * but without MPI_File_sync.
 *
 * ranks: 2
 * args: $work/f
 * exit: 0
 * finds: io_error
 * says: reads bytes 0 to 39 of file
 * says: which rank 0 has written without MPI_File_sync since
 * variants: write_at write_at_all shared message
 */
#include <mpi.h>
#include <string.h>

int main(int argc, char **argv)
{
    const char *what = argv[1];
    int rank, words[10] = {0}, all;
    MPI_File file;

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    all = strcmp(what, "write_at_all") == 0;
    MPI_File_open(MPI_COMM_WORLD, argv[2], MPI_MODE_CREATE | MPI_MODE_RDWR,
                  MPI_INFO_NULL, &file);
    if (all)
        MPI_File_write_at_all(file, 0, words, rank == 0 ? 10 : 0, MPI_INT,
                              MPI_STATUS_IGNORE);
    else if (rank == 0 && strcmp(what, "shared") == 0)
        MPI_File_write_shared(file, words, 10, MPI_INT, MPI_STATUS_IGNORE);
    else if (rank == 0)
        MPI_File_write_at(file, 0, words, 10, MPI_INT, MPI_STATUS_IGNORE);
    if (strcmp(what, "message") == 0 && rank == 0)
        MPI_Send(NULL, 0, MPI_INT, 1, 0, MPI_COMM_WORLD);
    else if (strcmp(what, "message") == 0)
        MPI_Recv(NULL, 0, MPI_INT, 0, 0, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
    else
        MPI_Barrier(MPI_COMM_WORLD);
    if (rank == 1)
        MPI_File_read_at(file, 0, words, 10, MPI_INT, MPI_STATUS_IGNORE);
    MPI_File_close(&file);
    MPI_Finalize();
    return 0;
}
