/*
 * error_classes - each wrong argument has its class.  MPI-3.1, section 8.4.
 */
#include "expect.h"

enum {
    TAG = 1
};

/* What a send of these arguments returns. */
static int send(const void *data, int count, MPI_Datatype type, int to, int tag,
                MPI_Comm comm)
{
    return expect_class(MPI_Send(data, count, type, to, tag, comm));
}

static int recv(int count, MPI_Datatype type, int from, int tag, MPI_Comm comm)
{
    int data[4];

    return expect_class(
        MPI_Recv(data, count, type, from, tag, comm, MPI_STATUS_IGNORE));
}


static void sends_check_their_arguments(void)
{
    MPI_Comm world = MPI_COMM_WORLD;
    int v = 0;

    EXPECT(send(&v, 1, MPI_INT, 99, TAG, world) == MPI_ERR_RANK);
    EXPECT(send(&v, 1, MPI_INT, 2, TAG, world) == MPI_ERR_RANK);
    EXPECT(send(&v, 1, MPI_INT, -9, TAG, world) == MPI_ERR_RANK);
    EXPECT(send(&v, 1, MPI_INT, MPI_ANY_SOURCE, TAG, world) == MPI_ERR_RANK);
    EXPECT(send(&v, -1, MPI_INT, 1, TAG, world) == MPI_ERR_COUNT);
    EXPECT(send(&v, 1, MPI_INT, 1, -5, world) == MPI_ERR_TAG);
    EXPECT(send(&v, 1, MPI_INT, 1, MPI_ANY_TAG, world) == MPI_ERR_TAG);
    EXPECT(send(&v, 1, MPI_DATATYPE_NULL, 1, TAG, world) == MPI_ERR_TYPE);
    EXPECT(send(&v, 1, MPI_INT, 1, TAG, MPI_COMM_NULL) == MPI_ERR_COMM);
    EXPECT(send(NULL, 1, MPI_INT, 1, TAG, world) == MPI_ERR_BUFFER);
}


static void receives_check_their_arguments(void)
{
    MPI_Comm world = MPI_COMM_WORLD;

    EXPECT(recv(1, MPI_INT, 99, TAG, world) == MPI_ERR_RANK);
    EXPECT(recv(1, MPI_INT, -9, TAG, world) == MPI_ERR_RANK);
    EXPECT(recv(-1, MPI_INT, 1, TAG, world) == MPI_ERR_COUNT);
    EXPECT(recv(1, MPI_INT, 1, -5, world) == MPI_ERR_TAG);
    EXPECT(recv(1, MPI_DATATYPE_NULL, 1, TAG, world) == MPI_ERR_TYPE);
    EXPECT(recv(1, MPI_INT, 1, TAG, MPI_COMM_NULL) == MPI_ERR_COMM);
}


static void uncommitted_type_is_an_error(void)
{
    MPI_Datatype pair;
    int v[2] = {0, 0};

    MPI_Type_contiguous(2, MPI_INT, &pair);
    EXPECT(send(v, 1, pair, 1, TAG, MPI_COMM_WORLD) == MPI_ERR_TYPE);
    MPI_Type_free(&pair);
}


static void nonblocking_calls_check_at_once(void)
{
    MPI_Comm world = MPI_COMM_WORLD;
    MPI_Request req;
    int v = 0, code;

    code = MPI_Isend(&v, 1, MPI_INT, 99, TAG, world, &req);
    EXPECT(expect_class(code) == MPI_ERR_RANK);
    code = MPI_Irecv(&v, -2, MPI_INT, 1, TAG, world, &req);
    EXPECT(expect_class(code) == MPI_ERR_COUNT);
    code = MPI_Send_init(&v, 1, MPI_INT, 1, -3, world, &req);
    EXPECT(expect_class(code) == MPI_ERR_TAG);
    code = MPI_Recv_init(&v, 1, MPI_INT, 99, TAG, world, &req);
    EXPECT(expect_class(code) == MPI_ERR_RANK);
    code = MPI_Probe(99, TAG, world, MPI_STATUS_IGNORE);
    EXPECT(expect_class(code) == MPI_ERR_RANK);
    code = MPI_Sendrecv(&v, 1, MPI_INT, 99, TAG, &v, 0, MPI_INT, 0, TAG, world,
                        MPI_STATUS_IGNORE);
    EXPECT(expect_class(code) == MPI_ERR_RANK);
}


static void requests_are_checked(void)
{
    MPI_Request null = MPI_REQUEST_NULL;
    int code;

    code = MPI_Start(&null);
    EXPECT(expect_class(code) == MPI_ERR_REQUEST);
    code = MPI_Request_free(&null);
    EXPECT(expect_class(code) == MPI_ERR_REQUEST);
    code = MPI_Cancel(&null);
    EXPECT(expect_class(code) == MPI_ERR_REQUEST);
}


static void communicator_calls_are_checked(void)
{
    MPI_Comm null = MPI_COMM_NULL, copy;
    int n;

    EXPECT(expect_class(MPI_Comm_size(null, &n)) == MPI_ERR_COMM);
    EXPECT(expect_class(MPI_Comm_rank(null, &n)) == MPI_ERR_COMM);
    EXPECT(expect_class(MPI_Comm_dup(null, &copy)) == MPI_ERR_COMM);
    EXPECT(expect_class(MPI_Comm_free(&null)) == MPI_ERR_COMM);
    EXPECT(expect_class(MPI_Barrier(null)) == MPI_ERR_COMM);
}


static void collectives_are_checked(void)
{
    int v = 0, w = 0, code;

    code = MPI_Bcast(&v, 1, MPI_INT, 99, MPI_COMM_WORLD);
    EXPECT(expect_class(code) == MPI_ERR_ROOT);
    code = MPI_Bcast(&v, -1, MPI_INT, 0, MPI_COMM_WORLD);
    EXPECT(expect_class(code) == MPI_ERR_COUNT);
    code = MPI_Allreduce(&v, &w, 1, MPI_INT, MPI_OP_NULL, MPI_COMM_WORLD);
    EXPECT(expect_class(code) == MPI_ERR_OP);
    code = MPI_Bcast(&v, 1, MPI_DATATYPE_NULL, 0, MPI_COMM_WORLD);
    EXPECT(expect_class(code) == MPI_ERR_TYPE);
}


int main(int argc, char **argv)
{
    expect_start(&argc, &argv, 2);
    MPI_Comm_set_errhandler(MPI_COMM_WORLD, MPI_ERRORS_RETURN);
    MPI_Comm_set_errhandler(MPI_COMM_SELF, MPI_ERRORS_RETURN);
    sends_check_their_arguments();
    receives_check_their_arguments();
    uncommitted_type_is_an_error();
    nonblocking_calls_check_at_once();
    requests_are_checked();
    communicator_calls_are_checked();
    collectives_are_checked();
    return expect_end();
}
