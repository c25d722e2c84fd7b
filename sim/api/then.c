/*
 * then.c - continuations: waiting for their parts, and running them.
 *
 * Invariant: a promise is done or stands in the rank's list with its
 * continuation.  A callback may wait and attach, so the list is looked at from
 * its beginning after each.
 */
#include "api/then.h"

#include <stdio.h>
#include <stdlib.h>

#include "api/general.h"
#include "api/operation.h"
#include "api/wait_many.h"
#include "api/waiting.h"
#include "core/call_text.h"
#include "core/errors.h"
#include "p2p/hold.h"
#include "p2p/operation.h"

static struct dr_link *list(void)
{
    return &dr_world->self->thens;
}

static struct dr_then *then_at(struct dr_link *link)
{
    return DR_CONTAINER(link, struct dr_then, link);
}

struct dr_then *dr_then_new(int count)
{
    struct dr_then *then =
        dr_zalloc(1, sizeof *then + (size_t)count * sizeof then->parts[0]);
    struct dr_request *promise = dr_request_new(DR_PROMISE);

    promise->comm = dr_comm_hold(promise->owner->comm_world);
    promise->peer = MPI_PROC_NULL;
    promise->active = true;
    promise->result = dr_result_empty();
    promise->call = dr_world->self->call->name;
    promise->site = dr_world->self->call->site;
    promise->waits_in = then;
    dr_request_publish(promise);
    then->made =
        (struct dr_related){promise->owner->id, promise->call, promise->site};
    then->promise = promise;
    then->count = count;
    dr_list_append(list(), &then->link);
    return then;
}

/* The program has no handle of a part any more, except copies of that of a
 * persistent one, which cannot be used until it is given back. */
static struct dr_request *take(struct dr_then *then, MPI_Request *handle)
{
    struct dr_request *part = dr_request_get(*handle);

    if (part && part->persistent) {
        if (part->waits_in == then)
            part = NULL; /* given twice */
        else
            part->waits_in = then;
    } else if (part) {
        dr_handle_free(&part->owner->handles, (uintptr_t)*handle);
        part->handle = NULL;
    }
    if (part)
        part->then = &then->made;
    *handle = MPI_REQUEST_NULL;
    return part;
}

/* What is said of the promise names the operation behind it too, also if that
 * is a promise itself. */
static void note_start(struct dr_request *promise,
                       const struct dr_request *part)
{
    if (!part || promise->start_call)
        return;
    promise->start_call = part->start_call ? part->start_call : part->call;
    promise->start_site = part->start_call ? part->start_site : part->site;
}

bool dr_then_ready(const struct dr_then *then)
{
    for (int i = 0; i < then->count; i++) {
        if (dr_waiting_counts(then->parts[i]) && !then->parts[i]->done)
            return false;
    }
    return true;
}

/* The program learns of the parts now; they still hold their buffers. */
static void learn(const struct dr_then *then)
{
    for (int i = 0; i < then->count; i++) {
        if (then->parts[i])
            dr_hold_end(then->parts[i]);
    }
}

static void give_back(struct dr_request *persistent)
{
    persistent->waits_in = NULL;
    persistent->then = NULL;
    if (persistent->active)
        dr_waiting_retire(persistent);
    else
        dr_waiting_note_idle(persistent);
}

static void release_parts(struct dr_then *then)
{
    for (int i = 0; i < then->count; i++) {
        struct dr_request *part = then->parts[i];

        if (part && part->persistent)
            give_back(part);
        else if (part)
            dr_operation_release(part);
        then->parts[i] = NULL;
    }
}

static void keep_promise(struct dr_then *then, int error)
{
    then->promise->result.error = error;
    dr_operation_complete(then->promise);
    free(then);
}

/* The promise is over when the request that the callback gave is, and fails
 * for the same reason. */
static int follow(struct dr_then *then, MPI_Request *next)
{
    struct dr_request *part = then->parts[0], *promise = then->promise;

    (void)next;
    if (part->active) {
        promise->result = part->result;
        promise->sent_bytes = part->sent_bytes;
        promise->sent = part->sent;
        promise->why = part->why;
        part->why = NULL;
    }
    return promise->result.error;
}

/* Its promise is over with that of another continuation, which keeps it then:
 * a chain stays as short as its last link. */
static void bequeath(struct dr_then *then, struct dr_request *promise)
{
    struct dr_then *heir = promise->waits_in;

    dr_operation_release(promise);
    heir->promise = then->promise;
    heir->promise->waits_in = heir;
    free(then);
}

/* What the callback gave, if it gave anything; an error is raised. */
static int find_next(const struct dr_then *then, MPI_Request handle,
                     struct dr_request **request)
{
    int error = dr_waiting_find(handle, request);

    if (!error && *request == then->promise)
        error = dr_raise(NULL, MPI_ERR_REQUEST,
                         "the request to wait for is that of the continuation "
                         "itself");
    return error;
}

/* Of DR_Then: statuses for the program; an error goes to its handler first.
 * The callback may start the persistent ones again. */
static int call_back(struct dr_then *then, MPI_Request *next)
{
    MPI_Status *statuses = dr_zalloc((size_t)then->count + 1, sizeof *statuses);
    int error;

    for (int i = 0; i < then->count; i++) {
        struct dr_request *part = then->parts[i];

        if (!dr_waiting_counts(part)) {
            dr_many_store_empty(&statuses[i]);
            continue;
        }
        dr_general_end(part);
        dr_result_store(&part->result, &statuses[i]);
        statuses[i].MPI_ERROR = part->result.error;
        dr_operation_raise(part);
    }
    release_parts(then);
    error = then->callback(statuses, then->data, next);
    free(statuses);
    return error;
}

/* Keep for whoever waits which DR_Then has failed, and how. */
static void explain(struct dr_then *then, const char *what, const char *how)
{
    struct dr_text text = DR_TEXT_EMPTY;

    dr_text_printf(&text, "%s%s at ", what, then->made.call);
    dr_call_place_text(&text, then->made.site);
    dr_text_printf(&text, " %s", how);
    then->promise->why = text.data;
}

/* What follows upon another has said itself why it failed. */
static void explain_failure(struct dr_then *then, int error)
{
    char how[32] = "returned an error";

    if (then->act != call_back) {
        if (then->act != follow)
            explain(then, "", "failed");
        return;
    }
    if (dr_error_class(dr_world->self->errors, error) < 0)
        snprintf(how, sizeof how, "returned %d", error);
    explain(then, "the callback of ", how);
}

static void run(struct dr_then *then)
{
    MPI_Request handle = MPI_REQUEST_NULL;
    struct dr_request *next = NULL;
    int error;

    learn(then);
    error = then->act(then, &handle);
    if (error)
        explain_failure(then, error);
    release_parts(then);
    if (!error) {
        error = find_next(then, handle, &next);
        if (error)
            explain(then, "the callback of ", "gave no request to wait for");
    }
    if (error || !next) {
        keep_promise(then, error);
        return;
    }
    take(then, &handle);
    if (next->operation == DR_PROMISE && !next->done) {
        bequeath(then, next);
        return;
    }
    /* There is room for one part: a follower has had one at least. */
    then->act = follow;
    then->callback = NULL;
    then->count = 1;
    then->parts[0] = next;
    dr_list_append(list(), &then->link);
}

static void run_ready(void)
{
    struct dr_link *it = list()->next;

    while (it != list()) {
        struct dr_then *then = then_at(it);

        if (!dr_then_ready(then)) {
            it = it->next;
            continue;
        }
        dr_list_remove(it);
        run(then);
        it = list()->next;
    }
}

/* Requests under way: those given, and the parts of all continuations; not
 * promises, which are kept here. */
struct awaited {
    struct dr_request **items;
    int count, room;
};

static void await(struct awaited *awaited, struct dr_request *request)
{
    if (!dr_waiting_counts(request) || request->done ||
        request->operation == DR_PROMISE)
        return;
    if (awaited->count == awaited->room) {
        awaited->room = awaited->room ? 2 * awaited->room : 16;
        awaited->items = dr_realloc(
            awaited->items, (size_t)awaited->room * sizeof awaited->items[0]);
    }
    awaited->items[awaited->count++] = request;
}

/* Block until one more operation is done; false if there is none. */
static bool wait_for_more(struct dr_request **requests, int count)
{
    struct awaited awaited = {0};
    struct dr_link *it;

    for (int i = 0; i < count; i++)
        await(&awaited, requests[i]);
    DR_LIST_FOREACH(it, list()) {
        for (int i = 0; i < then_at(it)->count; i++)
            await(&awaited, then_at(it)->parts[i]);
    }
    if (awaited.count > 0)
        dr_wait_pick(awaited.items, awaited.count, DR_PICK_ANY);
    free(awaited.items);
    return awaited.count > 0;
}

static int done_of(struct dr_request **requests, int count)
{
    int done = 0;

    for (int i = 0; i < count; i++)
        done += requests[i]->done;
    return done;
}

/* Run what is ready until `wanted` of the requests are done. */
static void advance(struct dr_request **requests, int count, int wanted)
{
    do {
        run_ready();
    } while (!dr_list_empty(list()) && done_of(requests, count) < wanted &&
             wait_for_more(requests, count));
}

void dr_then_wait_all(struct dr_request **requests, int count)
{
    if (!dr_list_empty(list()))
        advance(requests, count, count);
    dr_wait_all(requests, count);
}

int dr_then_pick(struct dr_request **requests, int count, enum dr_pick pick)
{
    bool blocks = pick == DR_PICK_ANY || pick == DR_PICK_SOME;

    if (!dr_list_empty(list()))
        advance(requests, count, blocks);
    return dr_wait_pick(requests, count, pick);
}

void dr_then_drain(void)
{
    while (!dr_list_empty(list()))
        advance(NULL, 0, 1);
}

static int check(int count, const MPI_Request handles[],
                 DR_Then_function *callback)
{
    struct dr_request *request;
    int error = MPI_SUCCESS;

    if (count < 0)
        return dr_raise(NULL, MPI_ERR_COUNT, "the count is %d", count);
    if (count > 0 && !handles)
        return dr_raise_null("requests");
    if (!callback)
        return dr_raise(NULL, MPI_ERR_ARG, "the callback is NULL");
    for (int i = 0; i < count && !error; i++)
        error = dr_waiting_find(handles[i], &request);
    return error;
}

static MPI_Request attach(int count, MPI_Request handles[],
                          DR_Then_function *callback, void *data)
{
    struct dr_then *then = dr_then_new(count > 0 ? count : 1);

    then->count = count;
    for (int i = 0; i < count; i++) {
        then->parts[i] = take(then, &handles[i]);
        note_start(then->promise, then->parts[i]);
    }
    then->act = call_back;
    then->callback = callback;
    then->data = data;
    return then->promise->handle;
}

int DR_Then(MPI_Request *request, DR_Then_function *callback, void *data)
{
    int error;

    DR_DOOR("DR_Then", "R**", request, callback, data);

    error = check(1, request, callback);
    if (!error)
        *request = attach(1, request, callback, data);
    return error;
}

int DR_Then_all(int count, MPI_Request requests[], DR_Then_function *callback,
                void *data, MPI_Request *request)
{
    int error;

    DR_DOOR("DR_Then_all", "i***R", count, requests, callback, data, request);

    error = check(count, requests, callback);
    if (!error)
        *request = attach(count, requests, callback, data);
    return error;
}
