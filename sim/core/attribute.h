/*
 * attribute.h - what programs cache on communicators (MPI 3.1, section 6.7).
 *
 * A keyval is a handle of its rank in the 31-bit form.  It lives until the
 * program has freed it and no attribute uses it, so that what is set can still
 * be looked at and deleted.
 *
 * Callbacks of the program run as the rank that runs now; they may call MPI,
 * also for the attributes they are called for.
 */
#ifndef DR_CORE_ATTRIBUTE_H
#define DR_CORE_ATTRIBUTE_H

#include <stdbool.h>

#include "include/mpi.h"

struct dr_comm;

struct dr_keyval {
    MPI_Comm_copy_attr_function *on_copy;
    MPI_Comm_delete_attr_function *on_delete;
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

/* With a number of the running rank. */
struct dr_keyval *dr_keyval_new(MPI_Comm_copy_attr_function *on_copy,
                                MPI_Comm_delete_attr_function *on_delete,
                                void *extra_state);

/* The keyval of a number, also one that is freed but in use; or NULL. */
struct dr_keyval *dr_keyval_get(int number);
void dr_keyval_free(struct dr_keyval *keyval);

/* False if there is none. */
bool dr_attribute_get(const struct dr_comm *comm,
                      const struct dr_keyval *keyval, void **value);

/* These return MPI_SUCCESS, or what a callback returned: then it is as before.
 * An old value is deleted first, a missing one is deleted without a call. */
int dr_attribute_set(struct dr_comm *comm, struct dr_keyval *keyval,
                     void *value);
int dr_attribute_delete(struct dr_comm *comm, struct dr_keyval *keyval);

/* Delete all, the latest first, until a callback fails. */
int dr_attributes_delete(struct dr_comm *comm);

/* Append copies of those that allow it, until a callback fails. */
int dr_attributes_copy(struct dr_comm *from, struct dr_attributes *to);

/* Release them without a callback. */
void dr_attributes_end(struct dr_attributes *attributes);

#endif
