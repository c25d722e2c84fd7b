/*
 * communicators - dup, split, free, names.  MPI-3.1, section 6.4.
 */
#include "expect.h"

#include <string.h>

enum {
    RANKS = 4,
    TAG = 1
};

static void duplicate_is_a_context_of_its_own(int rank)
{
    int one = 1, two = 2, got[2], result = -1;
    int to = (rank + 1) % RANKS, from = (rank + RANKS - 1) % RANKS;
    MPI_Comm copy;
    MPI_Request req[2];

    MPI_Comm_dup(MPI_COMM_WORLD, &copy);
    MPI_Comm_compare(MPI_COMM_WORLD, copy, &result);
    EXPECT(result == MPI_CONGRUENT);
    MPI_Comm_compare(copy, copy, &result);
    EXPECT(result == MPI_IDENT);

    /* Same partner, same tag: only the communicator tells them apart. */
    MPI_Isend(&one, 1, MPI_INT, to, TAG, MPI_COMM_WORLD, &req[0]);
    MPI_Isend(&two, 1, MPI_INT, to, TAG, copy, &req[1]);
    MPI_Recv(&got[1], 1, MPI_INT, MPI_ANY_SOURCE, MPI_ANY_TAG, copy,
             MPI_STATUS_IGNORE);
    MPI_Recv(&got[0], 1, MPI_INT, from, TAG, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
    MPI_Waitall(2, req, MPI_STATUSES_IGNORE);
    EXPECT(got[0] == 1 && got[1] == 2);
    MPI_Comm_free(&copy);
    EXPECT(copy == MPI_COMM_NULL);
}


static void split_groups_by_color_and_orders_by_key(int rank)
{
    int me = -1, size = 0, got = -1;
    MPI_Comm half;
    MPI_Status status;

    /* Odd and even ranks, in reverse order. */
    MPI_Comm_split(MPI_COMM_WORLD, rank % 2, -rank, &half);
    MPI_Comm_rank(half, &me);
    MPI_Comm_size(half, &size);
    EXPECT(size == 2 && me == (rank < 2 ? 1 : 0));
    MPI_Sendrecv(&rank, 1, MPI_INT, 1 - me, TAG, &got, 1, MPI_INT, 1 - me, TAG,
                 half, &status);
    EXPECT(got == (rank + 2) % RANKS && status.MPI_SOURCE == 1 - me);
    MPI_Comm_free(&half);

    /* Equal keys: the old order. */
    MPI_Comm_split(MPI_COMM_WORLD, 7, 0, &half);
    MPI_Comm_rank(half, &me);
    EXPECT(me == rank);
    MPI_Comm_free(&half);
}


static void undefined_color_gets_no_communicator(int rank)
{
    MPI_Comm some = MPI_COMM_WORLD;
    int size = 0;

    MPI_Comm_split(MPI_COMM_WORLD, rank == 2 ? MPI_UNDEFINED : 0, 0, &some);
    if (rank == 2) {
        EXPECT(some == MPI_COMM_NULL);
        return;
    }
    MPI_Comm_size(some, &size);
    EXPECT(size == RANKS - 1);
    MPI_Comm_free(&some);
}


static void free_lets_pending_operations_finish(int rank)
{
    int mine = rank, theirs = -1;
    int to = (rank + 1) % RANKS, from = (rank + RANKS - 1) % RANKS;
    MPI_Comm copy;
    MPI_Request req[2];

    MPI_Comm_dup(MPI_COMM_WORLD, &copy);
    MPI_Irecv(&theirs, 1, MPI_INT, from, TAG, copy, &req[0]);
    MPI_Isend(&mine, 1, MPI_INT, to, TAG, copy, &req[1]);
    MPI_Comm_free(&copy);
    EXPECT(copy == MPI_COMM_NULL);
    MPI_Waitall(2, req, MPI_STATUSES_IGNORE);
    EXPECT(theirs == from);
}


static void groups_translate_ranks(int rank)
{
    MPI_Comm half;
    MPI_Group world, part;
    int here[2] = {0, 1}, there[2], inter = 1;

    MPI_Comm_split(MPI_COMM_WORLD, rank % 2, rank, &half);
    MPI_Comm_group(MPI_COMM_WORLD, &world);
    MPI_Comm_group(half, &part);
    MPI_Group_translate_ranks(part, 2, here, world, there);
    EXPECT(there[0] == rank % 2 && there[1] == rank % 2 + 2);
    MPI_Comm_test_inter(half, &inter);
    EXPECT(!inter);
    MPI_Group_free(&part);
    MPI_Group_free(&world);
    MPI_Comm_free(&half);
}


static void names_can_be_given(void)
{
    char name[MPI_MAX_OBJECT_NAME];
    int length = 0;
    MPI_Comm copy;

    MPI_Comm_get_name(MPI_COMM_WORLD, name, &length);
    EXPECT(!strcmp(name, "MPI_COMM_WORLD") && length == 14);
    MPI_Comm_dup(MPI_COMM_WORLD, &copy);
    MPI_Comm_set_name(copy, "solver");
    MPI_Comm_get_name(copy, name, &length);
    EXPECT(!strcmp(name, "solver") && length == 6);
    MPI_Comm_free(&copy);
}

/* A copy has no name of its own; Open MPI gives it one. */
static void names_are_cut_and_not_copied(void)
{
    char given[2 * MPI_MAX_OBJECT_NAME], name[MPI_MAX_OBJECT_NAME];
    int length = 0;
    MPI_Comm copy, second;

    memset(given, 'x', sizeof given);
    given[sizeof given - 1] = '\0';
    MPI_Comm_dup(MPI_COMM_WORLD, &copy);
    MPI_Comm_set_name(copy, given);
    MPI_Comm_get_name(copy, name, &length);
    EXPECT(length == MPI_MAX_OBJECT_NAME - 1 && strlen(name) == (size_t)length);
    EXPECT(!strncmp(name, given, (size_t)length));
    MPI_Comm_dup(copy, &second);
    MPI_Comm_get_name(second, name, &length);
    EXPECT(name[0] != 'x' && strlen(name) == (size_t)length);
#ifndef OPEN_MPI
    EXPECT(length == 0);
#endif
    MPI_Comm_free(&second);
    MPI_Comm_free(&copy);
}


int main(int argc, char **argv)
{
    int rank = expect_start(&argc, &argv, RANKS);

    duplicate_is_a_context_of_its_own(rank);
    split_groups_by_color_and_orders_by_key(rank);
    undefined_color_gets_no_communicator(rank);
    free_lets_pending_operations_finish(rank);
    groups_translate_ranks(rank);
    names_can_be_given();
    names_are_cut_and_not_copied();
    return expect_end();
}
