/*
 * attribute.h - attributes of communicators and windows.
 *
 * A window's stand on its communicator.  `kind` says which of the two the
 * program means: keyvals of the other kind are refused.
 */
#ifndef DR_API_ATTRIBUTE_H
#define DR_API_ATTRIBUTE_H

#include "api/operation.h"

/* Each returns MPI_SUCCESS or what dr_raise() returned.  Predefined attributes
 * are the caller's. */
int dr_attr_free_keyval(enum dr_kind kind, int *number);
int dr_attr_set(struct dr_comm *comm, enum dr_kind kind, int number,
                void *value);
int dr_attr_get(struct dr_comm *comm, enum dr_kind kind, int number,
                void *value, int *flag);
int dr_attr_delete(struct dr_comm *comm, enum dr_kind kind, int number);

#endif
