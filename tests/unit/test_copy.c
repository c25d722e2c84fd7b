/*
 * test_copy.c - suite "base/copy".
 *
 * If this fails, look in sim/base/copy.c.
 */
#include "base/copy.h"

#include <CUnit/Basic.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum {
    PAGE = 4096,
    MARGIN = 128,
    MOST = DR_COPY_LARGE + 20 * PAGE,
    ROOM = MOST + 2 * MARGIN + 64
};

static char *from, *to;

static int begin(void)
{
    from = aligned_alloc(PAGE, (ROOM + PAGE - 1) / PAGE * PAGE);
    to = aligned_alloc(PAGE, (ROOM + PAGE - 1) / PAGE * PAGE);
    for (size_t i = 0; i < ROOM; i++)
        from[i] = (char)(i * 131 + i / 251);
    return 0;
}

static int end(void)
{
    free(from);
    free(to);
    return 0;
}

static bool untouched(const char *area, size_t bytes)
{
    for (size_t i = 0; i < bytes; i++) {
        if (area[i] != '#')
            return false;
    }
    return true;
}

/* Copy between these offsets; everything arrives, nothing beside it changes. */
static bool copies(size_t source, size_t target, size_t bytes)
{
    size_t begin_at = MARGIN + target;

    memset(to, '#', ROOM);
    dr_copy(to + begin_at, from + source, bytes);
    return memcmp(to + begin_at, from + source, bytes) == 0 &&
           untouched(to, begin_at) &&
           untouched(to + begin_at + bytes, ROOM - begin_at - bytes);
}

static void small_copies_are_exact(void)
{
    for (size_t bytes = 0; bytes < 100; bytes++)
        CU_ASSERT(copies(3, 5, bytes));
}

static void the_change_of_method_is_seamless(void)
{
    for (size_t bytes = DR_COPY_LARGE - 2; bytes <= DR_COPY_LARGE + 2; bytes++)
        CU_ASSERT(copies(0, 0, bytes));
}

static void every_alignment_of_both_ends_works(void)
{
    for (size_t target = 0; target < 64; target += 7) {
        for (size_t source = 0; source < 64; source += 13)
            CU_ASSERT(copies(source, target, DR_COPY_LARGE + 1));
    }
}

/* Whole rounds of eight pages, rounds with pages left over, and a tail. */
static void any_number_of_pages_and_a_tail_work(void)
{
    for (size_t pages = 0; pages < 18; pages++) {
        CU_ASSERT(copies(0, 0, DR_COPY_LARGE + pages * PAGE));
        CU_ASSERT(copies(1, 9, DR_COPY_LARGE + pages * PAGE + 77));
    }
}


static CU_TestInfo tests[] = {
    {"small copies are exact", small_copies_are_exact},
    {"the change of method is seamless", the_change_of_method_is_seamless},
    {"every alignment of both ends works", every_alignment_of_both_ends_works},
    {"any number of pages and a tail work",
     any_number_of_pages_and_a_tail_work},
    CU_TEST_INFO_NULL,
};

static CU_SuiteInfo suites[] = {
    {"base/copy", begin, end, NULL, NULL, tests},
    CU_SUITE_INFO_NULL,
};

#include "unit/main.h"
