/*
 * test_memory.c - suite "base/memory".
 *
 * If this fails, look in sim/base/memory.c.
 */
#include "base/memory.h"

#include <CUnit/Basic.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "unit/dice.h"

/* AddressSanitizer would end the process where malloc returns NULL. */
const char *__asan_default_options(void);
const char *__asan_default_options(void)
{
    return "allocator_may_return_null=1";
}

static struct dr_pool pool;

static void end(void)
{
    dr_pool_end(&pool);
}

static void zalloc_gives_zeros(void)
{
    char *block = dr_zalloc(100, 3);
    int sum = 0;

    for (int i = 0; i < 300; i++)
        sum += block[i] != 0;
    CU_ASSERT_EQUAL(sum, 0);
    free(block);
}

static void a_copy_of_a_string_is_another_string(void)
{
    char text[] = "rank 7";
    char *copy = dr_strdup(text);

    text[0] = 'R';
    CU_ASSERT_STRING_EQUAL(copy, "rank 7");
    free(copy);
}

/* What becomes of a process that calls ask(). */
static int status_of(void (*ask)(void))
{
    pid_t child = fork();
    int status = -1;

    if (child == 0) {
        if (!freopen("/dev/null", "w", stderr))
            _exit(1);
        ask();
        _exit(0);
    }
    waitpid(child, &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

static void ask_for_too_much(void)
{
    volatile size_t half = (size_t)1 << 62;
    void *volatile block = dr_alloc(half);

    (void)block;
}

static void ask_for_an_overflow(void)
{
    volatile size_t half = (size_t)1 << 62;
    void *volatile block = dr_zalloc(half, 8);

    (void)block;
}

static void ask_to_grow_too_much(void)
{
    volatile size_t half = (size_t)1 << 62;
    static void *volatile block; /* reachable when the process ends: no leak */

    block = dr_alloc(1);
    block = dr_realloc(block, half);
}

static void running_out_of_memory_ends_with_status_83(void)
{
    CU_ASSERT_EQUAL(status_of(ask_for_too_much), 83);
    CU_ASSERT_EQUAL(status_of(ask_for_an_overflow), 83);
    CU_ASSERT_EQUAL(status_of(ask_to_grow_too_much), 83);
}

static void a_pool_hands_out_what_it_got_back_last(void)
{
    void *first, *second;

    dr_pool_init(&pool, 40);
    first = dr_pool_take(&pool);
    second = dr_pool_take(&pool);
    dr_pool_give(&pool, first);
    dr_pool_give(&pool, second);
    CU_ASSERT_PTR_EQUAL(dr_pool_take(&pool), second);
    CU_ASSERT_PTR_EQUAL(dr_pool_take(&pool), first);
}

static void blocks_of_a_pool_are_aligned_for_everything(void)
{
    dr_pool_init(&pool, 20);
    for (int i = 0; i < 100; i++)
        CU_ASSERT_EQUAL((uintptr_t)dr_pool_take(&pool) % 16, 0);
}

static void the_smallest_block_holds_the_chain_of_free_ones(void)
{
    dr_pool_init(&pool, 1);
    CU_ASSERT(pool.size >= sizeof(void *));
}

enum {
    BLOCKS = 3000,
    SIZE = 72
};

static char *held[BLOCKS];

static bool filled_with(const char *block, char byte)
{
    for (int i = 0; i < SIZE; i++) {
        if (block[i] != byte)
            return false;
    }
    return true;
}

/* Take and give at random; a block's content is its owner's all the time. */
static void blocks_of_a_pool_never_overlap(void)
{
    uint64_t dice = 1;
    int spoilt = 0;

    dr_pool_init(&pool, SIZE);
    for (int turn = 0; turn < 20000; turn++) {
        uint32_t i = dice_roll(&dice, BLOCKS);

        if (held[i]) {
            spoilt += !filled_with(held[i], (char)i);
            dr_pool_give(&pool, held[i]);
            held[i] = NULL;
        } else {
            held[i] = dr_pool_take(&pool);
            memset(held[i], (char)i, SIZE);
        }
    }
    for (int i = 0; i < BLOCKS; i++)
        spoilt += held[i] && !filled_with(held[i], (char)i);
    CU_ASSERT_EQUAL(spoilt, 0);
}

static void a_pool_in_use_asks_malloc_no_more(void)
{
    void *blocks[500], *chunks;

    dr_pool_init(&pool, SIZE);
    for (int i = 0; i < 500; i++)
        blocks[i] = dr_pool_take(&pool);
    for (int i = 0; i < 500; i++)
        dr_pool_give(&pool, blocks[i]);
    chunks = pool.chunks;
    for (int i = 0; i < 500; i++)
        dr_pool_take(&pool);
    CU_ASSERT_PTR_EQUAL(pool.chunks, chunks);
}


static CU_TestInfo tests[] = {
    {"zalloc gives zeros", zalloc_gives_zeros},
    {"a copy of a string is another string",
     a_copy_of_a_string_is_another_string},
    {"running out of memory ends with status 83",
     running_out_of_memory_ends_with_status_83},
    {"a pool hands out what it got back last",
     a_pool_hands_out_what_it_got_back_last},
    {"blocks of a pool are aligned for everything",
     blocks_of_a_pool_are_aligned_for_everything},
    {"the smallest block holds the chain of free ones",
     the_smallest_block_holds_the_chain_of_free_ones},
    {"blocks of a pool never overlap", blocks_of_a_pool_never_overlap},
    {"a pool in use asks malloc no more", a_pool_in_use_asks_malloc_no_more},
    CU_TEST_INFO_NULL,
};

static CU_SuiteInfo suites[] = {
    {"base/memory", NULL, NULL, NULL, end, tests},
    CU_SUITE_INFO_NULL,
};

#include "unit/main.h"
