/*
 * memory.h - allocation that never returns NULL, and pools of equal blocks.
 *
 * The simulator cannot go on without memory, so running out ends the process
 * with one sentence and status 83 (a limit was reached).  Pools serve the hot
 * path: a block taken from a pool that has one free costs no call to malloc.
 */
#ifndef DR_BASE_MEMORY_H
#define DR_BASE_MEMORY_H

#include <stddef.h>

/* `size` bytes, not initialised; the caller frees them with free(). */
void *dr_alloc(size_t size);

/* `count` times `size` zero bytes; the product is checked for overflow. */
void *dr_zalloc(size_t count, size_t size);

/* realloc() that never returns NULL. */
void *dr_realloc(void *block, size_t size);

/* A copy of `text`; the caller frees it. */
char *dr_strdup(const char *text);

/* Blocks of one size, handed out last-in first-out. */
struct dr_pool {
    size_t size;
    void *free;   /* chain through the first word of each free block */
    void *chunks; /* chain of chunks, for dr_pool_end() */
    size_t grow;  /* blocks in the next chunk */
};

/* Start empty; `size` is at least sizeof(void *) and is rounded up to 16. */
void dr_pool_init(struct dr_pool *pool, size_t size);

/* Release every chunk; all blocks become invalid. */
void dr_pool_end(struct dr_pool *pool);

/* Add one chunk.  Only dr_pool_take() calls it. */
void dr_pool_refill(struct dr_pool *pool);

/* A block with undefined content. */
static inline void *dr_pool_take(struct dr_pool *pool)
{
    void *block;

    if (!pool->free)
        dr_pool_refill(pool);
    block = pool->free;
    pool->free = *(void **)block;
    return block;
}

/* Return a block to the pool it came from. */
static inline void dr_pool_give(struct dr_pool *pool, void *block)
{
    *(void **)block = pool->free;
    pool->free = block;
}

#endif
