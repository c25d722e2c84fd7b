/*
 * chosen.c - one collective, for --coll to choose how.
 *
 * arguments: OPERATION BYTES [ordered]; "ordered" takes an operator that does
 * not commute.
 */
#include <stdlib.h>
#include <string.h>

#include "expect.h"

static void last_wins(void *in, void *inout, int *count, MPI_Datatype *type)
{
    (void)in;
    (void)inout;
    (void)count;
    (void)type;
}

int main(int argc, char **argv)
{
    const char *operation = argv[1];
    int bytes = atoi(argv[2]), size;
    MPI_Op op = MPI_BOR;
    char *in, *out;

    MPI_Init(&argc, &argv);
    MPI_Comm_size(MPI_COMM_WORLD, &size);
    in = calloc((size_t)size, (size_t)bytes + 1);
    out = calloc((size_t)size, (size_t)bytes + 1);
    if (argc > 3)
        MPI_Op_create(last_wins, 0, &op);
    for (int i = 0; i < 2; i++) { /* the second one is like the first */
        if (strcmp(operation, "bcast") == 0)
            MPI_Bcast(in, bytes, MPI_BYTE, 0, MPI_COMM_WORLD);
        else if (strcmp(operation, "allreduce") == 0)
            MPI_Allreduce(in, out, bytes, MPI_BYTE, op, MPI_COMM_WORLD);
        else if (strcmp(operation, "alltoall") == 0)
            MPI_Alltoall(in, bytes, MPI_BYTE, out, bytes, MPI_BYTE,
                         MPI_COMM_WORLD);
        else if (strcmp(operation, "allgather") == 0)
            MPI_Allgather(in, bytes, MPI_BYTE, out, bytes, MPI_BYTE,
                          MPI_COMM_WORLD);
        else
            MPI_Barrier(MPI_COMM_WORLD);
    }
    if (argc > 3)
        MPI_Op_free(&op);
    free(in);
    free(out);
    MPI_Finalize();
    return 0;
}
