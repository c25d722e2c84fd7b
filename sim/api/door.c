/*
 * door.c - how every MPI entry point begins and ends.
 */
#include "api/door.h"

#include <stdio.h>
#include <stdlib.h>

#include "core/errors.h"
#include "net/net.h"
#include "p2p/operation.h"
#include "p2p/schedule.h"

static void refuse(const struct dr_call *call, const char *why)
{
    const struct dr_rank *rank = dr_world->self;
    struct dr_text text = DR_TEXT_EMPTY;

    dr_text_printf(&text, "called %s", why);
    dr_findings_add(&dr_world->findings,
                    (struct dr_finding){.kind = DR_FOUND_CALL_OUTSIDE_MPI,
                                        .severity = DR_ERROR,
                                        .time_s = dr_net_now(),
                                        .rank = rank ? rank->id : -1,
                                        .call = call->name,
                                        .site = call->site,
                                        .message = text.data});
    dr_world_stop(DR_VERDICT_ERROR, DR_EXIT_MISUSE);
}

/* A call that waits lets other ranks run, which only their thread can do, and
 * what depends on the order of threads would differ from run to run. */
static void refuse_other_threads(const struct dr_call *call)
{
    if (dr_world && !pthread_equal(pthread_self(), dr_world->thread))
        refuse(call, "by another thread than the one in which main runs");
}

/* Without a world there is nobody to report to: a program that is not run by
 * dryrun, or a constructor of the original. */
static struct dr_rank *caller(const struct dr_call *call)
{
    if (!dr_world || !dr_world->self) {
        fprintf(stderr, "dryrun: %s called outside a rank's main\n",
                call->name);
        exit(DR_EXIT_MISUSE);
    }
    return dr_world->self;
}

void dr_door_enter_anytime(struct dr_call *call)
{
    struct dr_rank *rank = caller(call);

    call->outer = rank->call;
    rank->call = call;
}

void dr_door_enter(struct dr_call *call)
{
    struct dr_rank *rank;

    refuse_other_threads(call);
    rank = caller(call);
    call->outer = rank->call;
    rank->call = call;
    if (__builtin_expect(rank->phase != DR_INSIDE, 0))
        refuse(call, rank->phase == DR_BEFORE_INIT ? "before MPI_Init"
                                                   : "after MPI_Finalize");
    if (__builtin_expect(!dr_list_empty(&rank->port->deferred), 0))
        dr_operation_catch_up(rank->port);
    if (__builtin_expect(!dr_list_empty(&rank->port->stalled), 0))
        dr_schedule_catch_up(rank->port);
}

void dr_door_leave(struct dr_call *call)
{
    dr_world->self->call = call->outer;
}


static enum dr_finding_kind kind_of(int error_class)
{
    if (error_class == MPI_ERR_TRUNCATE)
        return DR_FOUND_TRUNCATION;
    if (error_class == MPI_ERR_REQUEST)
        return DR_FOUND_REQUEST_MISUSE;
    return DR_FOUND_INVALID_ARGUMENT;
}

_Noreturn static void die(int error_class, const char *sentence)
{
    const struct dr_rank *rank = dr_world->self;
    struct dr_text text = DR_TEXT_EMPTY;

    const char *name = dr_error_name(error_class);

    dr_text_printf(&text, name ? "%s (%s)" : "%s", sentence, name);
    dr_findings_add(
        &dr_world->findings,
        (struct dr_finding){.kind = kind_of(error_class),
                            .severity = DR_ERROR,
                            .time_s = dr_net_now(),
                            .rank = rank->id,
                            .call = rank->call ? rank->call->name : NULL,
                            .site = rank->call ? rank->call->site : NULL,
                            .message = text.data});
    dr_world_stop(DR_VERDICT_ERROR, DR_EXIT_MISUSE);
}

int dr_raise(struct dr_comm *comm, int error_class, const char *format, ...)
{
    struct dr_errhandler *handler;
    struct dr_text text = DR_TEXT_EMPTY;
    va_list args;

    if (!comm)
        comm = dr_world->self->comm_world;
    handler = comm->errhandler;
    if (handler->kind == DR_ERRORS_USER) {
        MPI_Comm handle = comm->handle;
        int code = error_class;

        handler->call(&handle, &code);
        return error_class;
    }
    if (handler->kind == DR_ERRORS_RETURN)
        return error_class;
    va_start(args, format);
    dr_text_vprintf(&text, format, args);
    va_end(args);
    die(error_class, text.data);
}
