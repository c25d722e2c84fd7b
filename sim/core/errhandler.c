/*
 * errhandler.c - what happens when a call fails (MPI 3.1, chapter 8.3).
 */
#include "core/errhandler.h"

#include <stdlib.h>

#include "base/memory.h"
#include "core/world.h"

struct dr_errhandler *dr_errhandler_get(MPI_Errhandler handle)
{
    /* Never counted and never freed, whoever holds them. */
    static struct dr_errhandler fatal = {.kind = DR_ERRORS_FATAL,
                                         .handle = MPI_ERRORS_ARE_FATAL};
    static struct dr_errhandler abort_all = {.kind = DR_ERRORS_FATAL,
                                             .handle = MPI_ERRORS_ABORT};
    static struct dr_errhandler give_back = {.kind = DR_ERRORS_RETURN,
                                             .handle = MPI_ERRORS_RETURN};

    if (handle == MPI_ERRORS_ARE_FATAL)
        return &fatal;
    if (handle == MPI_ERRORS_ABORT)
        return &abort_all;
    if (handle == MPI_ERRORS_RETURN)
        return &give_back;
    return dr_handle_get(&dr_world->self->handles, DR_KIND_ERRHANDLER,
                         (uintptr_t)handle);
}

struct dr_errhandler *dr_errhandler_new(enum dr_kind of,
                                        union dr_errhandler_function call)
{
    struct dr_errhandler *handler = dr_zalloc(1, sizeof *handler);

    handler->kind = DR_ERRORS_USER;
    handler->of = of;
    handler->call = call;
    dr_errhandler_share(handler);
    return handler;
}

bool dr_errhandler_suits(const struct dr_errhandler *handler, enum dr_kind of)
{
    return handler->kind != DR_ERRORS_USER || handler->of == of;
}

void dr_errhandler_call(const struct dr_errhandler *handler, void *object,
                        int *code)
{
    MPI_Win win = object;
    MPI_File file = object;
    MPI_Comm comm = object;

    if (handler->of == DR_KIND_WIN)
        handler->call.win(&win, code);
    else if (handler->of == DR_KIND_FILE)
        handler->call.file(&file, code);
    else
        handler->call.comm(&comm, code);
}

struct dr_errhandler *dr_errhandler_hold(struct dr_errhandler *handler)
{
    if (handler->kind == DR_ERRORS_USER)
        handler->references++;
    return handler;
}

void dr_errhandler_release(struct dr_errhandler *handler)
{
    if (handler->kind == DR_ERRORS_USER && --handler->references == 0)
        free(handler);
}

MPI_Errhandler dr_errhandler_share(struct dr_errhandler *handler)
{
    if (handler->kind != DR_ERRORS_USER)
        return handler->handle;
    if (handler->shares++ == 0)
        handler->handle = (MPI_Errhandler)dr_handle_new(
            &dr_world->self->handles, DR_KIND_ERRHANDLER, handler);
    handler->references++;
    return handler->handle;
}

void dr_errhandler_drop(struct dr_errhandler *handler)
{
    if (handler->kind != DR_ERRORS_USER)
        return;
    if (--handler->shares == 0)
        dr_handle_free(&dr_world->self->handles, (uintptr_t)handler->handle);
    dr_errhandler_release(handler);
}
