/*
 * door.c - how every MPI entry point begins and ends.
 */
#include "api/door.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "api/file_door.h"
#include "core/call_text.h"
#include "net/net.h"
#include "p2p/limit.h"
#include "p2p/operation.h"
#include "p2p/parcel.h"
#include "p2p/schedule.h"

static const char *level_name(int level)
{
    static const char *const names[] = {
        [MPI_THREAD_SINGLE] = "MPI_THREAD_SINGLE",
        [MPI_THREAD_FUNNELED] = "MPI_THREAD_FUNNELED",
        [MPI_THREAD_SERIALIZED] = "MPI_THREAD_SERIALIZED",
        [MPI_THREAD_MULTIPLE] = "MPI_THREAD_MULTIPLE",
    };

    return names[level];
}

/* `related` is the call that began MPI, where that matters. */
static void refuse(const struct dr_call *call, const char *why,
                   const char *advice, const struct dr_related *related)
{
    const struct dr_rank *rank = dr_world->self;
    struct dr_text text = DR_TEXT_EMPTY;

    dr_text_printf(&text, "called %s", why);
    if (related)
        dr_text_printf(&text, "; %s asked for %s and got %s", rank->init.call,
                       level_name(rank->thread_asked),
                       level_name(rank->thread_level));
    dr_findings_add(&dr_world->findings,
                    (struct dr_finding){.kind = DR_FOUND_CALL_OUTSIDE_MPI,
                                        .severity = DR_ERROR,
                                        .time_s = dr_net_now(),
                                        .rank = rank ? rank->id : -1,
                                        .call = call->name,
                                        .site = call->site,
                                        .message = text.data,
                                        .advice = advice,
                                        .related = related,
                                        .nrelated = related != NULL});
    dr_world_stop(DR_VERDICT_ERROR, DR_EXIT_MISUSE);
}

bool dr_door_elsewhere(void)
{
    return dr_world && !pthread_equal(pthread_self(), dr_world->thread);
}

/* A call that waits lets other ranks run, which only their thread can do, and
 * what depends on the order of threads would differ from run to run. */
static void refuse_other_threads(const struct dr_call *call)
{
    const struct dr_rank *rank;

    if (!dr_door_elsewhere())
        return;
    rank = dr_world->self;
    refuse(call, "by another thread than the one in which main runs",
           "let the thread that runs main make all calls of MPI; ask for "
           "MPI_THREAD_FUNNELED and look at what is provided",
           rank && rank->init.site ? &rank->init : NULL);
}

static void refuse_phase(const struct dr_call *call, enum dr_phase phase)
{
    if (phase == DR_BEFORE_INIT)
        refuse(call, "before MPI_Init",
               "call MPI_Init, or MPI_Init_thread, before it", NULL);
    refuse(call, "after MPI_Finalize",
           "move it to before MPI_Finalize, which every rank calls last", NULL);
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

/* The bytes of the first buffer: its letter, its count's and its type's. */
static uint64_t bytes_of(const struct dr_call *call)
{
    const char *at = strchr(call->kinds, 'b');
    const struct dr_datatype *type;
    intptr_t count;

    while (at && at[1] == 'b')
        at++;
    if (!at || at[1] != 'i' || at[2] != 't')
        return 0;
    count = call->arg[at - call->kinds + 1];
    type = dr_datatype_get((MPI_Datatype)call->arg[at - call->kinds + 2]);
    return type && count > 0 ? (uint64_t)count * type->size : 0;
}

static const char *comm_of(const struct dr_rank *rank,
                           const struct dr_call *call)
{
    const char *at = strchr(call->kinds, 'c');

    return at ? dr_call_comm_name(rank, (MPI_Comm)call->arg[at - call->kinds])
              : NULL;
}

static void tell_begin(const struct dr_rank *rank, const struct dr_call *call)
{
    DR_EMIT(&dr_world->bus, DR_EVENT_CALL_BEGIN, .rank = rank->id, .peer = -1,
            .actor = rank->id, .time_s = dr_net_now(), .call = call,
            .bytes = bytes_of(call), .comm = comm_of(rank, call));
}

/* A call of another thread is not the rank's call in progress. */
static bool stays_outside(struct dr_call *call)
{
    if (!dr_door_elsewhere())
        return false;
    call->outer = call;
    return true;
}

void dr_door_enter_anytime(struct dr_call *call)
{
    struct dr_rank *rank = caller(call);

    if (stays_outside(call))
        return;
    call->outer = rank->call;
    rank->call = call;
    dr_limit_call(&dr_world->calls);
    tell_begin(rank, call);
}

void dr_door_enter(struct dr_call *call)
{
    struct dr_rank *rank;

    refuse_other_threads(call);
    rank = caller(call);
    call->outer = rank->call;
    rank->call = call;
    if (__builtin_expect(rank->phase != DR_INSIDE, 0))
        refuse_phase(call, rank->phase);
    dr_limit_call(&dr_world->calls);
    tell_begin(rank, call);
    if (__builtin_expect(!dr_list_empty(&rank->port->deferred), 0))
        dr_operation_catch_up(rank->port);
    if (__builtin_expect(!dr_list_empty(&rank->port->stalled), 0))
        dr_schedule_catch_up(rank->port);
    if (__builtin_expect(!dr_list_empty(&rank->port->parcels), 0))
        dr_parcel_catch_up(rank->port);
    if (__builtin_expect(!dr_list_empty(&rank->port->freed), 0))
        dr_file_catch_up();
}

void dr_door_enter_anywhere(struct dr_call *call)
{
    if (!stays_outside(call))
        dr_door_enter(call);
}

void dr_door_leave(struct dr_call *call)
{
    struct dr_rank *rank = dr_world->self;

    if (__builtin_expect(call->outer == call, 0))
        return;
    DR_EMIT(&dr_world->bus, DR_EVENT_CALL_END, .rank = rank->id, .peer = -1,
            .actor = rank->id, .time_s = dr_net_now(), .call = call);
    rank->call = call->outer;
}
