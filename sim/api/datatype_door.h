/*
 * datatype_door.h - checks and endings that calls on datatypes share.
 */
#ifndef DR_API_DATATYPE_DOOR_H
#define DR_API_DATATYPE_DOOR_H

#include <stdint.h>

#include "core/datatype.h"

/* Find the datatype of a handle; `argument` is its name in the call.  Returns
 * MPI_SUCCESS, or what dr_raise() returned.  Calls with a communicator have
 * dr_check_type(), which says the same. */
int dr_door_datatype(MPI_Datatype handle, const char *argument,
                     const struct dr_datatype **type);

/* The same for a use that needs a committed type. */
int dr_door_committed(MPI_Datatype handle, const char *argument,
                      const struct dr_datatype **type);

/* Call the delete functions of all attributes; returns MPI_SUCCESS, or what
 * dr_raise() returned if one failed. */
int dr_door_drop_attributes(const struct dr_datatype *type,
                            MPI_Datatype handle);

/* Check the arguments that all constructors share; `newtype` may not be NULL,
 * `count` not negative. */
int dr_door_make(MPI_Count count, MPI_Datatype oldtype,
                 const MPI_Datatype *newtype, const struct dr_datatype **old);

/* Give a new datatype its handle; NULL is the overflow of a constructor. */
int dr_door_new_datatype(struct dr_datatype *type, MPI_Datatype *newtype);

/* Can the program have arrays of `count` entries? */
int dr_door_entries(MPI_Count count);

/* Check the arrays of a constructor that takes blocks, one entry each. */
int dr_door_lengths(MPI_Count count, const MPI_Count *lengths);
int dr_door_displacements(MPI_Count count, const void *displacements);

/* A 64-bit copy of an array, which the caller frees; NULL if there is nothing
 * to copy. */
int64_t *dr_door_widen(const int *values, int n);

#endif
