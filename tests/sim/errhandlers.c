/*
 * errhandlers - who hears of an error.  MPI-3.1, section 8.3.
 */
#include "expect.h"

/* What the handlers below were told; one of each per rank. */
static int calls, last_class;
static MPI_Comm last_comm;

static void note(MPI_Comm *comm, int *code, ...)
{
    calls++;
    last_comm = *comm;
    MPI_Error_class(*code, &last_class);
}

static void forget(void)
{
    calls = 0;
    last_class = MPI_SUCCESS;
    last_comm = MPI_COMM_NULL;
}


/* Provoke an error: there is no such rank. */
static int bad_send(MPI_Comm comm)
{
    int value = 0;

    return MPI_Send(&value, 1, MPI_INT, 99, 1, comm);
}


static void predefined_handler_is_fatal(void)
{
    MPI_Errhandler handler;

    MPI_Comm_get_errhandler(MPI_COMM_WORLD, &handler);
    EXPECT(handler == MPI_ERRORS_ARE_FATAL);
    MPI_Comm_get_errhandler(MPI_COMM_SELF, &handler);
    EXPECT(handler == MPI_ERRORS_ARE_FATAL);
}


static void user_handler_hears_communicator_and_code(void)
{
    MPI_Errhandler handler, again;
    MPI_Comm comm;
    int code;

    MPI_Comm_dup(MPI_COMM_WORLD, &comm);
    MPI_Comm_create_errhandler(note, &handler);
    MPI_Comm_set_errhandler(comm, handler);
    forget();
    code = bad_send(comm);
    EXPECT(expect_class(code) == MPI_ERR_RANK); /* it returned */
    EXPECT(calls == 1 && last_class == MPI_ERR_RANK && last_comm == comm);

    MPI_Comm_get_errhandler(comm, &again);
    EXPECT(again != MPI_ERRHANDLER_NULL && again != MPI_ERRORS_RETURN);
    MPI_Errhandler_free(&again);
    MPI_Errhandler_free(&handler);
    EXPECT(handler == MPI_ERRHANDLER_NULL);
    bad_send(comm); /* a freed handler serves while it is attached */
    EXPECT(calls == 2);
    MPI_Comm_free(&comm);
}


static void communicators_inherit_and_keep_their_handler(void)
{
    MPI_Errhandler handler;
    MPI_Comm parent, child, split;
    int rank;

    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_dup(MPI_COMM_WORLD, &parent);
    MPI_Comm_create_errhandler(note, &handler);
    MPI_Comm_set_errhandler(parent, handler);
    MPI_Comm_dup(parent, &child);
    MPI_Comm_split(parent, 0, rank, &split);
    MPI_Comm_set_errhandler(parent, MPI_ERRORS_RETURN);
    forget();
    bad_send(parent);
    EXPECT(calls == 0);
    bad_send(child);
    EXPECT(calls == 1 && last_comm == child);
    bad_send(split);
    EXPECT(calls == 2 && last_comm == split);
    MPI_Errhandler_free(&handler);
    MPI_Comm_free(&split);
    MPI_Comm_free(&child);
    MPI_Comm_free(&parent);
}


static void handler_can_be_called_by_hand(void)
{
    MPI_Errhandler handler;
    MPI_Comm comm;

    MPI_Comm_dup(MPI_COMM_WORLD, &comm);
    MPI_Comm_create_errhandler(note, &handler);
    MPI_Comm_set_errhandler(comm, handler);
    forget();
    EXPECT(!MPI_Comm_call_errhandler(comm, MPI_ERR_TOPOLOGY));
    EXPECT(calls == 1 && last_class == MPI_ERR_TOPOLOGY && last_comm == comm);
    MPI_Comm_set_errhandler(comm, MPI_ERRORS_RETURN);
    EXPECT(!MPI_Comm_call_errhandler(comm, MPI_ERR_TOPOLOGY) && calls == 1);
    MPI_Errhandler_free(&handler);
    MPI_Comm_free(&comm);
}


/* A handler raised while waiting belongs to the request's communicator. */
static void waiting_calls_the_handler_of_the_request(int rank)
{
    MPI_Errhandler handler;
    MPI_Comm comm;
    MPI_Request req;
    int data[3] = {0}, code;

    MPI_Comm_dup(MPI_COMM_WORLD, &comm);
    MPI_Comm_create_errhandler(note, &handler);
    MPI_Comm_set_errhandler(comm, handler);
    forget();
    if (rank == 0) {
        MPI_Send(data, 3, MPI_INT, 1, 1, comm);
    } else {
        MPI_Irecv(data, 1, MPI_INT, 0, 1, comm, &req);
        code = MPI_Wait(&req, MPI_STATUS_IGNORE);
        EXPECT(expect_class(code) == MPI_ERR_TRUNCATE);
        EXPECT(calls == 1 && last_class == MPI_ERR_TRUNCATE);
    }
    MPI_Errhandler_free(&handler);
    MPI_Comm_free(&comm);
}


int main(int argc, char **argv)
{
    int rank = expect_start(&argc, &argv, 2);

    predefined_handler_is_fatal();
    user_handler_hears_communicator_and_code();
    communicators_inherit_and_keep_their_handler();
    handler_can_be_called_by_hand();
    waiting_calls_the_handler_of_the_request(rank);
    return expect_end();
}
