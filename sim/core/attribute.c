/*
 * attribute.c - what programs cache on objects (MPI 3.1, section 6.7).
 */
#include "core/attribute.h"

#include <stdlib.h>

#include "base/memory.h"
#include "core/world.h"

struct dr_keyval *dr_keyval_new(struct dr_keyval like)
{
    struct dr_keyval *keyval = dr_zalloc(1, sizeof *keyval);

    *keyval = like;
    keyval->references = 1;
    keyval->number = dr_handle_to_int(
        dr_handle_new(&dr_world->self->handles, DR_KIND_KEYVAL, keyval));
    return keyval;
}

static uintptr_t handle_of(int number)
{
    return dr_handle_from_int(&dr_world->self->handles, DR_KIND_KEYVAL, number);
}

struct dr_keyval *dr_keyval_get(enum dr_kind kind, int number)
{
    struct dr_keyval *keyval = dr_handle_get(&dr_world->self->handles,
                                             DR_KIND_KEYVAL, handle_of(number));

    return keyval && keyval->kind == kind ? keyval : NULL;
}

static void release(struct dr_keyval *keyval)
{
    if (--keyval->references > 0)
        return;
    dr_handle_free(&dr_world->self->handles, handle_of(keyval->number));
    free(keyval);
}

void dr_keyval_free(struct dr_keyval *keyval)
{
    keyval->freed = true;
    release(keyval);
}


static void append(struct dr_attributes *attributes, struct dr_keyval *keyval,
                   void *value)
{
    if (attributes->count == attributes->room) {
        attributes->room = attributes->room ? 2 * attributes->room : 4;
        attributes->all =
            dr_realloc(attributes->all,
                       (size_t)attributes->room * sizeof *attributes->all);
    }
    keyval->references++;
    attributes->all[attributes->count++] =
        (struct dr_attribute){.keyval = keyval, .value = value};
}

/* The place of the attribute, or -1. */
static int find(const struct dr_attributes *attributes,
                const struct dr_keyval *keyval)
{
    for (int i = 0; i < attributes->count; i++) {
        if (attributes->all[i].keyval == keyval)
            return i;
    }
    return -1;
}

static void drop(struct dr_attributes *attributes, int place)
{
    struct dr_keyval *keyval = attributes->all[place].keyval;

    attributes->count--;
    for (int i = place; i < attributes->count; i++)
        attributes->all[i] = attributes->all[i + 1];
    release(keyval);
}

bool dr_attribute_get(const struct dr_attributes *attributes,
                      const struct dr_keyval *keyval, void **value)
{
    int place = find(attributes, keyval);

    if (place < 0)
        return false;
    *value = attributes->all[place].value;
    return true;
}

static int call_delete(const struct dr_keyval *keyval, void *handle,
                       void *value)
{
    if (keyval->kind == DR_KIND_DATATYPE && keyval->on_delete.type)
        return keyval->on_delete.type(handle, keyval->number, value,
                                      keyval->extra_state);
    if (keyval->kind == DR_KIND_WIN && keyval->on_delete.win)
        return keyval->on_delete.win(handle, keyval->number, value,
                                     keyval->extra_state);
    if (keyval->kind == DR_KIND_COMM && keyval->on_delete.comm)
        return keyval->on_delete.comm(handle, keyval->number, value,
                                      keyval->extra_state);
    return MPI_SUCCESS;
}

int dr_attribute_delete(struct dr_attributes *attributes, void *handle,
                        struct dr_keyval *keyval)
{
    int place = find(attributes, keyval);
    int error;

    if (place < 0)
        return MPI_SUCCESS;
    error = call_delete(keyval, handle, attributes->all[place].value);
    /* The callback may have moved it, or deleted it itself. */
    place = error ? -1 : find(attributes, keyval);
    if (place >= 0)
        drop(attributes, place);
    return error;
}

int dr_attribute_set(struct dr_attributes *attributes, void *handle,
                     struct dr_keyval *keyval, void *value)
{
    int error = dr_attribute_delete(attributes, handle, keyval);

    if (!error)
        append(attributes, keyval, value);
    return error;
}

int dr_attributes_delete(struct dr_attributes *attributes, void *handle)
{
    int error = MPI_SUCCESS;

    while (attributes->count > 0 && !error)
        error = dr_attribute_delete(
            attributes, handle, attributes->all[attributes->count - 1].keyval);
    return error;
}

/* The predefined functions are not called: they are small numbers. */
static int call_copy(const struct dr_keyval *keyval, void *handle, void *in,
                     void **out, int *keep)
{
    if (keyval->kind == DR_KIND_DATATYPE) {
        *keep = keyval->on_copy.type == MPI_TYPE_DUP_FN;
        if (*keep || !keyval->on_copy.type)
            return MPI_SUCCESS;
        return keyval->on_copy.type(handle, keyval->number, keyval->extra_state,
                                    in, out, keep);
    }
    *keep = keyval->on_copy.comm == MPI_COMM_DUP_FN;
    if (*keep || !keyval->on_copy.comm)
        return MPI_SUCCESS;
    return keyval->on_copy.comm(handle, keyval->number, keyval->extra_state, in,
                                out, keep);
}

int dr_attributes_copy(const struct dr_attributes *from, void *handle,
                       struct dr_attributes *to)
{
    int error = MPI_SUCCESS;

    for (int i = 0; i < from->count && !error; i++) {
        struct dr_attribute one = from->all[i];
        void *value = one.value;
        int keep;

        error = call_copy(one.keyval, handle, one.value, &value, &keep);
        if (!error && keep)
            append(to, one.keyval, value);
    }
    return error;
}

void dr_attributes_end(struct dr_attributes *attributes)
{
    while (attributes->count > 0)
        drop(attributes, attributes->count - 1);
    free(attributes->all);
    *attributes = (struct dr_attributes){0};
}
