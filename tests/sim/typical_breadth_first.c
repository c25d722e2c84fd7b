/*
 * typical_breadth_first - levels of a graph whose vertices are spread over the
 * ranks; each level an Alltoallv of those reached and a sum of how many.
 */
#include "expect.h"

enum {
    RANKS = 4,
    MINE = 25,
    N = RANKS * MINE,
    DEGREE = 3
};

static int neighbour(int vertex, int k)
{
    static const int factor[DEGREE] = {3, 7, 1}, add[DEGREE] = {1, 5, 10};

    return (vertex * factor[k] + add[k]) % N;
}

static void alone(int *level)
{
    int queue[N], head = 0, tail = 0;

    for (int i = 0; i < N; i++)
        level[i] = -1;
    level[0] = 0;
    queue[tail++] = 0;
    while (head < tail) {
        int v = queue[head++];

        for (int k = 0; k < DEGREE; k++) {
            int w = neighbour(v, k);

            if (level[w] < 0) {
                level[w] = level[v] + 1;
                queue[tail++] = w;
            }
        }
    }
}

/* Tell the owners of the neighbours of this level's vertices; returns how many
 * vertices are new here. */
static int spread(int *level, int depth, int rank)
{
    int out[RANKS][MINE * DEGREE], in[RANKS][MINE * DEGREE], news = 0;
    int out_n[RANKS] = {0}, in_n[RANKS], at[RANKS];

    for (int i = 0; i < MINE; i++) {
        for (int k = 0; k < DEGREE && level[i] == depth; k++) {
            int w = neighbour(rank * MINE + i, k);

            out[w / MINE][out_n[w / MINE]++] = w % MINE;
        }
    }
    for (int i = 0; i < RANKS; i++)
        at[i] = i * MINE * DEGREE;
    MPI_Alltoall(out_n, 1, MPI_INT, in_n, 1, MPI_INT, MPI_COMM_WORLD);
    MPI_Alltoallv(out, out_n, at, MPI_INT, in, in_n, at, MPI_INT,
                  MPI_COMM_WORLD);
    for (int i = 0; i < RANKS; i++) {
        for (int j = 0; j < in_n[i]; j++) {
            if (level[in[i][j]] < 0) {
                level[in[i][j]] = depth + 1;
                news++;
            }
        }
    }
    return news;
}

int main(int argc, char **argv)
{
    int level[MINE], expected[N], news = 1;
    int rank = expect_start(&argc, &argv, RANKS);

    alone(expected);
    for (int i = 0; i < MINE; i++)
        level[i] = rank == 0 && i == 0 ? 0 : -1;
    for (int depth = 0; news > 0; depth++) {
        news = spread(level, depth, rank);
        MPI_Allreduce(MPI_IN_PLACE, &news, 1, MPI_INT, MPI_SUM, MPI_COMM_WORLD);
    }
    for (int i = 0; i < MINE; i++)
        EXPECT(level[i] == expected[rank * MINE + i]);
    return expect_end();
}
