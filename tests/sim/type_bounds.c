/*
 * type_bounds.c - sizes and extents of derived types, nested ones included.
 * MPI-3.1, sections 4.1.2 to 4.1.8.
 */
#include "expect.h"

#include <stddef.h>

struct bounds {
    MPI_Aint lb, extent, true_lb, true_extent;
    int size;
};

static struct bounds of(MPI_Datatype type)
{
    struct bounds b;

    MPI_Type_get_extent(type, &b.lb, &b.extent);
    MPI_Type_get_true_extent(type, &b.true_lb, &b.true_extent);
    MPI_Type_size(type, &b.size);
    return b;
}

static int are(struct bounds b, MPI_Aint lb, MPI_Aint extent, MPI_Aint true_lb,
               MPI_Aint true_extent, int size)
{
    return b.lb == lb && b.extent == extent && b.true_lb == true_lb &&
           b.true_extent == true_extent && b.size == size;
}


static void vectors_end_with_their_last_block(void)
{
    MPI_Datatype a, b;

    MPI_Type_vector(3, 2, 5, MPI_INT, &a);
    EXPECT(are(of(a), 0, 48, 0, 48, 24));
    MPI_Type_create_hvector(3, 1, -100, a, &b);
    EXPECT(are(of(b), -200, 248, -200, 248, 72));
    MPI_Type_free(&a);
    EXPECT(a == MPI_DATATYPE_NULL);
    EXPECT(are(of(b), -200, 248, -200, 248, 72));
    MPI_Type_free(&b);
}

static void indexed_types_start_with_their_first_block(void)
{
    int lengths[] = {2, 0, 1}, at[] = {5, -9, 3};
    MPI_Aint bytes[] = {40, -9, 3};
    MPI_Datatype a, b, c;

    MPI_Type_indexed(3, lengths, at, MPI_INT, &a);
    EXPECT(are(of(a), 12, 16, 12, 16, 12));
    MPI_Type_create_hindexed(3, lengths, bytes, MPI_CHAR, &b);
    EXPECT(are(of(b), 3, 39, 3, 39, 3));
    MPI_Type_create_indexed_block(3, 2, at, MPI_SHORT, &c);
    EXPECT(are(of(c), -18, 32, -18, 32, 12));
    MPI_Type_free(&a);
    MPI_Type_free(&b);
    MPI_Type_free(&c);
}

static void structs_are_padded_as_those_of_c(void)
{
    struct cell {
        double value;
        char tag;
    };
    int lengths[] = {1, 1};
    MPI_Aint at[] = {0, offsetof(struct cell, tag)};
    MPI_Datatype types[] = {MPI_DOUBLE, MPI_CHAR}, cell, row;

    MPI_Type_create_struct(2, lengths, at, types, &cell);
    EXPECT(are(of(cell), 0, sizeof(struct cell), 0, 9, 9));
    MPI_Type_contiguous(3, cell, &row);
    EXPECT(are(of(row), 0, 3 * sizeof(struct cell), 0, 41, 27));
    MPI_Type_free(&cell);
    MPI_Type_free(&row);
}

static void resized_bounds_stay_in_nested_types(void)
{
    int lengths[] = {1, 2};
    MPI_Aint at[] = {0, 64};
    MPI_Datatype small, types[2], nested, column;

    MPI_Type_create_resized(MPI_INT, -4, 20, &small);
    EXPECT(are(of(small), -4, 20, 0, 4, 4));
    types[0] = small;
    types[1] = MPI_INT;
    MPI_Type_create_struct(2, lengths, at, types, &nested);
    EXPECT(are(of(nested), -4, 20, 0, 72, 12));
    MPI_Type_vector(2, 2, 3, small, &column);
    EXPECT(are(of(column), -4, 100, 0, 84, 16));
    MPI_Type_free(&small);
    MPI_Type_free(&nested);
    MPI_Type_free(&column);
}

static void subarrays_have_the_extent_of_the_whole(void)
{
    int sizes[] = {4, 5, 6}, part[] = {2, 3, 4}, from[] = {1, 1, 2};
    MPI_Datatype c, fortran, two;

    MPI_Type_create_subarray(3, sizes, part, from, MPI_ORDER_C, MPI_INT, &c);
    EXPECT(are(of(c), 0, 480, 4 * (30 + 6 + 2), 4 * (30 + 12 + 4), 96));
    MPI_Type_create_subarray(3, sizes, part, from, MPI_ORDER_FORTRAN, MPI_INT,
                             &fortran);
    EXPECT(are(of(fortran), 0, 480, 4 * (1 + 4 + 40), 4 * (2 + 8 + 60), 96));
    MPI_Type_contiguous(2, c, &two);
    EXPECT(are(of(two), 0, 960, 4 * 38, 480 + 4 * 46, 192));
    MPI_Type_free(&c);
    MPI_Type_free(&fortran);
    MPI_Type_free(&two);
}

static void distributed_arrays_have_the_extent_of_the_whole(void)
{
    int sizes[] = {7, 5}, grid[] = {2, 2};
    int how[] = {MPI_DISTRIBUTE_CYCLIC, MPI_DISTRIBUTE_BLOCK};
    int block[] = {2, MPI_DISTRIBUTE_DFLT_DARG};
    int held[] = {12, 8, 9, 6}; /* 4 or 3 rows of 3 or 2 elements */
    MPI_Datatype type;

    for (int rank = 0; rank < 4; rank++) {
        MPI_Type_create_darray(4, rank, 2, sizes, how, block, grid, MPI_ORDER_C,
                               MPI_INT, &type);
        EXPECT(of(type).size == 4 * held[rank]);
        EXPECT(of(type).lb == 0 && of(type).extent == 4 * 35);
        MPI_Type_free(&type);
    }
}

static void empty_types_are_empty(void)
{
    MPI_Datatype nothing, still;

    MPI_Type_contiguous(0, MPI_DOUBLE, &nothing);
    EXPECT(are(of(nothing), 0, 0, 0, 0, 0));
    MPI_Type_vector(3, 4, 7, nothing, &still);
    EXPECT(are(of(still), 0, 0, 0, 0, 0));
    MPI_Type_free(&nothing);
    MPI_Type_free(&still);
}

static void large_types_have_large_sizes(void)
{
    MPI_Datatype big;
    MPI_Count size, lb, extent;
    int small;

    MPI_Type_contiguous(1 << 30, MPI_DOUBLE, &big);
    MPI_Type_size(big, &small);
    EXPECT(small == MPI_UNDEFINED);
    MPI_Type_size_x(big, &size);
    MPI_Type_get_extent_x(big, &lb, &extent);
    EXPECT(size == (MPI_Count)1 << 33 && extent == size && lb == 0);
    MPI_Type_get_true_extent_x(big, &lb, &extent);
    EXPECT(extent == size && lb == 0);
    MPI_Type_free(&big);
}

static void types_are_found_by_class_and_size(void)
{
    MPI_Datatype type;
    int size;

    MPI_Type_match_size(MPI_TYPECLASS_REAL, 8, &type);
    MPI_Type_size(type, &size);
    EXPECT(size == 8);
    MPI_Type_match_size(MPI_TYPECLASS_COMPLEX, 16, &type);
    MPI_Type_size(type, &size);
    EXPECT(size == 16);
}


int main(int argc, char **argv)
{
    expect_start(&argc, &argv, 1);
    vectors_end_with_their_last_block();
    indexed_types_start_with_their_first_block();
    structs_are_padded_as_those_of_c();
    resized_bounds_stay_in_nested_types();
    subarrays_have_the_extent_of_the_whole();
    distributed_arrays_have_the_extent_of_the_whole();
    empty_types_are_empty();
    large_types_have_large_sizes();
    types_are_found_by_class_and_size();
    return expect_end();
}
