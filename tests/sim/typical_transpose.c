/*
 * typical_transpose - the transpose within a two-dimensional FFT: a block of
 * columns as a resized vector, one Alltoall, no copies by hand.
 */
#include "expect.h"

enum {
    RANKS = 4,
    N = 16,
    ROWS = N / RANKS
};

int main(int argc, char **argv)
{
    static double in[ROWS][N], out[ROWS][N];
    int rank = expect_start(&argc, &argv, RANKS);
    MPI_Datatype column, columns, wide, block;

    for (int i = 0; i < ROWS; i++) {
        for (int j = 0; j < N; j++)
            in[i][j] = (rank * ROWS + i) * N + j;
    }
    /* Of the sender's rows, the part of one receiver, column by column. */
    MPI_Type_vector(ROWS, 1, N, MPI_DOUBLE, &column);
    MPI_Type_create_resized(column, 0, sizeof(double), &columns);
    MPI_Type_contiguous(ROWS, columns, &wide);
    MPI_Type_create_resized(wide, 0, ROWS * sizeof(double), &block);
    MPI_Type_commit(&block);
    MPI_Type_free(&column);
    MPI_Type_free(&columns);
    MPI_Type_free(&wide);

    MPI_Datatype rows, part;
    MPI_Type_vector(ROWS, ROWS, N, MPI_DOUBLE, &rows);
    MPI_Type_create_resized(rows, 0, ROWS * sizeof(double), &part);
    MPI_Type_commit(&part);
    MPI_Type_free(&rows);
    MPI_Alltoall(in, 1, block, out, 1, part, MPI_COMM_WORLD);
    for (int i = 0; i < ROWS; i++) {
        for (int j = 0; j < N; j++)
            EXPECT(out[i][j] == j * N + rank * ROWS + i);
    }
    MPI_Type_free(&block);
    MPI_Type_free(&part);
    return expect_end();
}
