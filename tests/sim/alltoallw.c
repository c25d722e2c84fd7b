/*
 * alltoallw - every pair of ranks exchanges data of a type of its own.
 * MPI-3.1, sections 5.8 and 5.12.
 */
#include "expect.h"

#include <stddef.h>
#include <string.h>

enum {
    RANKS = 4,
    ROWS = 3
};

/* What a rank has for, or from, each rank: a column of a matrix of doubles for
 * those whose distance is odd, else as many integers as they are apart. */
struct board {
    int whole[RANKS][RANKS];
    double matrix[ROWS][RANKS];
};

struct layout {
    int counts[RANKS], places[RANKS]; /* in bytes */
    MPI_Datatype types[RANKS];
};

static int distance(int a, int b)
{
    return a < b ? b - a : a - b;
}

static void fill(struct board *board, int from, int to)
{
    for (int i = 0; i < RANKS; i++)
        board->whole[to][i] = i < distance(from, to) && (from + to) % 2 == 0
                                  ? 100 * from + 10 * to + i
                                  : -1;
    for (int i = 0; i < ROWS; i++)
        board->matrix[i][to] =
            (from + to) % 2 ? 100 * from + 10 * to + i + 0.5 : -1;
}

/* Doubles go as one column, or piecewise: the other side need not know. */
static struct layout lay_out(int rank, MPI_Datatype column, int count)
{
    struct layout layout;

    for (int r = 0; r < RANKS; r++) {
        int odd = (rank + r) % 2;

        layout.types[r] = odd ? column : MPI_INT;
        layout.counts[r] = odd ? count : distance(rank, r);
        layout.places[r] =
            odd ? (int)(offsetof(struct board, matrix) + r * sizeof(double))
                : (int)(r * sizeof(int[RANKS]));
    }
    return layout;
}

/* Three in a column, and one that repeated gives a column. */
static void make_columns(MPI_Datatype *column, MPI_Datatype *piece)
{
    MPI_Type_vector(ROWS, 1, RANKS, MPI_DOUBLE, column);
    MPI_Type_commit(column);
    MPI_Type_create_resized(MPI_DOUBLE, 0, sizeof(double[RANKS]), piece);
    MPI_Type_commit(piece);
}

static void start(int rank, struct board *out, struct board *in,
                  struct board *right)
{
    memset(in, 0, sizeof *in);
    for (int r = 0; r < RANKS; r++) {
        struct board other;

        fill(out, rank, r);
        fill(&other, r, rank);
        memcpy(right->whole[r], other.whole[rank], sizeof right->whole[r]);
        for (int i = 0; i < RANKS; i++)
            in->whole[r][i] = -1;
        for (int i = 0; i < ROWS; i++) {
            in->matrix[i][r] = -1;
            right->matrix[i][r] = other.matrix[i][rank];
        }
    }
}


static void each_pair_has_types_of_its_own(int rank)
{
    struct board out, in, right;
    struct layout sends, receives;
    MPI_Datatype column, piece;

    make_columns(&column, &piece);
    start(rank, &out, &in, &right);
    sends = lay_out(rank, column, 1);
    receives = lay_out(rank, piece, ROWS);
    EXPECT(!MPI_Alltoallw(&out, sends.counts, sends.places, sends.types, &in,
                          receives.counts, receives.places, receives.types,
                          MPI_COMM_WORLD));
    EXPECT(memcmp(&in, &right, sizeof in) == 0);
    MPI_Type_free(&column);
    MPI_Type_free(&piece);
}


/* The types are freed at once: the exchange goes on with them. */
static void nonblocking_ones_keep_their_types(int rank)
{
    struct board out, in[2], right;
    struct layout sends, receives;
    MPI_Datatype column, piece;
    MPI_Request req[2];

    make_columns(&column, &piece);
    start(rank, &out, &in[1], &right);
    start(rank, &out, &in[0], &right);
    sends = lay_out(rank, piece, ROWS);
    receives = lay_out(rank, column, 1);
    MPI_Ialltoallw(&out, sends.counts, sends.places, sends.types, &in[0],
                   receives.counts, receives.places, receives.types,
                   MPI_COMM_WORLD, &req[0]);
    PMPI_Ialltoallw(&out, sends.counts, sends.places, sends.types, &in[1],
                    receives.counts, receives.places, receives.types,
                    MPI_COMM_WORLD, &req[1]);
    MPI_Type_free(&column);
    MPI_Type_free(&piece);
    MPI_Waitall(2, req, MPI_STATUSES_IGNORE);
    EXPECT(memcmp(&in[0], &right, sizeof right) == 0);
    EXPECT(memcmp(&in[1], &right, sizeof right) == 0);
}


/* There by columns, and the integers back: of several types MPICH 4.0 takes the
 * wrong one in the nonblocking form. */
static void in_place_blocks_change_places(int rank)
{
    struct board both, out, right;
    struct layout layout;
    MPI_Datatype column, piece;
    MPI_Request req;

    make_columns(&column, &piece);
    start(rank, &out, &both, &right);
    both = out;
    layout = lay_out(rank, rank % 2 ? column : piece, rank % 2 ? 1 : ROWS);
    MPI_Alltoallw(MPI_IN_PLACE, NULL, NULL, NULL, &both, layout.counts,
                  layout.places, layout.types, MPI_COMM_WORLD);
    EXPECT(memcmp(&both, &right, sizeof both) == 0);
    for (int r = 0; r < RANKS; r++) {
        layout.types[r] = MPI_INT;
        layout.counts[r] = RANKS;
        layout.places[r] = (int)(r * sizeof(int[RANKS]));
    }
    MPI_Ialltoallw(MPI_IN_PLACE, NULL, NULL, NULL, &both, layout.counts,
                   layout.places, layout.types, MPI_COMM_WORLD, &req);
    MPI_Wait(&req, MPI_STATUS_IGNORE);
    EXPECT(memcmp(both.whole, out.whole, sizeof out.whole) == 0);
    EXPECT(memcmp(both.matrix, right.matrix, sizeof right.matrix) == 0);
    MPI_Type_free(&column);
    MPI_Type_free(&piece);
}


static void wrong_arguments_are_errors(void)
{
    int counts[RANKS] = {0}, places[RANKS] = {0}, data[RANKS] = {0};
    MPI_Datatype types[RANKS] = {MPI_INT, MPI_INT, MPI_INT, MPI_INT};
    MPI_Request req;
    int code;

    MPI_Comm_set_errhandler(MPI_COMM_WORLD, MPI_ERRORS_RETURN);
    counts[2] = -1;
    code = MPI_Alltoallw(data, counts, places, types, data, counts, places,
                         types, MPI_COMM_WORLD);
    EXPECT(expect_class(code) == MPI_ERR_COUNT);
    counts[2] = 1;
    types[2] = MPI_DATATYPE_NULL;
    code = MPI_Ialltoallw(data, counts, places, types, data, counts, places,
                          types, MPI_COMM_WORLD, &req);
    EXPECT(expect_class(code) == MPI_ERR_TYPE);
    MPI_Comm_set_errhandler(MPI_COMM_WORLD, MPI_ERRORS_ARE_FATAL);
}


int main(int argc, char **argv)
{
    int rank = expect_start(&argc, &argv, RANKS);

    each_pair_has_types_of_its_own(rank);
    nonblocking_ones_keep_their_types(rank);
    in_place_blocks_change_places(rank);
    wrong_arguments_are_errors();
    return expect_end();
}
