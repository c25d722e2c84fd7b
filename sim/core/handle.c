/*
 * handle.c - the numbers behind MPI_Comm, MPI_Request and their like.
 */
#include "core/handle.h"

#include <assert.h>
#include <stdlib.h>

#include "base/memory.h"
#include "core/world.h"

enum {
    NOBODY = UINT32_MAX,
    FIRST_ROOM = 8,
    MOST = 1 << 24
};

/* c2f numbers of dynamic handles start above every predefined value. */
enum {
    INT_KIND_SHIFT = 24,
    INT_MARK = 1 << 29
};

void dr_handles_init(struct dr_handles *table)
{
    *table = (struct dr_handles){.free_head = (uint32_t)NOBODY,
                                 .free_tail = (uint32_t)NOBODY};
}

void dr_handles_end(struct dr_handles *table)
{
    free(table->entries);
    dr_handles_init(table);
}

static uint32_t take_entry(struct dr_handles *table)
{
    uint32_t index = table->free_head;

    if (index != (uint32_t)NOBODY) {
        table->free_head = table->entries[index].next_free;
        if (table->free_head == (uint32_t)NOBODY)
            table->free_tail = (uint32_t)NOBODY;
        return index;
    }
    if (table->count == table->room) {
        table->room = table->room ? table->room * 2 : FIRST_ROOM;
        table->entries =
            dr_realloc(table->entries, table->room * sizeof(struct dr_entry));
    }
    assert(table->count < MOST);
    table->entries[table->count] = (struct dr_entry){0};
    return table->count++;
}

/* The call in which the running rank makes an object. */
static void keep_maker(struct dr_entry *entry)
{
    const struct dr_rank *rank = dr_world ? dr_world->self : NULL;
    const struct dr_call *call = rank ? rank->call : NULL;

    entry->call = call ? call->name : NULL;
    entry->site = call ? call->site : NULL;
}

uintptr_t dr_handle_new(struct dr_handles *table, enum dr_kind kind,
                        void *object)
{
    uint32_t index = take_entry(table);
    struct dr_entry *entry = &table->entries[index];

    entry->object = object;
    entry->kind = (uint32_t)kind;
    entry->generation++;
    keep_maker(entry);
    table->live[kind]++;
    return (uintptr_t)(0x40u | (unsigned)kind) << 56 |
           (uintptr_t)entry->generation << 24 | index;
}

void dr_handle_free(struct dr_handles *table, uintptr_t handle)
{
    uint32_t index = (uint32_t)(handle & 0xffffff);
    struct dr_entry *entry = &table->entries[index];

    assert(index < table->count && entry->kind != DR_KIND_NONE);
    table->live[entry->kind]--;
    entry->object = NULL;
    entry->kind = DR_KIND_NONE;
    entry->next_free = (uint32_t)NOBODY;
    if (table->free_tail == (uint32_t)NOBODY)
        table->free_head = index;
    else
        table->entries[table->free_tail].next_free = index;
    table->free_tail = index;
}

int dr_handle_stale(const struct dr_handles *table, enum dr_kind kind,
                    uintptr_t handle)
{
    uint32_t index = (uint32_t)(handle & 0xffffff);
    uint32_t generation = (uint32_t)(handle >> 24);
    const struct dr_entry *entry;

    if (handle >> 56 != (0x40u | (unsigned)kind) || index >= table->count)
        return 0;
    entry = &table->entries[index];
    if (generation == entry->generation)
        return entry->kind == DR_KIND_NONE;
    return generation > 0 && generation < entry->generation;
}

int dr_handle_to_int(uintptr_t handle)
{
    if (handle < INT_MARK)
        return (int)handle;
    return INT_MARK | (int)(handle & 0xffffff) |
           (int)(((handle >> 56) & 0xf) << INT_KIND_SHIFT);
}

uintptr_t dr_handle_from_int(const struct dr_handles *table, enum dr_kind kind,
                             int number)
{
    uint32_t index = (uint32_t)number & 0xffffff;
    int mark = INT_MARK | (int)kind << INT_KIND_SHIFT;

    if (number >= 0 && number < INT_MARK)
        return (uintptr_t)number;
    if ((number & ~0xffffff) != mark || index >= table->count ||
        table->entries[index].kind != (uint32_t)kind)
        return 0;
    return (uintptr_t)(0x40u | (unsigned)kind) << 56 |
           (uintptr_t)table->entries[index].generation << 24 | index;
}
