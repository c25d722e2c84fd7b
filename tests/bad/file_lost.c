/*
 * file_lost - data is not written, as the disk is full, and nobody looks at
 * what calls return; or nobody can, as the request was freed.
 *
 * ranks: 2
 * exit: 0
 * finds: io_error
 * says: 0 of 16 bytes of file .+/dev/full.+ were written
 * meets: MPI_(Wait|Barrier) at .*:[0-9]+, MPI_File_iwrite_at at .*:[0-9]+
 * variants: waited freed
 */
#include <mpi.h>
#include <string.h>

int main(int argc, char **argv)
{
    int rank, words[4] = {0};
    MPI_Request request;
    MPI_File file;

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_File_open(MPI_COMM_WORLD, "/dev/full", MPI_MODE_WRONLY, MPI_INFO_NULL,
                  &file);
    MPI_File_iwrite_at(file, 16 * rank, words, 4, MPI_INT, &request);
    if (strcmp(argv[1], "freed") == 0)
        MPI_Request_free(&request);
    else
        MPI_Wait(&request, MPI_STATUS_IGNORE);
    for (int i = 0; i < 1000; i++)
        MPI_Barrier(MPI_COMM_WORLD);
    MPI_File_close(&file);
    MPI_Finalize();
    return 0;
}
