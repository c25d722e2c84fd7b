/*
 * removed_names - what MPI-3.0 removed and programs still call.
 */
#include "expect.h"

#include <stddef.h>

struct cell {
    char tag;
    double value;
};

static int heard;

static void note(MPI_Comm *comm, int *code, ...)
{
    (void)comm;
    (void)code;
    heard++;
}


static void old_type_constructors_describe_structures(int rank)
{
    struct cell out = {'x', 2.5}, in = {0};
    int lengths[3] = {1, 1, 1};
    MPI_Aint places[3], base, extent = 0;
    MPI_Datatype types[3] = {MPI_CHAR, MPI_DOUBLE, MPI_UB}, cell;

    MPI_Address(&out, &base);
    MPI_Address(&out.tag, &places[0]);
    MPI_Address(&out.value, &places[1]);
    places[0] -= base;
    places[1] -= base;
    places[2] = sizeof out;
    EXPECT(places[1] == offsetof(struct cell, value));
    MPI_Type_struct(3, lengths, places, types, &cell);
    MPI_Type_commit(&cell);
    MPI_Type_extent(cell, &extent);
    EXPECT(extent == sizeof out);
    MPI_Sendrecv(&out, 1, cell, 1 - rank, 1, &in, 1, cell, 1 - rank, 1,
                 MPI_COMM_WORLD, MPI_STATUS_IGNORE);
    EXPECT(in.tag == 'x' && in.value == 2.5);
    MPI_Type_free(&cell);
}


static void old_vectors_and_indices_count_in_bytes(int rank)
{
    int out[5] = {1, 2, 3, 4, 5}, in[5] = {0};
    int lengths[2] = {1, 2};
    MPI_Aint places[2] = {0, 3 * sizeof(int)}, low = -1, high = -1;
    MPI_Datatype spread, picked;

    MPI_Type_hvector(2, 1, 2 * sizeof(int), MPI_INT, &spread);
    MPI_Type_hindexed(2, lengths, places, MPI_INT, &picked);
    MPI_Type_commit(&spread);
    MPI_Type_commit(&picked);
    MPI_Type_lb(spread, &low);
    MPI_Type_ub(spread, &high);
    EXPECT(low == 0 && high == 3 * sizeof(int));
    MPI_Sendrecv(out, 1, spread, 1 - rank, 1, in, 2, MPI_INT, 1 - rank, 1,
                 MPI_COMM_WORLD, MPI_STATUS_IGNORE);
    EXPECT(in[0] == 1 && in[1] == 3);
    MPI_Sendrecv(out, 1, picked, 1 - rank, 1, in, 3, MPI_INT, 1 - rank, 1,
                 MPI_COMM_WORLD, MPI_STATUS_IGNORE);
    EXPECT(in[0] == 1 && in[1] == 4 && in[2] == 5);
    MPI_Type_free(&picked);
    MPI_Type_free(&spread);
}


static void old_errhandler_calls_work(void)
{
    MPI_Errhandler handler, again;
    int value = 0;

    MPI_Errhandler_create(note, &handler);
    MPI_Errhandler_set(MPI_COMM_WORLD, handler);
    MPI_Errhandler_get(MPI_COMM_WORLD, &again);
    EXPECT(again == handler);
    MPI_Errhandler_free(&again);
    MPI_Send(&value, 1, MPI_INT, 99, 1, MPI_COMM_WORLD);
    EXPECT(heard == 1);
    MPI_Errhandler_set(MPI_COMM_WORLD, MPI_ERRORS_ARE_FATAL);
    MPI_Errhandler_free(&handler);
}


int main(int argc, char **argv)
{
    int rank = expect_start(&argc, &argv, 2);

    old_type_constructors_describe_structures(rank);
    old_vectors_and_indices_count_in_bytes(rank);
    old_errhandler_calls_work();
    return expect_end();
}
