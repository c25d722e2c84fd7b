/*
 * proc_null - the neighbour that is not there: everything with MPI_PROC_NULL
 * succeeds at once and moves nothing.  MPI-3.1, section 3.11.
 */
#include "expect.h"

enum {
    TAG = 1
};

static int from_nobody(MPI_Status *status)
{
    int count = -1;

    MPI_Get_count(status, MPI_INT, &count);
    return status->MPI_SOURCE == MPI_PROC_NULL &&
           status->MPI_TAG == MPI_ANY_TAG && count == 0;
}


static void blocking_calls_return_at_once(void)
{
    MPI_Comm comm = MPI_COMM_WORLD;
    MPI_Status status;
    int value = 9, other = 8;

    EXPECT(!MPI_Send(&value, 1, MPI_INT, MPI_PROC_NULL, TAG, comm));
    EXPECT(!MPI_Ssend(&value, 1, MPI_INT, MPI_PROC_NULL, TAG, comm));
    EXPECT(!MPI_Rsend(&value, 1, MPI_INT, MPI_PROC_NULL, TAG, comm));
    EXPECT(!MPI_Bsend(&value, 1, MPI_INT, MPI_PROC_NULL, TAG, comm));
    EXPECT(!MPI_Recv(&value, 1, MPI_INT, MPI_PROC_NULL, TAG, comm, &status));
    EXPECT(from_nobody(&status) && value == 9);
    EXPECT(!MPI_Sendrecv(&value, 1, MPI_INT, MPI_PROC_NULL, TAG, &other, 1,
                         MPI_INT, MPI_PROC_NULL, TAG, comm, &status));
    EXPECT(from_nobody(&status) && other == 8);
    EXPECT(!MPI_Sendrecv_replace(&value, 1, MPI_INT, MPI_PROC_NULL, TAG,
                                 MPI_PROC_NULL, TAG, comm, &status));
    EXPECT(from_nobody(&status) && value == 9);
}


static void nonblocking_calls_complete_at_once(void)
{
    MPI_Comm comm = MPI_COMM_WORLD;
    MPI_Status status[4];
    MPI_Request req[4];
    int value = 9, flag = 0;

    MPI_Isend(&value, 1, MPI_INT, MPI_PROC_NULL, TAG, comm, &req[0]);
    MPI_Issend(&value, 1, MPI_INT, MPI_PROC_NULL, TAG, comm, &req[1]);
    MPI_Irsend(&value, 1, MPI_INT, MPI_PROC_NULL, TAG, comm, &req[2]);
    MPI_Irecv(&value, 1, MPI_INT, MPI_PROC_NULL, TAG, comm, &req[3]);
    EXPECT(!MPI_Testall(4, req, &flag, status) && flag);
    EXPECT(from_nobody(&status[3]) && value == 9);
}


static void persistent_requests_start_and_complete(void)
{
    MPI_Status status[2];
    MPI_Request req[2];
    int value = 9;

    MPI_Send_init(&value, 1, MPI_INT, MPI_PROC_NULL, TAG, MPI_COMM_WORLD,
                  &req[0]);
    MPI_Recv_init(&value, 1, MPI_INT, MPI_PROC_NULL, TAG, MPI_COMM_WORLD,
                  &req[1]);
    for (int i = 0; i < 3; i++) {
        MPI_Startall(2, req);
        MPI_Waitall(2, req, status);
        EXPECT(from_nobody(&status[1]) && value == 9);
    }
    MPI_Request_free(&req[0]);
    MPI_Request_free(&req[1]);
}


static void probes_find_nobody(void)
{
    MPI_Status status;
    int flag = 0;

    EXPECT(!MPI_Probe(MPI_PROC_NULL, TAG, MPI_COMM_WORLD, &status));
    EXPECT(from_nobody(&status));
    MPI_Iprobe(MPI_PROC_NULL, TAG, MPI_COMM_WORLD, &flag, &status);
    EXPECT(flag && from_nobody(&status));
}


int main(int argc, char **argv)
{
    expect_start(&argc, &argv, 2);
    blocking_calls_return_at_once();
    nonblocking_calls_complete_at_once();
    persistent_requests_start_and_complete();
    probes_find_nobody();
    return expect_end();
}
