/*
 * object_messages - DR_Send_object and its kin, and collectives of objects.
 */
#include "expect.h"

#include <dryrun.h>
#include <string.h>

enum {
    RANKS = 5,
    TAG = 3
};

static const MPI_Comm comm = MPI_COMM_WORLD;
static int rank;

/* {"rank": R, "half": R/2, "list": [R, R, ...], "bytes": ...} */
static DR_Object *sample(int number, int length)
{
    DR_Object *map = DR_Object_map(), *list = DR_Object_array();

    for (int i = 0; i < length; i++)
        DR_Object_append(list, DR_Object_integer(number + i));
    DR_Object_set(map, "rank", DR_Object_integer(number));
    DR_Object_set(map, "half", DR_Object_double(number / 2.0));
    DR_Object_set(map, "list", list);
    DR_Object_set(map, "bytes", DR_Object_binary("a\0b", 3));
    DR_Object_set(map, "none", DR_Object_nil());
    DR_Object_set(map, "yes", DR_Object_bool(1));
    return map;
}

static int is_sample(DR_Object *object, int number, int length)
{
    DR_Object *wanted = sample(number, length);
    int same = DR_Object_equal(object, wanted);

    DR_Object_free(wanted);
    return same;
}

static void free_both(DR_Object *a, DR_Object *b)
{
    DR_Object_free(a);
    DR_Object_free(b);
}

static void one_message_brings_an_object_of_any_size(void)
{
    static const int lengths[] = {0, 10, 1000, 100000};
    MPI_Status status;
    int bytes;

    for (int i = 0; i < 4; i++) {
        DR_Object *object = NULL;

        if (rank == 0) {
            object = sample(7, lengths[i]);
            DR_Send_object(object, 1, TAG, comm);
        } else if (rank == 1) {
            DR_Recv_object(&object, MPI_ANY_SOURCE, MPI_ANY_TAG, comm, &status);
            EXPECT(is_sample(object, 7, lengths[i]));
            EXPECT(status.MPI_SOURCE == 0 && status.MPI_TAG == TAG);
            MPI_Get_count(&status, MPI_BYTE, &bytes);
            EXPECT(bytes > lengths[i]);
        }
        DR_Object_free(object);
    }
}

static void nonblocking_forms_overlap(void)
{
    int left = (rank + RANKS - 1) % RANKS, right = (rank + 1) % RANKS;
    DR_Object *mine = sample(rank, 50), *a = NULL, *b = NULL;
    MPI_Request requests[4];

    DR_Irecv_object(&a, left, TAG, comm, &requests[0]);
    DR_Irecv_object(&b, left, TAG + 1, comm, &requests[1]);
    DR_Isend_object(mine, right, TAG + 1, comm, &requests[2]);
    /* It is free again at once. */
    DR_Object_free(mine);
    mine = sample(rank + 100, 30000);
    DR_Isend_object(mine, right, TAG, comm, &requests[3]);
    DR_Object_free(mine);
    MPI_Waitall(4, requests, MPI_STATUSES_IGNORE);
    EXPECT(is_sample(a, left + 100, 30000));
    EXPECT(is_sample(b, left, 50));
    free_both(a, b);
}

static void nobody_is_a_partner(void)
{
    DR_Object *object = sample(1, 1), *none = object;
    MPI_Request request;

    DR_Send_object(object, MPI_PROC_NULL, TAG, comm);
    DR_Recv_object(&none, MPI_PROC_NULL, TAG, comm, MPI_STATUS_IGNORE);
    EXPECT(none == NULL);
    none = object;
    DR_Irecv_object(&none, MPI_PROC_NULL, TAG, comm, &request);
    MPI_Wait(&request, MPI_STATUS_IGNORE);
    EXPECT(none == NULL);
    DR_Object_free(object);
}

static void what_is_no_object_is_an_error(void)
{
    DR_Object *object = NULL;
    double plain = 1;

    if (rank == 0) {
        MPI_Send(&plain, 8, MPI_BYTE, 1, TAG, comm);
    } else if (rank == 1) {
        MPI_Comm_set_errhandler(comm, MPI_ERRORS_RETURN);
        EXPECT(expect_class(DR_Recv_object(&object, 0, TAG, comm,
                                           MPI_STATUS_IGNORE)) == MPI_ERR_TYPE);
        MPI_Comm_set_errhandler(comm, MPI_ERRORS_ARE_FATAL);
        EXPECT(object == NULL);
    }
}

static void broadcast_reaches_all_from_every_root(void)
{
    for (int root = 0; root < RANKS; root++) {
        DR_Object *object = rank == root ? sample(root, 20) : NULL;

        DR_Bcast_object(&object, root, comm);
        EXPECT(is_sample(object, root, 20));
        DR_Object_free(object);
    }
}

static void gather_keeps_the_order_of_ranks(void)
{
    for (int root = 0; root < RANKS; root++) {
        DR_Object *mine = sample(rank, 1), *all = NULL;

        DR_Gather_object(mine, &all, root, comm);
        EXPECT((rank == root) == (all != NULL));
        for (int i = 0; i < RANKS && all; i++)
            EXPECT(is_sample((DR_Object *)DR_Object_at(all, i), i, 1));
        EXPECT(DR_Object_size(all) == (rank == root ? RANKS : 0));
        free_both(mine, all);
    }
}

static void allgather_gives_all_to_all(void)
{
    DR_Object *mine = DR_Object_integer(rank), *all = NULL;

    DR_Allgather_object(mine, &all, comm);
    EXPECT(DR_Object_size(all) == RANKS);
    for (int i = 0; i < RANKS; i++)
        EXPECT(DR_Object_to_integer(DR_Object_at(all, i)) == i);
    free_both(mine, all);
}

static void scatter_gives_each_its_own(void)
{
    for (int root = 0; root < RANKS; root++) {
        DR_Object *all = DR_Object_array(), *mine = NULL;

        for (int i = 0; i < RANKS; i++)
            DR_Object_append(all, sample(i, i));
        DR_Scatter_object(rank == root ? all : NULL, &mine, root, comm);
        EXPECT(is_sample(mine, rank, rank));
        free_both(mine, all);
    }
}

static void scatter_of_too_little_is_an_error_at_the_root(void)
{
    DR_Object *all = DR_Object_array(), *mine = NULL;
    int error;

    DR_Object_append(all, DR_Object_integer(1));
    MPI_Comm_set_errhandler(comm, MPI_ERRORS_RETURN);
    error = DR_Scatter_object(all, &mine, 2, comm);
    EXPECT(error == (rank == 2 ? MPI_ERR_ARG : MPI_SUCCESS));
    EXPECT(DR_Object_kind(mine) == DR_OBJECT_NIL);
    EXPECT(expect_class(DR_Bcast_object(&mine, RANKS, comm)) == MPI_ERR_ROOT);
    MPI_Comm_set_errhandler(comm, MPI_ERRORS_ARE_FATAL);
    free_both(mine, all);
}

/* Joins two strings: associative, not commutative. */
static DR_Object *join(DR_Object *left, DR_Object *right, void *data)
{
    char text[64];
    DR_Object *joined;

    snprintf(text, sizeof text, "%s%s%s", DR_Object_to_string(left),
             (const char *)data, DR_Object_to_string(right));
    joined = DR_Object_string(text);
    free_both(left, right);
    return joined;
}

static void reduce_keeps_the_order_of_ranks(void)
{
    for (int root = 0; root < RANKS; root++) {
        char text[2] = {(char)('a' + rank), 0};
        DR_Object *mine = DR_Object_string(text), *result = mine;

        DR_Reduce_object(mine, &result, join, "-", root, comm);
        if (rank == root)
            EXPECT(strcmp(DR_Object_to_string(result), "a-b-c-d-e") == 0);
        else
            EXPECT(result == NULL);
        free_both(mine, result);
    }
}

int main(int argc, char **argv)
{
    rank = expect_start(&argc, &argv, RANKS);
    one_message_brings_an_object_of_any_size();
    nonblocking_forms_overlap();
    nobody_is_a_partner();
    what_is_no_object_is_an_error();
    broadcast_reaches_all_from_every_root();
    gather_keeps_the_order_of_ranks();
    allgather_gives_all_to_all();
    scatter_gives_each_its_own();
    scatter_of_too_little_is_an_error_at_the_root();
    reduce_keeps_the_order_of_ranks();
    return expect_end();
}
