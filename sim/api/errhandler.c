/*
 * errhandler.c - error handlers of communicators (MPI 3.1, section 8.3).
 */
#include "core/errhandler.h"

#include "api/operation.h"
#include "core/errors.h"

static int check(MPI_Errhandler handle, struct dr_errhandler **handler)
{
    *handler = dr_errhandler_get(handle);
    if (*handler)
        return MPI_SUCCESS;
    return dr_raise_handle(NULL, MPI_ERR_ARG, DR_KIND_ERRHANDLER, handle,
                           "the error handler");
}

int PMPI_Comm_create_errhandler(MPI_Comm_errhandler_function *function,
                                MPI_Errhandler *errhandler)
{
    DR_DOOR("MPI_Comm_create_errhandler", "**", function, errhandler);

    *errhandler = dr_errhandler_new(function)->handle;
    return MPI_SUCCESS;
}
DR_ALIAS(int, Comm_create_errhandler,
         (MPI_Comm_errhandler_function *, MPI_Errhandler *))

int PMPI_Comm_set_errhandler(MPI_Comm comm, MPI_Errhandler errhandler)
{
    struct dr_errhandler *handler;
    struct dr_comm *found;
    int error;

    DR_DOOR("MPI_Comm_set_errhandler", "c*", comm, errhandler);

    error = dr_check_comm(comm, &found);
    if (!error)
        error = check(errhandler, &handler);
    if (error)
        return error;
    dr_errhandler_hold(handler);
    dr_errhandler_release(found->errhandler);
    found->errhandler = handler;
    return MPI_SUCCESS;
}
DR_ALIAS(int, Comm_set_errhandler, (MPI_Comm, MPI_Errhandler))

int PMPI_Comm_get_errhandler(MPI_Comm comm, MPI_Errhandler *errhandler)
{
    struct dr_comm *found;
    int error;

    DR_DOOR("MPI_Comm_get_errhandler", "c*", comm, errhandler);

    error = dr_check_comm(comm, &found);
    if (!error)
        *errhandler = dr_errhandler_share(found->errhandler);
    return error;
}
DR_ALIAS(int, Comm_get_errhandler, (MPI_Comm, MPI_Errhandler *))

int PMPI_Comm_call_errhandler(MPI_Comm comm, int errorcode)
{
    struct dr_comm *found;
    int error;

    DR_DOOR("MPI_Comm_call_errhandler", "ci", comm, errorcode);

    error = dr_check_comm(comm, &found);
    if (error)
        return error;
    dr_raise(found, errorcode, "the program raised error %d itself", errorcode);
    return MPI_SUCCESS;
}
DR_ALIAS(int, Comm_call_errhandler, (MPI_Comm, int))

int PMPI_Errhandler_free(MPI_Errhandler *errhandler)
{
    struct dr_errhandler *handler;
    int error;

    DR_DOOR("MPI_Errhandler_free", "*", errhandler);

    error = check(*errhandler, &handler);
    if (error)
        return error;
    dr_errhandler_drop(handler);
    *errhandler = MPI_ERRHANDLER_NULL;
    return MPI_SUCCESS;
}
DR_ALIAS(int, Errhandler_free, (MPI_Errhandler *))


/* The names MPI 1 gave them; MPI 3.0 removed these. */

int PMPI_Errhandler_create(MPI_Handler_function *function,
                           MPI_Errhandler *errhandler)
{
    return PMPI_Comm_create_errhandler(function, errhandler);
}
DR_ALIAS(int, Errhandler_create, (MPI_Handler_function *, MPI_Errhandler *))

int PMPI_Errhandler_set(MPI_Comm comm, MPI_Errhandler errhandler)
{
    return PMPI_Comm_set_errhandler(comm, errhandler);
}
DR_ALIAS(int, Errhandler_set, (MPI_Comm, MPI_Errhandler))

int PMPI_Errhandler_get(MPI_Comm comm, MPI_Errhandler *errhandler)
{
    return PMPI_Comm_get_errhandler(comm, errhandler);
}
DR_ALIAS(int, Errhandler_get, (MPI_Comm, MPI_Errhandler *))
