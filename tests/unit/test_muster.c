/*
 * test_muster.c - suite "core/muster".
 *
 * If this fails, look in sim/core/muster.c.
 */
#include "core/muster.h"

#include <CUnit/Basic.h>

#include "unit/ranks.h"

enum {
    COUNT = 6
};

static void begin(void)
{
    ranks_begin(COUNT);
}

/* The circle that a rank gets, of which it gives back its reference. */
static struct dr_circle *join(int rank, struct dr_group *group, int tag)
{
    return dr_muster_join(ranks_run(rank)->comm_world, group, tag);
}

/* As many communicators as the circle has references, and their end. */
static void use_up(struct dr_circle *circle, int references)
{
    for (int i = 0; i < references; i++)
        dr_comm_release(dr_comm_new(circle, 0, ranks_run(i)->comm_world));
}

static bool nobody_waits(void)
{
    return dr_list_empty(&ranks[0].comm_world->circle->musters);
}

static void members_of_a_group_meet(void)
{
    struct dr_group *group = dr_group_range(1, 2, 3);
    struct dr_circle *circle = join(4, group, 7);

    CU_ASSERT(!nobody_waits());
    CU_ASSERT_PTR_EQUAL(join(1, group, 7), circle);
    CU_ASSERT(nobody_waits());
    CU_ASSERT_EQUAL(dr_group_world_rank(circle->groups[0], 1), 4);
    use_up(circle, 2);
    dr_group_release(group);
}

static void equal_groups_are_the_same(void)
{
    struct dr_group *mine = dr_group_range(0, 2, 1);
    struct dr_group *yours = dr_group_list((int[]){0, 1}, 2);
    struct dr_circle *circle = join(0, mine, 7);

    CU_ASSERT_PTR_EQUAL(join(1, yours, 7), circle);
    use_up(circle, 2);
    dr_group_release(mine);
    dr_group_release(yours);
}

static void tags_and_groups_tell_apart(void)
{
    struct dr_group *pair = dr_group_range(0, 2, 1);
    struct dr_group *other = dr_group_range(1, 2, -1);
    struct dr_circle *first = join(0, pair, 1), *second = join(0, pair, 2);
    struct dr_circle *third = join(0, other, 1);

    CU_ASSERT_PTR_NOT_EQUAL(first, second);
    CU_ASSERT_PTR_NOT_EQUAL(first, third);
    CU_ASSERT_PTR_EQUAL(join(1, pair, 2), second);
    CU_ASSERT_PTR_EQUAL(join(1, other, 1), third);
    CU_ASSERT_PTR_EQUAL(join(1, pair, 1), first);
    CU_ASSERT(nobody_waits());
    use_up(first, 2);
    use_up(second, 2);
    use_up(third, 2);
    dr_group_release(pair);
    dr_group_release(other);
}

static void the_same_again_is_another(void)
{
    struct dr_group *group = dr_group_range(0, 2, 1);
    struct dr_circle *first = join(0, group, 7), *second;

    CU_ASSERT_PTR_EQUAL(join(1, group, 7), first);
    second = join(1, group, 7);
    CU_ASSERT_PTR_NOT_EQUAL(second, first);
    CU_ASSERT_PTR_EQUAL(join(0, group, 7), second);
    use_up(first, 2);
    use_up(second, 2);
    dr_group_release(group);
}

static void leaders_meet_for_two_groups(void)
{
    struct dr_group *low = dr_group_range(1, 2, 1);
    struct dr_group *high = dr_group_range(5, 3, -1); /* begins with rank 5 */
    struct dr_circle *circle;

    circle = dr_muster_lead(ranks_run(5)->comm_world, high, low, 3);
    CU_ASSERT_PTR_EQUAL(dr_muster_lead(ranks_run(1)->comm_world, low, high, 3),
                        circle);
    CU_ASSERT(nobody_waits());
    CU_ASSERT_EQUAL(dr_group_compare(circle->groups[0], low), MPI_IDENT);
    CU_ASSERT_EQUAL(dr_group_compare(circle->groups[1], high), MPI_IDENT);
    for (int i = 1; i < COUNT; i++)
        dr_comm_release(dr_comm_new(circle, 0, ranks_run(i)->comm_world));
    dr_group_release(low);
    dr_group_release(high);
}


static CU_TestInfo tests[] = {
    {"members of a group meet", members_of_a_group_meet},
    {"equal groups are the same", equal_groups_are_the_same},
    {"tags and groups tell apart", tags_and_groups_tell_apart},
    {"the same again is another", the_same_again_is_another},
    {"leaders meet for two groups", leaders_meet_for_two_groups},
    CU_TEST_INFO_NULL,
};

static CU_SuiteInfo suites[] = {
    {"core/muster", NULL, NULL, begin, ranks_end, tests},
    CU_SUITE_INFO_NULL,
};

#include "unit/main.h"
