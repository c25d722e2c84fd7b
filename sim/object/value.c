/*
 * value.c - objects: making them, reading them, putting them into others.
 */
#include "object/value.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "object/index.h"

static DR_Object *make(int kind)
{
    DR_Object *object = calloc(1, sizeof *object);

    if (object)
        object->kind = kind;
    return object;
}

DR_Object *DR_Object_nil(void)
{
    return make(DR_OBJECT_NIL);
}

DR_Object *DR_Object_bool(int value)
{
    DR_Object *object = make(DR_OBJECT_BOOL);

    if (object)
        object->boolean = value != 0;
    return object;
}

DR_Object *DR_Object_integer(long long value)
{
    DR_Object *object = make(DR_OBJECT_INTEGER);

    if (object)
        object->integer = value;
    return object;
}

DR_Object *DR_Object_unsigned(unsigned long long value)
{
    DR_Object *object;

    if (value <= LLONG_MAX)
        return DR_Object_integer((long long)value);
    object = make(DR_OBJECT_UNSIGNED);
    if (object)
        object->natural = value;
    return object;
}

DR_Object *DR_Object_double(double value)
{
    DR_Object *object = make(DR_OBJECT_DOUBLE);

    if (object)
        object->real = value;
    return object;
}

static DR_Object *make_bytes(int kind, const void *bytes, size_t size)
{
    DR_Object *object = make(kind);

    if (!object)
        return NULL;
    object->bytes = malloc(size + 1);
    if (!object->bytes) {
        free(object);
        return NULL;
    }
    if (size > 0)
        memcpy(object->bytes, bytes, size);
    object->bytes[size] = '\0';
    object->size = size;
    return object;
}

DR_Object *dr_object_string(const char *text, size_t size)
{
    return make_bytes(DR_OBJECT_STRING, text, size);
}

DR_Object *DR_Object_string(const char *text)
{
    return dr_object_string(text ? text : "", text ? strlen(text) : 0);
}

DR_Object *DR_Object_binary(const void *bytes, size_t size)
{
    return make_bytes(DR_OBJECT_BINARY, bytes, bytes ? size : 0);
}

DR_Object *DR_Object_array(void)
{
    return make(DR_OBJECT_ARRAY);
}

DR_Object *DR_Object_map(void)
{
    return make(DR_OBJECT_MAP);
}

/* What is looked at may be freed: AddressSanitizer, which would end the program
 * for it, is to let it pass. */
__attribute__((no_sanitize_address, noinline)) int
dr_object_is_freed(const DR_Object *object)
{
    return object && object->freed == DR_OBJECT_FREED;
}

static void release(DR_Object *object, const void *site)
{
    if (!object)
        return;
    if (dr_object_is_freed(object)) {
        dr_object_freed_twice(site);
        return;
    }
    if (dr_object_contains(object)) {
        for (size_t i = 0; i < object->count; i++)
            release(object->items[i], site);
        dr_object_index_end(object->index);
        free(object->items);
    } else if (object->kind == DR_OBJECT_STRING ||
               object->kind == DR_OBJECT_BINARY) {
        free(object->bytes);
    }
    /* Or the compiler drops it, since nobody may read it. */
    *(volatile unsigned *)&object->freed = DR_OBJECT_FREED;
    free(object);
}

void DR_Object_free(DR_Object *object)
{
    release(object, __builtin_return_address(0));
}

int dr_object_contains(const DR_Object *object)
{
    return object &&
           (object->kind == DR_OBJECT_ARRAY || object->kind == DR_OBJECT_MAP);
}

int dr_object_height(const DR_Object *object)
{
    int highest = 0;

    if (!dr_object_contains(object))
        return 0;
    for (size_t i = 0; i < object->count; i++) {
        int height = dr_object_height(object->items[i]);

        highest = height > highest ? height : highest;
    }
    return 1 + highest;
}

/* May `part` be put into `container`?  Not if it is in another one, or the
 * container is in it, or both together get too deep. */
static int fits(const DR_Object *container, const DR_Object *part)
{
    int depth = 0;

    for (const DR_Object *at = container; at; at = at->parent) {
        if (at == part)
            return 0;
        depth++;
    }
    return part && !part->parent &&
           depth + dr_object_height(part) <= DR_OBJECT_DEPTH;
}

/* Free what was given away in vain. */
static void refuse(const DR_Object *container, DR_Object *part)
{
    for (const DR_Object *at = container; at; at = at->parent) {
        if (at == part)
            return;
    }
    if (part && !part->parent)
        DR_Object_free(part);
}

/* Room for `more` items, or 0. */
static int reserve(DR_Object *object, size_t more)
{
    size_t room = object->room ? object->room : 4;
    DR_Object **items;

    while (room < object->count + more)
        room *= 2;
    if (room == object->room)
        return 1;
    items = realloc(object->items, room * sizeof *items);
    if (!items)
        return 0;
    object->items = items;
    object->room = room;
    return 1;
}

static void put(DR_Object *container, DR_Object *part)
{
    container->items[container->count++] = part;
    part->parent = container;
}

int DR_Object_append(DR_Object *array, DR_Object *item)
{
    int error = MPI_SUCCESS;

    if (DR_Object_kind(array) != DR_OBJECT_ARRAY || !fits(array, item))
        error = MPI_ERR_ARG;
    else if (!reserve(array, 1))
        error = MPI_ERR_NO_MEM;
    if (error)
        refuse(array, item);
    else
        put(array, item);
    return error;
}

static int set(DR_Object *map, DR_Object *key, DR_Object *value)
{
    size_t at;

    if (DR_Object_kind(map) != DR_OBJECT_MAP || key == value ||
        !fits(map, key) || !fits(map, value))
        return MPI_ERR_ARG;
    at = dr_object_find(map, key);
    if (at != DR_OBJECT_NOWHERE) {
        DR_Object_free(map->items[at + 1]);
        map->items[at + 1] = value;
        value->parent = map;
        DR_Object_free(key);
        return MPI_SUCCESS;
    }
    if (!reserve(map, 2))
        return MPI_ERR_NO_MEM;
    put(map, key);
    put(map, value);
    return MPI_SUCCESS;
}

int DR_Object_set_key(DR_Object *map, DR_Object *key, DR_Object *value)
{
    int error = set(map, key, value);

    if (error) {
        refuse(map, key == value ? NULL : key);
        refuse(map, value);
    }
    return error;
}

int DR_Object_set(DR_Object *map, const char *key, DR_Object *value)
{
    return DR_Object_set_key(map, key ? DR_Object_string(key) : NULL, value);
}

int DR_Object_kind(const DR_Object *object)
{
    return object ? object->kind : DR_OBJECT_NIL;
}

size_t DR_Object_size(const DR_Object *object)
{
    switch (DR_Object_kind(object)) {
    case DR_OBJECT_STRING:
    case DR_OBJECT_BINARY:
        return object->size;
    case DR_OBJECT_ARRAY:
        return object->count;
    case DR_OBJECT_MAP:
        return object->count / 2;
    }
    return 0;
}

int DR_Object_to_bool(const DR_Object *object)
{
    return DR_Object_kind(object) == DR_OBJECT_BOOL ? object->boolean : 0;
}

long long DR_Object_to_integer(const DR_Object *object)
{
    return DR_Object_kind(object) == DR_OBJECT_INTEGER ? object->integer : 0;
}

unsigned long long DR_Object_to_unsigned(const DR_Object *object)
{
    switch (DR_Object_kind(object)) {
    case DR_OBJECT_INTEGER:
        return object->integer < 0 ? 0 : (unsigned long long)object->integer;
    case DR_OBJECT_UNSIGNED:
        return object->natural;
    }
    return 0;
}

double DR_Object_to_double(const DR_Object *object)
{
    switch (DR_Object_kind(object)) {
    case DR_OBJECT_INTEGER:
        return (double)object->integer;
    case DR_OBJECT_UNSIGNED:
        return (double)object->natural;
    case DR_OBJECT_DOUBLE:
        return object->real;
    }
    return 0;
}

const char *DR_Object_to_string(const DR_Object *object)
{
    return DR_Object_kind(object) == DR_OBJECT_STRING ? object->bytes : NULL;
}

const void *DR_Object_to_binary(const DR_Object *object)
{
    return DR_Object_kind(object) == DR_OBJECT_BINARY ? object->bytes : NULL;
}

const DR_Object *DR_Object_at(const DR_Object *object, size_t i)
{
    if (i >= DR_Object_size(object))
        return NULL;
    switch (object->kind) {
    case DR_OBJECT_ARRAY:
        return object->items[i];
    case DR_OBJECT_MAP:
        return object->items[2 * i + 1];
    }
    return NULL;
}

const DR_Object *DR_Object_key_at(const DR_Object *map, size_t i)
{
    if (DR_Object_kind(map) != DR_OBJECT_MAP || i >= DR_Object_size(map))
        return NULL;
    return map->items[2 * i];
}

const DR_Object *DR_Object_get_key(const DR_Object *map, const DR_Object *key)
{
    size_t at;

    if (DR_Object_kind(map) != DR_OBJECT_MAP)
        return NULL;
    at = dr_object_find((DR_Object *)map, key);
    return at == DR_OBJECT_NOWHERE ? NULL : map->items[at + 1];
}

const DR_Object *DR_Object_get(const DR_Object *map, const char *key)
{
    DR_Object wanted = {.kind = DR_OBJECT_STRING};

    if (!key)
        return NULL;
    wanted.bytes = (char *)(uintptr_t)key;
    wanted.size = strlen(key);
    return DR_Object_get_key(map, &wanted);
}

DR_Object *DR_Object_take(DR_Object *array, size_t i)
{
    DR_Object *item;

    if (DR_Object_kind(array) != DR_OBJECT_ARRAY || i >= array->count)
        return NULL;
    item = array->items[i];
    item->parent = NULL;
    array->count--;
    memmove(&array->items[i], &array->items[i + 1],
            (array->count - i) * sizeof *array->items);
    return item;
}
