/*
 * intercomm_collectives - the collectives between two groups of 3 and 2 ranks,
 * in all forms.  MPI-3.1, section 5.2.2 and those of the operations.
 */
#include <mpi.h>

/* MPICH 4.0 sends what stood in the buffers at MPI_Gather_init. */
#ifdef MPICH_VERSION
#define FORMS_NOT_KEPT
#endif
#include "forms.h"

enum {
    RANKS = 5,
    MOST = 3 /* ranks of a group */
};

static MPI_Comm inter;
static int world_rank, side, rank, mine, others; /* sizes of the groups */
static int root_side, root_rank, root;           /* as this rank names it */

static int out[MOST * MOST], in[MOST * MOST];
static int counts[MOST], displs[MOST], bytes[MOST];
static MPI_Datatype types[MOST];

/* What rank `from` of a side sends to rank `to` of the other. */
static int value(int of_side, int from, int to, int time)
{
    return 1000 * time + 100 * of_side + 10 * from + to;
}

static void fill(int time)
{
    for (int i = 0; i < MOST * MOST; i++) {
        out[i] = value(side, rank, i, time);
        in[i] = -1;
    }
}

static int sum(int to, int time)
{
    int total = 0;

    for (int i = 0; i < others; i++)
        total += value(!side, i, to, time);
    return total;
}

static void untouched(void)
{
    for (int i = 0; i < MOST * MOST; i++)
        EXPECT(in[i] == -1);
}

static void check_nothing(int time)
{
    (void)time;
    untouched();
}

static void check_bcast(int time)
{
    int from_root = side != root_side;

    for (int i = 0; i < MOST; i++)
        EXPECT(out[i] == (from_root ? value(root_side, root_rank, i, time)
                                    : value(side, rank, i, time)));
}

static void check_gather(int time)
{
    for (int i = 0; i < others && root == MPI_ROOT; i++)
        EXPECT(in[i] == value(!side, i, 0, time));
    if (root != MPI_ROOT)
        untouched();
}

/* Blocks stand in opposite order. */
static void check_gatherv(int time)
{
    for (int i = 0; i < others && root == MPI_ROOT; i++)
        EXPECT(in[others - 1 - i] == value(!side, i, 0, time));
    if (root != MPI_ROOT)
        untouched();
}

static void check_scatter(int time)
{
    if (root >= 0)
        EXPECT(in[0] == value(root_side, root_rank, rank, time));
    else
        untouched();
}

static void check_scatterv(int time)
{
    if (root >= 0)
        EXPECT(in[0] == value(root_side, root_rank, mine - 1 - rank, time));
    else
        untouched();
}

static void check_reduce(int time)
{
    for (int i = 0; i < MOST && root == MPI_ROOT; i++)
        EXPECT(in[i] == sum(i, time));
    if (root != MPI_ROOT)
        untouched();
}

static void check_allgather(int time)
{
    for (int i = 0; i < others; i++)
        EXPECT(in[i] == value(!side, i, 0, time));
    EXPECT(in[others] == -1);
}

static void check_allgatherv(int time)
{
    for (int i = 0; i < others; i++)
        EXPECT(in[others - 1 - i] == value(!side, i, 0, time));
}

static void check_alltoall(int time)
{
    for (int i = 0; i < others; i++)
        EXPECT(in[i] == value(!side, i, rank, time));
}

static void check_alltoallv(int time)
{
    for (int i = 0; i < others; i++)
        EXPECT(in[others - 1 - i] == value(!side, i, mine - 1 - rank, time));
}

static void check_allreduce(int time)
{
    for (int i = 0; i < MOST; i++)
        EXPECT(in[i] == sum(i, time));
}

/* Six elements: 2 for each of three ranks, 3 for each of two. */
static void check_reduce_scatter_block(int time)
{
    int count = 6 / mine;

    for (int i = 0; i < count; i++)
        EXPECT(in[i] == sum(count * rank + i, time));
    EXPECT(in[count] == -1);
}

/* 1, 2 and 3 for three ranks, 1 and 5 for two. */
static void check_reduce_scatter(int time)
{
    int first = 0;

    for (int i = 0; i < rank; i++)
        first += counts[i];
    for (int i = 0; i < counts[rank]; i++)
        EXPECT(in[i] == sum(first + i, time));
    EXPECT(in[counts[rank]] == -1);
}


static void opposite(int n)
{
    for (int i = 0; i < n; i++) {
        counts[i] = 1;
        displs[i] = n - 1 - i;
        bytes[i] = displs[i] * (int)sizeof(int);
        types[i] = MPI_INT;
    }
}

static void rooted(int of_side, int of_rank)
{
    root_side = of_side;
    root_rank = of_rank;
    root = of_rank;
    if (side == of_side)
        root = rank == of_rank ? MPI_ROOT : MPI_PROC_NULL;
    opposite(others);
    FORMS(Bcast, bcast, , check_bcast, out, MOST, MPI_INT, root, inter);
    FORMS(Gather, gather, , check_gather, out, 1, MPI_INT, in, 1, MPI_INT, root,
          inter);
    FORMS(Gatherv, gatherv, , check_gatherv, out, 1, MPI_INT, in, counts,
          displs, MPI_INT, root, inter);
    FORMS(Scatter, scatter, , check_scatter, out, 1, MPI_INT, in, 1, MPI_INT,
          root, inter);
    FORMS(Scatterv, scatterv, , check_scatterv, out, counts, displs, MPI_INT,
          in, 1, MPI_INT, root, inter);
    FORMS(Reduce, reduce, , check_reduce, out, in, MOST, MPI_INT, MPI_SUM, root,
          inter);
}

static void all(void)
{
    opposite(others);
    FORMS(Barrier, barrier, , check_nothing, inter);
    FORMS(Allgather, allgather, , check_allgather, out, 1, MPI_INT, in, 1,
          MPI_INT, inter);
    FORMS(Allgatherv, allgatherv, , check_allgatherv, out, 1, MPI_INT, in,
          counts, displs, MPI_INT, inter);
    FORMS(Alltoall, alltoall, , check_alltoall, out, 1, MPI_INT, in, 1, MPI_INT,
          inter);
    FORMS(Alltoallv, alltoallv, , check_alltoallv, out, counts, displs, MPI_INT,
          in, counts, displs, MPI_INT, inter);
    FORMS(Alltoallw, alltoallw, , check_alltoallv, out, counts, bytes, types,
          in, counts, bytes, types, inter);
    FORMS(Allreduce, allreduce, , check_allreduce, out, in, MOST, MPI_INT,
          MPI_SUM, inter);
    FORMS(Reduce_scatter_block, reduce_scatter_block, ,
          check_reduce_scatter_block, out, in, 6 / mine, MPI_INT, MPI_SUM,
          inter);
    counts[0] = 1;
    counts[1] = mine == 3 ? 2 : 5;
    counts[2] = 3;
    FORMS(Reduce_scatter, reduce_scatter, , check_reduce_scatter, out, in,
          counts, MPI_INT, MPI_SUM, inter);
}


/* Pairs (a, b) stand for the map x -> a x + b; composing them is associative,
 * but does not commute. */
static void compose(void *in_pairs, void *inout_pairs, int *n,
                    MPI_Datatype *type)
{
    const int *first = in_pairs;
    int *second = inout_pairs;

    (void)type;
    for (int i = 0; i < *n; i++, first += 2, second += 2) {
        second[1] += second[0] * first[1];
        second[0] *= first[0];
    }
}

static void operators_see_the_order_of_ranks(void)
{
    int pair[2] = {side + 2, rank + 1}, got[2], want[2] = {1, 0};
    MPI_Datatype pairs;
    MPI_Op op;

    MPI_Type_contiguous(2, MPI_INT, &pairs);
    MPI_Type_commit(&pairs);
    MPI_Op_create(compose, 0, &op);
    MPI_Allreduce(pair, got, 1, pairs, op, inter);
    for (int i = 0; i < others; i++) {
        want[1] = want[1] * (!side + 2) + i + 1;
        want[0] *= !side + 2;
    }
    EXPECT(got[0] == want[0] && got[1] == want[1]);
    MPI_Op_free(&op);
    MPI_Type_free(&pairs);
}

/* One side may have nothing to say: data go one way. */
static void data_may_go_one_way(void)
{
    int gives = side == 0;

    fill(0);
    MPI_Allgather(out, gives ? 1 : 0, MPI_INT, in, gives ? 0 : 1, MPI_INT,
                  inter);
    for (int i = 0; i < others && !gives; i++)
        EXPECT(in[i] == value(!side, i, 0, 0));
    if (gives)
        untouched();
}

/* Collectives, messages and copies in the making do not meet each other. */
static void operations_overlap(void)
{
    int partner = rank < others ? rank : MPI_PROC_NULL, got = -1, sums[MOST];
    MPI_Request requests[5];
    MPI_Comm copy;

    fill(0);
    MPI_Irecv(&got, 1, MPI_INT, partner, 0, inter, &requests[0]);
    MPI_Iallgather(out, 1, MPI_INT, in, 1, MPI_INT, inter, &requests[1]);
    MPI_Comm_idup(inter, &copy, &requests[2]);
    MPI_Iallreduce(out, sums, MOST, MPI_INT, MPI_SUM, inter, &requests[3]);
    MPI_Isend(&world_rank, 1, MPI_INT, partner, 0, inter, &requests[4]);
    MPI_Waitall(5, requests, MPI_STATUSES_IGNORE);
    check_allgather(0);
    for (int i = 0; i < MOST; i++)
        EXPECT(sums[i] == sum(i, 0));
    EXPECT(got == (partner < 0 ? -1 : 2 * rank + !side));
    MPI_Barrier(copy);
    MPI_Comm_free(&copy);
}

int main(int argc, char **argv)
{
    MPI_Comm half;

    world_rank = expect_start(&argc, &argv, RANKS);
    side = world_rank % 2;
    rank = world_rank / 2;
    mine = side ? 2 : 3;
    others = RANKS - mine;
    MPI_Comm_split(MPI_COMM_WORLD, side, 0, &half);
    MPI_Intercomm_create(half, 0, MPI_COMM_WORLD, !side, 7, &inter);
    for (int i = 0; i < 3; i++)
        rooted(0, i);
    for (int i = 0; i < 2; i++)
        rooted(1, i);
    all();
    operators_see_the_order_of_ranks();
    data_may_go_one_way();
    operations_overlap();
    MPI_Comm_free(&inter);
    MPI_Comm_free(&half);
    return expect_end();
}
