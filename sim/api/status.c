/*
 * status.c - what a status tells (MPI 3.1, sections 3.2.5, 3.8.4 and 12.3).
 */
#include "api/operation.h"

/* Statuses carry bytes; a count that no int holds is MPI_UNDEFINED. */
static int as_int(uint64_t number)
{
    return number > INT32_MAX ? MPI_UNDEFINED : (int)number;
}

int PMPI_Get_count(const MPI_Status *status, MPI_Datatype datatype, int *count)
{
    const struct dr_datatype *type;
    uint64_t bytes;
    int error;

    DR_DOOR("MPI_Get_count", "st*", status, datatype, count);

    error = dr_check_datatype(NULL, datatype, "the datatype", &type);
    if (error)
        return error;
    bytes = dr_status_bytes(status);
    if (type->size == 0)
        *count = bytes == 0 ? 0 : MPI_UNDEFINED;
    else
        *count =
            bytes % type->size ? MPI_UNDEFINED : as_int(bytes / type->size);
    return MPI_SUCCESS;
}
DR_ALIAS(int, Get_count, (const MPI_Status *, MPI_Datatype, int *))

int PMPI_Get_elements(const MPI_Status *status, MPI_Datatype datatype,
                      int *count)
{
    const struct dr_datatype *type;
    int error;

    DR_DOOR("MPI_Get_elements", "st*", status, datatype, count);

    error = dr_check_datatype(NULL, datatype, "the datatype", &type);
    if (!error)
        *count = as_int(dr_datatype_elements(type, dr_status_bytes(status)));
    return error;
}
DR_ALIAS(int, Get_elements, (const MPI_Status *, MPI_Datatype, int *))

int PMPI_Get_elements_x(const MPI_Status *status, MPI_Datatype datatype,
                        MPI_Count *count)
{
    const struct dr_datatype *type;
    uint64_t elements;
    int error;

    DR_DOOR("MPI_Get_elements_x", "st*", status, datatype, count);

    error = dr_check_datatype(NULL, datatype, "the datatype", &type);
    if (error)
        return error;
    elements = dr_datatype_elements(type, dr_status_bytes(status));
    *count = elements == UINT64_MAX ? MPI_UNDEFINED : (MPI_Count)elements;
    return MPI_SUCCESS;
}
DR_ALIAS(int, Get_elements_x, (const MPI_Status *, MPI_Datatype, MPI_Count *))

int PMPI_Test_cancelled(const MPI_Status *status, int *flag)
{
    DR_DOOR("MPI_Test_cancelled", "s*", status, flag);

    *flag = dr_status_cancelled(status);
    return MPI_SUCCESS;
}
DR_ALIAS(int, Test_cancelled, (const MPI_Status *, int *))

int PMPI_Status_set_cancelled(MPI_Status *status, int flag)
{
    DR_DOOR("MPI_Status_set_cancelled", "si", status, flag);

    dr_status_set(status, dr_status_bytes(status), flag != 0);
    return MPI_SUCCESS;
}
DR_ALIAS(int, Status_set_cancelled, (MPI_Status *, int))

static int set_elements(MPI_Status *status, MPI_Datatype datatype,
                        MPI_Count count)
{
    const struct dr_datatype *type;
    int error = dr_check_datatype(NULL, datatype, "the datatype", &type);

    if (error)
        return error;
    if (count < 0)
        return dr_raise(NULL, MPI_ERR_COUNT, "the count is %lld",
                        (long long)count);
    dr_status_set(status, dr_datatype_bytes(type, (uint64_t)count),
                  dr_status_cancelled(status));
    return MPI_SUCCESS;
}

int PMPI_Status_set_elements(MPI_Status *status, MPI_Datatype datatype,
                             int count)
{
    DR_DOOR("MPI_Status_set_elements", "sti", status, datatype, count);

    return set_elements(status, datatype, count);
}
DR_ALIAS(int, Status_set_elements, (MPI_Status *, MPI_Datatype, int))

int PMPI_Status_set_elements_x(MPI_Status *status, MPI_Datatype datatype,
                               MPI_Count count)
{
    DR_DOOR("MPI_Status_set_elements_x", "sti", status, datatype, count);

    return set_elements(status, datatype, count);
}
DR_ALIAS(int, Status_set_elements_x, (MPI_Status *, MPI_Datatype, MPI_Count))
