/*
 * transfers.c - transfers between hosts, as an MPI program does them.
 *
 *     transfers FROM:TO:BYTES@START...
 *
 * FROM and TO are letters, a for rank 0; START is in seconds.  Prints the
 * number of each transfer and when it ended, in seconds; who receives it does,
 * so that no other message disturbs.  direct.cpp does the same with SimGrid
 * alone.
 */
#include <dryrun.h>
#include <mpi.h>
#include <stdio.h>
#include <stdlib.h>

enum {
    MOST = 64,
    BUFFER = 100000000
};

/* What is sent is the same for all; what arrives, nobody looks at. */
static char *out;

struct transfer {
    int from, to;
    double bytes, start;
};

static int parse(char **words, int count, struct transfer *transfers)
{
    for (int i = 0; i < count; i++) {
        struct transfer *t = &transfers[i];
        char from, to;

        if (sscanf(words[i], "%c:%c:%lf@%lf", &from, &to, &t->bytes,
                   &t->start) != 4)
            return -1;
        t->from = from - 'a';
        t->to = to - 'a';
    }
    return count;
}

/* The receives of this rank; returns how many. */
static int receive(const struct transfer *transfers, int count, int rank,
                   MPI_Request *req, int *number)
{
    int mine = 0;

    for (int i = 0; i < count; i++) {
        if (transfers[i].to != rank)
            continue;
        number[mine] = i;
        MPI_Irecv(malloc((size_t)transfers[i].bytes), (int)transfers[i].bytes,
                  MPI_BYTE, transfers[i].from, i, MPI_COMM_WORLD, &req[mine++]);
    }
    return mine;
}

/* Its sends, which are listed by their start; returns how many. */
static int send(const struct transfer *transfers, int count, int rank,
                MPI_Request *req)
{
    int mine = 0;

    for (int i = 0; i < count; i++) {
        if (transfers[i].from != rank)
            continue;
        if (transfers[i].start > MPI_Wtime())
            DR_Compute(transfers[i].start - MPI_Wtime());
        MPI_Isend(out, (int)transfers[i].bytes, MPI_BYTE, transfers[i].to, i,
                  MPI_COMM_WORLD, &req[mine++]);
    }
    return mine;
}

int main(int argc, char **argv)
{
    struct transfer transfers[MOST];
    MPI_Request recvs[MOST], sends[MOST];
    int number[MOST], rank, nrecvs, nsends, index;
    int count = argc - 1;

    if (count > MOST || parse(argv + 1, count, transfers) != count)
        return 64;
    out = calloc(BUFFER, 1);
    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    nrecvs = receive(transfers, count, rank, recvs, number);
    nsends = send(transfers, count, rank, sends);
    for (int left = nrecvs; left > 0; left--) {
        MPI_Waitany(nrecvs, recvs, &index, MPI_STATUS_IGNORE);
        printf("%d %.12e\n", number[index], MPI_Wtime());
    }
    MPI_Waitall(nsends, sends, MPI_STATUSES_IGNORE);
    MPI_Finalize();
    return 0;
}
