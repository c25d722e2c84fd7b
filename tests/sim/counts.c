/*
 * counts - how much arrived, in units of a datatype.
 * MPI-3.1, sections 3.2.5 and 4.1.11.
 */
#include "expect.h"

enum {
    TAG = 1
};

/* Swap `bytes` bytes with the other rank; returns the status. */
static MPI_Status swap_bytes(int rank, int bytes)
{
    char out[64] = {0}, in[64];
    MPI_Status status;

    MPI_Sendrecv(out, bytes, MPI_BYTE, 1 - rank, TAG, in, (int)sizeof in,
                 MPI_BYTE, 1 - rank, TAG, MPI_COMM_WORLD, &status);
    return status;
}

static int count_of(const MPI_Status *status, MPI_Datatype type)
{
    int count = -1;

    MPI_Get_count(status, type, &count);
    return count;
}

static int elements_of(const MPI_Status *status, MPI_Datatype type)
{
    int count = -1;

    MPI_Get_elements(status, type, &count);
    return count;
}


static void count_is_undefined_unless_whole(int rank)
{
    MPI_Status status = swap_bytes(rank, 12);

    EXPECT(count_of(&status, MPI_BYTE) == 12);
    EXPECT(count_of(&status, MPI_CHAR) == 12);
    EXPECT(count_of(&status, MPI_INT) == 3);
    EXPECT(count_of(&status, MPI_FLOAT) == 3);
    EXPECT(count_of(&status, MPI_DOUBLE) == MPI_UNDEFINED);
    status = swap_bytes(rank, 0);
    EXPECT(count_of(&status, MPI_DOUBLE) == 0);
    EXPECT(elements_of(&status, MPI_DOUBLE) == 0);
}


/* A pair of an int and a double, without the hole. */
static void elements_count_inside_a_partial_item(int rank)
{
    struct {
        int i;
        double d;
    } out[3] = {{1, 1.5}, {2, 2.5}, {3, 3.5}}, in[3];
    int lengths[2] = {1, 1};
    MPI_Aint places[2] = {0, (char *)&out[0].d - (char *)&out[0]};
    MPI_Datatype types[2] = {MPI_INT, MPI_DOUBLE}, raw, pair;
    MPI_Status status;

    MPI_Type_create_struct(2, lengths, places, types, &raw);
    MPI_Type_create_resized(raw, 0, sizeof out[0], &pair);
    MPI_Type_commit(&pair);

    MPI_Sendrecv(out, 2, pair, 1 - rank, TAG, in, 3, pair, 1 - rank, TAG,
                 MPI_COMM_WORLD, &status);
    EXPECT(count_of(&status, pair) == 2 && elements_of(&status, pair) == 4);
    EXPECT(in[1].i == 2 && in[1].d == 2.5);

    /* One int alone: the beginning of a pair. */
    MPI_Sendrecv(&out[2].i, 1, MPI_INT, 1 - rank, TAG, in, 3, pair, 1 - rank,
                 TAG, MPI_COMM_WORLD, &status);
    EXPECT(count_of(&status, pair) == MPI_UNDEFINED);
    EXPECT(elements_of(&status, pair) == 1 && in[0].i == 3);
    MPI_Type_free(&pair);
    MPI_Type_free(&raw);
}


static void vector_leaves_its_holes_alone(int rank)
{
    int out[6] = {1, 2, 3, 4, 5, 6}, in[6] = {-1, -1, -1, -1, -1, -1};
    MPI_Datatype column;
    MPI_Status status;

    MPI_Type_vector(3, 1, 2, MPI_INT, &column);
    MPI_Type_commit(&column);
    MPI_Sendrecv(out, 1, column, 1 - rank, TAG, in, 1, column, 1 - rank, TAG,
                 MPI_COMM_WORLD, &status);
    EXPECT(in[0] == 1 && in[2] == 3 && in[4] == 5);
    EXPECT(in[1] == -1 && in[3] == -1 && in[5] == -1);
    EXPECT(count_of(&status, column) == 1 && count_of(&status, MPI_INT) == 3);
    EXPECT(elements_of(&status, column) == 3);
    MPI_Type_free(&column);
}


static void status_takes_a_count_of_the_user(void)
{
    MPI_Status status;
    MPI_Count elements = 0;
    int flag = 1;

    MPI_Wait(&(MPI_Request){MPI_REQUEST_NULL}, &status);
    MPI_Status_set_elements(&status, MPI_INT, 6);
    EXPECT(count_of(&status, MPI_INT) == 6);
    MPI_Get_elements_x(&status, MPI_INT, &elements);
    EXPECT(elements == 6);
    MPI_Status_set_elements_x(&status, MPI_INT, 7);
    EXPECT(count_of(&status, MPI_INT) == 7);
    MPI_Status_set_cancelled(&status, 0);
    MPI_Test_cancelled(&status, &flag);
    EXPECT(!flag);
    MPI_Status_set_cancelled(&status, 1);
    MPI_Test_cancelled(&status, &flag);
    EXPECT(flag);
}


/* Of a type without data there are no elements in no bytes, and nobody knows
 * how many in some. */
static void nothing_fits_into_bytes_as_often_as_one_likes(int rank)
{
    MPI_Datatype empty;
    MPI_Status status = swap_bytes(rank, 0);
    MPI_Count large = -1;

    MPI_Type_contiguous(0, MPI_INT, &empty);
    EXPECT(count_of(&status, empty) == 0 && elements_of(&status, empty) == 0);
    status = swap_bytes(rank, 4);
    EXPECT(count_of(&status, empty) == MPI_UNDEFINED);
    EXPECT(elements_of(&status, empty) == MPI_UNDEFINED);
    MPI_Get_elements_x(&status, empty, &large);
    EXPECT(large == MPI_UNDEFINED);
    MPI_Type_free(&empty);
}

/* Numbers that an int does not hold. */
static void large_counts_are_undefined_as_int(void)
{
    const MPI_Count most = (MPI_Count)1 << 40;
    MPI_Count large = 0;
    MPI_Status status;

    MPI_Wait(&(MPI_Request){MPI_REQUEST_NULL}, &status);
    MPI_Status_set_elements_x(&status, MPI_DOUBLE, most);
    MPI_Get_elements_x(&status, MPI_DOUBLE, &large);
    EXPECT(large == most);
    EXPECT(count_of(&status, MPI_DOUBLE) == MPI_UNDEFINED);
    EXPECT(elements_of(&status, MPI_DOUBLE) == MPI_UNDEFINED);
    MPI_Comm_set_errhandler(MPI_COMM_WORLD, MPI_ERRORS_RETURN);
    EXPECT(expect_class(MPI_Status_set_elements_x(
               &status, MPI_DOUBLE, (MPI_Count)1 << 62)) == MPI_ERR_COUNT);
    EXPECT(expect_class(MPI_Status_set_elements(&status, MPI_DOUBLE, -1)) ==
           MPI_ERR_COUNT);
    EXPECT(expect_class(MPI_Status_set_elements(&status, MPI_DATATYPE_NULL,
                                                1)) == MPI_ERR_TYPE);
    MPI_Comm_set_errhandler(MPI_COMM_WORLD, MPI_ERRORS_ARE_FATAL);
}

int main(int argc, char **argv)
{
    int rank = expect_start(&argc, &argv, 2);

    count_is_undefined_unless_whole(rank);
    elements_count_inside_a_partial_item(rank);
    vector_leaves_its_holes_alone(rank);
    status_takes_a_count_of_the_user();
    nothing_fits_into_bytes_as_often_as_one_likes(rank);
    large_counts_are_undefined_as_int();
    return expect_end();
}
