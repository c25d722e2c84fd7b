/*
 * typical_life - the game of life on a torus: a Cartesian grid of ranks, rows
 * and columns of neighbours as derived types, corners by way of the columns.
 */
#include <string.h>

#include "expect.h"

enum {
    RANKS = 4,
    ROWS = 2,
    SIDE = 8, /* of a rank's cells */
    ALL = ROWS * SIDE,
    STEPS = 12
};

typedef unsigned char cells[SIDE + 2][SIDE + 2];

static int rule(int alive, int neighbours)
{
    return neighbours == 3 || (alive && neighbours == 2);
}

static int first(int row, int column)
{
    return (row * 7 + column * 5 + row * column) % 3 == 0;
}

static void exchange(cells now, MPI_Comm grid, MPI_Datatype column)
{
    int from, to;

    for (int way = -1; way <= 1; way += 2) {
        MPI_Cart_shift(grid, 0, way, &from, &to);
        MPI_Sendrecv(&now[way < 0 ? 1 : SIDE][1], SIDE, MPI_UNSIGNED_CHAR, to,
                     0, &now[way < 0 ? SIDE + 1 : 0][1], SIDE,
                     MPI_UNSIGNED_CHAR, from, 0, grid, MPI_STATUS_IGNORE);
    }
    for (int way = -1; way <= 1; way += 2) {
        MPI_Cart_shift(grid, 1, way, &from, &to);
        MPI_Sendrecv(&now[0][way < 0 ? 1 : SIDE], 1, column, to, 1,
                     &now[0][way < 0 ? SIDE + 1 : 0], 1, column, from, 1, grid,
                     MPI_STATUS_IGNORE);
    }
}

static void step(cells now)
{
    cells next;

    memcpy(next, now, sizeof next);
    for (int i = 1; i <= SIDE; i++) {
        for (int j = 1; j <= SIDE; j++) {
            int n = -now[i][j];

            for (int k = 0; k < 9; k++)
                n += now[i + k / 3 - 1][j + k % 3 - 1];
            next[i][j] = (unsigned char)rule(now[i][j], n);
        }
    }
    memcpy(now, next, sizeof next);
}

static void alone(unsigned char board[ALL][ALL])
{
    unsigned char next[ALL][ALL];

    for (int i = 0; i < ALL; i++) {
        for (int j = 0; j < ALL; j++) {
            int n = -board[i][j];

            for (int k = 0; k < 9; k++)
                n += board[(i + k / 3 + ALL - 1) % ALL]
                          [(j + k % 3 + ALL - 1) % ALL];
            next[i][j] = (unsigned char)rule(board[i][j], n);
        }
    }
    memcpy(board, next, sizeof next);
}

int main(int argc, char **argv)
{
    static cells now;
    static unsigned char board[ALL][ALL];
    int rank = expect_start(&argc, &argv, RANKS), at[2];
    MPI_Comm grid;
    MPI_Datatype column;

    MPI_Cart_create(MPI_COMM_WORLD, 2, (int[]){ROWS, RANKS / ROWS},
                    (int[]){1, 1}, 1, &grid);
    MPI_Comm_rank(grid, &rank);
    MPI_Cart_coords(grid, rank, 2, at);
    MPI_Type_vector(SIDE + 2, 1, SIDE + 2, MPI_UNSIGNED_CHAR, &column);
    MPI_Type_commit(&column);
    for (int i = 0; i < ALL; i++) {
        for (int j = 0; j < ALL; j++)
            board[i][j] = (unsigned char)first(i, j);
    }
    for (int i = 0; i < SIDE; i++)
        memcpy(&now[i + 1][1], &board[at[0] * SIDE + i][at[1] * SIDE], SIDE);
    for (int i = 0; i < STEPS; i++) {
        exchange(now, grid, column);
        step(now);
        alone(board);
    }
    for (int i = 0; i < SIDE; i++)
        EXPECT(memcmp(&now[i + 1][1], &board[at[0] * SIDE + i][at[1] * SIDE],
                      SIDE) == 0);
    MPI_Type_free(&column);
    MPI_Comm_free(&grid);
    return expect_end();
}
