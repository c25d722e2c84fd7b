/*
 * index.c - finding a key in a map.
 */
#include "object/index.h"

#include <stdlib.h>
#include <string.h>

enum {
    SMALL = 16, /* entries that are searched one by one */
};

/* Slots hold 1 + the number of an entry; 0 is empty. */
struct dr_object_index {
    size_t known; /* entries that are in it */
    size_t mask;  /* slots - 1, a power of two */
    size_t slots[];
};

/* FNV-1a (Fowler, Noll, Vo). */
static uint64_t hash_bytes(uint64_t hash, const void *bytes, size_t size)
{
    const unsigned char *at = bytes;

    for (size_t i = 0; i < size; i++)
        hash = (hash ^ at[i]) * 0x100000001b3;
    return hash;
}

/* Equal objects have equal hashes; maps, which may be in any order, only by
 * their size. */
static uint64_t hash_of(uint64_t hash, const DR_Object *object)
{
    size_t size = DR_Object_size(object);

    hash = hash_bytes(hash, &(int){DR_Object_kind(object)}, sizeof(int));
    hash = hash_bytes(hash, &size, sizeof size);
    switch (DR_Object_kind(object)) {
    case DR_OBJECT_NIL:
    case DR_OBJECT_MAP:
        return hash;
    case DR_OBJECT_BOOL:
        return hash ^ (uint64_t)object->boolean;
    case DR_OBJECT_STRING:
    case DR_OBJECT_BINARY:
        return hash_bytes(hash, object->bytes, object->size);
    case DR_OBJECT_ARRAY:
        for (size_t i = 0; i < size; i++)
            hash = hash_of(hash, object->items[i]);
        return hash;
    }
    return hash_bytes(hash, &object->integer, sizeof object->integer);
}

static uint64_t hash_key(const DR_Object *key)
{
    uint64_t hash = hash_of(0xcbf29ce484222325, key);

    return hash ^ hash >> 32;
}

static size_t scan(const DR_Object *map, const DR_Object *key)
{
    for (size_t i = 0; i < map->count; i += 2) {
        if (DR_Object_equal(map->items[i], key))
            return i;
    }
    return DR_OBJECT_NOWHERE;
}

static void insert(struct dr_object_index *index, const DR_Object *map)
{
    size_t slot = hash_key(map->items[2 * index->known]) & index->mask;

    while (index->slots[slot])
        slot = (slot + 1) & index->mask;
    index->slots[slot] = ++index->known;
}

/* All entries of the map are in its index; 0 if memory is short. */
static int complete(DR_Object *map)
{
    size_t entries = map->count / 2, slots = 4 * SMALL;

    if (!map->index || 2 * entries > map->index->mask) {
        while (slots < 4 * entries)
            slots *= 2;
        dr_object_index_end(map->index);
        map->index = calloc(1, sizeof *map->index + slots * sizeof(size_t));
        if (!map->index)
            return 0;
        map->index->mask = slots - 1;
    }
    while (map->index->known < entries)
        insert(map->index, map);
    return 1;
}

size_t dr_object_find(DR_Object *map, const DR_Object *key)
{
    const struct dr_object_index *index;
    size_t slot;

    if (map->count / 2 <= SMALL || !complete(map))
        return scan(map, key);
    index = map->index;
    slot = hash_key(key) & index->mask;
    for (; index->slots[slot]; slot = (slot + 1) & index->mask) {
        size_t at = 2 * (index->slots[slot] - 1);

        if (DR_Object_equal(map->items[at], key))
            return at;
    }
    return DR_OBJECT_NOWHERE;
}

void dr_object_index_end(struct dr_object_index *index)
{
    free(index);
}
