/*
 * test_trail.c - suite "trace/trail".
 *
 * If this fails, look in sim/trace/trail.c.  All times are whole seconds, so
 * that sums are exact.
 */
#include "trace/trail.h"

#include <CUnit/Basic.h>
#include <stdlib.h>

enum {
    LABELS = 10
};

static struct dr_trails trails;
static double sums[LABELS];

static void begin(void)
{
    dr_trails_init(&trails);
}

static void end(void)
{
    dr_trails_end(&trails);
}

/* The sums of a trail into `sums`; returns how many there are. */
static size_t look(struct dr_trail trail)
{
    size_t count;
    struct dr_trail_sum *found = dr_trail_sums(&trails, trail, &count);

    for (int i = 0; i < LABELS; i++)
        sums[i] = 0;
    for (size_t i = 0; i < count; i++) {
        CU_ASSERT(i == 0 || found[i - 1].label < found[i].label);
        sums[found[i].label] = found[i].length_s;
    }
    free(found);
    return count;
}

static void an_empty_trail_has_no_sums(void)
{
    CU_ASSERT_EQUAL(look((struct dr_trail){0}), 0);
}

static void stretches_of_one_label_add_up(void)
{
    struct dr_trail trail = {0};

    dr_trail_extend(&trails, &trail, 2, 7);
    dr_trail_extend(&trails, &trail, 3, 1);
    dr_trail_extend(&trails, &trail, 8, 7);
    CU_ASSERT_EQUAL(look(trail), 2);
    CU_ASSERT_EQUAL(sums[7], 7);
    CU_ASSERT_EQUAL(sums[1], 1);
    CU_ASSERT_EQUAL(trail.until_s, 8);
}

static void a_trail_does_not_go_back(void)
{
    struct dr_trail trail = {0};

    dr_trail_extend(&trails, &trail, 5, 1);
    dr_trail_extend(&trails, &trail, 5, 2);
    dr_trail_extend(&trails, &trail, 4, 2);
    CU_ASSERT_EQUAL(look(trail), 1);
    CU_ASSERT_EQUAL(sums[1], 5);
}

static void trails_share_what_they_have_in_common(void)
{
    struct dr_trail one = {0}, other;

    dr_trail_extend(&trails, &one, 4, 1);
    other = one;
    dr_trail_extend(&trails, &one, 6, 2);
    dr_trail_extend(&trails, &other, 9, 3);
    CU_ASSERT_EQUAL(look(one), 2);
    CU_ASSERT_EQUAL(sums[1], 4);
    CU_ASSERT_EQUAL(sums[2], 2);
    CU_ASSERT_EQUAL(look(other), 2);
    CU_ASSERT_EQUAL(sums[1], 4);
    CU_ASSERT_EQUAL(sums[3], 5);
}

/*
 * Two ranks work, and every seventh time one goes on with the other's trail;
 * trails that nobody has any more are left behind.  However often it is tidied,
 * the sums stay, and what is kept stays small.
 */
static void tidying_changes_no_sum(void)
{
    struct dr_trail heads[3] = {{0}};
    double want[2][LABELS] = {{0}};
    struct dr_trail_heads row = {heads, 3, sizeof *heads};

    for (int i = 0; i < 400000; i++) {
        int who = i % 2;

        if (dr_trails_full(&trails, 4))
            dr_trails_tidy(&trails, &row, 1);
        dr_trail_extend(&trails, &heads[who], heads[who].until_s + 1 + i % 3,
                        (uint32_t)(i % LABELS));
        want[who][i % LABELS] += 1 + i % 3;
        heads[2] = heads[who];
        dr_trail_extend(&trails, &heads[2], 1e9, 1);
        if (i % 7 == 0) {
            heads[who] = heads[1 - who];
            for (int k = 0; k < LABELS; k++)
                want[who][k] = want[1 - who][k];
        }
    }
    CU_ASSERT(trails.room <= 1 << 16);
    dr_trails_tidy(&trails, &row, 1);
    CU_ASSERT(trails.count <= 6);
    for (int who = 0; who < 2; who++) {
        look(heads[who]);
        for (int k = 0; k < LABELS; k++)
            CU_ASSERT_EQUAL(sums[k], want[who][k]);
    }
}

static void what_is_needed_makes_room(void)
{
    enum {
        HEADS = 100000
    };
    struct dr_trail *heads = calloc(HEADS, sizeof *heads);
    struct dr_trail_heads row = {heads, HEADS, sizeof *heads};

    for (int i = 0; i < HEADS; i++) {
        if (dr_trails_full(&trails, 1))
            dr_trails_tidy(&trails, &row, 1);
        dr_trail_extend(&trails, &heads[i], 1 + i, 1);
    }
    look(heads[HEADS - 1]);
    CU_ASSERT_EQUAL(sums[1], HEADS);
    look(heads[0]);
    CU_ASSERT_EQUAL(sums[1], 1);
    free(heads);
}


static CU_TestInfo tests[] = {
    {"an empty trail has no sums", an_empty_trail_has_no_sums},
    {"stretches of one label add up", stretches_of_one_label_add_up},
    {"a trail does not go back", a_trail_does_not_go_back},
    {"trails share what they have in common",
     trails_share_what_they_have_in_common},
    {"tidying changes no sum", tidying_changes_no_sum},
    {"what is needed makes room", what_is_needed_makes_room},
    CU_TEST_INFO_NULL,
};

static CU_SuiteInfo suites[] = {
    {"trace/trail", NULL, NULL, begin, end, tests},
    CU_SUITE_INFO_NULL,
};

#include "unit/main.h"
