/*
 * errhandler.c - error handlers of communicators and windows (MPI 4.1, section
 * 9.3).
 */
#include "core/errhandler.h"

#include <stdio.h>

#include "api/win_door.h"
#include "core/errors.h"

static int check(MPI_Errhandler handle, struct dr_errhandler **handler)
{
    *handler = dr_errhandler_get(handle);
    if (*handler)
        return MPI_SUCCESS;
    return dr_raise_handle(NULL, MPI_ERR_ARG, DR_KIND_ERRHANDLER, handle,
                           "the error handler");
}

static int set(struct dr_comm *bearer, enum dr_kind of, MPI_Errhandler handle)
{
    struct dr_errhandler *handler;
    int error = check(handle, &handler);

    if (error)
        return error;
    if (!dr_errhandler_suits(handler, of))
        return dr_raise(bearer, MPI_ERR_ARG,
                        "the error handler was made for %s",
                        of == DR_KIND_WIN ? "communicators" : "windows");
    dr_errhandler_hold(handler);
    dr_errhandler_release(bearer->errhandler);
    bearer->errhandler = handler;
    return MPI_SUCCESS;
}

static int find_comm(MPI_Comm handle, struct dr_comm **bearer)
{
    return dr_check_comm(handle, bearer);
}

/* A window's communicator bears its error handler. */
static int find_win(MPI_Win handle, struct dr_comm **bearer)
{
    struct dr_win *win;
    int error = dr_check_win(handle, &win);

    if (!error)
        *bearer = win->comm;
    return error;
}

/* The program knows of an error of its own: only a fatal one is told. */
static int call(const struct dr_comm *bearer, int error)
{
    char sentence[64];

    snprintf(sentence, sizeof sentence, "the program raised error %d itself",
             error);
    dr_raise_to(&(struct dr_raising){.handler = bearer->errhandler,
                                     .object = bearer->handle,
                                     .silent = true},
                error, sentence);
    return MPI_SUCCESS;
}

/* What communicators and windows have alike. */
#define HANDLERS(Name, lower, letter, find, kind)                              \
    int PMPI_##Name##_create_errhandler(                                       \
        MPI_##Name##_errhandler_function *function,                            \
        MPI_Errhandler *errhandler)                                            \
    {                                                                          \
        DR_DOOR("MPI_" #Name "_create_errhandler", "*&", function,             \
                errhandler);                                                   \
        if (!function)                                                         \
            return dr_raise_null(#lower "_errhandler_fn");                     \
        *errhandler =                                                          \
            dr_errhandler_new(                                                 \
                kind, (union dr_errhandler_function){.lower = function})       \
                ->handle;                                                      \
        return MPI_SUCCESS;                                                    \
    }                                                                          \
    DR_ALIAS(int, Name##_create_errhandler,                                    \
             (MPI_##Name##_errhandler_function *, MPI_Errhandler *))           \
                                                                               \
    int PMPI_##Name##_set_errhandler(MPI_##Name lower,                         \
                                     MPI_Errhandler errhandler)                \
    {                                                                          \
        struct dr_comm *bearer;                                                \
        int error;                                                             \
                                                                               \
        DR_DOOR("MPI_" #Name "_set_errhandler", letter "*", lower,             \
                errhandler);                                                   \
        error = find(lower, &bearer);                                          \
        return error ? error : set(bearer, kind, errhandler);                  \
    }                                                                          \
    DR_ALIAS(int, Name##_set_errhandler, (MPI_##Name, MPI_Errhandler))         \
                                                                               \
    int PMPI_##Name##_get_errhandler(MPI_##Name lower,                         \
                                     MPI_Errhandler *errhandler)               \
    {                                                                          \
        struct dr_comm *bearer;                                                \
        int error;                                                             \
                                                                               \
        DR_DOOR("MPI_" #Name "_get_errhandler", letter "&", lower,             \
                errhandler);                                                   \
        error = find(lower, &bearer);                                          \
        if (!error)                                                            \
            *errhandler = dr_errhandler_share(bearer->errhandler);             \
        return error;                                                          \
    }                                                                          \
    DR_ALIAS(int, Name##_get_errhandler, (MPI_##Name, MPI_Errhandler *))       \
                                                                               \
    int PMPI_##Name##_call_errhandler(MPI_##Name lower, int errorcode)         \
    {                                                                          \
        struct dr_comm *bearer;                                                \
        int error;                                                             \
                                                                               \
        DR_DOOR("MPI_" #Name "_call_errhandler", letter "i", lower,            \
                errorcode);                                                    \
        error = find(lower, &bearer);                                          \
        return error ? error : call(bearer, errorcode);                        \
    }                                                                          \
    DR_ALIAS(int, Name##_call_errhandler, (MPI_##Name, int))

HANDLERS(Comm, comm, "c", find_comm, DR_KIND_COMM)
HANDLERS(Win, win, "w", find_win, DR_KIND_WIN)

int PMPI_Errhandler_free(MPI_Errhandler *errhandler)
{
    struct dr_errhandler *handler;
    int error;

    DR_DOOR("MPI_Errhandler_free", "&", errhandler);

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
