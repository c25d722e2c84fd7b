/*
 * typical_summa - a product of matrices on a grid of ranks: blocks are
 * broadcast along the rows and the columns of a split communicator.
 */
#include "expect.h"

enum {
    SIDE = 3,
    RANKS = SIDE * SIDE,
    B = 4
};

typedef int block[B][B];

static int a_at(int i, int j)
{
    return (i * 5 + j * 3) % 7 - 3;
}

static int b_at(int i, int j)
{
    return (i * 2 + j * 11) % 5 - 1;
}

static void add_product(block a, block b, block c)
{
    for (int i = 0; i < B; i++) {
        for (int j = 0; j < B; j++) {
            for (int k = 0; k < B; k++)
                c[i][j] += a[i][k] * b[k][j];
        }
    }
}

int main(int argc, char **argv)
{
    block a, b, c = {{0}}, from_row, from_column;
    int rank = expect_start(&argc, &argv, RANKS);
    int row = rank / SIDE, column = rank % SIDE;
    MPI_Comm along_row, along_column;

    MPI_Comm_split(MPI_COMM_WORLD, row, column, &along_row);
    MPI_Comm_split(MPI_COMM_WORLD, column, row, &along_column);
    for (int i = 0; i < B * B; i++) {
        a[i / B][i % B] = a_at(row * B + i / B, column * B + i % B);
        b[i / B][i % B] = b_at(row * B + i / B, column * B + i % B);
    }
    for (int k = 0; k < SIDE; k++) {
        for (int i = 0; i < B * B; i++) {
            from_row[i / B][i % B] = a[i / B][i % B];
            from_column[i / B][i % B] = b[i / B][i % B];
        }
        MPI_Bcast(from_row, B * B, MPI_INT, k, along_row);
        MPI_Bcast(from_column, B * B, MPI_INT, k, along_column);
        add_product(from_row, from_column, c);
    }
    for (int i = 0; i < B * B; i++) {
        int sum = 0;

        for (int k = 0; k < SIDE * B; k++)
            sum += a_at(row * B + i / B, k) * b_at(k, column * B + i % B);
        EXPECT(c[i / B][i % B] == sum);
    }
    MPI_Comm_free(&along_row);
    MPI_Comm_free(&along_column);
    return expect_end();
}
