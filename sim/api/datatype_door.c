/*
 * datatype_door.c - checks and endings that calls on datatypes share.
 */
#include "api/datatype_door.h"

#include <stddef.h>

#include "api/operation.h"
#include "base/memory.h"

int dr_door_datatype(MPI_Datatype handle, const char *argument,
                     const struct dr_datatype **type)
{
    return dr_check_datatype(NULL, handle, argument, type);
}

int dr_door_committed(MPI_Datatype handle, const char *argument,
                      const struct dr_datatype **type)
{
    int code = dr_door_datatype(handle, argument, type);

    return code == MPI_SUCCESS
               ? dr_check_committed(NULL, handle, *type, argument)
               : code;
}

int dr_door_make(MPI_Count count, MPI_Datatype oldtype,
                 const MPI_Datatype *newtype, const struct dr_datatype **old)
{
    if (count < 0)
        return dr_raise(NULL, MPI_ERR_COUNT, "count is %lld", (long long)count);
    if (!newtype)
        return dr_raise_null("newtype");
    return dr_door_datatype(oldtype, "oldtype", old);
}

int dr_door_new_datatype(struct dr_datatype *type, MPI_Datatype *newtype)
{
    if (!type)
        return dr_raise(NULL, MPI_ERR_VALUE_TOO_LARGE,
                        "the new datatype's size or a bound does not fit into "
                        "61 bits");
    *newtype = (MPI_Datatype)dr_handle_new(&dr_world->self->handles,
                                           DR_KIND_DATATYPE, type);
    return MPI_SUCCESS;
}

int64_t *dr_door_widen(const int *values, int n)
{
    int64_t *wide;
    int i;

    if (!values || n <= 0)
        return NULL;
    wide = dr_zalloc((size_t)n, sizeof(*wide));
    for (i = 0; i < n; i++)
        wide[i] = values[i];
    return wide;
}

int dr_door_entries(MPI_Count count)
{
    if (count <= DR_ADDRESSES / (MPI_Count)sizeof(MPI_Count))
        return MPI_SUCCESS;
    return dr_raise(NULL, MPI_ERR_COUNT,
                    "arrays of %lld entries are more than memory",
                    (long long)count);
}

int dr_door_lengths(MPI_Count count, const MPI_Count *lengths)
{
    MPI_Count i;

    if (count > 0 && !lengths)
        return dr_check_array(NULL, count, lengths, "array_of_blocklengths");
    for (i = 0; i < count; i++) {
        if (lengths[i] < 0)
            return dr_raise(NULL, MPI_ERR_ARG,
                            "array_of_blocklengths[%lld] is %lld", (long long)i,
                            (long long)lengths[i]);
    }
    return MPI_SUCCESS;
}

int dr_door_displacements(MPI_Count count, const void *displacements)
{
    return dr_check_array(NULL, count, displacements, "array_of_displacements");
}
