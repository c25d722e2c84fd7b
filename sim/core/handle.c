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
    FREE_KEPT = 4, /* entries that wait before they are used again */
    MOST = 1 << 24
};

/* The two parts of dr_entry.generation. */
enum {
    OWNER_SHIFT = 24,
    GENERATION_MASK = 0xffffff
};

/* c2f numbers of dynamic handles start above every predefined value. */
enum {
    INT_KIND_SHIFT = 24,
    INT_MARK = 1 << 29
};

void dr_handles_init(struct dr_handles *table, int rank)
{
    *table = (struct dr_handles){.owner = (uint32_t)rank << OWNER_SHIFT,
                                 .free_head = (uint32_t)NOBODY,
                                 .free_tail = (uint32_t)NOBODY};
}

void dr_handles_end(struct dr_handles *table)
{
    free(table->entries);
    dr_handles_init(table, (int)(table->owner >> OWNER_SHIFT));
}

static uint32_t take_entry(struct dr_handles *table)
{
    uint32_t index = table->free_head;

    if (table->nfree > FREE_KEPT || table->count == MOST) {
        assert(index != (uint32_t)NOBODY);
        table->nfree--;
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
    table->entries[table->count] =
        (struct dr_entry){.generation = table->owner};
    return table->count++;
}

/* The call in which the running rank makes an object, or frees it. */
static void keep_call(const char **call, const void **site)
{
    const struct dr_rank *rank = dr_world ? dr_world->self : NULL;
    const struct dr_call *running = rank ? rank->call : NULL;

    *call = running ? running->name : NULL;
    *site = running ? running->site : NULL;
}

/* After the last comes the first again; 0 is never given out. */
static uint32_t next_generation(uint32_t generation)
{
    uint32_t next = (generation + 1) & GENERATION_MASK;

    return (generation & ~(uint32_t)GENERATION_MASK) | (next ? next : 1);
}

uintptr_t dr_handle_new(struct dr_handles *table, enum dr_kind kind,
                        void *object)
{
    uint32_t index = take_entry(table);
    struct dr_entry *entry = &table->entries[index];

    entry->object = object;
    entry->kind = (uint32_t)kind;
    entry->generation = next_generation(entry->generation);
    keep_call(&entry->call, &entry->site);
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
    keep_call(&entry->end_call, &entry->end_site);
    table->nfree++;
    entry->object = NULL;
    entry->kind = DR_KIND_NONE;
    entry->next_free = (uint32_t)NOBODY;
    if (table->free_tail == (uint32_t)NOBODY)
        table->free_head = index;
    else
        table->entries[table->free_tail].next_free = index;
    table->free_tail = index;
}

static enum dr_handle_state state_of(const struct dr_handles *table,
                                     uintptr_t handle)
{
    uint32_t index = (uint32_t)(handle & 0xffffff);
    uint32_t generation = (uint32_t)(handle >> 24), kind, newest;

    kind = (uint32_t)(handle >> 56) ^ 0x40u;
    if (kind == DR_KIND_NONE || kind > DR_KIND_FILE)
        return DR_HANDLE_UNKNOWN;
    if ((generation ^ table->owner) >> OWNER_SHIFT)
        return DR_HANDLE_FOREIGN;
    if (index >= table->count)
        return DR_HANDLE_UNKNOWN;
    newest = table->entries[index].generation;
    if (generation == newest && table->entries[index].kind == kind)
        return DR_HANDLE_LIVE;
    if (generation == newest)
        return table->entries[index].kind == DR_KIND_NONE ? DR_HANDLE_FREED
                                                          : DR_HANDLE_UNKNOWN;
    return generation > table->owner && generation < newest ? DR_HANDLE_FREED
                                                            : DR_HANDLE_UNKNOWN;
}

struct dr_handle_story dr_handle_look(const struct dr_handles *table,
                                      uintptr_t handle)
{
    struct dr_handle_story story = {.state = state_of(table, handle)};
    const struct dr_entry *entry;
    uint32_t generation = (uint32_t)(handle >> 24);

    if (story.state == DR_HANDLE_UNKNOWN)
        return story;
    story.kind = (enum dr_kind)(handle >> 56 & 0xf);
    if (story.state == DR_HANDLE_FOREIGN)
        return story;
    entry = &table->entries[handle & 0xffffff];
    if (entry->generation == generation) {
        story.call = entry->call;
        story.site = entry->site;
    }
    if (story.state == DR_HANDLE_FREED &&
        entry->generation <= next_generation(generation)) {
        story.end_call = entry->end_call;
        story.end_site = entry->end_site;
    }
    return story;
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
