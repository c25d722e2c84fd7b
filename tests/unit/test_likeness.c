/*
 * test_likeness.c - suite "core/likeness": sequences of types against lists.
 *
 * The oracle writes every basic element of a sequence into a list and compares
 * these one by one; random nested types must give the same answer.
 */
#include <CUnit/Basic.h>
#include <stdlib.h>

#include "core/datatype.h"
#include "core/likeness.h"
#include "unit/dice.h"

enum {
    MOST = 4000,
    ROUNDS = 20000
};

/* A sequence and its list. */
struct both {
    const struct dr_signature *signature;
    unsigned types[MOST];
    int n;
};

static uint64_t state = 42;

static const MPI_Datatype basics[] = {MPI_INT,     MPI_UNSIGNED,  MPI_LONG,
                                      MPI_INT64_T, MPI_FLOAT,     MPI_DOUBLE,
                                      MPI_CHAR,    MPI_C_COMPLEX, MPI_SHORT};

static unsigned number_of(MPI_Datatype type)
{
    return (unsigned)(uintptr_t)type;
}

static void list_add(struct both *b, const struct both *part, int count)
{
    for (int k = 0; k < count; k++) {
        for (int i = 0; i < part->n; i++)
            b->types[b->n++] = part->types[i];
    }
}

/* `kinds` different basic types, nested `depth` deep. */
static void roll(struct both *b, int depth, uint32_t kinds)
{
    struct dr_signature_draft draft = DR_SIGNATURE_DRAFT_EMPTY;
    struct both *part = malloc(sizeof *part);
    int parts = 1 + (int)dice_roll(&state, 3);

    b->n = 0;
    if (depth == 0) {
        MPI_Datatype type = basics[dice_roll(&state, kinds)];

        b->signature = dr_datatype_get(type)->signature;
        b->types[b->n++] = number_of(type);
        free(part);
        return;
    }
    for (int i = 0; i < parts; i++) {
        int count = (int)dice_roll(&state, 4);

        roll(part, depth - 1 - (int)dice_roll(&state, (uint32_t)depth), kinds);
        dr_signature_add(&draft, part->signature, (uint64_t)count);
        list_add(b, part, count);
        dr_signature_release(part->signature);
    }
    b->signature = dr_signature_finish(&draft);
    free(part);
}

/* What a list is without names: sizes, negative for reals, by parts. */
static int bare(int list, int out[2])
{
    const struct dr_datatype *type = &dr_datatype_table[list - 0x200];
    int size = (int)type->size;

    switch (type->basic) {
    case DR_BASIC_FLOAT:
    case DR_BASIC_DOUBLE:
        out[0] = -size;
        return 1;
    case DR_BASIC_COMPLEX_FLOAT:
        out[0] = out[1] = -size / 2;
        return 2;
    default:
        out[0] = size;
        return 1;
    }
}

static int bare_list(const struct both *b, int out[2 * MOST])
{
    int n = 0;

    for (int i = 0; i < b->n; i++)
        n += bare((int)b->types[i], out + n);
    return n;
}

static uint64_t bytes_of(const struct both *b, int n)
{
    uint64_t bytes = 0;

    for (int i = 0; i < n; i++)
        bytes += dr_datatype_table[b->types[i] - 0x200].size;
    return bytes;
}

/* Compare as far as the shorter one goes, in bytes. */
static enum dr_likeness judge(const struct both *a, const struct both *b)
{
    static int one[2 * MOST], other[2 * MOST];
    uint64_t most[] = {bytes_of(a, a->n), bytes_of(b, b->n)};
    uint64_t bytes = most[0] < most[1] ? most[0] : most[1];
    uint64_t at = 0;
    bool named = true;
    int n[] = {bare_list(a, one), bare_list(b, other)};

    for (int i = 0; at < bytes && named; i++) {
        named = a->types[i] == b->types[i];
        at = bytes_of(a, i + 1);
    }
    if (named)
        return DR_ALIKE;
    at = 0;
    for (int i = 0; at < bytes; i++) {
        if (i >= n[0] || i >= n[1] || one[i] != other[i])
            return DR_UNLIKE;
        at += (uint64_t)abs(one[i]);
    }
    return DR_NEARLY;
}

static void sequences_are_alike_as_their_lists_are(void)
{
    struct both *a = malloc(sizeof *a), *b = malloc(sizeof *b);
    struct dr_difference at;
    int seen[3] = {0};

    for (int i = 0; i < ROUNDS; i++) {
        uint32_t kinds = 1 + dice_roll(&state, sizeof basics / sizeof *basics);
        enum dr_likeness is, must;

        roll(a, (int)dice_roll(&state, 4), kinds);
        roll(b, (int)dice_roll(&state, 4), kinds);
        is = dr_amount_compare((struct dr_amount){a->signature, 1},
                               (struct dr_amount){b->signature, 1}, &at);
        must = judge(a, b);
        seen[must]++;
        if (is != must)
            CU_FAIL("not as the lists are");
        if (is != DR_ALIKE && a->types[at.element] != at.types[0])
            CU_FAIL("the difference is not where it is said to be");
        dr_signature_release(a->signature);
        dr_signature_release(b->signature);
    }
    CU_ASSERT(seen[DR_ALIKE] > 1000 && seen[DR_NEARLY] > 300 &&
              seen[DR_UNLIKE] > 1000);
    free(a);
    free(b);
}

/* (int, double) 2^40 times; and nested as 2^39 of two. */
static void long_sequences_cost_nothing(void)
{
    struct dr_signature_draft draft = DR_SIGNATURE_DRAFT_EMPTY;
    const struct dr_signature *pair, *two, *odd;
    const struct dr_signature *of_int = dr_datatype_get(MPI_INT)->signature;
    const struct dr_signature *of_double =
        dr_datatype_get(MPI_DOUBLE)->signature;
    struct dr_difference at;

    dr_signature_add(&draft, of_int, 1);
    dr_signature_add(&draft, of_double, 1);
    pair = dr_signature_finish(&draft);
    dr_signature_add(&draft, pair, 2);
    two = dr_signature_finish(&draft);
    dr_signature_add(&draft, pair, (uint64_t)1 << 38);
    dr_signature_add(&draft, of_double, 1);
    odd = dr_signature_finish(&draft);
    CU_ASSERT_EQUAL(
        dr_amount_compare((struct dr_amount){pair, (uint64_t)1 << 40},
                          (struct dr_amount){two, (uint64_t)1 << 39}, &at),
        DR_ALIKE);
    CU_ASSERT_EQUAL(
        dr_amount_compare((struct dr_amount){two, (uint64_t)1 << 39},
                          (struct dr_amount){odd, 1}, &at),
        DR_UNLIKE);
    CU_ASSERT_EQUAL(at.element, (uint64_t)1 << 39);
    CU_ASSERT_EQUAL(at.types[0], number_of(MPI_INT));
    CU_ASSERT_EQUAL(at.types[1], number_of(MPI_DOUBLE));
    dr_signature_release(pair);
    dr_signature_release(two);
    dr_signature_release(odd);
}

/* (byte, int, packed) against all of chars. */
static void bytes_stand_for_anything(void)
{
    struct dr_signature_draft draft = DR_SIGNATURE_DRAFT_EMPTY;
    const struct dr_signature *mixed;
    struct dr_difference at;

    dr_signature_add(&draft, dr_datatype_get(MPI_PACKED)->signature, 4);
    dr_signature_add(&draft, dr_datatype_get(MPI_INT)->signature, 1);
    dr_signature_add(&draft, dr_datatype_get(MPI_BYTE)->signature, 4);
    mixed = dr_signature_finish(&draft);
    CU_ASSERT_EQUAL(
        dr_amount_compare(
            (struct dr_amount){mixed, 1},
            (struct dr_amount){dr_datatype_get(MPI_INT)->signature, 2}, &at),
        DR_ALIKE);
    CU_ASSERT_EQUAL(
        dr_amount_compare(
            (struct dr_amount){mixed, 1},
            (struct dr_amount){dr_datatype_get(MPI_INT)->signature, 3}, &at),
        DR_NEARLY);
    CU_ASSERT_EQUAL(at.element, 5);
    CU_ASSERT_EQUAL(
        dr_amount_compare(
            (struct dr_amount){mixed, 1},
            (struct dr_amount){dr_datatype_get(MPI_FLOAT)->signature, 3}, &at),
        DR_UNLIKE);
    CU_ASSERT_EQUAL(at.element, 4);
    dr_signature_release(mixed);
}

static CU_TestInfo tests[] = {
    {"sequences_are_alike_as_their_lists_are",
     sequences_are_alike_as_their_lists_are},
    {"long_sequences_cost_nothing", long_sequences_cost_nothing},
    {"bytes_stand_for_anything", bytes_stand_for_anything},
    CU_TEST_INFO_NULL,
};

static CU_SuiteInfo suites[] = {
    {"core/likeness", NULL, NULL, NULL, NULL, tests},
    CU_SUITE_INFO_NULL,
};

#include "unit/main.h"
