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


/* Between ranks 0, 2, 4 and 1, 3, 5. */
static struct dr_comm *inter[COUNT];

static void begin_inter(void)
{
    struct dr_circle *circle;

    begin();
    circle =
        dr_circle_new_inter(dr_group_range(0, 3, 2), dr_group_range(1, 3, 2));
    for (int i = 0; i < COUNT; i++) {
        struct dr_rank *rank = ranks_run(i);

        inter[i] = dr_comm_new(circle, i / 2, rank->comm_world);
    }
}

static void take_inter(int rank)
{
    struct dr_circle *circle;
    int new_rank = -1;

    ranks_run(rank);
    circle = dr_accord_take(members[rank].accord, inter[rank], &new_rank);
    members[rank].comm =
        circle ? dr_comm_new(circle, new_rank, inter[rank]) : NULL;
}

static void agree_inter(void)
{
    for (int i = 0; i < COUNT; i++) {
        ranks_run(i);
        members[i].accord =
            dr_accord_join(inter[i], members[i].color, members[i].key);
    }
    for (int i = 0; i < COUNT; i++)
        take_inter(i);
}

static void merge(const int high[COUNT])
{
    for (int i = COUNT - 1; i >= 0; i--) {
        ranks_run(i);
        members[i].accord = dr_accord_join_merge(inter[i], high[i]);
    }
    for (int i = 0; i < COUNT; i++)
        take_inter(i);
}

static void end_inter(void)
{
    CU_ASSERT(dr_list_empty(&inter[0]->circle->accords));
    for (int i = 0; i < COUNT; i++)
        dr_comm_release(inter[i]);
    end();
}

static void two_groups_stay_two(void)
{
    agree_inter();
    for (int i = 0; i < COUNT; i++) {
        CU_ASSERT(dr_comm_inter(members[i].comm));
        CU_ASSERT_EQUAL(new_rank(i), i / 2);
        CU_ASSERT_EQUAL(members[i].comm->npeers, 3);
        CU_ASSERT_EQUAL(dr_comm_world_rank(members[i].comm, 0), !(i % 2));
    }
}

static void keys_order_each_side(void)
{
    static const int keys[COUNT] = {2, 0, 1, 0, 0, -1};
    static const int expected[COUNT] = {2, 1, 1, 2, 0, 0};

    for (int i = 0; i < COUNT; i++)
        members[i].key = keys[i];
    agree_inter();
    for (int i = 0; i < COUNT; i++)
        CU_ASSERT_EQUAL(new_rank(i), expected[i]);
}

static void a_color_of_one_side_makes_none(void)
{
    members[2].color = 1;
    members[3].color = MPI_UNDEFINED;
    agree_inter();
    CU_ASSERT_PTR_NULL(members[2].comm);
    CU_ASSERT_PTR_NULL(members[3].comm);
    CU_ASSERT_EQUAL(members[4].comm->size, 2);
    CU_ASSERT_EQUAL(members[4].comm->npeers, 2);
    CU_ASSERT_EQUAL(new_rank(4), 1);
    CU_ASSERT_EQUAL(dr_comm_world_rank(members[4].comm, 1), 5);
}

static void merging_puts_the_low_side_first(void)
{
    static const int high[COUNT] = {1, 0, 1, 0, 1, 0};
    static const int expected[COUNT] = {3, 0, 4, 1, 5, 2};

    merge(high);
    for (int i = 0; i < COUNT; i++) {
        CU_ASSERT(!dr_comm_inter(members[i].comm));
        CU_ASSERT_EQUAL(new_rank(i), expected[i]);
        CU_ASSERT_EQUAL(members[i].comm->size, COUNT);
    }
}

static void merging_equals_puts_the_first_group_first(void)
{
    static const int high[COUNT] = {1, 1, 1, 1, 1, 1};
    static const int expected[COUNT] = {0, 3, 1, 4, 2, 5};

    merge(high);
    for (int i = 0; i < COUNT; i++)
        CU_ASSERT_EQUAL(new_rank(i), expected[i]);
}

static void a_side_that_disagrees_is_not_merged(void)
{
    static const int high[COUNT] = {0, 1, 0, 0, 0, 1};

    merge(high);
    for (int i = 0; i < COUNT; i++)
        CU_ASSERT_PTR_NULL(members[i].comm);
}


static CU_TestInfo inter_tests[] = {
    {"two groups stay two", two_groups_stay_two},
    {"keys order each side", keys_order_each_side},
    {"a color of one side makes none", a_color_of_one_side_makes_none},
    {"merging puts the low side first", merging_puts_the_low_side_first},
    {"merging equals puts the first group first",
     merging_equals_puts_the_first_group_first},
    {"a side that disagrees is not merged",
     a_side_that_disagrees_is_not_merged},
    CU_TEST_INFO_NULL,
};

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
    {"core/accord, intercommunicators", NULL, NULL, begin_inter, end_inter,
     inter_tests},
    CU_SUITE_INFO_NULL,
};

#include "unit/main.h"
