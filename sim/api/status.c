/*
 * status.c - what a status tells (MPI 3.1, sections 3.2.5, 3.8.4 and 12.3).
 */
#include "api/file_tell.h"
#include "api/operation.h"

/* Statuses carry bytes; a count that no int holds is MPI_UNDEFINED. */
static int as_int(MPI_Count number)
{
    return number > INT32_MAX ? MPI_UNDEFINED : (int)number;
}

/* MPI_UNDEFINED if the message ends within an element. */
static int count_of(const MPI_Status *status, MPI_Datatype datatype,
                    MPI_Count *count)
{
    const struct dr_datatype *type;
    uint64_t bytes = dr_status_bytes(status);
    int error = dr_check_datatype(NULL, datatype, "the datatype", &type);

    dr_file_asked(status);
    if (error)
        return error;
    if (type->size == 0)
        *count = bytes == 0 ? 0 : MPI_UNDEFINED;
    else
        *count = bytes % type->size ? MPI_UNDEFINED
                                    : (MPI_Count)(bytes / type->size);
    return MPI_SUCCESS;
}

/* The same for an element of a basic type. */
static int elements_of(const MPI_Status *status, MPI_Datatype datatype,
                       MPI_Count *count)
{
    const struct dr_datatype *type;
    uint64_t elements;
    int error = dr_check_datatype(NULL, datatype, "the datatype", &type);

    dr_file_asked(status);
    if (error)
        return error;
    elements = dr_datatype_elements(type, dr_status_bytes(status));
    *count = elements == UINT64_MAX ? MPI_UNDEFINED : (MPI_Count)elements;
    return MPI_SUCCESS;
}

/* A door that counts in int, and one that counts large. */
#define NARROW(name, how)                                                      \
    int PMPI_##name(const MPI_Status *status, MPI_Datatype datatype,           \
                    int *count)                                                \
    {                                                                          \
        MPI_Count large = 0;                                                   \
        int error;                                                             \
                                                                               \
        DR_DOOR("MPI_" #name, "&t&", status, datatype, count);                 \
        error = how(status, datatype, &large);                                 \
        if (!error)                                                            \
            *count = as_int(large);                                            \
        return error;                                                          \
    }                                                                          \
    DR_ALIAS(int, name, (const MPI_Status *, MPI_Datatype, int *))
#define LARGE(name, how)                                                       \
    int PMPI_##name(const MPI_Status *status, MPI_Datatype datatype,           \
                    MPI_Count *count)                                          \
    {                                                                          \
        DR_DOOR("MPI_" #name, "&t&", status, datatype, count);                 \
        return how(status, datatype, count);                                   \
    }                                                                          \
    DR_ALIAS(int, name, (const MPI_Status *, MPI_Datatype, MPI_Count *))

NARROW(Get_count, count_of)
NARROW(Get_elements, elements_of)
LARGE(Get_count_c, count_of)
LARGE(Get_elements_c, elements_of)
LARGE(Get_elements_x, elements_of)

int PMPI_Test_cancelled(const MPI_Status *status, int *flag)
{
    DR_DOOR("MPI_Test_cancelled", "&&", status, flag);

    *flag = dr_status_cancelled(status);
    return MPI_SUCCESS;
}
DR_ALIAS(int, Test_cancelled, (const MPI_Status *, int *))

int PMPI_Status_set_cancelled(MPI_Status *status, int flag)
{
    DR_DOOR("MPI_Status_set_cancelled", "&i", status, flag);

    dr_status_set(status, dr_status_bytes(status), flag != 0);
    return MPI_SUCCESS;
}
DR_ALIAS(int, Status_set_cancelled, (MPI_Status *, int))

static int set_elements(MPI_Status *status, MPI_Datatype datatype,
                        MPI_Count count)
{
    const struct dr_datatype *type;
    uint64_t bytes;
    int error = dr_check_datatype(NULL, datatype, "the datatype", &type);

    if (error)
        return error;
    if (count < 0)
        return dr_raise(NULL, MPI_ERR_COUNT, "the count is %lld",
                        (long long)count);
    bytes = dr_datatype_bytes(type, (uint64_t)count);
    if (bytes > INT64_MAX)
        return dr_raise(NULL, MPI_ERR_COUNT,
                        "%lld elements are more than memory", (long long)count);
    dr_status_set(status, bytes, dr_status_cancelled(status));
    return MPI_SUCCESS;
}

#define SET_ELEMENTS(name, COUNT)                                              \
    int PMPI_##name(MPI_Status *status, MPI_Datatype datatype, COUNT count)    \
    {                                                                          \
        DR_DOOR("MPI_" #name, "&ti", status, datatype, count);                 \
        return set_elements(status, datatype, count);                          \
    }                                                                          \
    DR_ALIAS(int, name, (MPI_Status *, MPI_Datatype, COUNT))

SET_ELEMENTS(Status_set_elements, int)
SET_ELEMENTS(Status_set_elements_c, MPI_Count)
SET_ELEMENTS(Status_set_elements_x, MPI_Count)
