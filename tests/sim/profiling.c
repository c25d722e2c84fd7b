/*
 * profiling - a program that defines MPI_Send itself gets the calls, and
 * reaches the library's by PMPI_Send.  MPI-3.1, section 14.2.
 */
#include "expect.h"

static int sends;

int MPI_Send(const void *buf, int count, MPI_Datatype datatype, int dest,
             int tag, MPI_Comm comm)
{
    sends++;
    return PMPI_Send(buf, count, datatype, dest, tag, comm);
}


int main(int argc, char **argv)
{
    int rank = expect_start(&argc, &argv, 2), value = 4;

    if (rank == 0) {
        MPI_Send(&value, 1, MPI_INT, 1, 1, MPI_COMM_WORLD);
        MPI_Send(&value, 1, MPI_INT, 1, 1, MPI_COMM_WORLD);
        PMPI_Send(&value, 1, MPI_INT, 1, 1, MPI_COMM_WORLD);
        EXPECT(sends == 2);
    } else {
        for (int i = 0; i < 3; i++) {
            value = 0;
            PMPI_Recv(&value, 1, MPI_INT, 0, 1, MPI_COMM_WORLD,
                      MPI_STATUS_IGNORE);
            EXPECT(value == 4);
        }
        EXPECT(sends == 0);
    }
    return expect_end();
}
