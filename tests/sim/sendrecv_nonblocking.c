/*
 * sendrecv_nonblocking - MPI_Isendrecv and MPI_Isendrecv_replace exchange in a
 * ring; nobody needs buffering.  MPI-4.0, section 3.10.
 */
#include "expect.h"

enum {
    RANKS = 3,
    MANY = 20000
};

static const MPI_Comm comm = MPI_COMM_WORLD;

static void all_pass_to_the_right(int rank)
{
    static int out[MANY], in[MANY];
    MPI_Request req;
    MPI_Status status;

    for (int i = 0; i < MANY; i++)
        out[i] = rank * MANY + i;
    MPI_Isendrecv(out, MANY, MPI_INT, (rank + 1) % RANKS, 1, in, MANY, MPI_INT,
                  (rank + RANKS - 1) % RANKS, 1, comm, &req);
    MPI_Wait(&req, &status);
    EXPECT(status.MPI_SOURCE == (rank + RANKS - 1) % RANKS);
    for (int i = 0; i < MANY; i++)
        EXPECT(in[i] == status.MPI_SOURCE * MANY + i);
}

static void replace_gives_what_was_there_before(int rank)
{
    int values[2] = {rank, 10 * rank};
    int left = (rank + RANKS - 1) % RANKS;
    MPI_Request req;

    MPI_Isendrecv_replace(values, 2, MPI_INT, (rank + 1) % RANKS, 2, left, 2,
                          comm, &req);
    MPI_Wait(&req, MPI_STATUS_IGNORE);
    EXPECT(values[0] == left && values[1] == 10 * left);
}

static void nobody_is_a_partner_too(int rank)
{
    int value = rank, other = -1;
    MPI_Request req;

    MPI_Isendrecv(&value, 1, MPI_INT, rank == 0 ? 1 : MPI_PROC_NULL, 3, &other,
                  1, MPI_INT, rank == 1 ? 0 : MPI_PROC_NULL, 3, comm, &req);
    MPI_Wait(&req, MPI_STATUS_IGNORE);
    EXPECT(other == (rank == 1 ? 0 : -1));
}

int main(int argc, char **argv)
{
    int rank = expect_start(&argc, &argv, RANKS);

    all_pass_to_the_right(rank);
    replace_gives_what_was_there_before(rank);
    nobody_is_a_partner_too(rank);
    return expect_end();
}
