/*
 * test_group.c - suite "core/group": groups against plain arrays.
 */
#include <CUnit/Basic.h>
#include <stdlib.h>
#include <string.h>

#include "core/group.h"

enum {
    WORLD = 60,
    ROUNDS = 2000
};

/* A group and its members, as a list. */
struct both {
    struct dr_group *group;
    int size;
    int member[2 * WORLD];
};

static uint64_t state;

static int random_below(int n)
{
    state = state * 6364136223846793005u + 1442695040888963407u;
    return (int)((state >> 33) % (uint64_t)n);
}

static int position(const struct both *b, int world_rank)
{
    for (int i = 0; i < b->size; i++) {
        if (b->member[i] == world_rank)
            return i;
    }
    return -1;
}

/* A shuffle of some ranks, or a few regular runs of them. */
static void random_members(struct both *b)
{
    bool regular = random_below(2);
    int stride = 1 + random_below(3), first = random_below(WORLD);

    b->size = 0;
    for (int i = 0; i < WORLD; i++) {
        int rank = regular ? (first + i * stride) % WORLD : random_below(WORLD);

        if (position(b, rank) < 0 && (regular || random_below(2)))
            b->member[b->size++] = rank;
    }
    b->size = random_below(b->size + 1);
}

static void random_group(struct both *b)
{
    random_members(b);
    b->group = dr_group_list(b->member, b->size);
}

static bool same(const struct dr_group *group, const struct both *b)
{
    if (dr_group_size(group) != b->size)
        return false;
    for (int i = 0; i < b->size; i++) {
        if (dr_group_world_rank(group, i) != b->member[i])
            return false;
    }
    for (int rank = -1; rank <= WORLD; rank++) {
        if (dr_group_rank_of(group, rank) != position(b, rank))
            return false;
    }
    return true;
}

static void ranks_translate_both_ways(void)
{
    struct both b;

    state = 1;
    for (int i = 0; i < ROUNDS; i++) {
        random_group(&b);
        CU_ASSERT_TRUE_FATAL(same(b.group, &b));
        dr_group_release(b.group);
    }
}

static void the_world_needs_no_memory_per_rank(void)
{
    struct dr_group *world = dr_group_world(1 << 20);
    struct dr_group *even = dr_group_range(0, 1 << 19, 2);

    CU_ASSERT_EQUAL(world->nruns, 1);
    CU_ASSERT_PTR_NULL(world->members);
    CU_ASSERT_EQUAL(dr_group_rank_of(world, 123456), 123456);
    CU_ASSERT_EQUAL(dr_group_world_rank(even, 1000), 2000);
    CU_ASSERT_EQUAL(dr_group_rank_of(even, 2001), -1);
    CU_ASSERT_EQUAL(dr_group_rank_of(even, 1 << 20), -1);
    dr_group_release(world);
    dr_group_release(even);
}

/* The naive result of an operation on two lists. */
static void combine(struct both *out, const struct both *a,
                    const struct both *b, char operation)
{
    out->size = 0;
    for (int i = 0; i < a->size; i++) {
        if (operation == '|' ||
            (position(b, a->member[i]) >= 0) == (operation == '&'))
            out->member[out->size++] = a->member[i];
    }
    for (int i = 0; i < b->size && operation == '|'; i++) {
        if (position(a, b->member[i]) < 0)
            out->member[out->size++] = b->member[i];
    }
}

static void check_and_release(struct dr_group *group, const struct both *want)
{
    CU_ASSERT_TRUE_FATAL(same(group, want));
    dr_group_release(group);
}

static void algebra_keeps_the_order_of_the_standard(void)
{
    struct both a, b, want;

    state = 2;
    for (int i = 0; i < ROUNDS; i++) {
        random_group(&a);
        random_group(&b);
        combine(&want, &a, &b, '|');
        check_and_release(dr_group_union(a.group, b.group), &want);
        combine(&want, &a, &b, '&');
        check_and_release(dr_group_intersection(a.group, b.group), &want);
        combine(&want, &a, &b, '-');
        check_and_release(dr_group_difference(a.group, b.group), &want);
        dr_group_release(a.group);
        dr_group_release(b.group);
    }
}

static void chosen_members_come_in_the_order_asked_for(void)
{
    struct both a, chosen, want;
    int n;

    state = 3;
    for (int i = 0; i < ROUNDS; i++) {
        random_group(&a);
        random_members(&chosen);
        n = 0;
        for (int k = 0; k < chosen.size; k++) {
            if (chosen.member[k] < a.size)
                chosen.member[n++] = chosen.member[k];
        }
        want.size = n;
        for (int k = 0; k < n; k++)
            want.member[k] = a.member[chosen.member[k]];
        check_and_release(dr_group_incl(a.group, chosen.member, n), &want);
        chosen.size = n;
        want.size = 0;
        for (int k = 0; k < a.size; k++) {
            if (position(&chosen, k) < 0)
                want.member[want.size++] = a.member[k];
        }
        check_and_release(dr_group_excl(a.group, chosen.member, n), &want);
        dr_group_release(a.group);
    }
}

static void comparison_tells_order_from_content(void)
{
    int up[] = {3, 1, 4, 15}, down[] = {15, 4, 1, 3}, other[] = {3, 1, 4, 16};
    struct dr_group *a = dr_group_list(up, 4), *b = dr_group_list(down, 4);
    struct dr_group *c = dr_group_list(other, 4), *d = dr_group_list(up, 3);
    struct dr_group *e = dr_group_list(up, 4);

    CU_ASSERT_EQUAL(dr_group_compare(a, a), MPI_IDENT);
    CU_ASSERT_EQUAL(dr_group_compare(a, e), MPI_IDENT);
    CU_ASSERT_EQUAL(dr_group_compare(a, b), MPI_SIMILAR);
    CU_ASSERT_EQUAL(dr_group_compare(a, c), MPI_UNEQUAL);
    CU_ASSERT_EQUAL(dr_group_compare(a, d), MPI_UNEQUAL);
    dr_group_release(a);
    dr_group_release(b);
    dr_group_release(c);
    dr_group_release(d);
    dr_group_release(e);
}


static CU_TestInfo tests[] = {
    {"ranks translate both ways", ranks_translate_both_ways},
    {"the world needs no memory per rank", the_world_needs_no_memory_per_rank},
    {"algebra keeps the order of the standard",
     algebra_keeps_the_order_of_the_standard},
    {"chosen members come in the order asked for",
     chosen_members_come_in_the_order_asked_for},
    {"comparison tells order from content",
     comparison_tells_order_from_content},
    CU_TEST_INFO_NULL,
};

static CU_SuiteInfo suites[] = {
    {"core/group", NULL, NULL, NULL, NULL, tests},
    CU_SUITE_INFO_NULL,
};

#include "unit/main.h"
