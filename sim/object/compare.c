/*
 * compare.c - copies of objects, and whether two are equal.
 */
#include <stdlib.h>
#include <string.h>

#include "object/index.h"
#include "object/value.h"

static DR_Object *copy_items(const DR_Object *object)
{
    DR_Object *copy =
        object->kind == DR_OBJECT_MAP ? DR_Object_map() : DR_Object_array();

    if (!copy)
        return NULL;
    copy->items =
        object->count ? malloc(object->count * sizeof *copy->items) : NULL;
    if (object->count && !copy->items) {
        DR_Object_free(copy);
        return NULL;
    }
    copy->room = object->count;
    for (; copy->count < object->count; copy->count++) {
        DR_Object *item = DR_Object_copy(object->items[copy->count]);

        if (!item) {
            DR_Object_free(copy);
            return NULL;
        }
        item->parent = copy;
        copy->items[copy->count] = item;
    }
    return copy;
}

DR_Object *DR_Object_copy(const DR_Object *object)
{
    DR_Object *copy;

    switch (DR_Object_kind(object)) {
    case DR_OBJECT_STRING:
        return dr_object_string(object->bytes, object->size);
    case DR_OBJECT_BINARY:
        return DR_Object_binary(object->bytes, object->size);
    case DR_OBJECT_ARRAY:
    case DR_OBJECT_MAP:
        return copy_items(object);
    }
    copy = DR_Object_nil();
    if (copy && object) {
        *copy = *object;
        copy->parent = NULL;
    }
    return copy;
}

static int equal_maps(const DR_Object *a, const DR_Object *b)
{
    for (size_t i = 0; i < a->count; i += 2) {
        size_t at = dr_object_find((DR_Object *)b, a->items[i]);

        if (at == DR_OBJECT_NOWHERE ||
            !DR_Object_equal(a->items[i + 1], b->items[at + 1]))
            return 0;
    }
    return 1;
}

static int equal_arrays(const DR_Object *a, const DR_Object *b)
{
    for (size_t i = 0; i < a->count; i++) {
        if (!DR_Object_equal(a->items[i], b->items[i]))
            return 0;
    }
    return 1;
}

int DR_Object_equal(const DR_Object *a, const DR_Object *b)
{
    int kind = DR_Object_kind(a);

    if (kind != DR_Object_kind(b) || DR_Object_size(a) != DR_Object_size(b))
        return 0;
    switch (kind) {
    case DR_OBJECT_BOOL:
        return a->boolean == b->boolean;
    case DR_OBJECT_INTEGER:
        return a->integer == b->integer;
    case DR_OBJECT_UNSIGNED:
        return a->natural == b->natural;
    case DR_OBJECT_DOUBLE: /* bit by bit: a NaN equals itself */
        return memcmp(&a->real, &b->real, sizeof a->real) == 0;
    case DR_OBJECT_STRING:
    case DR_OBJECT_BINARY:
        return memcmp(a->bytes, b->bytes, a->size) == 0;
    case DR_OBJECT_ARRAY:
        return equal_arrays(a, b);
    case DR_OBJECT_MAP:
        return equal_maps(a, b);
    }
    return 1;
}
