/*
 * errors.c - MPI_Error_class, MPI_Error_string, and what programs add.
 *
 * Legal at any time: a program may ask what an error of MPI_Init means.
 */
#include "core/errors.h"

#include <string.h>

#include "api/door.h"

static struct dr_errors **added(void)
{
    return &dr_world->self->errors;
}

static int refuse(int code)
{
    return dr_raise(NULL, MPI_ERR_ARG, "there is no error code %d", code);
}

int PMPI_Error_class(int errorcode, int *errorclass)
{
    DR_DOOR_ANYTIME("MPI_Error_class", "i&", errorcode, errorclass);
    int found = dr_error_class(*added(), errorcode);

    if (found < 0)
        return refuse(errorcode);
    *errorclass = found;
    return MPI_SUCCESS;
}
DR_ALIAS(int, Error_class, (int, int *))

int PMPI_Error_string(int errorcode, char *string, int *resultlen)
{
    DR_DOOR_ANYTIME("MPI_Error_string", "i&&", errorcode, string, resultlen);
    const char *found = dr_error_string(*added(), errorcode);

    if (!found)
        return refuse(errorcode);
    *resultlen = (int)strlen(found);
    memcpy(string, found, strlen(found) + 1);
    return MPI_SUCCESS;
}
DR_ALIAS(int, Error_string, (int, char *, int *))

int PMPI_Add_error_class(int *errorclass)
{
    DR_DOOR_ANYTIME("MPI_Add_error_class", "&", errorclass);

    *errorclass = dr_errors_add_class(added());
    return MPI_SUCCESS;
}
DR_ALIAS(int, Add_error_class, (int *))

int PMPI_Add_error_code(int errorclass, int *errorcode)
{
    DR_DOOR_ANYTIME("MPI_Add_error_code", "i&", errorclass, errorcode);

    if (dr_error_class(*added(), errorclass) != errorclass)
        return dr_raise(NULL, MPI_ERR_ARG, "%d is not an error class",
                        errorclass);
    *errorcode = dr_errors_add_code(added(), errorclass);
    return MPI_SUCCESS;
}
DR_ALIAS(int, Add_error_code, (int, int *))

int PMPI_Add_error_string(int errorcode, const char *string)
{
    DR_DOOR_ANYTIME("MPI_Add_error_string", "i&", errorcode, string);

    if (strlen(string) >= MPI_MAX_ERROR_STRING)
        return dr_raise(NULL, MPI_ERR_ARG,
                        "the string has %zu bytes, more than %d",
                        strlen(string), MPI_MAX_ERROR_STRING - 1);
    if (!dr_errors_set_string(*added(), errorcode, string))
        return dr_raise(NULL, MPI_ERR_ARG,
                        "error code %d was not added by the program",
                        errorcode);
    return MPI_SUCCESS;
}
DR_ALIAS(int, Add_error_string, (int, const char *))

int PMPI_Remove_error_class(int errorclass)
{
    DR_DOOR_ANYTIME("MPI_Remove_error_class", "i", errorclass);
    int code = dr_errors_code_of(*added(), errorclass);

    if (dr_error_class(*added(), errorclass) != errorclass ||
        errorclass <= MPI_ERR_LASTCODE)
        return dr_raise(NULL, MPI_ERR_ARG,
                        "error class %d was not added by the program",
                        errorclass);
    if (code >= 0)
        return dr_raise(NULL, MPI_ERR_ARG,
                        "error class %d still has the error code %d",
                        errorclass, code);
    dr_errors_remove(*added(), errorclass);
    return MPI_SUCCESS;
}
DR_ALIAS(int, Remove_error_class, (int))

int PMPI_Remove_error_code(int errorcode)
{
    DR_DOOR_ANYTIME("MPI_Remove_error_code", "i", errorcode);

    if (dr_error_class(*added(), errorcode) == errorcode ||
        !dr_errors_remove(*added(), errorcode))
        return dr_raise(NULL, MPI_ERR_ARG,
                        "error code %d was not added by the program",
                        errorcode);
    return MPI_SUCCESS;
}
DR_ALIAS(int, Remove_error_code, (int))

int PMPI_Remove_error_string(int errorcode)
{
    DR_DOOR_ANYTIME("MPI_Remove_error_string", "i", errorcode);

    if (!dr_errors_drop_string(*added(), errorcode))
        return dr_raise(NULL, MPI_ERR_ARG,
                        "the program gave error code %d no string", errorcode);
    return MPI_SUCCESS;
}
DR_ALIAS(int, Remove_error_string, (int))
