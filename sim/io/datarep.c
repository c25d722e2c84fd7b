/*
 * datarep.c - data representations that the program defines.
 */
#include "io/datarep.h"

#include <limits.h>

#include "core/datatype_info.h"
#include "core/world.h"

bool dr_datarep_converts(const struct dr_own_datarep *own, bool writes)
{
    return writes ? own->call.write || own->call.large_write
                  : own->call.read || own->call.large_read;
}

bool dr_datarep_native(const struct dr_own_datarep *own)
{
    return !dr_datarep_converts(own, true) && !dr_datarep_converts(own, false);
}

/* Of one predefined type; its size in memory, should the program fail. */
static int64_t extent_of(struct dr_own_datarep *own, const struct dr_run *run)
{
    int64_t *known = &own->extents[run->type];
    MPI_Aint extent = 0;
    int error;

    if (*known > 0)
        return *known;
    error = own->call.extent_of((MPI_Datatype)(uintptr_t)run->type, &extent,
                                own->call.extra_state);
    if (!error && extent <= 0)
        error = MPI_ERR_ARG;
    if (!error)
        return *known = extent;
    if (!own->fault)
        own->fault = error;
    return (int64_t)run->size;
}

uint64_t dr_datarep_size(struct dr_own_datarep *own,
                         const struct dr_signature *signature)
{
    uint64_t size = 0;

    for (uint32_t i = 0; i < signature->nruns; i++) {
        const struct dr_run *run = &signature->runs[i];

        size += run->count * (run->inner ? dr_datarep_size(own, run->inner)
                                         : (uint64_t)extent_of(own, run));
    }
    return size;
}

int dr_datarep_convert(const struct dr_own_datarep *own, struct dr_span span,
                       void *bytes, bool writes)
{
    MPI_Datarep_conversion_function *narrow =
        writes ? own->call.write : own->call.read;
    MPI_Datarep_conversion_function_c *wide =
        writes ? own->call.large_write : own->call.large_read;
    uint64_t items = span.count * span.type->signature->elements;
    MPI_Datatype handle;
    int error;

    if (narrow && items > INT_MAX)
        return MPI_ERR_COUNT;
    handle = dr_datatype_handle(span.type);
    if (narrow)
        error = narrow(span.buffer, handle, (int)items, bytes, 0,
                       own->call.extra_state);
    else
        error = wide(span.buffer, handle, (MPI_Count)items, bytes, 0,
                     own->call.extra_state);
    if (!span.type->predefined && !span.type->unnamed) {
        const struct dr_datatype *given = dr_datatype_get(handle);

        dr_handle_free(&dr_world->self->handles, (uintptr_t)handle);
        dr_datatype_release(given);
    }
    return error;
}
