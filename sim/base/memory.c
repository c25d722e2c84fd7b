/*
 * memory.c - allocation that never returns NULL, and pools of equal blocks.
 */
#include "base/memory.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void *checked(void *block, size_t size)
{
    if (!block && size > 0) {
        fprintf(stderr, "dryrun: out of memory asking for %zu bytes\n", size);
        exit(83);
    }
    return block;
}

void *dr_alloc(size_t size)
{
    return checked(malloc(size), size);
}

void *dr_zalloc(size_t count, size_t size)
{
    size_t product;

    if (__builtin_mul_overflow(count, size, &product))
        product = SIZE_MAX;
    return checked(calloc(count, size), product);
}

void *dr_realloc(void *block, size_t size)
{
    return checked(realloc(block, size), size);
}

char *dr_strdup(const char *text)
{
    size_t length = strlen(text) + 1;

    return memcpy(dr_alloc(length), text, length);
}


/* Chunks double up to this many bytes: few calls, little waste. */
enum {
    LARGEST_CHUNK = 1 << 20
};

void dr_pool_init(struct dr_pool *pool, size_t size)
{
    if (size < sizeof(void *))
        size = sizeof(void *);
    *pool = (struct dr_pool){.size = (size + 15) & ~(size_t)15, .grow = 8};
}

void dr_pool_refill(struct dr_pool *pool)
{
    char *chunk = dr_alloc(16 + pool->grow * pool->size);

    *(void **)chunk = pool->chunks;
    pool->chunks = chunk;
    /* From the back, so that blocks are handed out in address order. */
    for (size_t i = pool->grow; i-- > 0;)
        dr_pool_give(pool, chunk + 16 + i * pool->size);
    if (pool->grow * pool->size < LARGEST_CHUNK)
        pool->grow *= 2;
}

void dr_pool_end(struct dr_pool *pool)
{
    while (pool->chunks) {
        void *next = *(void **)pool->chunks;

        free(pool->chunks);
        pool->chunks = next;
    }
    pool->free = NULL;
}
