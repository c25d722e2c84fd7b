/*
 * file_short - a read gets less than it asks for, as the file ends, and nobody
 * looks at the status.
 *
 * ranks: 2
 * args: $work/f
 * exit: 0
 * says: gets 40 bytes of file .*, and 40 less than it asks for, as the file
 * says: ; no rank asks a status that it gets here for that
 * variants: blocking wait waitall collective split set_before
 */
#include <mpi.h>
#include <string.h>

static void read_more(MPI_File file, const char *what, int rank,
                      MPI_Status *status)
{
    MPI_Request request;
    int words[20], count = rank == 1 ? 20 : 0;

    if (strcmp(what, "collective") == 0) {
        MPI_File_read_at_all(file, 40, words, count, MPI_INT, status);
    } else if (strcmp(what, "split") == 0) {
        MPI_File_read_at_all_begin(file, 40, words, count, MPI_INT);
        MPI_File_read_at_all_end(file, words, status);
    } else if (rank == 0) {
        return;
    } else if (strcmp(what, "wait") == 0) {
        MPI_File_iread_at(file, 40, words, 20, MPI_INT, &request);
        MPI_Wait(&request, status);
    } else if (strcmp(what, "waitall") == 0) {
        MPI_File_iread_at(file, 40, words, 20, MPI_INT, &request);
        MPI_Waitall(1, &request, status);
    } else {
        MPI_File_read_at(file, 40, words, count, MPI_INT, status);
    }
}

int main(int argc, char **argv)
{
    const char *what = argv[1];
    MPI_Status status = {0}, other;
    MPI_File file;
    int rank, count, words[20] = {0};

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_File_open(MPI_COMM_WORLD, argv[2],
                  MPI_MODE_CREATE | MPI_MODE_RDWR | MPI_MODE_DELETE_ON_CLOSE,
                  MPI_INFO_NULL, &file);
    MPI_File_write_at_all(file, 0, words, rank == 0 ? 20 : 0, MPI_INT, &other);
    MPI_File_sync(file);
    MPI_Barrier(MPI_COMM_WORLD);
    MPI_File_sync(file);
    read_more(file, what, rank, &status);
    if (strcmp(what, "set_before") == 0) {
        /* The status is that of another operation now. */
        MPI_Sendrecv(words, 1, MPI_INT, 1 - rank, 0, words + 1, 1, MPI_INT,
                     1 - rank, 0, MPI_COMM_WORLD, &status);
        MPI_Get_count(&status, MPI_INT, &count);
    }
    MPI_Get_count(&other, MPI_INT, &count);
    MPI_File_close(&file);
    MPI_Finalize();
    return 0;
}
