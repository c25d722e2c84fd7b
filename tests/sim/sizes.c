/*
 * sizes - every byte arrives, below, at and above every power of two, so also
 * around whatever eager limit and flow threshold are in force.
 */
#include "expect.h"

#include <stdlib.h>
#include <string.h>

enum {
    TAG = 1,
    LARGEST = (1 << 21) + 1
};

static void fill(unsigned char *data, int size, unsigned seed)
{
    for (int i = 0; i < size; i++)
        data[i] = (unsigned char)((unsigned)i * 31 + seed);
}

static void exchange(int rank, int size, unsigned char *out, unsigned char *in,
                     unsigned char *expected)
{
    MPI_Request req[2];
    MPI_Status status[2];
    int count = -1;

    fill(out, size, (unsigned)rank);
    fill(expected, size, (unsigned)(1 - rank));
    memset(in, 0xee, LARGEST + 1);
    MPI_Irecv(in, LARGEST, MPI_BYTE, 1 - rank, TAG, MPI_COMM_WORLD, &req[0]);
    MPI_Isend(out, size, MPI_BYTE, 1 - rank, TAG, MPI_COMM_WORLD, &req[1]);
    MPI_Waitall(2, req, status);
    MPI_Get_count(&status[0], MPI_BYTE, &count);
    EXPECT(count == size);
    EXPECT(!memcmp(in, expected, (size_t)size));
    EXPECT(in[size] == 0xee); /* and not one byte more */
}

int main(int argc, char **argv)
{
    int rank = expect_start(&argc, &argv, 2);
    unsigned char *room = malloc(3 * (LARGEST + 1));

    for (int power = 1; power < LARGEST; power *= 2)
        for (int size = power - 1; size <= power + 1; size++)
            exchange(rank, size, room, room + LARGEST + 1,
                     room + 2 * (LARGEST + 1));
    free(room);
    return expect_end();
}
