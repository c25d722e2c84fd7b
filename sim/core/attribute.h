/*
 * attribute.h - what programs cache on communicators, datatypes and windows
 * (MPI 3.1, section 6.7).
 *
 * A keyval is a handle of its rank in the 31-bit form, for one kind of object.
 * It lives until the program has freed it and no attribute uses it, so that
 * what is set can still be looked at and deleted.
 *
 * Callbacks of the program run as the rank that runs now; they may call MPI,
 * also for the attributes they are called for.
 */
#ifndef DR_CORE_ATTRIBUTE_H
#define DR_CORE_ATTRIBUTE_H

#include <stdbool.h>

#include "core/handle.h"
#include "include/mpi.h"

/* Callbacks by the kind of object. */
union dr_copy_attribute {
    MPI_Comm_copy_attr_function *comm;
    MPI_Type_copy_attr_function *type;
    MPI_Win_copy_attr_function *win;
};
union dr_delete_attribute {
    MPI_Comm_delete_attr_function *comm;
    MPI_Type_delete_attr_function *type;
    MPI_Win_delete_attr_function *win;
};

struct dr_keyval {
    enum dr_kind kind; /* DR_KIND_COMM, _DATATYPE or _WIN */
    union dr_copy_attribute on_copy;
    union dr_delete_attribute on_delete;
    void *extra_state;
    int number;     /* as the program knows it */
    int references; /* the program's, and one per attribute */
    bool freed;     /* by the program */
};

struct dr_attribute {
    struct dr_keyval *keyval;
    void *value;
};

/* In the order they were set. */
struct dr_attributes {
    struct dr_attribute *all;
    int count, room;
};

/* With a number of the running rank; the kind and the callbacks are taken
 * from `like`. */
struct dr_keyval *dr_keyval_new(struct dr_keyval like);

/* The keyval of a number for this kind of object, also one that is freed but
 * in use; or NULL. */
struct dr_keyval *dr_keyval_get(enum dr_kind kind, int number);
void dr_keyval_free(struct dr_keyval *keyval);

/* False if there is none. */
bool dr_attribute_get(const struct dr_attributes *attributes,
                      const struct dr_keyval *keyval, void **value);

/*
 * Callbacks are told `handle`, a pointer to the object's opaque struct.
 *
 * These return MPI_SUCCESS, or what a callback returned: then it is as before.
 * An old value is deleted first, a missing one is deleted without a call.
 */
int dr_attribute_set(struct dr_attributes *attributes, void *handle,
                     struct dr_keyval *keyval, void *value);
int dr_attribute_delete(struct dr_attributes *attributes, void *handle,
                        struct dr_keyval *keyval);

/* Delete all, the latest first, until a callback fails. */
int dr_attributes_delete(struct dr_attributes *attributes, void *handle);

/* Append copies of those that allow it, until a callback fails; `handle` is
 * that of the object they are copied from. */
int dr_attributes_copy(const struct dr_attributes *from, void *handle,
                       struct dr_attributes *to);

/* Release them without a callback. */
void dr_attributes_end(struct dr_attributes *attributes);

#endif
