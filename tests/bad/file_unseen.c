/*
 * file_unseen - a rank reads what another one has written and made visible, but
 * does not call MPI_File_sync behind the barrier between the two.
 *
 * ranks: 2
 * args: $work/f
 * exit: 0
 * finds: io_error
 * says: reads bytes 0 to 39 of file
 * says: which rank 0 has written and made visible, but this rank has called
 * says: put another MPI_File_sync behind what orders the two
 * variants: sync own
 */
#include <mpi.h>
#include <string.h>

int main(int argc, char **argv)
{
    const char *what = argv[1];
    int rank, words[10] = {0};
    MPI_File file, own;

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_File_open(MPI_COMM_WORLD, argv[2], MPI_MODE_CREATE | MPI_MODE_RDWR,
                  MPI_INFO_NULL, &file);
    MPI_File_open(MPI_COMM_SELF, argv[2], MPI_MODE_CREATE | MPI_MODE_RDWR,
                  MPI_INFO_NULL, &own);
    MPI_Barrier(MPI_COMM_WORLD);
    if (rank == 0)
        MPI_File_write_at(file, 0, words, 10, MPI_INT, MPI_STATUS_IGNORE);
    MPI_File_sync(file);
    MPI_Barrier(MPI_COMM_WORLD);
    if (rank == 1)
        MPI_File_read_at(strcmp(what, "own") == 0 ? own : file, 0, words, 10,
                         MPI_INT, MPI_STATUS_IGNORE);
    MPI_File_close(&own);
    MPI_File_close(&file);
    MPI_Finalize();
    return 0;
}
