/*
 * status_fields.c - MPI_Status_get_source and its kin, the fields of a status
 * as functions (MPI-4.1, section 3.2.5).  Legal at any time.
 */
#include "api/door.h"

#define FIELD(name, field)                                                     \
    int PMPI_Status_get_##name(const MPI_Status *status, int *name)            \
    {                                                                          \
        DR_DOOR_ANYTIME("MPI_Status_get_" #name, "&&", status, name);          \
        *name = status->field;                                                 \
        return MPI_SUCCESS;                                                    \
    }                                                                          \
    DR_ALIAS(int, Status_get_##name, (const MPI_Status *, int *))              \
    int PMPI_Status_set_##name(MPI_Status *status, int name)                   \
    {                                                                          \
        DR_DOOR_ANYTIME("MPI_Status_set_" #name, "&i", status, name);          \
        status->field = name;                                                  \
        return MPI_SUCCESS;                                                    \
    }                                                                          \
    DR_ALIAS(int, Status_set_##name, (MPI_Status *, int))

FIELD(source, MPI_SOURCE)
FIELD(tag, MPI_TAG)
FIELD(error, MPI_ERROR)
