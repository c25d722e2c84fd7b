/*
 * objects_null - objects and continuations that are given NULL, and a level of
 * threads that does not exist.
 *
 * ranks: 1
 * exit: 81
 * finds: invalid_argument
 * says: MPI_Init_thread|(requests|request|object|all|mine|result) is NULL
 * variants: level then_null all_null promise_null recv_null irecv_null
 * variants: isend_null bcast_null gather_null scatter_null allgather_null
 * variants: reduce_null
 */
#include <dryrun.h>
#include <mpi.h>
#include <string.h>

static const char *what;
static MPI_Request promise = MPI_REQUEST_NULL;

static int follow(MPI_Status statuses[], void *data, MPI_Request *next)
{
    (void)statuses;
    (void)data;
    (void)next;
    return MPI_SUCCESS;
}

static DR_Object *keep_left(DR_Object *left, DR_Object *right, void *data)
{
    (void)data;
    DR_Object_free(right);
    return left;
}

static void objects(DR_Object *nil, MPI_Comm comm)
{
    if (strcmp(what, "recv_null") == 0)
        DR_Recv_object(NULL, 0, 0, comm, MPI_STATUS_IGNORE);
    else if (strcmp(what, "irecv_null") == 0)
        DR_Irecv_object(NULL, 0, 0, comm, &promise);
    else if (strcmp(what, "isend_null") == 0)
        DR_Isend_object(nil, 0, 0, comm, NULL);
    else if (strcmp(what, "bcast_null") == 0)
        DR_Bcast_object(NULL, 0, comm);
    else if (strcmp(what, "gather_null") == 0)
        DR_Gather_object(nil, NULL, 0, comm);
    else if (strcmp(what, "scatter_null") == 0)
        DR_Scatter_object(nil, NULL, 0, comm);
    else if (strcmp(what, "allgather_null") == 0)
        DR_Allgather_object(nil, NULL, comm);
    else if (strcmp(what, "reduce_null") == 0)
        DR_Reduce_object(nil, NULL, keep_left, NULL, 0, comm);
}

int main(int argc, char **argv)
{
    DR_Object *nil;
    int provided;

    what = argv[1];
    MPI_Init_thread(&argc, &argv,
                    strcmp(what, "level") == 0 ? 1 : MPI_THREAD_SINGLE,
                    &provided);
    nil = DR_Object_nil();
    if (strcmp(what, "then_null") == 0)
        DR_Then(NULL, follow, NULL);
    else if (strcmp(what, "all_null") == 0)
        DR_Then_all(2, NULL, follow, NULL, &promise);
    else if (strcmp(what, "promise_null") == 0)
        DR_Then_all(0, NULL, follow, NULL, NULL);
    else
        objects(nil, MPI_COMM_WORLD);
    DR_Object_free(nil);
    MPI_Finalize();
    return 0;
}
