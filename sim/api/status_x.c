/*
 * status_x.c - the forms of status calls that count in MPI_Count.
 */
#include "api/datatype_door.h"
#include "api/operation.h"

int PMPI_Get_elements_x(const MPI_Status *status, MPI_Datatype datatype,
                        MPI_Count *count)
{
    DR_DOOR("MPI_Get_elements_x", "st*", status, datatype, count);
    const struct dr_datatype *type;
    uint64_t elements;
    int code = dr_door_datatype(datatype, "datatype", &type);

    if (code != MPI_SUCCESS)
        return code;
    if (!status || !count)
        return dr_raise(NULL, MPI_ERR_ARG, "status or count is NULL");
    elements = dr_datatype_elements(type, dr_status_bytes(status));
    *count = elements == UINT64_MAX ? MPI_UNDEFINED : (MPI_Count)elements;
    return MPI_SUCCESS;
}
DR_ALIAS(int, Get_elements_x, (const MPI_Status *, MPI_Datatype, MPI_Count *))

int PMPI_Status_set_elements_x(MPI_Status *status, MPI_Datatype datatype,
                               MPI_Count count)
{
    DR_DOOR("MPI_Status_set_elements_x", "sti", status, datatype, count);
    const struct dr_datatype *type;
    int code = dr_door_datatype(datatype, "datatype", &type);

    if (code != MPI_SUCCESS)
        return code;
    if (!status)
        return dr_raise(NULL, MPI_ERR_ARG, "status is NULL");
    if (count < 0)
        return dr_raise(NULL, MPI_ERR_COUNT, "the count is %lld",
                        (long long)count);
    dr_status_set(status, dr_datatype_bytes(type, (uint64_t)count),
                  dr_status_cancelled(status));
    return MPI_SUCCESS;
}
DR_ALIAS(int, Status_set_elements_x, (MPI_Status *, MPI_Datatype, MPI_Count))
