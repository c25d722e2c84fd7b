/*
 * typical_matrix_multiply - rows of A are scattered, B is broadcast, rows of
 * the product are gathered.
 */
#include "expect.h"

enum {
    RANKS = 4,
    N = 24
};

static void fill(double *a, double *b)
{
    for (int i = 0; i < N * N; i++) {
        a[i] = i % 7 - 3;
        b[i] = i % 5 + 1;
    }
}

static void multiply(const double *a, const double *b, double *c, int rows)
{
    for (int i = 0; i < rows; i++) {
        for (int j = 0; j < N; j++) {
            c[i * N + j] = 0;
            for (int k = 0; k < N; k++)
                c[i * N + j] += a[i * N + k] * b[k * N + j];
        }
    }
}

int main(int argc, char **argv)
{
    static double a[N * N], b[N * N], c[N * N], whole[N * N];
    static double my_a[N * N], my_c[N * N];
    int rank = expect_start(&argc, &argv, RANKS);

    if (rank == 0)
        fill(a, b);
    MPI_Scatter(a, N * N / RANKS, MPI_DOUBLE, my_a, N * N / RANKS, MPI_DOUBLE,
                0, MPI_COMM_WORLD);
    MPI_Bcast(b, N * N, MPI_DOUBLE, 0, MPI_COMM_WORLD);
    multiply(my_a, b, my_c, N / RANKS);
    MPI_Gather(my_c, N * N / RANKS, MPI_DOUBLE, c, N * N / RANKS, MPI_DOUBLE, 0,
               MPI_COMM_WORLD);
    if (rank == 0) {
        multiply(a, b, whole, N);
        for (int i = 0; i < N * N; i++)
            EXPECT(c[i] == whole[i]);
    }
    return expect_end();
}
