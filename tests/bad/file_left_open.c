/*
 * file_left_open - a file that is never closed, with a read whose request is
 * freed: MPI_Finalize waits for it, and converts what came.
 *
 * ranks: 2
 * args: $work/f
 * exit: 0
 * finds: object_leak
 * says: file
 */
#include <mpi.h>
#include <stddef.h>

static int extent_of(MPI_Datatype type, MPI_Aint *extent, void *state)
{
    (void)type, (void)state;
    *extent = 1;
    return MPI_SUCCESS;
}

/* A number is a digit. */
static int from_digits(void *user, MPI_Datatype type, int count, void *file,
                       MPI_Offset position, void *state)
{
    (void)type, (void)position, (void)state;
    for (int i = 0; i < count; i++)
        ((int *)user)[i] = ((char *)file)[i] - '0';
    return MPI_SUCCESS;
}

int main(int argc, char **argv)
{
    int rank, numbers[4] = {0};
    MPI_Request request;
    MPI_File file;

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Register_datarep("digits", from_digits, MPI_CONVERSION_FN_NULL,
                         extent_of, NULL);
    MPI_File_open(MPI_COMM_WORLD, argv[1], MPI_MODE_CREATE | MPI_MODE_RDWR,
                  MPI_INFO_NULL, &file);
    MPI_File_write_at(file, 4 * rank, rank ? "5678" : "1234", 4, MPI_CHAR,
                      MPI_STATUS_IGNORE);
    MPI_File_set_view(file, 4 * rank, MPI_INT, MPI_INT, "digits",
                      MPI_INFO_NULL);
    MPI_File_iread(file, numbers, 4, MPI_INT, &request);
    MPI_Request_free(&request);
    MPI_Finalize();
    return numbers[3] != 4 + 4 * rank;
}
