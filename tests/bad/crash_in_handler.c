/*
 * crash_in_handler - a crash in a callback that an MPI call made.
 *
 * ranks: 2
 * exit: 82
 * finds: crash
 * says: crash_in_handler.c
 */
#include <mpi.h>
#include <stddef.h>

static void broken(void *in, void *inout, int *count, MPI_Datatype *type)
{
    int *volatile nowhere = NULL;

    (void)in;
    (void)inout;
    (void)type;
    *nowhere = *count;
}


int main(int argc, char **argv)
{
    int rank, one = 1, sum = 0;
    MPI_Op op;

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Op_create(broken, 1, &op);
    MPI_Allreduce(&one, &sum, 1, MPI_INT, op, MPI_COMM_WORLD);
    MPI_Finalize();
    return 0;
}
