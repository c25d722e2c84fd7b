/*
 * group_door.h - checks that calls on groups share.
 */
#ifndef DR_API_GROUP_DOOR_H
#define DR_API_GROUP_DOOR_H

#include "core/group.h"

/* Find the group of a handle; `argument` is its name in the call.  Returns
 * MPI_SUCCESS, or what dr_raise() returned. */
int dr_door_group(MPI_Group handle, const char *argument,
                  struct dr_group **group);

/* Check that `ranks` are distinct ranks of `group`. */
int dr_door_ranks(const struct dr_group *group, const int *ranks, int n);

/* Check that a result pointer is not NULL. */
int dr_door_result(const void *pointer, const char *argument);

#endif
