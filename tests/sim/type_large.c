/*
 * type_large - constructors and inquiries with counts of 64 bits, and what
 * becomes of numbers that are too large.  MPI-4.0, sections 5.1.2 to 5.1.13.
 */
#include "expect.h"

#include <limits.h>
#include <stdint.h>
#include <string.h>

#define BILLION ((MPI_Count)1000000000)

static int integers[16];
static MPI_Count counts[16];
static MPI_Datatype types[4];
static MPI_Count ni, na, nc, nd;

/* Take a type apart; returns its combiner. */
static int take_apart(MPI_Datatype type)
{
    int combiner;

    MPI_Type_get_envelope_c(type, &ni, &na, &nc, &nd, &combiner);
    if (combiner != MPI_COMBINER_NAMED)
        MPI_Type_get_contents_c(type, ni, na, nc, nd, integers, NULL, counts,
                                types);
    return combiner;
}

/* These numbers, all of them large counts, then `free` the type. */
static int made_of(MPI_Datatype *type, int combiner, int n,
                   const MPI_Count *want)
{
    int same = take_apart(*type) == combiner && ni == 0 && na == 0 && nc == n &&
               memcmp(counts, want, (size_t)n * sizeof *want) == 0;

    MPI_Type_free(type);
    return same;
}

static int bounds_are(MPI_Datatype type, MPI_Count size, MPI_Count lb,
                      MPI_Count extent)
{
    MPI_Count s, l, e, l2, e2, s2;
    int small;

    MPI_Type_size_c(type, &s);
    MPI_Type_size_x(type, &s2);
    MPI_Type_size(type, &small);
    MPI_Type_get_extent_c(type, &l, &e);
    MPI_Type_get_extent_x(type, &l2, &e2);
    return s == size && s2 == size && l == lb && l2 == lb && e == extent &&
           e2 == extent && small == (size > INT_MAX ? MPI_UNDEFINED : size);
}


static void sequences_take_large_counts(void)
{
    MPI_Datatype type;
    MPI_Count lb, extent;

    MPI_Type_contiguous_c(5 * BILLION, MPI_INT, &type);
    EXPECT(bounds_are(type, 20 * BILLION, 0, 20 * BILLION));
    EXPECT(
        made_of(&type, MPI_COMBINER_CONTIGUOUS, 1, (MPI_Count[]){5 * BILLION}));

    MPI_Type_vector_c(3, 4 * BILLION, 5 * BILLION, MPI_SHORT, &type);
    EXPECT(bounds_are(type, 24 * BILLION, 0, 28 * BILLION));
    EXPECT(made_of(&type, MPI_COMBINER_VECTOR, 3,
                   (MPI_Count[]){3, 4 * BILLION, 5 * BILLION}));

    MPI_Type_create_hvector_c(2, 1, -7 * BILLION, MPI_CHAR, &type);
    EXPECT(bounds_are(type, 2, -7 * BILLION, 7 * BILLION + 1));
    EXPECT(made_of(&type, MPI_COMBINER_HVECTOR, 3,
                   (MPI_Count[]){2, 1, -7 * BILLION}));

    MPI_Type_create_resized_c(MPI_DOUBLE, -BILLION, 9 * BILLION, &type);
    EXPECT(bounds_are(type, 8, -BILLION, 9 * BILLION));
    MPI_Type_get_true_extent_c(type, &lb, &extent);
    EXPECT(lb == 0 && extent == 8);
    EXPECT(made_of(&type, MPI_COMBINER_RESIZED, 2,
                   (MPI_Count[]){-BILLION, 9 * BILLION}));
}

static void lists_take_large_counts(void)
{
    MPI_Count lengths[] = {3 * BILLION, 2}, at[] = {0, 4 * BILLION};
    MPI_Datatype olds[] = {MPI_CHAR, MPI_INT}, type;

    MPI_Type_indexed_c(2, lengths, at, MPI_SHORT, &type);
    EXPECT(bounds_are(type, 6 * BILLION + 4, 0, 8 * BILLION + 4));
    EXPECT(made_of(&type, MPI_COMBINER_INDEXED, 5,
                   (MPI_Count[]){2, 3 * BILLION, 2, 0, 4 * BILLION}));

    MPI_Type_create_hindexed_c(2, lengths, at, MPI_CHAR, &type);
    EXPECT(bounds_are(type, 3 * BILLION + 2, 0, 4 * BILLION + 2));
    EXPECT(made_of(&type, MPI_COMBINER_HINDEXED, 5,
                   (MPI_Count[]){2, 3 * BILLION, 2, 0, 4 * BILLION}));

    MPI_Type_create_indexed_block_c(2, BILLION, at, MPI_INT, &type);
    EXPECT(bounds_are(type, 8 * BILLION, 0, 20 * BILLION));
    EXPECT(made_of(&type, MPI_COMBINER_INDEXED_BLOCK, 4,
                   (MPI_Count[]){2, BILLION, 0, 4 * BILLION}));

    MPI_Type_create_hindexed_block_c(2, BILLION, at, MPI_INT, &type);
    EXPECT(bounds_are(type, 8 * BILLION, 0, 8 * BILLION));
    EXPECT(made_of(&type, MPI_COMBINER_HINDEXED_BLOCK, 4,
                   (MPI_Count[]){2, BILLION, 0, 4 * BILLION}));

    MPI_Type_create_struct_c(2, lengths, at, olds, &type);
    EXPECT(bounds_are(type, 3 * BILLION + 8, 0, 4 * BILLION + 8));
    take_apart(type);
    EXPECT(nd == 2 && types[0] == MPI_CHAR && types[1] == MPI_INT);
    EXPECT(made_of(&type, MPI_COMBINER_STRUCT, 5,
                   (MPI_Count[]){2, 3 * BILLION, 2, 0, 4 * BILLION}));
}

static void arrays_take_large_counts(void)
{
    MPI_Count sizes[] = {3, 5 * BILLION}, part[] = {2, BILLION},
              start[] = {1, 4 * BILLION};
    int distribs[] = {MPI_DISTRIBUTE_NONE, MPI_DISTRIBUTE_BLOCK},
        dargs[] = {MPI_DISTRIBUTE_DFLT_DARG, MPI_DISTRIBUTE_DFLT_DARG},
        psizes[] = {1, 5};
    MPI_Datatype type;

    MPI_Type_create_subarray_c(2, sizes, part, start, MPI_ORDER_C, MPI_CHAR,
                               &type);
    EXPECT(bounds_are(type, 2 * BILLION, 0, 15 * BILLION));
    EXPECT(take_apart(type) == MPI_COMBINER_SUBARRAY && ni == 2 && nc == 6);
    EXPECT(integers[0] == 2 && integers[1] == MPI_ORDER_C);
    EXPECT(counts[1] == 5 * BILLION && counts[3] == BILLION &&
           counts[5] == 4 * BILLION);
    MPI_Type_free(&type);

    MPI_Type_create_darray_c(5, 3, 2, sizes, distribs, dargs, psizes,
                             MPI_ORDER_C, MPI_CHAR, &type);
    EXPECT(bounds_are(type, 3 * BILLION, 0, 15 * BILLION));
    EXPECT(take_apart(type) == MPI_COMBINER_DARRAY && ni == 10 && nc == 2);
    EXPECT(integers[0] == 5 && integers[1] == 3 && integers[2] == 2);
    EXPECT(integers[4] == MPI_DISTRIBUTE_BLOCK && integers[8] == 5);
    EXPECT(integers[9] == MPI_ORDER_C && counts[1] == 5 * BILLION);
    MPI_Type_free(&type);
}


/* Either form describes the same type: data of one arrives as the other's. */
static void both_forms_mean_the_same(int rank)
{
    int small_lengths[] = {1, 2}, small_at[] = {4, 0};
    MPI_Count lengths[] = {1, 2}, at[] = {4, 0};
    int out[6] = {1, 2, 3, 4, 5, 6 + rank}, in[6] = {0};
    MPI_Datatype small, large;
    MPI_Count position = 0, bytes;
    char packed[64];

    MPI_Type_indexed(2, small_lengths, small_at, MPI_INT, &small);
    MPI_Type_indexed_c(2, lengths, at, MPI_INT, &large);
    MPI_Type_commit(&small);
    MPI_Type_commit(&large);
    MPI_Sendrecv(out, 1, small, 1 - rank, 0, in, 1, large, 1 - rank, 0,
                 MPI_COMM_WORLD, MPI_STATUS_IGNORE);
    EXPECT(in[4] == 5 && in[0] == 1 && in[1] == 2 && !in[2] && !in[5]);

    MPI_Pack_size_c(1, large, MPI_COMM_WORLD, &bytes);
    EXPECT(bytes == 12);
    MPI_Pack_c(out, 1, large, packed, sizeof packed, &position, MPI_COMM_WORLD);
    EXPECT(position == 12);
    memset(in, 0, sizeof in);
    position = 0;
    MPI_Unpack_c(packed, 12, &position, in, 1, small, MPI_COMM_WORLD);
    EXPECT(position == 12 && in[4] == 5 && in[0] == 1 && in[1] == 2);
    MPI_Type_free(&small);
    MPI_Type_free(&large);
}


static MPI_Count last_count;

static void subtract(void *in, void *inout, MPI_Count *count,
                     MPI_Datatype *type)
{
    (void)type;
    last_count = *count;
    for (MPI_Count i = 0; i < *count; i++)
        ((int *)inout)[i] = ((int *)in)[i] - ((int *)inout)[i];
}

static void operators_take_large_counts(int rank)
{
    int in[3] = {10, 20, 30}, inout[3] = {1, 2, 3}, sum = 0;
    MPI_Op op;

    MPI_Op_create_c(subtract, 0, &op);
    MPI_Reduce_local_c(in, inout, 3, MPI_INT, op);
    EXPECT(last_count == 3 && inout[0] == 9 && inout[2] == 27);
    MPI_Reduce(&in[rank], &sum, 1, MPI_INT, op, 0, MPI_COMM_WORLD);
    EXPECT(rank != 0 || sum == -10);
    MPI_Reduce_local_c(in, inout, 2, MPI_INT, MPI_SUM);
    EXPECT(inout[0] == 19 && inout[1] == 38 && inout[2] == 27);
    MPI_Op_free(&op);
    EXPECT(op == MPI_OP_NULL);
}


static void small_contents_of_a_large_type_are_an_error(void)
{
    MPI_Datatype type;
    MPI_Aint addresses[4];
    int a, b, c, combiner;

    MPI_Type_contiguous_c(5, MPI_INT, &type);
    MPI_Type_get_envelope(type, &a, &b, &c, &combiner);
    EXPECT(combiner == MPI_COMBINER_CONTIGUOUS && a == 0 && b == 0 && c == 1);
    EXPECT(expect_class(MPI_Type_get_contents(
               type, 4, 4, 4, integers, addresses, types)) == MPI_ERR_TYPE);
    EXPECT(MPI_Type_get_contents_c(type, 0, 0, 0, 1, integers, addresses,
                                   counts, types) != MPI_SUCCESS);
    MPI_Type_free(&type);
    MPI_Type_contiguous(5, MPI_INT, &type);
    EXPECT(take_apart(type) == MPI_COMBINER_CONTIGUOUS);
    EXPECT(ni == 1 && nc == 0 && integers[0] == 5);
    MPI_Type_free(&type);
}


/* Random numbers that tend to be too large, from a fixed seed. */
static uint64_t state = 12345;

static uint64_t dice(void)
{
    state = state * 6364136223846793005u + 1442695040888963407u;
    return state >> 33;
}

static MPI_Count huge(void)
{
    static const MPI_Count values[] = {0,       1,        2,
                                       3,       7,        INT_MAX,
                                       BILLION, INT_MIN,  (MPI_Count)1 << 40,
                                       -1,      -BILLION, (MPI_Count)1 << 60,
                                       1 << 16, 1 << 30,  (MPI_Count)1 << 61,
                                       8,       24,       (MPI_Count)1 << 62,
                                       4,       100,      INT64_MAX,
                                       5,       -8,       INT64_MIN};

    return values[dice() % (sizeof values / sizeof *values)];
}

static int make_huge(MPI_Datatype old, MPI_Datatype *type)
{
    MPI_Count a[] = {huge(), huge()}, b[] = {huge(), huge()}, c[2] = {0, 0};
    MPI_Datatype olds[] = {old, MPI_DOUBLE};
    int distribs[] = {MPI_DISTRIBUTE_CYCLIC, MPI_DISTRIBUTE_BLOCK},
        psizes[] = {2, 3}, dargs[] = {(int)huge(), MPI_DISTRIBUTE_DFLT_DARG};

    switch (dice() % 10) {
    case 0:
        return MPI_Type_contiguous_c(a[0], old, type);
    case 1:
        return MPI_Type_vector_c(a[0], a[1], b[0], old, type);
    case 2:
        return MPI_Type_create_hvector_c(a[0], a[1], b[0], old, type);
    case 3:
        return MPI_Type_indexed_c(2, a, b, old, type);
    case 4:
        return MPI_Type_create_hindexed_c(2, a, b, old, type);
    case 5:
        return MPI_Type_create_indexed_block_c(2, a[0], b, old, type);
    case 6:
        return MPI_Type_create_struct_c(2, a, b, olds, type);
    case 7:
        return MPI_Type_create_subarray_c(2, a, b, c, MPI_ORDER_C, old, type);
    case 8:
        return MPI_Type_create_darray_c(6, (int)(dice() % 6), 2, a, distribs,
                                        dargs, psizes, MPI_ORDER_FORTRAN, old,
                                        type);
    default:
        return MPI_Type_create_resized_c(old, a[0], b[0], type);
    }
}

/* Sending, packing and counting refuse what no memory holds. */
static int use_huge(MPI_Datatype type)
{
    static char buffer[4096];
    MPI_Count size, lb, extent, bytes, position = 0, count = huge();
    int code;

    MPI_Type_commit(&type);
    MPI_Type_size_c(type, &size);
    MPI_Type_get_extent_c(type, &lb, &extent);
    EXPECT(size >= 0);
    code = MPI_Pack_size_c(count, type, MPI_COMM_WORLD, &bytes);
    EXPECT(code != MPI_SUCCESS || bytes == count * size);
    code =
        MPI_Pack_c(buffer, count, type, buffer, 0, &position, MPI_COMM_WORLD);
    EXPECT(code != MPI_SUCCESS || count == 0 || size == 0);
    if ((int)count == count)
        MPI_Send(buffer, (int)count, type, MPI_PROC_NULL, 0, MPI_COMM_WORLD);
    if (size > 0 && count > 0 && extent > INT64_MAX / count)
        EXPECT(expect_class(MPI_Reduce_local_c(buffer, buffer, count, type,
                                               MPI_OP_NULL)) != MPI_SUCCESS);
    return code == MPI_SUCCESS;
}

static void huge_numbers_are_errors(void)
{
    int made = 0, refused = 0;

    for (int i = 0; i < 20000; i++) {
        MPI_Datatype type = MPI_INT, next;

        for (int depth = 0; depth < 4; depth++) {
            if (make_huge(type, &next) != MPI_SUCCESS) {
                refused++;
                continue;
            }
            made++;
            if (type != MPI_INT)
                MPI_Type_free(&type);
            type = next;
            use_huge(type);
        }
        if (type != MPI_INT)
            MPI_Type_free(&type);
    }
    EXPECT(made > 5000 && refused > 5000);
}


int main(int argc, char **argv)
{
    int rank = expect_start(&argc, &argv, 2);

    sequences_take_large_counts();
    lists_take_large_counts();
    arrays_take_large_counts();
    both_forms_mean_the_same(rank);
    operators_take_large_counts(rank);
    MPI_Comm_set_errhandler(MPI_COMM_WORLD, MPI_ERRORS_RETURN);
    small_contents_of_a_large_type_are_an_error();
    if (rank == 0)
        huge_numbers_are_errors();
    MPI_Comm_set_errhandler(MPI_COMM_WORLD, MPI_ERRORS_ARE_FATAL);
    return expect_end();
}
