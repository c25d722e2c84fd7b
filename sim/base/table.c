/*
 * table.c - a hash table from two numbers to a pointer.
 */
#include "base/table.h"

#include <assert.h>
#include <stdlib.h>

#include "base/memory.h"

enum {
    FIRST_ROOM = 8
};

static void place(struct dr_table *table, struct dr_table_entry entry)
{
    uint64_t at = dr_table_hash(entry.a, entry.b);

    while (table->entries[at & table->mask].value)
        at++;
    table->entries[at & table->mask] = entry;
}

static void grow(struct dr_table *table)
{
    struct dr_table old = *table;
    uint32_t room = old.entries ? 2 * (old.mask + 1) : FIRST_ROOM;

    table->entries = dr_zalloc(room, sizeof *table->entries);
    table->mask = room - 1;
    for (uint32_t i = 0; old.entries && i <= old.mask; i++) {
        if (old.entries[i].value)
            place(table, old.entries[i]);
    }
    free(old.entries);
}

void dr_table_put(struct dr_table *table, uint64_t a, uint64_t b, void *value)
{
    assert(value && !dr_table_get(table, a, b));
    if (!table->entries || 2 * (table->count + 1) > table->mask + 1)
        grow(table);
    place(table, (struct dr_table_entry){a, b, value});
    table->count++;
}

void dr_table_remove(struct dr_table *table, uint64_t a, uint64_t b)
{
    uint32_t mask = table->mask;
    uint32_t hole, at;

    if (!dr_table_get(table, a, b))
        return;
    hole = (uint32_t)dr_table_hash(a, b) & mask;
    while (table->entries[hole].a != a || table->entries[hole].b != b)
        hole = (hole + 1) & mask;
    table->count--;
    /* Close the gap: an entry may move back unless that passes its home. */
    for (at = (hole + 1) & mask; table->entries[at].value;
         at = (at + 1) & mask) {
        struct dr_table_entry *entry = &table->entries[at];
        uint32_t home = (uint32_t)dr_table_hash(entry->a, entry->b) & mask;

        if (((at - home) & mask) >= ((at - hole) & mask)) {
            table->entries[hole] = *entry;
            hole = at;
        }
    }
    table->entries[hole].value = NULL;
}

void dr_table_end(struct dr_table *table)
{
    free(table->entries);
    *table = (struct dr_table){0};
}
