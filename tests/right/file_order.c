/*
 * file_order - two ranks access the same bytes of a file, but one after the
 * other, or atomically, or both read.
 *
 * ranks: 2
 * args: $work/f
 * variants: sync message barrier ssend broadcast atomic both_read reopened
 */
#include <mpi.h>
#include <string.h>

static void order(MPI_File file, const char *how, int rank)
{
    int word = 0;

    if (strcmp(how, "sync") == 0) {
        MPI_File_sync(file);
        MPI_Barrier(MPI_COMM_WORLD);
        MPI_File_sync(file);
    } else if (strcmp(how, "barrier") == 0) {
        MPI_Barrier(MPI_COMM_WORLD);
    } else if (strcmp(how, "broadcast") == 0) {
        MPI_Bcast(&word, 1, MPI_INT, 0, MPI_COMM_WORLD);
    } else if (strcmp(how, "message") == 0) {
        if (rank == 0)
            MPI_Send(&word, 1, MPI_INT, 1, 0, MPI_COMM_WORLD);
        else
            MPI_Recv(&word, 1, MPI_INT, 0, 0, MPI_COMM_WORLD,
                     MPI_STATUS_IGNORE);
    } else if (strcmp(how, "ssend") == 0) {
        /* Its end tells the sender that the other has come so far. */
        if (rank == 1)
            MPI_Ssend(&word, 1, MPI_INT, 0, 0, MPI_COMM_WORLD);
        else
            MPI_Recv(&word, 1, MPI_INT, 1, 0, MPI_COMM_WORLD,
                     MPI_STATUS_IGNORE);
    }
}

int main(int argc, char **argv)
{
    int rank, words[100] = {0}, reads;
    MPI_File file;

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_File_open(MPI_COMM_WORLD, argv[2], MPI_MODE_CREATE | MPI_MODE_RDWR,
                  MPI_INFO_NULL, &file);
    MPI_File_set_size(file, sizeof words);
    MPI_File_set_atomicity(file, strcmp(argv[1], "atomic") == 0);
    reads = strcmp(argv[1], "both_read") == 0;
    if (rank == 0 && !reads)
        MPI_File_write(file, words, 100, MPI_INT, MPI_STATUS_IGNORE);
    if (strcmp(argv[1], "reopened") == 0) {
        MPI_File_close(&file);
        MPI_File_open(MPI_COMM_WORLD, argv[2], MPI_MODE_RDWR, MPI_INFO_NULL,
                      &file);
    }
    order(file, argv[1], rank);
    if (rank == 1 || reads)
        MPI_File_read(file, words, 100, MPI_INT, MPI_STATUS_IGNORE);
    MPI_File_close(&file);
    if (rank == 0)
        MPI_File_delete(argv[2], MPI_INFO_NULL);
    MPI_Finalize();
    return 0;
}
