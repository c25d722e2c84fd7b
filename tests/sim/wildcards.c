/*
 * wildcards - MPI_ANY_SOURCE and MPI_ANY_TAG.  MPI-3.1, section 3.2.4.
 */
#include "expect.h"

enum {
    RANKS = 4
};

static void any_source_gets_every_message_once(int rank)
{
    int seen[RANKS] = {1}, value = 100 + rank;
    MPI_Status status;

    if (rank > 0) {
        MPI_Send(&value, 1, MPI_INT, 0, 10 + rank, MPI_COMM_WORLD);
        return;
    }
    for (int i = 1; i < RANKS; i++) {
        MPI_Recv(&value, 1, MPI_INT, MPI_ANY_SOURCE, MPI_ANY_TAG,
                 MPI_COMM_WORLD, &status);
        EXPECT(value == 100 + status.MPI_SOURCE);
        EXPECT(status.MPI_TAG == 10 + status.MPI_SOURCE);
        EXPECT(!seen[status.MPI_SOURCE]++);
    }
}


/* MPI leaves it open; Open MPI looks at its peers by rank instead. */
static void any_source_takes_what_arrived_first(int rank)
{
    int value = rank;
    MPI_Status status;

    if (rank == 1 || rank == 2) {
        if (rank == 1) /* rank 2 has sent, and rank 0 has seen it */
            MPI_Recv(NULL, 0, MPI_INT, 0, 1, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
        MPI_Send(&value, 1, MPI_INT, 0, 0, MPI_COMM_WORLD);
    }
    if (rank == 0) {
        MPI_Probe(2, 0, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
        MPI_Send(NULL, 0, MPI_INT, 1, 1, MPI_COMM_WORLD);
        MPI_Probe(1, 0, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
        MPI_Recv(&value, 1, MPI_INT, MPI_ANY_SOURCE, 0, MPI_COMM_WORLD,
                 &status);
        EXPECT(value == 2 && status.MPI_SOURCE == 2);
        MPI_Recv(&value, 1, MPI_INT, MPI_ANY_SOURCE, 0, MPI_COMM_WORLD,
                 &status);
        EXPECT(value == 1 && status.MPI_SOURCE == 1);
    }
}


static void tag_selects_among_waiting_messages(int rank)
{
    int value;
    MPI_Status status;

    if (rank == 1)
        for (value = 0; value < 5; value++)
            MPI_Send(&value, 1, MPI_INT, 0, value, MPI_COMM_WORLD);
    if (rank == 0) {
        MPI_Recv(&value, 1, MPI_INT, 1, 3, MPI_COMM_WORLD, &status);
        EXPECT(value == 3);
        MPI_Recv(&value, 1, MPI_INT, MPI_ANY_SOURCE, 1, MPI_COMM_WORLD,
                 &status);
        EXPECT(value == 1);
        for (int left = 0; left < 5; left += 2) {
            MPI_Recv(&value, 1, MPI_INT, 1, MPI_ANY_TAG, MPI_COMM_WORLD,
                     &status);
            EXPECT(value == left && status.MPI_TAG == left);
        }
    }
}


/* The receive posted first wins, be it exact or wild. */
static void earlier_receive_wins(int rank)
{
    int wild = -1, exact = -1, first = 1, second = 2;
    MPI_Request req[2];
    MPI_Status status[2];

    if (rank == 0) {
        MPI_Irecv(&wild, 1, MPI_INT, MPI_ANY_SOURCE, MPI_ANY_TAG,
                  MPI_COMM_WORLD, &req[0]);
        MPI_Irecv(&exact, 1, MPI_INT, 1, 7, MPI_COMM_WORLD, &req[1]);
    }
    MPI_Barrier(MPI_COMM_WORLD);
    if (rank == 1) {
        MPI_Send(&first, 1, MPI_INT, 0, 7, MPI_COMM_WORLD);
        MPI_Send(&second, 1, MPI_INT, 0, 7, MPI_COMM_WORLD);
    }
    if (rank == 0) {
        MPI_Waitall(2, req, status);
        EXPECT(wild == 1 && exact == 2);
        EXPECT(status[0].MPI_SOURCE == 1 && status[0].MPI_TAG == 7);
    }
}


int main(int argc, char **argv)
{
    int rank = expect_start(&argc, &argv, RANKS);

    any_source_gets_every_message_once(rank);
    MPI_Barrier(MPI_COMM_WORLD);
    any_source_takes_what_arrived_first(rank);
    MPI_Barrier(MPI_COMM_WORLD);
    tag_selects_among_waiting_messages(rank);
    MPI_Barrier(MPI_COMM_WORLD);
    earlier_receive_wins(rank);
    return expect_end();
}
