/*
 * type_contents.c - how types were made, and what they are called.
 * MPI-3.1, sections 4.1.13 and 6.8.
 */
#include "expect.h"

#include <string.h>

static int integers[64];
static MPI_Aint addresses[8];
static MPI_Datatype types[8];
static int ni, na, nd;

/* Take a type apart; returns its combiner. */
static int take_apart(MPI_Datatype type)
{
    int combiner;

    MPI_Type_get_envelope(type, &ni, &na, &nd, &combiner);
    if (combiner != MPI_COMBINER_NAMED)
        MPI_Type_get_contents(type, ni, na, nd, integers, addresses, types);
    return combiner;
}

static int integers_are(int n, const int *want)
{
    return ni == n && memcmp(integers, want, (size_t)n * sizeof(int)) == 0;
}


static void predefined_types_are_named(void)
{
    EXPECT(take_apart(MPI_DOUBLE) == MPI_COMBINER_NAMED);
    EXPECT(ni == 0 && na == 0 && nd == 0);
    EXPECT(take_apart(MPI_SHORT_INT) == MPI_COMBINER_NAMED);
}

static void simple_types_give_their_arguments_back(void)
{
    MPI_Datatype a, b, c, d;

    MPI_Type_contiguous(5, MPI_INT, &a);
    EXPECT(take_apart(a) == MPI_COMBINER_CONTIGUOUS);
    EXPECT(integers_are(1, (int[]){5}) && na == 0 && nd == 1);
    EXPECT(types[0] == MPI_INT);
    MPI_Type_vector(2, 3, -4, MPI_CHAR, &b);
    EXPECT(take_apart(b) == MPI_COMBINER_VECTOR);
    EXPECT(integers_are(3, (int[]){2, 3, -4}) && types[0] == MPI_CHAR);
    MPI_Type_create_hvector(2, 3, -40, MPI_CHAR, &c);
    EXPECT(take_apart(c) == MPI_COMBINER_HVECTOR);
    EXPECT(integers_are(2, (int[]){2, 3}) && na == 1 && addresses[0] == -40);
    MPI_Type_create_resized(MPI_INT, -8, 64, &d);
    EXPECT(take_apart(d) == MPI_COMBINER_RESIZED);
    EXPECT(ni == 0 && na == 2 && addresses[0] == -8 && addresses[1] == 64);
    MPI_Type_free(&a);
    MPI_Type_free(&b);
    MPI_Type_free(&c);
    MPI_Type_free(&d);
}

static void lists_give_their_arguments_back(void)
{
    int lengths[] = {1, 2}, at[] = {7, -3};
    MPI_Aint bytes[] = {70, -30};
    MPI_Datatype a, b, c, d;

    MPI_Type_indexed(2, lengths, at, MPI_INT, &a);
    EXPECT(take_apart(a) == MPI_COMBINER_INDEXED);
    EXPECT(integers_are(5, (int[]){2, 1, 2, 7, -3}));
    MPI_Type_create_hindexed(2, lengths, bytes, MPI_INT, &b);
    EXPECT(take_apart(b) == MPI_COMBINER_HINDEXED);
    EXPECT(integers_are(3, (int[]){2, 1, 2}) && na == 2 && addresses[1] == -30);
    MPI_Type_create_indexed_block(2, 4, at, MPI_INT, &c);
    EXPECT(take_apart(c) == MPI_COMBINER_INDEXED_BLOCK);
    EXPECT(integers_are(4, (int[]){2, 4, 7, -3}) && na == 0);
    MPI_Type_create_hindexed_block(2, 4, bytes, MPI_INT, &d);
    EXPECT(take_apart(d) == MPI_COMBINER_HINDEXED_BLOCK);
    EXPECT(integers_are(2, (int[]){2, 4}) && na == 2 && addresses[0] == 70);
    MPI_Type_free(&a);
    MPI_Type_free(&b);
    MPI_Type_free(&c);
    MPI_Type_free(&d);
}

static void arrays_give_their_arguments_back(void)
{
    int whole[] = {4, 6}, part[] = {2, 3}, from[] = {1, 2}, grid[] = {2, 1};
    int how[] = {MPI_DISTRIBUTE_CYCLIC, MPI_DISTRIBUTE_NONE};
    int block[] = {2, MPI_DISTRIBUTE_DFLT_DARG};
    MPI_Datatype a, b;

    MPI_Type_create_subarray(2, whole, part, from, MPI_ORDER_C, MPI_INT, &a);
    EXPECT(take_apart(a) == MPI_COMBINER_SUBARRAY);
    EXPECT(integers_are(8, (int[]){2, 4, 6, 2, 3, 1, 2, MPI_ORDER_C}));
    MPI_Type_create_darray(2, 1, 2, whole, how, block, grid, MPI_ORDER_C,
                           MPI_INT, &b);
    EXPECT(take_apart(b) == MPI_COMBINER_DARRAY);
    EXPECT(integers_are(12, (int[]){2, 1, 2, 4, 6, how[0], how[1], 2, block[1],
                                    2, 1, MPI_ORDER_C}));
    MPI_Type_free(&a);
    MPI_Type_free(&b);
}

static void inner_types_are_the_callers_to_free(void)
{
    int lengths[] = {1, 1}, size;
    MPI_Aint at[] = {0, 100};
    MPI_Datatype inner, parts[2], outer, copy;

    MPI_Type_vector(2, 1, 2, MPI_INT, &inner);
    parts[0] = inner;
    parts[1] = MPI_DOUBLE;
    MPI_Type_create_struct(2, lengths, at, parts, &outer);
    MPI_Type_free(&inner);
    EXPECT(take_apart(outer) == MPI_COMBINER_STRUCT);
    EXPECT(integers_are(3, (int[]){2, 1, 1}) && na == 2 && nd == 2);
    EXPECT(types[1] == MPI_DOUBLE && types[0] != MPI_DATATYPE_NULL);
    inner = types[0];
    EXPECT(take_apart(inner) == MPI_COMBINER_VECTOR);
    EXPECT(integers_are(3, (int[]){2, 1, 2}));
    MPI_Type_dup(outer, &copy);
    MPI_Type_free(&outer);
    MPI_Type_free(&inner);
    EXPECT(take_apart(copy) == MPI_COMBINER_DUP && nd == 1);
    MPI_Type_size(types[0], &size);
    EXPECT(size == 16);
    MPI_Type_free(&types[0]);
    MPI_Type_free(&copy);
}

static void types_have_names(void)
{
    char name[MPI_MAX_OBJECT_NAME];
    MPI_Datatype type;
    int length;

    MPI_Type_get_name(MPI_DOUBLE, name, &length);
    EXPECT(strcmp(name, "MPI_DOUBLE") == 0 && length == 10);
    MPI_Type_contiguous(2, MPI_INT, &type);
    MPI_Type_get_name(type, name, &length);
    EXPECT(name[0] == '\0' && length == 0);
    MPI_Type_set_name(type, "pair of int");
    MPI_Type_get_name(type, name, &length);
    EXPECT(strcmp(name, "pair of int") == 0 && length == 11);
    MPI_Type_free(&type);
}


int main(int argc, char **argv)
{
    expect_start(&argc, &argv, 1);
    predefined_types_are_named();
    simple_types_give_their_arguments_back();
    lists_give_their_arguments_back();
    arrays_give_their_arguments_back();
    inner_types_are_the_callers_to_free();
    types_have_names();
    return expect_end();
}
