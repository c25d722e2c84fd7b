/*
 * packing.c - derived types in messages and in pack buffers.
 * MPI-3.1, sections 4.1.11 to 4.2.
 */
#include "expect.h"

#include <stddef.h>
#include <string.h>

enum {
    TAG = 4,
    N = 100
};

/* To the other rank and back by MPI_Sendrecv, as `send` and as `receive`. */
static MPI_Status swap(int rank, void *out, int outs, MPI_Datatype send,
                       void *in, int ins, MPI_Datatype receive)
{
    MPI_Status status;

    MPI_Sendrecv(out, outs, send, 1 - rank, TAG, in, ins, receive, 1 - rank,
                 TAG, MPI_COMM_WORLD, &status);
    return status;
}

static void a_column_arrives_as_a_row(int rank)
{
    static int out[N][N], in[N];
    MPI_Datatype column;

    for (int i = 0; i < N; i++)
        out[i][3] = 7 * i + rank;
    MPI_Type_vector(N, 1, N, MPI_INT, &column);
    MPI_Type_commit(&column);
    swap(rank, &out[0][3], 1, column, in, N, MPI_INT);
    for (int i = 0; i < N; i++)
        EXPECT(in[i] == 7 * i + 1 - rank);
    MPI_Type_free(&column);
}

static void a_matrix_is_transposed_on_the_way(int rank)
{
    static double out[N][N], in[N][N];
    MPI_Datatype column, columns;

    for (int i = 0; i < N; i++)
        for (int k = 0; k < N; k++)
            out[i][k] = i + 1000 * k + rank;
    MPI_Type_vector(N, 1, N, MPI_DOUBLE, &column);
    MPI_Type_create_resized(column, 0, sizeof(double), &columns);
    MPI_Type_commit(&columns);
    swap(rank, out, N * N, MPI_DOUBLE, in, N, columns);
    for (int i = 0; i < N; i++)
        for (int k = 0; k < N; k++)
            EXPECT(in[k][i] == i + 1000 * k + 1 - rank);
    MPI_Type_free(&column);
    MPI_Type_free(&columns);
}

static void holes_stay_untouched(int rank)
{
    struct cell {
        char tag;
        double value;
    } out[N], in[N];
    int lengths[] = {1, 1};
    MPI_Aint at[] = {offsetof(struct cell, tag), offsetof(struct cell, value)};
    MPI_Datatype types[] = {MPI_CHAR, MPI_DOUBLE}, cell;
    MPI_Status status;
    int count;

    memset(out, 0x11, sizeof out);
    memset(in, 0x77, sizeof in);
    for (int i = 0; i < N; i++) {
        out[i].tag = (char)i;
        out[i].value = i + rank;
    }
    MPI_Type_create_struct(2, lengths, at, types, &cell);
    MPI_Type_commit(&cell);
    status = swap(rank, out, N, cell, in, N, cell);
    MPI_Get_count(&status, cell, &count);
    EXPECT(count == N);
    MPI_Get_elements(&status, cell, &count);
    EXPECT(count == 2 * N);
    for (int i = 0; i < N; i++) {
        EXPECT(in[i].tag == (char)i && in[i].value == i + 1 - rank);
        EXPECT(((char *)&in[i])[1] == 0x77 && ((char *)&in[i])[7] == 0x77);
    }
    MPI_Type_free(&cell);
}

static void absolute_addresses_start_from_bottom(int rank)
{
    int a = 10 + rank, b = 20 + rank, in[2];
    int lengths[] = {1, 1};
    MPI_Aint at[2];
    MPI_Datatype both;

    MPI_Get_address(&a, &at[0]);
    MPI_Get_address(&b, &at[1]);
    MPI_Type_create_hindexed(2, lengths, at, MPI_INT, &both);
    MPI_Type_commit(&both);
    swap(rank, MPI_BOTTOM, 1, both, in, 2, MPI_INT);
    EXPECT(in[0] == 11 - rank && in[1] == 21 - rank);
    EXPECT(MPI_Aint_diff(at[1], at[0]) == (char *)&b - (char *)&a);
    EXPECT(MPI_Aint_add(at[0], MPI_Aint_diff(at[1], at[0])) == at[1]);
    MPI_Type_free(&both);
}

static void a_type_may_be_freed_while_it_is_in_use(int rank)
{
    int out[6] = {1, 0, 2, 0, 3, 0}, in[3] = {0};
    MPI_Datatype type;
    MPI_Request request;

    MPI_Type_vector(3, 1, 2, MPI_INT, &type);
    MPI_Type_commit(&type);
    MPI_Irecv(in, 3, MPI_INT, 1 - rank, TAG, MPI_COMM_WORLD, &request);
    MPI_Send(out, 1, type, 1 - rank, TAG, MPI_COMM_WORLD);
    MPI_Wait(&request, MPI_STATUS_IGNORE);
    EXPECT(in[0] == 1 && in[1] == 2 && in[2] == 3);
    MPI_Irecv(out, 1, type, 1 - rank, TAG, MPI_COMM_WORLD, &request);
    MPI_Type_free(&type);
    MPI_Ssend(in, 3, MPI_INT, 1 - rank, TAG, MPI_COMM_WORLD);
    MPI_Wait(&request, MPI_STATUS_IGNORE);
    EXPECT(out[0] == 1 && out[2] == 2 && out[4] == 3 && out[1] == 0);
}

static void packed_data_unpacks_in_order(int rank)
{
    char buffer[200];
    double values[3] = {1.5, 2.5, 3.5}, back[3];
    int n = 42 + rank, got = 0, size = 0, needed, place = 0;

    MPI_Pack_size(1, MPI_INT, MPI_COMM_WORLD, &needed);
    MPI_Pack_size(3, MPI_DOUBLE, MPI_COMM_WORLD, &size);
    EXPECT(needed >= 4 && size >= 24 && needed + size <= 200);
    MPI_Pack(&n, 1, MPI_INT, buffer, 200, &place, MPI_COMM_WORLD);
    MPI_Pack(values, 3, MPI_DOUBLE, buffer, 200, &place, MPI_COMM_WORLD);
    EXPECT(place == 28);
    MPI_Sendrecv_replace(buffer, place, MPI_PACKED, 1 - rank, TAG, 1 - rank,
                         TAG, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
    place = 0;
    MPI_Unpack(buffer, 200, &place, &got, 1, MPI_INT, MPI_COMM_WORLD);
    MPI_Unpack(buffer, 200, &place, back, 3, MPI_DOUBLE, MPI_COMM_WORLD);
    EXPECT(place == 28 && got == 43 - rank);
    EXPECT(memcmp(values, back, sizeof back) == 0);
}

static void a_full_pack_buffer_is_an_error(void)
{
    char buffer[6];
    int values[2] = {1, 2}, place = 0;

    MPI_Comm_set_errhandler(MPI_COMM_WORLD, MPI_ERRORS_RETURN);
    EXPECT(MPI_Pack(values, 1, MPI_INT, buffer, 6, &place, MPI_COMM_WORLD) ==
           MPI_SUCCESS);
    EXPECT(MPI_Pack(values, 1, MPI_INT, buffer, 6, &place, MPI_COMM_WORLD) !=
           MPI_SUCCESS);
    EXPECT(place == 4);
    MPI_Comm_set_errhandler(MPI_COMM_WORLD, MPI_ERRORS_ARE_FATAL);
}


int main(int argc, char **argv)
{
    int rank = expect_start(&argc, &argv, 2);

    a_column_arrives_as_a_row(rank);
    a_matrix_is_transposed_on_the_way(rank);
    holes_stay_untouched(rank);
    absolute_addresses_start_from_bottom(rank);
    a_type_may_be_freed_while_it_is_in_use(rank);
    packed_data_unpacks_in_order(rank);
    a_full_pack_buffer_is_an_error();
    return expect_end();
}
