/*
 * table.h - a hash table from two numbers to a pointer.
 *
 * Open addressing, linear probing, at most half full; removal shifts later
 * entries back, so there are no tombstones.  There is no way to walk a table:
 * nothing a user sees may depend on hash order.
 */
#ifndef DR_BASE_TABLE_H
#define DR_BASE_TABLE_H

#include <stddef.h>
#include <stdint.h>

struct dr_table_entry {
    uint64_t a, b;
    void *value; /* NULL: free */
};

/* All zero is an empty table that owns nothing. */
struct dr_table {
    struct dr_table_entry *entries;
    uint32_t mask; /* room - 1 */
    uint32_t count;
};

/* Where to look first for a key: the low bits of this. */
static inline uint64_t dr_table_hash(uint64_t a, uint64_t b)
{
    /* Multiplicative mixing; keys are small numbers, mostly consecutive. */
    uint64_t hash = (a ^ (b << 32 | b >> 32)) * 0x9e3779b97f4a7c15u;

    return hash ^ hash >> 29;
}

/* The value stored under (a, b), or NULL. */
static inline void *dr_table_get(const struct dr_table *table, uint64_t a,
                                 uint64_t b)
{
    uint64_t at = dr_table_hash(a, b);

    if (!table->entries)
        return NULL;
    for (;; at++) {
        const struct dr_table_entry *entry = &table->entries[at & table->mask];

        if (!entry->value || (entry->a == a && entry->b == b))
            return entry->value;
    }
}

/* Store `value`, not NULL, under a key that is not in the table. */
void dr_table_put(struct dr_table *table, uint64_t a, uint64_t b, void *value);

/* Forget a key; nothing happens if it is not there. */
void dr_table_remove(struct dr_table *table, uint64_t a, uint64_t b);

void dr_table_end(struct dr_table *table);

#endif
