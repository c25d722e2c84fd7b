/*
 * attribute.c - what programs cache on communicators (MPI 3.1, section 6.7).
 */
#include "core/attribute.h"

#include <stdlib.h>

#include "base/memory.h"
#include "core/comm.h"
#include "core/world.h"

struct dr_keyval *dr_keyval_new(MPI_Comm_copy_attr_function *on_copy,
                                MPI_Comm_delete_attr_function *on_delete,
                                void *extra_state)
{
    struct dr_keyval *keyval = dr_zalloc(1, sizeof *keyval);

    *keyval = (struct dr_keyval){.on_copy = on_copy,
                                 .on_delete = on_delete,
                                 .extra_state = extra_state,
                                 .references = 1};
    keyval->number = dr_handle_to_int(
        dr_handle_new(&dr_world->self->handles, DR_KIND_KEYVAL, keyval));
    return keyval;
}

static uintptr_t handle_of(int number)
{
    return dr_handle_from_int(&dr_world->self->handles, DR_KIND_KEYVAL, number);
}

struct dr_keyval *dr_keyval_get(int number)
{
    return dr_handle_get(&dr_world->self->handles, DR_KIND_KEYVAL,
                         handle_of(number));
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

bool dr_attribute_get(const struct dr_comm *comm,
                      const struct dr_keyval *keyval, void **value)
{
    int place = find(&comm->attributes, keyval);

    if (place < 0)
        return false;
    *value = comm->attributes.all[place].value;
    return true;
}

int dr_attribute_delete(struct dr_comm *comm, struct dr_keyval *keyval)
{
    int place = find(&comm->attributes, keyval);
    int error = MPI_SUCCESS;

    if (place < 0)
        return MPI_SUCCESS;
    if (keyval->on_delete)
        error = keyval->on_delete(comm->handle, keyval->number,
                                  comm->attributes.all[place].value,
                                  keyval->extra_state);
    /* The callback may have moved it, or deleted it itself. */
    place = error ? -1 : find(&comm->attributes, keyval);
    if (place >= 0)
        drop(&comm->attributes, place);
    return error;
}

int dr_attribute_set(struct dr_comm *comm, struct dr_keyval *keyval,
                     void *value)
{
    int error = dr_attribute_delete(comm, keyval);

    if (!error)
        append(&comm->attributes, keyval, value);
    return error;
}

int dr_attributes_delete(struct dr_comm *comm)
{
    struct dr_attributes *attributes = &comm->attributes;
    int error = MPI_SUCCESS;

    while (attributes->count > 0 && !error)
        error = dr_attribute_delete(
            comm, attributes->all[attributes->count - 1].keyval);
    return error;
}

static int copy(struct dr_comm *from, struct dr_attribute attribute,
                struct dr_attributes *to)
{
    struct dr_keyval *keyval = attribute.keyval;
    void *value = attribute.value;
    int keep = 0, error = MPI_SUCCESS;

    if (keyval->on_copy == MPI_COMM_DUP_FN)
        keep = 1;
    else if (keyval->on_copy)
        error =
            keyval->on_copy(from->handle, keyval->number, keyval->extra_state,
                            attribute.value, &value, &keep);
    if (!error && keep)
        append(to, keyval, value);
    return error;
}

int dr_attributes_copy(struct dr_comm *from, struct dr_attributes *to)
{
    int error = MPI_SUCCESS;

    for (int i = 0; i < from->attributes.count && !error; i++)
        error = copy(from, from->attributes.all[i], to);
    return error;
}

void dr_attributes_end(struct dr_attributes *attributes)
{
    while (attributes->count > 0)
        drop(attributes, attributes->count - 1);
    free(attributes->all);
    *attributes = (struct dr_attributes){0};
}
