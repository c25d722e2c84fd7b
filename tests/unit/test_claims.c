/*
 * test_claims.c - suites "core/span", "core/guard" and "core/claims".
 *
 * If this fails, look in sim/core/span.c, guard.c or claims.c.
 */
#include "core/claims.h"

#include <CUnit/Basic.h>
#include <stdlib.h>
#include <string.h>

#include "core/datatype_make.h"
#include "core/guard.h"
#include "unit/dice.h"
#include "unit/ranks.h"

enum {
    ROOM = 512,
    TYPES = 6,
    CLAIMS = 64
};

static char memory[ROOM];
static const struct dr_datatype *types[TYPES];
static uint64_t dice = 7;

static void begin(void)
{
    static const int64_t places[] = {5, 0, 3, 9};
    const struct dr_datatype *byte = dr_datatype_get(MPI_BYTE);
    const struct dr_datatype *pair = dr_datatype_hvector(2, 3, 5, byte);

    ranks_begin(2);
    types[0] = NULL;
    types[1] = dr_datatype_get(MPI_INT);
    types[2] = pair;
    types[3] = dr_datatype_hvector(3, 1, -7, byte);
    types[4] = dr_datatype_hvector(2, 2, 21, pair);
    types[5] = dr_datatype_indexed_block(4, 1, places, 1, byte);
}

static void end(void)
{
    for (int i = 2; i < TYPES; i++)
        dr_datatype_release(types[i]);
    ranks_end();
}

static struct dr_span any_span(void)
{
    return (struct dr_span){memory + 128 + dice_roll(&dice, 256),
                            dice_roll(&dice, 4),
                            types[dice_roll(&dice, TYPES)]};
}

static bool mark(void *self, struct dr_reach block)
{
    for (uintptr_t at = block.low; at < block.high; at++)
        ((char *)self)[at - (uintptr_t)memory] = 1;
    return true;
}

/* Which bytes of `memory` are the span's, found by unpacking ones. */
static void bytes_of(struct dr_span span, char *map)
{
    static const char ones[ROOM] = {[0 ... ROOM - 1] = 1};
    char *at = map + ((char *)span.buffer - memory);

    memset(map, 0, ROOM);
    if (span.type)
        dr_datatype_unpack(span.type, at, span.count, 0, ones,
                           dr_span_bytes(span));
    else
        memset(at, 1, span.count);
}


static void blocks_of_a_span_are_its_bytes(void)
{
    char want[ROOM], have[ROOM];

    for (int i = 0; i < 1000; i++) {
        struct dr_span span = any_span();

        bytes_of(span, want);
        memset(have, 0, ROOM);
        dr_span_each(span, mark, have);
        CU_ASSERT_FATAL(memcmp(want, have, ROOM) == 0);
    }
}

static void a_span_touches_ranges_that_have_its_bytes(void)
{
    char map[ROOM];

    for (int i = 0; i < 5000; i++) {
        struct dr_span span = any_span();
        size_t low = dice_roll(&dice, ROOM - 16);
        size_t length = 1 + dice_roll(&dice, 16);
        struct dr_reach range = {(uintptr_t)memory + low,
                                 (uintptr_t)memory + low + length};

        bytes_of(span, map);
        CU_ASSERT_FATAL(dr_span_touches(span, range) ==
                        (memchr(map + low, 1, length) != NULL));
    }
}

static void spans_meet_where_they_share_a_byte(void)
{
    char one[ROOM], other[ROOM];
    int met = 0;

    for (int i = 0; i < 5000; i++) {
        struct dr_span a = any_span(), b = any_span();
        bool share = false;

        bytes_of(a, one);
        bytes_of(b, other);
        for (int k = 0; k < ROOM; k++)
            share |= one[k] && other[k];
        CU_ASSERT_FATAL(dr_span_meets(a, b) == share);
        met += share;
    }
    CU_ASSERT(met > 100);
}


static void claims_are_found_while_they_last(void)
{
    static struct dr_claim claims[CLAIMS];
    bool held[CLAIMS] = {0};

    for (int i = 0; i < 20000; i++) {
        struct dr_claim *claim = &claims[dice_roll(&dice, CLAIMS)];
        struct dr_span span = any_span();
        bool writes = dice_roll(&dice, 2), want = false;
        struct dr_claim *found;

        for (int k = 0; k < CLAIMS; k++)
            want |= held[k] && (claims[k].writes || writes) &&
                    dr_span_meets(span, claims[k].span);
        found = dr_claims_find(&ranks[0], span, writes);
        CU_ASSERT_FATAL((found != NULL) == want);
        CU_ASSERT_FATAL(!found || dr_span_meets(span, found->span));
        if (held[claim - claims]) {
            dr_claim_end(&ranks[0], claim);
        } else {
            *claim = (struct dr_claim){.span = any_span(), .writes = writes};
            dr_claim_begin(&ranks[0], claim);
        }
        held[claim - claims] ^= 1;
    }
    for (int k = 0; k < CLAIMS; k++) {
        if (held[k])
            dr_claim_end(&ranks[0], &claims[k]);
    }
    CU_ASSERT_PTR_NULL(ranks[0].claims.read);
    CU_ASSERT_PTR_NULL(ranks[0].claims.written);
}

static void other_ranks_have_claims_of_their_own(void)
{
    struct dr_claim claim = {.span = {memory, 8, NULL}, .writes = true};

    dr_claim_begin(&ranks[0], &claim);
    CU_ASSERT_PTR_EQUAL(dr_claims_find(&ranks[0], claim.span, false), &claim);
    CU_ASSERT_PTR_NULL(dr_claims_find(&ranks[1], claim.span, true));
    dr_claim_end(&ranks[0], &claim);
}

static void sends_may_share_what_they_read(void)
{
    struct dr_claim claim = {.span = {memory, 8, NULL}};

    dr_claim_begin(&ranks[0], &claim);
    CU_ASSERT_PTR_NULL(dr_claims_find(&ranks[0], claim.span, false));
    CU_ASSERT_PTR_EQUAL(dr_claims_find(&ranks[0], claim.span, true), &claim);
    dr_claim_end(&ranks[0], &claim);
}


static struct dr_claim *touched_claim;
static int touches;

static void note(struct dr_claim *claim, const struct dr_access *access)
{
    (void)access;
    touched_claim = claim;
    touches++;
}

static void touch(int from, int end, bool writes)
{
    uintptr_t at = (uintptr_t)memory;

    dr_claims_access(&(struct dr_access){
        .bytes = {at + (uintptr_t)from, at + (uintptr_t)end},
        .writes = writes});
}

static void forbidden_accesses_are_told_to_the_owner(void)
{
    struct dr_claim sent = {.span = {memory, 8, NULL}, .touched = note};
    struct dr_claim got = {
        .span = {memory + 8, 2, types[2]}, .writes = true, .touched = note};

    ranks_world.thread = pthread_self();
    ranks[0].phase = DR_INSIDE;
    touches = 0;
    dr_claim_begin(&ranks[0], &sent);
    dr_claim_begin(&ranks[0], &got);
    touch(0, 8, false);   /* what is sent may be read */
    touch(11, 13, true);  /* a gap of the datatype */
    touch(30, 40, false); /* nobody's */
    CU_ASSERT_EQUAL(touches, 0);
    touch(7, 8, true);
    CU_ASSERT_EQUAL(touches, 1);
    CU_ASSERT_PTR_EQUAL(touched_claim, &sent);
    touch(10, 12, false);
    CU_ASSERT_EQUAL(touches, 2);
    CU_ASSERT_PTR_EQUAL(touched_claim, &got);
    ranks[0].call = &(struct dr_call){.name = "MPI_Wait"};
    touch(10, 12, true); /* by a callback, for the operation */
    ranks[0].call = NULL;
    CU_ASSERT_EQUAL(touches, 2);
    dr_claim_end(&ranks[0], &sent);
    dr_claim_end(&ranks[0], &got);
    touch(0, 32, true);
    CU_ASSERT_EQUAL(touches, 2);
}

static void a_guard_minds_what_is_marked(void)
{
    struct dr_guard *guard = dr_guard_new();
    struct dr_span span = {memory + 64, 40, NULL};
    uintptr_t at = (uintptr_t)memory;

    for (int i = 0; i < 3; i++)
        dr_guard_mark(guard, span, false);
    CU_ASSERT(dr_guard_minds(guard, (struct dr_reach){at + 70, at + 71}, true));
    CU_ASSERT(dr_guard_minds(guard, (struct dr_reach){at, at + 400}, true));
    CU_ASSERT(
        !dr_guard_minds(guard, (struct dr_reach){at + 70, at + 71}, false));
    CU_ASSERT(!dr_guard_minds(guard, (struct dr_reach){at, at + 32}, true));
    for (int i = 0; i < 3; i++)
        dr_guard_unmark(guard, span, false);
    CU_ASSERT(!dr_guard_minds(guard, (struct dr_reach){at, at + 400}, true));
    free(guard);
}

static CU_TestInfo span_tests[] = {
    {"blocks of a span are its bytes", blocks_of_a_span_are_its_bytes},
    {"a span touches ranges that have its bytes",
     a_span_touches_ranges_that_have_its_bytes},
    {"spans meet where they share a byte", spans_meet_where_they_share_a_byte},
    CU_TEST_INFO_NULL,
};

static CU_TestInfo claim_tests[] = {
    {"claims are found while they last", claims_are_found_while_they_last},
    {"other ranks have claims of their own",
     other_ranks_have_claims_of_their_own},
    {"sends may share what they read", sends_may_share_what_they_read},
    {"forbidden accesses are told to the owner",
     forbidden_accesses_are_told_to_the_owner},
    {"a guard minds what is marked", a_guard_minds_what_is_marked},
    CU_TEST_INFO_NULL,
};

static CU_SuiteInfo suites[] = {
    {"core/span", NULL, NULL, begin, end, span_tests},
    {"core/claims", NULL, NULL, begin, end, claim_tests},
    CU_SUITE_INFO_NULL,
};

#include "unit/main.h"
