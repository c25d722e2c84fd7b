/*
 * test_datatype_special.c - suite "core/datatype special": predefined types,
 * bound markers, distributed arrays, compression, overflow.
 */
#include <CUnit/Basic.h>
#include <stdlib.h>
#include <string.h>

#include "core/datatype_info.h"
#include "core/datatype_make.h"

static const struct dr_datatype *get(MPI_Datatype handle)
{
    return dr_datatype_get(handle);
}


static void the_handle_of_a_sized_type_carries_its_size(void)
{
    for (uintptr_t h = 0x240; h < 0x280; h++) {
        const struct dr_datatype *type = get((MPI_Datatype)h);

        if (type)
            CU_ASSERT_EQUAL(type->size, (uint64_t)1 << ((h >> 3) & 7));
    }
}

static void a_predefined_type_knows_its_handle(void)
{
    int known = 0;

    for (uintptr_t h = DR_DATATYPE_FIRST; h < DR_DATATYPE_FIRST + 0x100; h++) {
        const struct dr_datatype *type = get((MPI_Datatype)h);

        if (!type)
            continue;
        known++;
        CU_ASSERT_EQUAL((uintptr_t)type->predefined, h);
        CU_ASSERT_EQUAL(type->layout->bytes, type->size);
        CU_ASSERT_EQUAL(type->signature->bytes, type->size);
        CU_ASSERT_TRUE(type->committed);
    }
    CU_ASSERT_EQUAL(known, 70);
    CU_ASSERT_PTR_NULL(get(MPI_DATATYPE_NULL));
}

static void a_pair_is_laid_out_as_the_struct_of_c(void)
{
    struct pair {
        short value;
        int index;
    } pair = {-2, 77};
    const struct dr_datatype *type = get(MPI_SHORT_INT);
    char packed[6];
    int index;

    CU_ASSERT_EQUAL(type->size, 6);
    CU_ASSERT_EQUAL(type->extent, (int64_t)sizeof(pair));
    CU_ASSERT_EQUAL(dr_datatype_elements(type, 12), 4);
    CU_ASSERT_EQUAL(dr_datatype_elements(type, 2), 1);
    dr_datatype_pack(type, &pair, 1, 0, packed, 6);
    memcpy(&index, packed + 2, sizeof(index));
    CU_ASSERT_EQUAL(index, 77);
}

/* MPI-1: a struct with MPI_LB and MPI_UB has these bounds, and so has every
 * type made of it. */
static void markers_set_bounds_that_stay(void)
{
    const struct dr_datatype *types[] = {get(MPI_LB), get(MPI_INT),
                                         get(MPI_UB)};
    int64_t lengths[] = {1, 1, 1}, at[] = {-4, 0, 32};
    struct dr_datatype *marked = dr_datatype_struct(3, lengths, at, types);
    const struct dr_datatype *outer[] = {marked, get(MPI_DOUBLE)};
    int64_t outer_at[] = {0, 100};
    struct dr_datatype *type = dr_datatype_struct(2, lengths, outer_at, outer);

    CU_ASSERT_EQUAL(marked->lb, -4);
    CU_ASSERT_EQUAL(marked->ub, 32);
    CU_ASSERT_EQUAL(marked->size, 4);
    CU_ASSERT_EQUAL(type->lb, -4);
    CU_ASSERT_EQUAL(type->ub, 32);
    CU_ASSERT_EQUAL(type->true_ub, 108);
    dr_datatype_release(marked);
    dr_datatype_release(type);
}

static void a_struct_is_padded_to_its_strictest_alignment(void)
{
    const struct dr_datatype *types[] = {get(MPI_DOUBLE), get(MPI_CHAR)};
    int64_t lengths[] = {1, 1}, at[] = {0, 8};
    struct dr_datatype *type = dr_datatype_struct(2, lengths, at, types);

    CU_ASSERT_EQUAL(type->extent, 16);
    CU_ASSERT_EQUAL(type->size, 9);
    dr_datatype_release(type);
}


static void regular_types_stay_small_whatever_their_count(void)
{
    struct dr_datatype *column =
        dr_datatype_hvector(1 << 30, 1, 4096, get(MPI_DOUBLE));
    struct dr_datatype *plane =
        dr_datatype_hvector(1 << 20, 1, (int64_t)1 << 43, column);
    struct dr_datatype *block =
        dr_datatype_hvector(1 << 20, 3, 24, get(MPI_DOUBLE));

    CU_ASSERT_EQUAL(column->layout->npieces, 1);
    CU_ASSERT_EQUAL(column->signature->nruns, 1);
    CU_ASSERT_PTR_NULL(plane); /* 2^63 bytes wide */
    CU_ASSERT_TRUE(block->contiguous);
    dr_datatype_release(column);
    dr_datatype_release(block);
}

static void lists_of_neighbours_become_one_block(void)
{
    enum {
        N = 1000
    };
    int64_t *at = malloc(N * sizeof(*at));
    struct dr_datatype *type;

    for (int i = 0; i < N; i++)
        at[i] = i;
    type = dr_datatype_indexed_block(N, 1, at, 4, get(MPI_INT));
    CU_ASSERT_TRUE(type->contiguous);
    CU_ASSERT_EQUAL(type->size, 4 * N);
    dr_datatype_release(type);
    for (int i = 0; i < N; i++)
        at[i] = 3 * i;
    type = dr_datatype_indexed_block(N, 1, at, 4, get(MPI_INT));
    CU_ASSERT_EQUAL(type->layout->npieces, 1);
    dr_datatype_release(type);
    free(at);
}

/* Uneven places, some of which merge: packed in every range. */
static void uneven_lists_are_one_piece_in_every_range(void)
{
    enum {
        N = 60
    };
    int64_t at[N], next = 5;
    unsigned char user[1024], back[1024], packed[3 * N], want[3 * N];
    struct dr_datatype *type, *pair;

    for (int i = 0; i < N; i++) {
        at[i] = next;
        next += 4 + i * i % 5;
    }
    for (int i = 0; i < 1024; i++)
        user[i] = (unsigned char)(i * 7);
    type = dr_datatype_indexed_block(N, 3, at, 1, get(MPI_CHAR));
    CU_ASSERT_EQUAL(type->layout->npieces, 1);
    for (int i = 0; i < 3 * N; i++)
        want[i] = user[at[i / 3] + i % 3];
    for (uint64_t from = 0; from < 3 * N; from += 4) {
        for (uint64_t n = 0; n <= 3 * N - from; n += 5) {
            memset(packed, 0, sizeof packed);
            memset(back, 0, sizeof back);
            dr_datatype_pack(type, user, 1, from, packed, n);
            CU_ASSERT_EQUAL(memcmp(packed, want + from, n), 0);
            dr_datatype_unpack(type, back, 1, from, packed, n);
            for (uint64_t i = 0; i < 3 * N; i++)
                CU_ASSERT_EQUAL(back[at[i / 3] + (int64_t)i % 3],
                                i >= from && i < from + n ? want[i] : 0);
        }
    }

    /* A type made of it shares its list, and outlives it. */
    pair = dr_datatype_hvector(2, 1, 400, type);
    dr_datatype_release(type);
    dr_datatype_pack(pair, user, 1, 3 * N + 7, packed, 20);
    for (int i = 7; i < 27; i++)
        CU_ASSERT_EQUAL(packed[i - 7], user[400 + at[i / 3] + i % 3]);
    dr_datatype_release(pair);
}

/* Any length of block, at even and at uneven distances. */
static void blocks_of_every_length_are_copied_exactly(void)
{
    enum {
        N = 40,
        MOST = 100
    };
    static unsigned char user[N * 3 * MOST], back[sizeof user],
        packed[N * MOST];
    int64_t at[N];

    for (size_t i = 0; i < sizeof user; i++)
        user[i] = (unsigned char)(i * 13 + i / 251);
    for (int length = 1; length <= MOST; length++) {
        for (int uneven = 0; uneven < 2; uneven++) {
            struct dr_datatype *type;

            for (int i = 0; i < N; i++)
                at[i] =
                    i == 0 ? 0 : at[i - 1] + length + 3 + uneven * (i * i % 7);
            type = dr_datatype_indexed_block(N, length, at, 1, get(MPI_CHAR));
            dr_datatype_pack(type, user, 1, 0, packed, type->size);
            memset(back, 0, sizeof back);
            dr_datatype_unpack(type, back, 1, 0, packed, type->size);
            for (int i = 0; i < N; i++) {
                CU_ASSERT_EQUAL(
                    memcmp(packed + i * length, user + at[i], (size_t)length),
                    0);
                CU_ASSERT_EQUAL(
                    memcmp(back + at[i], user + at[i], (size_t)length), 0);
                CU_ASSERT_EQUAL(back[at[i] + length], 0);
            }
            dr_datatype_release(type);
        }
    }
}

static void nesting_the_same_pair_forty_times_stays_small(void)
{
    struct dr_datatype *type = dr_datatype_hvector(3, 1, 5, get(MPI_CHAR));
    int64_t lengths[] = {1, 1}, at[] = {0, 0};

    for (int i = 0; i < 40; i++) {
        const struct dr_datatype *twice[] = {type, type};
        struct dr_datatype *next;

        at[1] = type->extent + 1 + i % 2;
        next = dr_datatype_struct(2, lengths, at, twice);
        dr_datatype_release(type);
        type = next;
    }
    CU_ASSERT_PTR_NOT_NULL_FATAL(type);
    CU_ASSERT_EQUAL(type->size, (uint64_t)3 << 40);
    CU_ASSERT_TRUE(type->layout->npieces < 20);
    dr_datatype_release(type);
}

static void sizes_beyond_63_bits_are_refused(void)
{
    struct dr_datatype *big =
        dr_datatype_contiguous((int64_t)1 << 58, get(MPI_CHAR));
    int64_t at[] = {INT64_MAX};

    CU_ASSERT_PTR_NULL(dr_datatype_contiguous(64, big));
    CU_ASSERT_PTR_NULL(dr_datatype_hvector(2, 1, INT64_MAX, get(MPI_INT)));
    CU_ASSERT_PTR_NULL(dr_datatype_indexed_block(1, 1, at, 8, get(MPI_DOUBLE)));
    CU_ASSERT_PTR_NULL(dr_datatype_resized(INT64_MAX, 1, get(MPI_INT)));
    dr_datatype_release(big);
}

/* More copies than are done at one go, from the middle of one to the middle of
 * another. */
static void many_structs_with_holes_pack_in_order(void)
{
    enum {
        N = 700,
        SIZE = 11,
        FROM = 5,
        BYTES = N * SIZE - 12
    };
    const struct dr_datatype *types[] = {get(MPI_DOUBLE), get(MPI_SHORT),
                                         get(MPI_CHAR)};
    int64_t lengths[] = {1, 1, 1}, at[] = {8, 0, 4};
    struct dr_datatype *type = dr_datatype_struct(3, lengths, at, types);
    unsigned char *user = malloc(N * 16), *packed = malloc(N * SIZE);
    unsigned char *back = calloc(N, 16);
    int wrong = 0;

    for (int i = 0; i < N * 16; i++)
        user[i] = (unsigned char)(i * 7 + i / 256);
    CU_ASSERT_EQUAL(type->extent, 16);
    dr_datatype_pack(type, user, N, FROM, packed, BYTES);
    dr_datatype_unpack(type, back, N, FROM, packed, BYTES);
    for (int i = FROM; i < FROM + BYTES; i++) {
        int k = i % SIZE, place = i / SIZE * 16;

        place += k < 8 ? 8 + k : k < 10 ? k - 8 : 4;
        wrong += packed[i - FROM] != user[place];
        wrong += back[place] != user[place];
    }
    CU_ASSERT_EQUAL(wrong, 0);
    free(user);
    free(packed);
    free(back);
    dr_datatype_release(type);
}


/* Which process holds index i of a dimension (MPI-3.1, section 4.1.4). */
static int owner(int i, int size, int distrib, int darg, int psize)
{
    if (distrib == MPI_DISTRIBUTE_NONE)
        return 0;
    if (darg == MPI_DISTRIBUTE_DFLT_DARG)
        darg = distrib == MPI_DISTRIBUTE_BLOCK ? (size + psize - 1) / psize : 1;
    return i / darg % psize;
}

struct array {
    int ndims, order;
    int64_t gsizes[3];
    int distribs[3], dargs[3], psizes[3];
};

/* The bytes of one-byte elements that `rank` holds, in pack order. */
static int held(const struct array *a, int rank, unsigned char *packed)
{
    int n = 0, total = (int)(a->gsizes[0] * a->gsizes[1] * a->gsizes[2]);

    for (int at = 0; at < total; at++) {
        int rest = at, process[3], mine = 0;

        for (int k = 0; k < a->ndims; k++) {
            int d = a->order == MPI_ORDER_C ? a->ndims - 1 - k : k;
            int i = rest % (int)a->gsizes[d];

            rest /= (int)a->gsizes[d];
            process[d] = owner(i, (int)a->gsizes[d], a->distribs[d],
                               a->dargs[d], a->psizes[d]);
        }
        for (int d = 0; d < a->ndims; d++)
            mine = mine * a->psizes[d] + process[d];
        if (mine == rank)
            packed[n++] = (unsigned char)at;
    }
    return n;
}

static void random_array(struct array *a)
{
    static const int kinds[] = {MPI_DISTRIBUTE_NONE, MPI_DISTRIBUTE_BLOCK,
                                MPI_DISTRIBUTE_CYCLIC};

    *a = (struct array){.ndims = 1 + rand() % 3,
                        .order = rand() % 2 ? MPI_ORDER_C : MPI_ORDER_FORTRAN,
                        .gsizes = {1, 1, 1},
                        .psizes = {1, 1, 1}};
    for (int d = 0; d < a->ndims; d++) {
        int size = 1 + rand() % 6, p = 1 + rand() % 3;

        a->gsizes[d] = size;
        a->distribs[d] = kinds[rand() % 3];
        a->psizes[d] = a->distribs[d] == MPI_DISTRIBUTE_NONE ? 1 : p;
        a->dargs[d] = MPI_DISTRIBUTE_DFLT_DARG;
        if (rand() % 2 && a->distribs[d] == MPI_DISTRIBUTE_CYCLIC)
            a->dargs[d] = 1 + rand() % 4;
        if (rand() % 2 && a->distribs[d] == MPI_DISTRIBUTE_BLOCK)
            a->dargs[d] = (size + p - 1) / p + rand() % 3;
    }
}

static void a_distributed_array_falls_to_the_right_processes(void)
{
    unsigned char user[256], packed[256], want[256];

    srand(5);
    for (int i = 0; i < 256; i++)
        user[i] = (unsigned char)i;
    for (int round = 0; round < 1500; round++) {
        struct array a;

        random_array(&a);
        for (int r = 0; r < a.psizes[0] * a.psizes[1] * a.psizes[2]; r++) {
            struct dr_datatype *type =
                dr_datatype_darray(r, a.ndims, a.gsizes, a.distribs, a.dargs,
                                   a.psizes, a.order, get(MPI_BYTE));
            int n = held(&a, r, want);

            CU_ASSERT_EQUAL_FATAL(type->size, (uint64_t)n);
            CU_ASSERT_EQUAL(type->lb, 0);
            CU_ASSERT_EQUAL(type->extent,
                            a.gsizes[0] * a.gsizes[1] * a.gsizes[2]);
            dr_datatype_pack(type, user, 1, 0, packed, (uint64_t)n);
            CU_ASSERT_EQUAL_FATAL(memcmp(packed, want, (size_t)n), 0);
            dr_datatype_release(type);
        }
    }
}

static void a_type_outlives_its_owner_while_held(void)
{
    struct dr_datatype *inner = dr_datatype_contiguous(2, get(MPI_INT));
    struct dr_datatype *outer = dr_datatype_hvector(2, 1, 16, inner);
    int user[8] = {1, 2, 0, 0, 3, 4}, packed[4];

    dr_recipe_type(dr_datatype_recipe(outer, MPI_COMBINER_HVECTOR, false),
                   inner);
    dr_datatype_release(inner);
    dr_datatype_hold(outer);
    dr_datatype_release(outer);
    CU_ASSERT_EQUAL(outer->recipe->types[0]->size, 8);
    dr_datatype_pack(outer, user, 1, 0, packed, 16);
    CU_ASSERT_EQUAL(packed[3], 4);
    dr_datatype_release(outer);
}


static CU_TestInfo tests[] = {
    {"the handle of a sized type carries its size",
     the_handle_of_a_sized_type_carries_its_size},
    {"a predefined type knows its handle", a_predefined_type_knows_its_handle},
    {"a pair is laid out as the struct of C",
     a_pair_is_laid_out_as_the_struct_of_c},
    {"markers set bounds that stay", markers_set_bounds_that_stay},
    {"a struct is padded to its strictest alignment",
     a_struct_is_padded_to_its_strictest_alignment},
    {"regular types stay small whatever their count",
     regular_types_stay_small_whatever_their_count},
    {"lists of neighbours become one block",
     lists_of_neighbours_become_one_block},
    {"uneven lists are one piece, in every range",
     uneven_lists_are_one_piece_in_every_range},
    {"blocks of every length are copied exactly",
     blocks_of_every_length_are_copied_exactly},
    {"nesting the same pair forty times stays small",
     nesting_the_same_pair_forty_times_stays_small},
    {"sizes beyond 63 bits are refused", sizes_beyond_63_bits_are_refused},
    {"many structs with holes pack in order",
     many_structs_with_holes_pack_in_order},
    {"a distributed array falls to the right processes",
     a_distributed_array_falls_to_the_right_processes},
    {"a type outlives its owner while held",
     a_type_outlives_its_owner_while_held},
    CU_TEST_INFO_NULL,
};

static CU_SuiteInfo suites[] = {
    {"core/datatype special", NULL, NULL, NULL, NULL, tests},
    CU_SUITE_INFO_NULL,
};

#include "unit/main.h"
