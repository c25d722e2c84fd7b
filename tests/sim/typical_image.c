/*
 * typical_image - a picture goes out in uneven strips (Scatterv), is smoothed
 * with rows of the neighbours, comes back (Gatherv), brightest pixel (MAXLOC).
 */
#include <string.h>

#include "expect.h"

enum {
    RANKS = 4,
    WIDE = 13,
    HIGH = 18
};

static const MPI_Comm comm = MPI_COMM_WORLD;

static int pixel(int i)
{
    return (i * 97 + 31) % 256;
}

/* `rows` rows between one above and one below. */
static void smooth(int (*in)[WIDE], int (*out)[WIDE], int rows)
{
    for (int i = 1; i <= rows; i++) {
        for (int j = 0; j < WIDE; j++)
            out[i][j] = (in[i - 1][j] + 2 * in[i][j] + in[i + 1][j]) / 4;
    }
}

int main(int argc, char **argv)
{
    static int picture[HIGH + 2][WIDE], whole[HIGH + 2][WIDE];
    static int mine[HIGH + 2][WIDE], done[HIGH + 2][WIDE];
    int counts[RANKS], displs[RANKS], rows;
    int rank = expect_start(&argc, &argv, RANKS);
    struct {
        int value, where;
    } best = {-1, -1};

    for (int i = 0; i < RANKS; i++) {
        counts[i] = (HIGH / RANKS + (i < HIGH % RANKS)) * WIDE;
        displs[i] = i == 0 ? 0 : displs[i - 1] + counts[i - 1];
    }
    rows = counts[rank] / WIDE;
    for (int i = 0; i < HIGH * WIDE && rank == 0; i++)
        picture[1 + i / WIDE][i % WIDE] = pixel(i);
    MPI_Scatterv(picture[1], counts, displs, MPI_INT, mine[1], counts[rank],
                 MPI_INT, 0, comm);
    MPI_Sendrecv(mine[1], WIDE, MPI_INT, rank > 0 ? rank - 1 : MPI_PROC_NULL, 0,
                 mine[rows + 1], WIDE, MPI_INT,
                 rank < RANKS - 1 ? rank + 1 : MPI_PROC_NULL, 0, comm,
                 MPI_STATUS_IGNORE);
    MPI_Sendrecv(mine[rows], WIDE, MPI_INT,
                 rank < RANKS - 1 ? rank + 1 : MPI_PROC_NULL, 1, mine[0], WIDE,
                 MPI_INT, rank > 0 ? rank - 1 : MPI_PROC_NULL, 1, comm,
                 MPI_STATUS_IGNORE);
    smooth(mine, done, rows);
    for (int i = 0; i < rows * WIDE; i++) {
        if (done[1 + i / WIDE][i % WIDE] > best.value) {
            best.value = done[1 + i / WIDE][i % WIDE];
            best.where = displs[rank] + i;
        }
    }
    MPI_Allreduce(MPI_IN_PLACE, &best, 1, MPI_2INT, MPI_MAXLOC, comm);
    smooth(picture, whole, HIGH);
    MPI_Gatherv(done[1], counts[rank], MPI_INT, picture[1], counts, displs,
                MPI_INT, 0, comm);
    if (rank == 0) {
        EXPECT(memcmp(picture[1], whole[1], HIGH * sizeof *whole) == 0);
        for (int i = 0; i < HIGH * WIDE; i++) {
            int value = whole[1 + i / WIDE][i % WIDE];

            EXPECT(value < best.value ||
                   (value == best.value && i >= best.where));
        }
    }
    return expect_end();
}
