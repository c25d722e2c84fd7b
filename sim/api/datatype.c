/*
 * datatype.c - MPI_Type_*: commit, free, size, bounds, names, and the names of
 * MPI-1 for them.
 */
#include <limits.h>
#include <string.h>

#include "api/datatype_door.h"
#include "api/door.h"
#include "core/datatype_info.h"

/* Where results go may not be NULL. */
static int check_result(const void *pointer, const char *argument)
{
    if (!pointer)
        return dr_raise(NULL, MPI_ERR_ARG, "%s is NULL", argument);
    return MPI_SUCCESS;
}

/* The type of `handle`, for a call with one result. */
static int find(MPI_Datatype handle, const void *result, const char *argument,
                const struct dr_datatype **type)
{
    int code = dr_door_datatype(handle, "datatype", type);

    return code == MPI_SUCCESS ? check_result(result, argument) : code;
}

int PMPI_Type_commit(MPI_Datatype *datatype)
{
    DR_DOOR("MPI_Type_commit", "&", datatype);
    const struct dr_datatype *type;
    int code = check_result(datatype, "datatype");

    if (code == MPI_SUCCESS)
        code = dr_door_datatype(*datatype, "datatype", &type);
    if (code == MPI_SUCCESS && !type->committed)
        ((struct dr_datatype *)type)->committed = true;
    return code;
}
DR_ALIAS(int, Type_commit, (MPI_Datatype *))

int PMPI_Type_free(MPI_Datatype *datatype)
{
    DR_DOOR("MPI_Type_free", "&", datatype);
    const struct dr_datatype *type;
    int code = check_result(datatype, "datatype");

    if (code == MPI_SUCCESS)
        code = dr_door_datatype(*datatype, "datatype", &type);
    if (code != MPI_SUCCESS)
        return code;
    if (type->predefined)
        return dr_raise(NULL, MPI_ERR_TYPE,
                        "%s is predefined and cannot be freed", type->name);
    if (type->unnamed)
        return dr_raise(NULL, MPI_ERR_TYPE,
                        "a datatype of a Fortran kind is predefined and "
                        "cannot be freed");
    code = dr_door_drop_attributes(type, *datatype);
    if (code != MPI_SUCCESS)
        return code;
    dr_handle_free(&dr_world->self->handles, (uintptr_t)*datatype);
    dr_datatype_release(type);
    *datatype = MPI_DATATYPE_NULL;
    return MPI_SUCCESS;
}
DR_ALIAS(int, Type_free, (MPI_Datatype *))

int PMPI_Type_size(MPI_Datatype datatype, int *size)
{
    DR_DOOR("MPI_Type_size", "t&", datatype, size);
    const struct dr_datatype *type;
    int code = find(datatype, size, "size", &type);

    if (code == MPI_SUCCESS)
        *size = type->size <= INT_MAX ? (int)type->size : MPI_UNDEFINED;
    return code;
}
DR_ALIAS(int, Type_size, (MPI_Datatype, int *))

static int get_size(MPI_Datatype handle, MPI_Count *size)
{
    const struct dr_datatype *type;
    int code = find(handle, size, "size", &type);

    if (code == MPI_SUCCESS)
        *size = (MPI_Count)type->size;
    return code;
}

int PMPI_Type_size_x(MPI_Datatype datatype, MPI_Count *size)
{
    DR_DOOR("MPI_Type_size_x", "t&", datatype, size);

    return get_size(datatype, size);
}
DR_ALIAS(int, Type_size_x, (MPI_Datatype, MPI_Count *))

int PMPI_Type_size_c(MPI_Datatype datatype, MPI_Count *size)
{
    DR_DOOR("MPI_Type_size_c", "t&", datatype, size);

    return get_size(datatype, size);
}
DR_ALIAS(int, Type_size_c, (MPI_Datatype, MPI_Count *))

/* MPI_Aint and MPI_Count are both 64 bits: one function serves both forms. */
static int get_extent(MPI_Datatype handle, int64_t *lb, int64_t *extent,
                      bool of_data)
{
    const struct dr_datatype *type;
    int code = find(handle, lb, "lb", &type);

    if (code == MPI_SUCCESS)
        code = check_result(extent, "extent");
    if (code != MPI_SUCCESS)
        return code;
    *lb = of_data ? type->true_lb : type->lb;
    *extent = of_data ? type->true_ub - type->true_lb : type->extent;
    return MPI_SUCCESS;
}

int PMPI_Type_get_extent(MPI_Datatype datatype, MPI_Aint *lb, MPI_Aint *extent)
{
    DR_DOOR("MPI_Type_get_extent", "t&&", datatype, lb, extent);

    return get_extent(datatype, lb, extent, false);
}
DR_ALIAS(int, Type_get_extent, (MPI_Datatype, MPI_Aint *, MPI_Aint *))

int PMPI_Type_get_extent_x(MPI_Datatype datatype, MPI_Count *lb,
                           MPI_Count *extent)
{
    DR_DOOR("MPI_Type_get_extent_x", "t&&", datatype, lb, extent);

    return get_extent(datatype, lb, extent, false);
}
DR_ALIAS(int, Type_get_extent_x, (MPI_Datatype, MPI_Count *, MPI_Count *))

int PMPI_Type_get_extent_c(MPI_Datatype datatype, MPI_Count *lb,
                           MPI_Count *extent)
{
    DR_DOOR("MPI_Type_get_extent_c", "t&&", datatype, lb, extent);

    return get_extent(datatype, lb, extent, false);
}
DR_ALIAS(int, Type_get_extent_c, (MPI_Datatype, MPI_Count *, MPI_Count *))

int PMPI_Type_get_true_extent(MPI_Datatype datatype, MPI_Aint *true_lb,
                              MPI_Aint *true_extent)
{
    DR_DOOR("MPI_Type_get_true_extent", "t&&", datatype, true_lb, true_extent);

    return get_extent(datatype, true_lb, true_extent, true);
}
DR_ALIAS(int, Type_get_true_extent, (MPI_Datatype, MPI_Aint *, MPI_Aint *))

int PMPI_Type_get_true_extent_x(MPI_Datatype datatype, MPI_Count *true_lb,
                                MPI_Count *true_extent)
{
    DR_DOOR("MPI_Type_get_true_extent_x", "t&&", datatype, true_lb,
            true_extent);

    return get_extent(datatype, true_lb, true_extent, true);
}
DR_ALIAS(int, Type_get_true_extent_x, (MPI_Datatype, MPI_Count *, MPI_Count *))

int PMPI_Type_get_true_extent_c(MPI_Datatype datatype, MPI_Count *true_lb,
                                MPI_Count *true_extent)
{
    DR_DOOR("MPI_Type_get_true_extent_c", "t&&", datatype, true_lb,
            true_extent);

    return get_extent(datatype, true_lb, true_extent, true);
}
DR_ALIAS(int, Type_get_true_extent_c, (MPI_Datatype, MPI_Count *, MPI_Count *))

int PMPI_Type_extent(MPI_Datatype datatype, MPI_Aint *extent)
{
    DR_DOOR("MPI_Type_extent", "t&", datatype, extent);
    const struct dr_datatype *type;
    int code = find(datatype, extent, "extent", &type);

    if (code == MPI_SUCCESS)
        *extent = type->extent;
    return code;
}
DR_ALIAS(int, Type_extent, (MPI_Datatype, MPI_Aint *))

int PMPI_Type_lb(MPI_Datatype datatype, MPI_Aint *displacement)
{
    DR_DOOR("MPI_Type_lb", "t&", datatype, displacement);
    const struct dr_datatype *type;
    int code = find(datatype, displacement, "displacement", &type);

    if (code == MPI_SUCCESS)
        *displacement = type->lb;
    return code;
}
DR_ALIAS(int, Type_lb, (MPI_Datatype, MPI_Aint *))

int PMPI_Type_ub(MPI_Datatype datatype, MPI_Aint *displacement)
{
    DR_DOOR("MPI_Type_ub", "t&", datatype, displacement);
    const struct dr_datatype *type;
    int code = find(datatype, displacement, "displacement", &type);

    if (code == MPI_SUCCESS)
        *displacement = type->ub;
    return code;
}
DR_ALIAS(int, Type_ub, (MPI_Datatype, MPI_Aint *))

int PMPI_Type_set_name(MPI_Datatype datatype, const char *type_name)
{
    DR_DOOR("MPI_Type_set_name", "t&", datatype, type_name);
    const struct dr_datatype *type;
    int code = find(datatype, type_name, "type_name", &type);

    if (code != MPI_SUCCESS)
        return code;
    dr_datatype_set_name(type, type_name);
    return MPI_SUCCESS;
}
DR_ALIAS(int, Type_set_name, (MPI_Datatype, const char *))

int PMPI_Type_get_name(MPI_Datatype datatype, char *type_name, int *resultlen)
{
    DR_DOOR("MPI_Type_get_name", "t&&", datatype, type_name, resultlen);
    const struct dr_datatype *type;
    const char *name;
    int code = find(datatype, type_name, "type_name", &type);

    if (code == MPI_SUCCESS)
        code = check_result(resultlen, "resultlen");
    if (code != MPI_SUCCESS)
        return code;
    name = dr_datatype_name(type);
    *resultlen = (int)strlen(name);
    memcpy(type_name, name, strlen(name) + 1);
    return MPI_SUCCESS;
}
DR_ALIAS(int, Type_get_name, (MPI_Datatype, char *, int *))

static const struct {
    int typeclass;
    int size;
    MPI_Datatype datatype;
} sized[] = {
    {MPI_TYPECLASS_INTEGER, 1, MPI_INTEGER1},
    {MPI_TYPECLASS_INTEGER, 2, MPI_INTEGER2},
    {MPI_TYPECLASS_INTEGER, 4, MPI_INTEGER4},
    {MPI_TYPECLASS_INTEGER, 8, MPI_INTEGER8},
    {MPI_TYPECLASS_INTEGER, 16, MPI_INTEGER16},
    {MPI_TYPECLASS_REAL, 4, MPI_REAL4},
    {MPI_TYPECLASS_REAL, 8, MPI_REAL8},
    {MPI_TYPECLASS_REAL, 16, MPI_REAL16},
    {MPI_TYPECLASS_COMPLEX, 8, MPI_COMPLEX8},
    {MPI_TYPECLASS_COMPLEX, 16, MPI_COMPLEX16},
    {MPI_TYPECLASS_COMPLEX, 32, MPI_COMPLEX32},
};

int PMPI_Type_match_size(int typeclass, int size, MPI_Datatype *datatype)
{
    DR_DOOR("MPI_Type_match_size", "ii&", typeclass, size, datatype);
    int code = check_result(datatype, "datatype");
    size_t i;

    if (code != MPI_SUCCESS)
        return code;
    for (i = 0; i < sizeof(sized) / sizeof(sized[0]); i++) {
        if (sized[i].typeclass == typeclass && sized[i].size == size) {
            *datatype = sized[i].datatype;
            return MPI_SUCCESS;
        }
    }
    return dr_raise(NULL, MPI_ERR_ARG,
                    "there is no type of %d bytes in class %d", size,
                    typeclass);
}
DR_ALIAS(int, Type_match_size, (int, int, MPI_Datatype *))
