/*
 * await.c - what ranks sleep for in windows, and for whom.
 */
#include "core/call_text.h"
#include "p2p/livelock.h"
#include "p2p/operation.h"
#include "p2p/progress.h"
#include "p2p/wait.h"
#include "rma/advice.h"
#include "rma/epoch.h"
#include "rma/lease.h"

static bool all_locked(const struct dr_win *win)
{
    for (int i = 0; i < win->nbonds; i++) {
        if (win->bonds[i]->access == DR_EPOCH_LOCK_ALL &&
            !win->bonds[i]->granted)
            return false;
    }
    return true;
}

static bool ready(const struct dr_await *await)
{
    const struct dr_win *win = await->win;
    const struct dr_bond *bond = await->bond;

    switch (await->kind) {
    case DR_AWAIT_GRANT:
        return bond->granted;
    case DR_AWAIT_GRANTS:
        return win->ungranted == 0;
    case DR_AWAIT_LOCKS:
        return all_locked(win);
    case DR_AWAIT_BOND:
        return bond->pending == 0;
    case DR_AWAIT_ALL:
        return win->going == 0;
    case DR_AWAIT_FENCE:
        return win->going == 0 && win->coming[await->parity] == 0;
    case DR_AWAIT_EXPOSURE:
        return win->unfinished == 0;
    case DR_AWAIT_RELEASE:
        return bond ? !bond->releasing && bond->pending == 0
                    : win->releasing == 0 && win->going == 0;
    }
    return true;
}

/* When the owner hears of what is ready now. */
static double heard_s(const struct dr_await *await)
{
    if (!await->remote)
        return 0;
    return await->bond ? await->bond->heard_s : await->win->heard_s;
}

/* The latest target to say that all is over, as those who watch see it. */
static void tell_signal(const struct dr_await *await, enum dr_event_kind kind,
                        enum dr_event_control control)
{
    const struct dr_bond *bond = await->bond ? await->bond : await->win->latest;

    DR_EMIT(&dr_world->bus, kind, .rank = bond->target->owner->id,
            .peer = bond->origin->owner->id,
            .actor = dr_world->self ? dr_world->self->id : -1,
            .time_s = dr_net_now(), .message = &await->signal,
            .control = control);
}

static void heard(struct dr_timer *timer)
{
    struct dr_await *await = DR_CONTAINER(timer, struct dr_await, timer);

    tell_signal(await, DR_EVENT_CONTROL_END, DR_CONTROL_SIGNAL);
    dr_event_message_end(&dr_world->bus, &await->signal);
    dr_operation_complete(await->request);
}

static void finish(struct dr_await *await)
{
    await->win->await = NULL;
    if (heard_s(await) <= dr_net_now()) {
        dr_operation_complete(await->request);
        return;
    }
    await->ending = true;
    await->signal = (struct dr_event_message){
        .send_call = await->request->call, .send_site = await->request->site};
    dr_event_signal_begin(&dr_world->bus, &await->signal);
    tell_signal(await, DR_EVENT_CONTROL_BEGIN, DR_CONTROL_INTENT);
    dr_timer_init(&await->timer, heard);
    await->timer.alarm.when = heard_s(await);
    dr_net_set(&await->timer.alarm);
}

void dr_win_stir(struct dr_win *win)
{
    if (win->await && ready(win->await))
        finish(win->await);
}


/* Of holders at the target, those that have not begun to give back. */
static struct dr_bond *holder(const struct dr_bond *bond, int i)
{
    const struct dr_link *it, *holders = &bond->target->holders;

    if (!bond->queued)
        return NULL;
    DR_LIST_FOREACH(it, holders) {
        struct dr_bond *held = DR_CONTAINER(it, struct dr_bond, lock);

        if (!held->left && i-- == 0)
            return held;
    }
    return NULL;
}

/* Of the targets of MPI_Win_start, those that have not posted. */
static struct dr_bond *unposted(const struct dr_win *win, int i)
{
    for (int at = 0; at < win->nstarted; at++) {
        struct dr_bond *bond = win->started[at];

        if (!bond->granted && bond->posts_due == 0 && i-- == 0)
            return bond;
    }
    return NULL;
}

/* Of the origins of MPI_Win_post, those that have not completed. */
static struct dr_bond *uncompleted(const struct dr_win *win, int i)
{
    for (int at = 0; at < win->nposted; at++) {
        struct dr_bond *bond = win->posted[at];

        if (bond->exposed && !bond->left && i-- == 0)
            return bond;
    }
    return NULL;
}

/* Of the locks that MPI_Win_lock_all has asked for, one that is held by
 * others. */
static const struct dr_bond *kept_out(const struct dr_await *await)
{
    const struct dr_win *win = await->win;

    for (int i = 0; i < win->nbonds; i++) {
        const struct dr_bond *bond = win->bonds[i];

        if ((!await->bond || await->bond == bond) && holder(bond, 0))
            return bond;
    }
    return NULL;
}

/* The bond whose other end must act, NULL if nobody must; `locked` is the one
 * that waits for its lock, if that is why. */
static struct dr_bond *culprit(const struct dr_await *await, int i,
                               const struct dr_bond **locked)
{
    *locked = NULL;
    if (await->ending || ready(await))
        return NULL;
    if (await->kind == DR_AWAIT_EXPOSURE)
        return uncompleted(await->win, i);
    if (await->win->access)
        return unposted(await->win, i);
    *locked = kept_out(await);
    return *locked ? holder(*locked, i) : NULL;
}

static int needs(const struct dr_request *request, int i)
{
    const struct dr_await *await = request->waits_in;
    const struct dr_bond *locked, *bond = culprit(await, i, &locked);

    if (!bond)
        return -1;
    return await->kind == DR_AWAIT_EXPOSURE || locked ? bond->origin->owner->id
                                                      : bond->target->owner->id;
}

static const char *type_of(const struct dr_bond *bond)
{
    return bond->lock_type == MPI_LOCK_EXCLUSIVE ? "exclusive" : "shared";
}

static void say_held(struct dr_text *text, const struct dr_bond *locked,
                     const struct dr_bond *held)
{
    dr_text_printf(text, "the %s lock on rank %d's ", type_of(locked),
                   locked->target->owner->id);
    dr_advice_window(text, locked->target, locked->origin);
    dr_text_printf(text, " is not to be had: rank %d holds it%s since ",
                   held->origin->owner->id,
                   held->lock_type == MPI_LOCK_EXCLUSIVE ? "" : " (shared)");
    dr_advice_origin(text, held->since);
}

static void say(const struct dr_request *request, int i, struct dr_text *text)
{
    const struct dr_await *await = request->waits_in;
    const struct dr_bond *locked, *bond = culprit(await, i, &locked);

    if (locked) {
        say_held(text, locked, bond);
    } else if (await->kind == DR_AWAIT_EXPOSURE) {
        dr_text_printf(text, "rank %d has not completed its access to the ",
                       bond->origin->owner->id);
        dr_call_window_text(text, await->win->owner, await->win->comm);
        dr_text_printf(text, ", which ");
        dr_advice_origin(text, await->win->post);
        dr_text_printf(text, " exposed");
    } else {
        dr_text_printf(text, "rank %d has not posted its ",
                       bond->target->owner->id);
        dr_advice_window(text, bond->target, await->win);
        dr_text_printf(text, " for ");
        dr_advice_origin(text, await->win->start);
        if (bond->target->post.call) {
            dr_text_printf(text, "; its last ");
            dr_advice_origin(text, bond->target->post);
            dr_text_printf(text, " is not for that");
        }
    }
}

static void remedy(const struct dr_request *request, int i, const char *before,
                   struct dr_text *text)
{
    const struct dr_await *await = request->waits_in;
    const struct dr_bond *locked, *bond = culprit(await, i, &locked);

    if (locked)
        dr_advice_unlock(text, bond, before);
    else if (await->kind == DR_AWAIT_EXPOSURE)
        dr_advice_complete(text, bond, before);
    else
        dr_advice_post(text, bond, before);
}

static const struct dr_remote remote = {needs, say, remedy, NULL, false};
static const struct dr_remote remote_look = {needs, say, remedy, NULL, true};

/* An operation on its way needs nobody; one that is delayed needs who holds
 * the lock. */
static int operation_needs(const struct dr_request *request, int i)
{
    const struct dr_bond *bond = request->waits_in, *held;

    held = bond && !bond->granted ? holder(bond, i) : NULL;
    return held ? held->origin->owner->id : -1;
}

static void operation_say(const struct dr_request *request, int i,
                          struct dr_text *text)
{
    const struct dr_bond *bond = request->waits_in;

    say_held(text, bond, holder(bond, i));
}

static void operation_remedy(const struct dr_request *request, int i,
                             const char *before, struct dr_text *text)
{
    dr_advice_unlock(text, holder(request->waits_in, i), before);
}

const struct dr_remote dr_win_remote_operation = {
    operation_needs, operation_say, operation_remedy, dr_lease_learnt, true};

/* Locks, and the end of operations: part of how one looks at windows. */
static bool is_look(enum dr_await_kind kind)
{
    return kind == DR_AWAIT_GRANT || kind == DR_AWAIT_LOCKS ||
           kind == DR_AWAIT_BOND || kind == DR_AWAIT_ALL ||
           kind == DR_AWAIT_RELEASE;
}

void dr_win_look(struct dr_win *win)
{
    struct dr_port *port = win->owner->port;
    const struct dr_call *call = dr_world->self->call;
    struct dr_await await = {.kind = DR_AWAIT_EXPOSURE, .win = win};
    struct dr_request request = {.operation = DR_REMOTE,
                                 .active = true,
                                 .remote = &remote,
                                 .waits_in = &await,
                                 .comm = win->comm,
                                 .owner = win->owner,
                                 .call = call->name,
                                 .site = call->site};
    struct dr_request *requests[] = {&request};
    struct dr_wait wait = {.requests = requests, .count = 1};

    port->polls_for = &wait;
    dr_progress_poll();
    port->polls_for = NULL;
}

void dr_win_await(struct dr_await await)
{
    struct dr_port *port = await.win->owner->port;
    struct dr_request *request;

    port->polled_s = 0;
    if (ready(&await) && heard_s(&await) <= dr_net_now())
        return;
    request = dr_request_new(DR_REMOTE);
    request->active = true;
    request->remote = is_look(await.kind) ? &remote_look : &remote;
    request->waits_in = &await;
    request->comm = dr_comm_hold(await.win->comm);
    request->call = dr_world->self->call->name;
    request->site = dr_world->self->call->site;
    await.request = request;
    await.win->await = &await;
    dr_win_stir(await.win);
    dr_wait_for(request);
    dr_operation_release(request);
    dr_livelock_rested(port);
}
