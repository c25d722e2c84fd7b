/*
 * test_accord.c - suite "core/accord".
 *
 * If this fails, look in sim/core/accord.c.
 */
#include "core/accord.h"

#include <CUnit/Basic.h>

#include "unit/ranks.h"

enum {
    COUNT = 6
};

/* What a member deposits, and what it gets. */
struct member {
    int color, key;
    struct dr_accord *accord;
    struct dr_comm *comm; /* NULL: in no new communicator */
};

static struct member members[COUNT];

static void begin(void)
{
    ranks_begin(COUNT);
    for (int i = 0; i < COUNT; i++)
        members[i] = (struct member){0};
}

static void join(int rank)
{
    struct member *member = &members[rank];

    member->accord =
        dr_accord_join(ranks_run(rank)->comm_world, member->color, member->key);
}

static void take(int rank)
{
    struct dr_comm *parent = ranks_run(rank)->comm_world;
    struct dr_circle *circle;
    int new_rank = -1;

    circle = dr_accord_take(members[rank].accord, parent, &new_rank);
    members[rank].comm = circle ? dr_comm_new(circle, new_rank, parent) : NULL;
}

static void agree(void)
{
    for (int i = 0; i < COUNT; i++)
        join(i);
    for (int i = 0; i < COUNT; i++)
        take(i);
}

static void end(void)
{
    for (int i = 0; i < COUNT; i++) {
        if (members[i].comm)
            dr_comm_release(members[i].comm);
    }
    ranks_end();
}

static int new_rank(int rank)
{
    return members[rank].comm ? members[rank].comm->rank : -1;
}

static void one_color_and_no_keys_keep_the_order(void)
{
    agree();
    for (int i = 0; i < COUNT; i++) {
        CU_ASSERT_EQUAL(new_rank(i), i);
        CU_ASSERT_EQUAL(members[i].comm->size, COUNT);
        CU_ASSERT_PTR_EQUAL(members[i].comm->circle, members[0].comm->circle);
    }
}

static void colors_make_communicators_of_their_own(void)
{
    for (int i = 0; i < COUNT; i++)
        members[i].color = i % 2;
    agree();
    for (int i = 0; i < COUNT; i++) {
        CU_ASSERT_EQUAL(members[i].comm->size, 3);
        CU_ASSERT_EQUAL(new_rank(i), i / 2);
        CU_ASSERT_EQUAL(dr_comm_world_rank(members[i].comm, new_rank(i)), i);
    }
    CU_ASSERT_NOT_EQUAL(members[0].comm->circle->context,
                        members[1].comm->circle->context);
}

static void keys_order_the_members(void)
{
    static const int keys[COUNT] = {5, -3, 2, 0, 7, -9};
    static const int expected[COUNT] = {4, 1, 3, 2, 5, 0};

    for (int i = 0; i < COUNT; i++)
        members[i].key = keys[i];
    agree();
    for (int i = 0; i < COUNT; i++)
        CU_ASSERT_EQUAL(new_rank(i), expected[i]);
}

/* MPI 3.1, section 6.4.2: ties are broken by the old rank. */
static void equal_keys_keep_the_old_order(void)
{
    static const int keys[COUNT] = {1, 0, 1, 0, 1, 0};
    static const int expected[COUNT] = {3, 0, 4, 1, 5, 2};

    for (int i = 0; i < COUNT; i++)
        members[i].key = keys[i];
    agree();
    for (int i = 0; i < COUNT; i++)
        CU_ASSERT_EQUAL(new_rank(i), expected[i]);
}

static void no_color_is_no_communicator(void)
{
    members[1].color = MPI_UNDEFINED;
    members[4].color = MPI_UNDEFINED;
    agree();
    CU_ASSERT_PTR_NULL(members[1].comm);
    CU_ASSERT_PTR_NULL(members[4].comm);
    CU_ASSERT_EQUAL(members[5].comm->size, 4);
    CU_ASSERT_EQUAL(new_rank(5), 3);
}

static void nobody_may_have_a_color(void)
{
    for (int i = 0; i < COUNT; i++)
        members[i].color = MPI_UNDEFINED;
    agree();
    for (int i = 0; i < COUNT; i++)
        CU_ASSERT_PTR_NULL(members[i].comm);
}

/* A fast member joins the next agreement while others still take the first. */
static void the_next_agreement_may_begin_before_the_last_ends(void)
{
    struct dr_comm *first;

    for (int i = 0; i < COUNT; i++)
        join(i);
    take(0);
    first = members[0].comm;
    members[0].color = 9;
    join(0);
    for (int i = 1; i < COUNT; i++) {
        take(i);
        CU_ASSERT_PTR_EQUAL(members[i].comm->circle, first->circle);
        dr_comm_release(members[i].comm);
        join(i);
    }
    for (int i = 0; i < COUNT; i++)
        take(i);
    CU_ASSERT_EQUAL(members[0].comm->size, 1);
    CU_ASSERT_EQUAL(members[1].comm->size, COUNT - 1);
    dr_comm_release(first);
}

static void a_finished_agreement_leaves_nothing_behind(void)
{
    agree();
    CU_ASSERT(dr_list_empty(&ranks[0].comm_world->circle->accords));
}


static CU_TestInfo tests[] = {
    {"one color and no keys keep the order",
     one_color_and_no_keys_keep_the_order},
    {"colors make communicators of their own",
     colors_make_communicators_of_their_own},
    {"keys order the members", keys_order_the_members},
    {"equal keys keep the old order", equal_keys_keep_the_old_order},
    {"no color is no communicator", no_color_is_no_communicator},
    {"nobody may have a color", nobody_may_have_a_color},
    {"the next agreement may begin before the last ends",
     the_next_agreement_may_begin_before_the_last_ends},
    {"a finished agreement leaves nothing behind",
     a_finished_agreement_leaves_nothing_behind},
    CU_TEST_INFO_NULL,
};

static CU_SuiteInfo suites[] = {
    {"core/accord", NULL, NULL, begin, end, tests},
    CU_SUITE_INFO_NULL,
};

#include "unit/main.h"
