/*
 * transfer_forms - every send and receive with large counts: the same as with
 * int.  MPI-4.0, sections 3.2 to 3.10.
 */
#include "expect.h"

#include <stdlib.h>

static const MPI_Comm comm = MPI_COMM_WORLD;
static const MPI_Count huge = 1LL << 40;

/* Rank 0 sends `value`, rank 1 receives it. */
#define PASSES(send, recv)                                                     \
    do {                                                                       \
        int value = rank == 0 ? ++sent : -1;                                   \
                                                                               \
        if (rank == 0)                                                         \
            send;                                                              \
        else                                                                   \
            recv;                                                              \
        MPI_Bcast(&sent, 1, MPI_INT, 0, comm);                                 \
        EXPECT(value == sent);                                                 \
    } while (0)

#define STARTED(init)                                                          \
    do {                                                                       \
        init;                                                                  \
        MPI_Start(&req);                                                       \
        MPI_Wait(&req, MPI_STATUS_IGNORE);                                     \
        MPI_Request_free(&req);                                                \
    } while (0)

#define AWAITED(start)                                                         \
    do {                                                                       \
        start;                                                                 \
        MPI_Wait(&req, MPI_STATUS_IGNORE);                                     \
    } while (0)

/* A mode of sending in its three forms, to the receives' three forms. */
#define MODE(Upper, lower)                                                     \
    PASSES(MPI_##Upper##_c(&value, 1, MPI_INT, 1, 3, comm),                    \
           MPI_Recv_c(&value, 1, MPI_INT, 0, 3, comm, MPI_STATUS_IGNORE));     \
    PASSES(AWAITED(MPI_I##lower##_c(&value, 1, MPI_INT, 1, 3, comm, &req)),    \
           AWAITED(MPI_Irecv_c(&value, 1, MPI_INT, 0, 3, comm, &req)));        \
    PASSES(                                                                    \
        STARTED(MPI_##Upper##_init_c(&value, 1, MPI_INT, 1, 3, comm, &req)),   \
        STARTED(MPI_Recv_init_c(&value, 1, MPI_INT, 0, 3, comm, &req)))

static void sends_and_receives(int rank)
{
    int sent = 0;
    MPI_Count size = 0;
    MPI_Request req;
    void *buffer = malloc(10000), *detached;

    MPI_Buffer_attach_c(buffer, 10000);
    MODE(Send, send);
    MODE(Bsend, bsend);
    MODE(Ssend, ssend);
    MPI_Buffer_detach_c(&detached, &size);
    EXPECT(detached == buffer && size == 10000);
    free(buffer);
}

/* The receive is there before the ready send. */
static void ready_sends(int rank)
{
    int value = 7, got[3] = {-1, -1, -1};
    MPI_Request req[3];

    for (int i = 0; rank == 1 && i < 3; i++)
        MPI_Irecv_c(&got[i], 1, MPI_INT, 0, i, comm, &req[i]);
    MPI_Barrier(comm);
    if (rank == 0) {
        MPI_Rsend_c(&value, 1, MPI_INT, 1, 0, comm);
        MPI_Irsend_c(&value, 1, MPI_INT, 1, 1, comm, &req[0]);
        MPI_Rsend_init_c(&value, 1, MPI_INT, 1, 2, comm, &req[1]);
        MPI_Start(&req[1]);
        MPI_Waitall(2, req, MPI_STATUSES_IGNORE);
        MPI_Request_free(&req[1]);
    } else {
        MPI_Waitall(3, req, MPI_STATUSES_IGNORE);
        EXPECT(got[0] == 7 && got[1] == 7 && got[2] == 7);
    }
}

static void sends_and_receives_at_once(int rank)
{
    int other = 1 - rank, mine = rank, got = -1;
    MPI_Request req;
    MPI_Status status;

    MPI_Sendrecv_c(&mine, 1, MPI_INT, other, 1, &got, 1, MPI_INT, other, 1,
                   comm, &status);
    EXPECT(got == other && status.MPI_SOURCE == other);
    got = -1;
    MPI_Isendrecv_c(&mine, 1, MPI_INT, other, 1, &got, 1, MPI_INT, other, 1,
                    comm, &req);
    MPI_Wait(&req, &status);
    EXPECT(got == other);
    MPI_Sendrecv_replace_c(&mine, 1, MPI_INT, other, 1, other, 1, comm,
                           &status);
    EXPECT(mine == other);
    MPI_Isendrecv_replace_c(&mine, 1, MPI_INT, other, 1, other, 1, comm, &req);
    MPI_Wait(&req, &status);
    EXPECT(mine == rank);
}

static void matched_receives(int rank)
{
    int value[2] = {40, 41};
    MPI_Message message;
    MPI_Request req;

    if (rank == 0) {
        MPI_Send_c(&value[0], 1, MPI_INT, 1, 0, comm);
        MPI_Send_c(&value[1], 1, MPI_INT, 1, 1, comm);
        return;
    }
    value[0] = value[1] = -1;
    MPI_Mprobe(0, 0, comm, &message, MPI_STATUS_IGNORE);
    MPI_Mrecv_c(&value[0], 1, MPI_INT, &message, MPI_STATUS_IGNORE);
    MPI_Mprobe(0, 1, comm, &message, MPI_STATUS_IGNORE);
    MPI_Imrecv_c(&value[1], 1, MPI_INT, &message, &req);
    MPI_Wait(&req, MPI_STATUS_IGNORE);
    EXPECT(value[0] == 40 && value[1] == 41);
}

/* No int holds it: MPI_UNDEFINED there, the number in MPI_Count. */
static void statuses_hold_large_counts(void)
{
    MPI_Status status;
    MPI_Count count = 0;
    int narrow = 0;

    MPI_Status_set_elements_c(&status, MPI_INT, huge);
    MPI_Get_count_c(&status, MPI_INT, &count);
    EXPECT(count == huge);
    MPI_Get_elements_c(&status, MPI_SHORT, &count);
    EXPECT(count == 2 * huge);
    MPI_Get_count(&status, MPI_INT, &narrow);
    EXPECT(narrow == MPI_UNDEFINED);
    MPI_Get_elements(&status, MPI_INT, &narrow);
    EXPECT(narrow == MPI_UNDEFINED);
    MPI_Status_set_elements(&status, MPI_BYTE, 5);
    MPI_Get_count_c(&status, MPI_INT, &count);
    EXPECT(count == MPI_UNDEFINED);
}

/* Elements without data cost nothing, however many. */
static void huge_counts_of_nothing_pass(int rank)
{
    int here = 5, other = 1 - rank;
    MPI_Datatype nothing;
    MPI_Request req;
    MPI_Status status;
    MPI_Count count = -1;

    MPI_Type_contiguous(0, MPI_INT, &nothing);
    MPI_Type_commit(&nothing);
    MPI_Isend_c(&here, huge, nothing, other, 0, comm, &req);
    MPI_Recv_c(&here, huge, nothing, other, 0, comm, &status);
    MPI_Get_count_c(&status, nothing, &count);
    EXPECT(count == 0 && here == 5);
    MPI_Wait(&req, MPI_STATUS_IGNORE);
    MPI_Type_free(&nothing);
}

#define REFUSED(call) EXPECT(expect_class(call) == MPI_ERR_COUNT)

static void what_no_memory_holds_is_refused(int rank)
{
    static const MPI_Count most = 1LL << 62;
    int here = 0, other = 1 - rank;
    MPI_Datatype far;
    MPI_Request req;

    MPI_Comm_set_errhandler(comm, MPI_ERRORS_RETURN);
    REFUSED(MPI_Send_c(&here, most, MPI_INT, other, 0, comm));
    REFUSED(MPI_Recv_c(&here, -1, MPI_INT, other, 0, comm, MPI_STATUS_IGNORE));
    REFUSED(MPI_Isend_c(&here, most, MPI_SHORT, other, 0, comm, &req));
    REFUSED(MPI_Send_init_c(&here, most, MPI_INT, other, 0, comm, &req));
    /* The data would do, but not what lies between. */
    MPI_Type_create_resized(MPI_BYTE, 0, 1 << 30, &far);
    MPI_Type_commit(&far);
    REFUSED(MPI_Send_c(&here, 1LL << 40, far, other, 0, comm));
    MPI_Type_free(&far);
}

int main(int argc, char **argv)
{
    int rank = expect_start(&argc, &argv, 2);

    sends_and_receives(rank);
    ready_sends(rank);
    sends_and_receives_at_once(rank);
    matched_receives(rank);
    statuses_hold_large_counts();
    huge_counts_of_nothing_pass(rank);
    what_no_memory_holds_is_refused(rank);
    return expect_end();
}
