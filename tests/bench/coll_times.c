/*
 * coll_times.c - simulated time of one collective over message sizes.
 *
 * argument: bcast, allreduce, alltoall, allgather or reduce.  Prints a line
 * per size: bytes (of the vector, or of a block) and microseconds from the
 * common start to when the last rank is through.
 */
#include <mpi.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    LARGEST = 4 << 20,
    LARGEST_BLOCK = 1 << 18
};

static void call(char kind, void *in, void *out, int bytes)
{
    switch (kind) {
    case 'b':
        MPI_Bcast(in, bytes, MPI_BYTE, 0, MPI_COMM_WORLD);
        break;
    case 'r':
        MPI_Allreduce(in, out, bytes / 8, MPI_DOUBLE, MPI_SUM, MPI_COMM_WORLD);
        break;
    case 'd':
        MPI_Reduce(in, out, bytes / 8, MPI_DOUBLE, MPI_SUM, 0, MPI_COMM_WORLD);
        break;
    case 'g':
        MPI_Allgather(in, bytes, MPI_BYTE, out, bytes, MPI_BYTE,
                      MPI_COMM_WORLD);
        break;
    default:
        MPI_Alltoall(in, bytes, MPI_BYTE, out, bytes, MPI_BYTE, MPI_COMM_WORLD);
    }
}

int main(int argc, char **argv)
{
    static const char *const names[] = {"bcast", "allreduce", "reduce",
                                        "allgather", "alltoall"};
    static const char kinds[] = "brdga";
    char kind = 'a';
    size_t room, most;
    char *in, *out;
    int size, rank;

    MPI_Init(&argc, &argv);
    MPI_Comm_size(MPI_COMM_WORLD, &size);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    for (int i = 0; i < 5; i++) {
        if (argc > 1 && strcmp(argv[1], names[i]) == 0)
            kind = kinds[i];
    }
    most = kind == 'a' || kind == 'g' ? LARGEST_BLOCK : LARGEST;
    room = kind == 'a' || kind == 'g' ? most * (size_t)size : most;
    in = calloc(1, room);
    out = calloc(1, room);
    for (size_t bytes = 8; bytes <= most; bytes *= 2) {
        double begin, end, last;

        MPI_Barrier(MPI_COMM_WORLD);
        begin = MPI_Wtime();
        call(kind, in, out, (int)bytes);
        end = MPI_Wtime();
        MPI_Allreduce(MPI_IN_PLACE, &begin, 1, MPI_DOUBLE, MPI_MIN,
                      MPI_COMM_WORLD);
        MPI_Allreduce(&end, &last, 1, MPI_DOUBLE, MPI_MAX, MPI_COMM_WORLD);
        if (rank == 0)
            printf("%zu %.2f\n", bytes, (last - begin) * 1e6);
    }
    free(in);
    free(out);
    MPI_Finalize();
    return 0;
}
