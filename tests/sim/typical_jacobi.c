/*
 * typical_jacobi - heat in a plate, by strips of rows; the halo is exchanged by
 * persistent requests, started at every step.
 */
#include <string.h>

#include "expect.h"

enum {
    RANKS = 4,
    N = 16,
    ROWS = N / RANKS,
    STEPS = 20
};

static void relax(double (*now)[N], double (*next)[N], int rows)
{
    for (int i = 1; i <= rows; i++) {
        next[i][0] = now[i][0];
        next[i][N - 1] = now[i][N - 1];
        for (int j = 1; j < N - 1; j++)
            next[i][j] = 0.25 * (now[i - 1][j] + now[i + 1][j] + now[i][j - 1] +
                                 now[i][j + 1]);
    }
}

static double first(int i, int j)
{
    return i == 0 ? 100 : (i * j) % 9;
}

int main(int argc, char **argv)
{
    static double plate[2][ROWS + 2][N], alone[2][N + 2][N];
    int rank = expect_start(&argc, &argv, RANKS);
    int up = rank > 0 ? rank - 1 : MPI_PROC_NULL;
    int down = rank < RANKS - 1 ? rank + 1 : MPI_PROC_NULL;
    MPI_Comm comm = MPI_COMM_WORLD;
    MPI_Request halo[2][4];

    for (int k = 0; k < 2; k++) {
        for (int i = 0; i < N + 2; i++) {
            for (int j = 0; j < N; j++)
                alone[k][i][j] = first(i, j);
        }
        memcpy(plate[k], alone[k][rank * ROWS], sizeof plate[k]);
        MPI_Send_init(plate[k][1], N, MPI_DOUBLE, up, k, comm, &halo[k][0]);
        MPI_Send_init(plate[k][ROWS], N, MPI_DOUBLE, down, k, comm,
                      &halo[k][1]);
        MPI_Recv_init(plate[k][0], N, MPI_DOUBLE, up, k, comm, &halo[k][2]);
        MPI_Recv_init(plate[k][ROWS + 1], N, MPI_DOUBLE, down, k, comm,
                      &halo[k][3]);
    }
    for (int i = 0; i < STEPS; i++) {
        int k = i % 2;

        MPI_Startall(4, halo[k]);
        MPI_Waitall(4, halo[k], MPI_STATUSES_IGNORE);
        relax(plate[k], plate[1 - k], ROWS);
        relax(alone[k], alone[1 - k], N);
    }
    EXPECT(memcmp(plate[0][1], alone[0][rank * ROWS + 1],
                  ROWS * sizeof plate[0][1]) == 0);
    for (int i = 0; i < 8; i++)
        MPI_Request_free(&halo[i / 4][i % 4]);
    return expect_end();
}
