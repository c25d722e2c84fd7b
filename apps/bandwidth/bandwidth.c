/*
 * bandwidth - how much goes through when the pipe is kept full, by size.
 *
 * Rank 0 sends a window of messages without waiting in between; rank 1 has
 * the receives posted and answers once when the whole window is in.  The
 * table has a line per size: bytes, megabytes (1e6) per second.
 *
 * usage: bandwidth [WINDOWS]
 */
#include <mpi.h>
#include <stdio.h>
#include <stdlib.h>

enum {
    TAG = 1,
    TAG_READY = 2,
    LARGEST = 4 << 20,
    WINDOW = 16,
    WINDOWS = 4
};

/* Each message has a place of its own: requests must not share a buffer. */
static void receive_window(char *room, int bytes)
{
    MPI_Request req[WINDOW];

    for (int i = 0; i < WINDOW; i++)
        MPI_Irecv(room + (size_t)i * (size_t)bytes, bytes, MPI_CHAR, 0, TAG,
                  MPI_COMM_WORLD, &req[i]);
    MPI_Send(NULL, 0, MPI_CHAR, 0, TAG_READY, MPI_COMM_WORLD);
    MPI_Waitall(WINDOW, req, MPI_STATUSES_IGNORE);
    MPI_Send(NULL, 0, MPI_CHAR, 0, TAG, MPI_COMM_WORLD);
}


/* Returns the seconds from the first send to the answer. */
static double send_window(const char *room, int bytes)
{
    MPI_Request req[WINDOW];
    double start;

    MPI_Recv(NULL, 0, MPI_CHAR, 1, TAG_READY, MPI_COMM_WORLD,
             MPI_STATUS_IGNORE);
    start = MPI_Wtime();
    for (int i = 0; i < WINDOW; i++)
        MPI_Isend(room + (size_t)i * (size_t)bytes, bytes, MPI_CHAR, 1, TAG,
                  MPI_COMM_WORLD, &req[i]);
    MPI_Waitall(WINDOW, req, MPI_STATUSES_IGNORE);
    MPI_Recv(NULL, 0, MPI_CHAR, 1, TAG, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
    return MPI_Wtime() - start;
}


int main(int argc, char **argv)
{
    char *room = calloc(WINDOW, LARGEST);
    int rank, size, windows;

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_size(MPI_COMM_WORLD, &size);
    windows = argc > 1 ? atoi(argv[1]) : WINDOWS;
    if (rank == 0)
        printf("#  bytes         MB_s\n");
    for (int bytes = 1; bytes <= LARGEST && rank < 2 && size > 1; bytes *= 2) {
        double seconds = 0;

        for (int i = 0; i < windows; i++) {
            if (rank == 1)
                receive_window(room, bytes);
            else
                seconds += send_window(room, bytes);
        }
        if (rank == 0)
            printf("%8d %12.6f\n", bytes,
                   1e-6 * bytes * WINDOW * windows / seconds);
    }
    MPI_Finalize();
    free(room);
    return 0;
}
