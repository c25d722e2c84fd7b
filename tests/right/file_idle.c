/*
 * file_idle - an access whose request says that it is over keeps nobody from
 * what concerns the file as a whole.  (In MPICH 4.0 a request of a file is
 * never over for MPI_Request_get_status.)
 *
 * ranks: 2
 * only: openmpi
 * args: $work/f
 */
#include <mpi.h>

int main(int argc, char **argv)
{
    int rank, number = 7, flag = 0;
    MPI_Request request;
    MPI_File file;

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_File_open(MPI_COMM_WORLD, argv[1], MPI_MODE_CREATE | MPI_MODE_RDWR,
                  MPI_INFO_NULL, &file);
    MPI_File_iwrite_at(file, 4 * rank, &number, 1, MPI_INT, &request);
    while (!flag)
        MPI_Request_get_status(request, &flag, MPI_STATUS_IGNORE);
    MPI_File_sync(file);
    MPI_File_set_view(file, 0, MPI_INT, MPI_INT, "native", MPI_INFO_NULL);
    MPI_File_set_size(file, 8);
    MPI_Wait(&request, MPI_STATUS_IGNORE);
    MPI_File_close(&file);
    MPI_Finalize();
    return 0;
}
