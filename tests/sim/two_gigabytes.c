/*
 * two_gigabytes - a message of more bytes than int counts, from a rank to
 * itself: the count and the last byte arrive.
 */
#include "expect.h"

#include <stdlib.h>

int main(int argc, char **argv)
{
    static const MPI_Count count = (1LL << 31) + 16;
    int rank = expect_start(&argc, &argv, 1), narrow = 0;
    /* Zeros that are only read take no memory. */
    char *from = calloc((size_t)count, 1), *to = calloc((size_t)count, 1);
    MPI_Count got = 0;
    MPI_Request req;
    MPI_Status status;

    EXPECT(from && to);
    from[count - 1] = 42;
    MPI_Isend_c(from, count, MPI_BYTE, rank, 0, MPI_COMM_WORLD, &req);
    MPI_Recv_c(to, count, MPI_BYTE, rank, 0, MPI_COMM_WORLD, &status);
    MPI_Wait(&req, MPI_STATUS_IGNORE);
    MPI_Get_count_c(&status, MPI_BYTE, &got);
    MPI_Get_count(&status, MPI_BYTE, &narrow);
    EXPECT(got == count && narrow == MPI_UNDEFINED && to[count - 1] == 42);
    free(from);
    free(to);
    return expect_end();
}
