/*
 * operators.c - users' operators, and which types operators take.
 * MPI-3.1, sections 5.9.2 to 5.9.7.
 */
#include "expect.h"

/* Two by two matrices: associative, not commutative. */
struct matrix {
    long a, b, c, d;
};

static struct matrix product(struct matrix x, struct matrix y)
{
    return (struct matrix){x.a * y.a + x.b * y.c, x.a * y.b + x.b * y.d,
                           x.c * y.a + x.d * y.c, x.c * y.b + x.d * y.d};
}

static void multiply(void *in, void *inout, int *len, MPI_Datatype *type)
{
    struct matrix *x = in, *y = inout;

    (void)type;
    for (int i = 0; i < *len; i++)
        y[i] = product(x[i], y[i]);
}

static struct matrix of_rank(int rank)
{
    return (struct matrix){rank + 1, rank % 2, 1, 2};
}

static void products_come_in_rank_order(int rank, int size)
{
    struct matrix mine = of_rank(rank), result, want = of_rank(0);
    MPI_Datatype type;
    MPI_Op op;
    int commutes;

    MPI_Type_contiguous(4, MPI_LONG, &type);
    MPI_Type_commit(&type);
    MPI_Op_create(multiply, 0, &op);
    MPI_Op_commutative(op, &commutes);
    EXPECT(!commutes);
    for (int i = 1; i < size; i++)
        want = product(want, of_rank(i));
    MPI_Allreduce(&mine, &result, 1, type, op, MPI_COMM_WORLD);
    EXPECT(result.a == want.a && result.b == want.b);
    EXPECT(result.c == want.c && result.d == want.d);
    MPI_Op_free(&op);
    EXPECT(op == MPI_OP_NULL);
    MPI_Type_free(&type);
}

static void pairs_tell_who_has_the_largest(int rank, int size)
{
    struct {
        double value;
        int rank;
    } mine = {rank % 3, rank}, best;
    int commutes;

    MPI_Op_commutative(MPI_MAXLOC, &commutes);
    EXPECT(commutes);
    MPI_Allreduce(&mine, &best, 1, MPI_DOUBLE_INT, MPI_MAXLOC, MPI_COMM_WORLD);
    EXPECT(size < 3 || (best.value == 2 && best.rank == 2));
}

static void a_local_reduction_needs_no_others(void)
{
    int in[] = {1, 2, 3}, inout[] = {10, 20, 30};

    MPI_Reduce_local(in, inout, 3, MPI_INT, MPI_SUM);
    EXPECT(inout[0] == 11 && inout[1] == 22 && inout[2] == 33);
}

static void operators_refuse_types_they_have_no_meaning_for(void)
{
    float a = 1, b = 2;
    MPI_Op op = MPI_SUM;

    MPI_Comm_set_errhandler(MPI_COMM_WORLD, MPI_ERRORS_RETURN);
    EXPECT(expect_class(MPI_Reduce_local(&a, &b, 1, MPI_FLOAT, MPI_BAND)) ==
           MPI_ERR_OP);
    EXPECT(expect_class(MPI_Reduce_local(&a, &b, 1, MPI_FLOAT, MPI_OP_NULL)) ==
           MPI_ERR_OP);
    EXPECT(expect_class(MPI_Op_free(&op)) == MPI_ERR_OP);
    MPI_Comm_set_errhandler(MPI_COMM_WORLD, MPI_ERRORS_ARE_FATAL);
}


int main(int argc, char **argv)
{
    int size, rank = expect_start(&argc, &argv, 5);

    MPI_Comm_size(MPI_COMM_WORLD, &size);
    products_come_in_rank_order(rank, size);
    pairs_tell_who_has_the_largest(rank, size);
    a_local_reduction_needs_no_others();
    operators_refuse_types_they_have_no_meaning_for();
    return expect_end();
}
