/*
 * stuck.c - who waits for whom when nothing can happen any more.
 *
 * Order: ranks ascending.
 */
#include "p2p/stuck.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/call_text.h"
#include "core/unison.h"
#include "p2p/detect.h"
#include "p2p/livelock.h"
#include "p2p/message.h"
#include "p2p/need.h"
#include "p2p/peer_words.h"
#include "p2p/schedule.h"
#include "p2p/wait.h"

/* Sentences are for people: of a rank that waits for hundreds, some. */
enum {
    WHYS_MOST = 4
};

struct look {
    struct dr_stuck_rank *rank;
    struct dr_text why;
    int whys;
    bool *seen; /* by world rank: already in waits_for */
    bool all;   /* also operations that may still end */
    bool open;  /* the run was cut short: what has not come may still come */
    bool told;  /* steps need no words */
};

static void wait_for(struct look *look, int world_rank)
{
    if (look->seen[world_rank])
        return;
    if (look->rank->nwaits_for == DR_STUCK_LISTED && look->rank->any) {
        look->rank->unlisted++;
        return;
    }
    look->seen[world_rank] = true;
    look->rank->waits_for =
        dr_realloc(look->rank->waits_for, (size_t)(look->rank->nwaits_for + 1) *
                                              sizeof *look->rank->waits_for);
    look->rank->waits_for[look->rank->nwaits_for++] = world_rank;
}

static void say(struct look *look, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

static void say(struct look *look, const char *format, ...)
{
    va_list args;

    if (++look->whys > WHYS_MOST)
        return;
    va_start(args, format);
    if (look->why.length > 0)
        dr_text_add(&look->why, "\n", 1);
    dr_text_vprintf(&look->why, format, args);
    va_end(args);
}

/* " so far", if the rank may yet do what it has not done. */
static const char *so_far(const struct look *look, int world_rank)
{
    return look->open && dr_need_lives(&dr_world->ranks[world_rank]) ? " so far"
                                                                     : "";
}

static void look_at_send(struct look *look, const struct dr_request *send)
{
    uint64_t limit = dr_world->engine->wire.protocol.eager_limit;
    uint64_t bytes = send->message ? send->message->bytes : 0;
    int world_rank = dr_comm_world_rank(send->comm, send->peer);
    struct dr_peer_words peer = dr_peer_words(send);

    wait_for(look, world_rank);
    if (look->open && send->message && send->message->recv)
        say(look,
            "send to %s: its receive is there, and not all of its %llu byte%s "
            "%s come there",
            peer.text, (unsigned long long)bytes, dr_text_s(bytes),
            bytes == 1 ? "has" : "have");
    else if (send->mode == DR_SEND_SYNCHRONOUS)
        say(look, "synchronous send to %s: no matching receive was posted%s",
            peer.text, so_far(look, world_rank));
    else
        say(look,
            "send to %s: no matching receive was posted%s, and its %llu byte%s "
            "%s above the eager limit of %llu",
            peer.text, so_far(look, world_rank), (unsigned long long)bytes,
            dr_text_s(bytes), bytes == 1 ? "is" : "are",
            (unsigned long long)limit);
}

/* What is known of the message that a receive waits for. */
static const char *fate(const struct look *look, const struct dr_request *recv,
                        bool probe)
{
    struct dr_need need = dr_need_of(recv, probe);

    if (!look->open || (need.kind == DR_NEED_RANK && !dr_need_lives(need.rank)))
        return "no such message is coming";
    if (need.kind == DR_NEED_NOTHING && recv->peer != MPI_ANY_SOURCE)
        return "it is on the way";
    return "no such message has come so far";
}

static void look_at_wildcard(struct look *look, const struct dr_request *recv,
                             bool probe, const char *tag)
{
    const struct dr_comm *comm = recv->comm;

    look->rank->any = true;
    for (int i = 0; i < comm->npeers; i++) {
        if (dr_comm_inter(comm) || i != comm->rank)
            wait_for(look, dr_comm_world_rank(comm, i));
    }
    say(look, "%s with %s from any rank%s: %s", probe ? "probe" : "receive",
        tag, dr_comm_inter(comm) ? " of the remote group" : "",
        fate(look, recv, probe));
}

/* Of a collective of objects, which is made of messages of a rank's own. */
static void look_at_object(struct look *look, const struct dr_request *step)
{
    int peer = dr_comm_world_rank(step->comm, step->peer);
    const struct dr_call *theirs = dr_world->ranks[peer].call;

    wait_for(look, peer);
    if (theirs && step->call && strcmp(theirs->name, step->call) == 0)
        say(look, "%s %s%s, which is in it too",
            step->operation == DR_SEND ? "nothing is taken by"
                                       : "nothing comes from",
            dr_peer_words(step).text, so_far(look, peer));
    else
        say(look, "%s%s has not entered this %s%s", dr_peer_words(step).text,
            *dr_peer_state(peer) ? "," : "",
            step->call ? step->call : "collective", so_far(look, peer));
}

static void look_at_recv(struct look *look, const struct dr_request *recv,
                         bool probe)
{
    char tag[32] = "any tag";

    if (recv->tag != MPI_ANY_TAG)
        snprintf(tag, sizeof tag, "tag %d", recv->tag);
    if (recv->peer == MPI_ANY_SOURCE) {
        look_at_wildcard(look, recv, probe, tag);
        return;
    }
    wait_for(look, dr_comm_world_rank(recv->comm, recv->peer));
    say(look, "%s with %s from %s: %s", probe ? "probe" : "receive", tag,
        dr_peer_words(recv).text, fate(look, recv, probe));
}

/* While the rank waits, it cannot complete it. */
static void look_at_general(struct look *look, const struct dr_request *request)
{
    struct dr_text place = {0};

    dr_call_place_text(&place, request->site);
    wait_for(look, request->owner->id);
    if (!look->rank->first)
        look->rank->first = request;
    say(look,
        "nobody called MPI_Grequest_complete for the generalized request "
        "started at %s",
        place.data);
    dr_text_end(&place);
}

/* Can the need never be met?  Whoever is not stuck may still meet it. */
static bool hopeless(struct dr_need need)
{
    switch (need.kind) {
    case DR_NEED_NOTHING:
        return false;
    case DR_NEED_RANK:
        return !dr_need_lives(need.rank) || dr_detect_stuck(need.rank->id);
    case DR_NEED_MEMBER:
    case DR_NEED_SCHEDULE:
        break;
    }
    return true;
}

/* Of those that must act, say what each that cannot has to do. */
static void look_at_remote(struct look *look, const struct dr_request *request)
{
    struct dr_text text = {0};
    int rank;

    for (int i = 0; (rank = request->remote->needs(request, i)) >= 0; i++) {
        if (!look->all && !hopeless((struct dr_need){
                              DR_NEED_RANK, .rank = &dr_world->ranks[rank]}))
            continue;
        wait_for(look, rank);
        if (!look->rank->first)
            look->rank->first = request;
        dr_text_clear(&text);
        request->remote->say(request, i, &text);
        say(look, "%s%s", dr_text_string(&text), dr_peer_state(rank));
    }
    dr_text_end(&text);
}

static void note_first(struct look *look, const struct dr_request *request,
                       const struct dr_request *within)
{
    if (look->rank->first)
        return;
    look->rank->first = request;
    look->rank->within = within;
    if (request->context % 2 == 0) {
        look->rank->peer = request->peer;
        look->rank->tag = request->tag;
    }
}

/* The peer of this step is not in the collective. */
static void say_missing(struct look *look, const struct dr_request *mine,
                        const struct dr_request *step)
{
    int peer = dr_comm_world_rank(step->comm, step->peer);
    struct dr_text object = DR_TEXT_EMPTY;

    dr_call_object_text(&object, step->owner, step->comm);
    say(look, "%s%s has not %s %s%s%s", dr_step_peer_words(step).text,
        *dr_peer_state(peer) ? "," : "",
        mine->persistent ? "started its request of" : "entered this",
        mine->call ? mine->call : "collective", dr_text_string(&object),
        so_far(look, peer));
    dr_text_end(&object);
}

static void look_at_step(void *self, const struct dr_request *step)
{
    struct look *look = self;
    int peer = dr_comm_world_rank(step->comm, step->peer);
    struct dr_need need = dr_need_of(step, false);
    struct dr_peer_words words = dr_step_peer_words(step);
    const struct dr_request *mine = dr_schedule_request(step->step_of), *other;

    if (!look->all && !hopeless(need))
        return;
    note_first(look, step, mine);
    /* A message with a tag of the program's. */
    if (step->context % 2 == 0) {
        if (step->operation == DR_SEND)
            look_at_send(look, step);
        else
            look_at_recv(look, step, false);
        return;
    }
    wait_for(look, peer);
    if (look->told)
        return;
    if (look->open && need.kind == DR_NEED_NOTHING) {
        say(look, "a message %s %s is on the way",
            step->operation == DR_SEND ? "to" : "from", words.text);
        return;
    }
    if (need.kind != DR_NEED_SCHEDULE) {
        say_missing(look, mine, step);
        return;
    }
    other = dr_schedule_request(need.schedule);
    if (mine->call && other->call && !dr_unison_same(mine->call, other->call))
        say(look, "%s called %s where this rank called %s", words.text,
            other->call, mine->call);
    else
        say(look, "%s %s%s, which is in it too",
            step->operation == DR_SEND ? "nothing is taken by"
                                       : "nothing comes from",
            words.text, so_far(look, peer));
}

/* "rank 0 called MPI_Bcast with root 0 (a.c:12)" */
static void add_parted(struct dr_text *text, const struct dr_parted *parted)
{
    dr_text_printf(text, "rank %d called %s%s (", parted->call.rank,
                   parted->call.call, parted->with);
    dr_call_place_text(text, parted->call.site);
    dr_text_printf(text, ")");
}

/* Did members call different collectives here, or before? */
static void look_at_parting(struct look *look, const struct dr_request *request)
{
    struct dr_text text = {0};
    struct dr_parted parted[2];
    uint32_t number;

    if (!dr_schedule_number(request->schedule, &number) ||
        !dr_unison_broken(request->comm, number, parted))
        return;
    dr_text_printf(&text, "not all ranks %s: ",
                   *parted[0].with ? "agree on the root"
                                   : "call the same collectives");
    add_parted(&text, &parted[0]);
    dr_text_printf(&text, " where ");
    add_parted(&text, &parted[1]);
    say(look, "%s", text.data);
    look->told = true;
    dr_text_end(&text);
}

/* Waited for in its own callback, or with nothing left that it needs. */
static void look_at_promise(struct look *look, const struct dr_request *request)
{
    struct dr_text place = {0};

    dr_call_place_text(&place, request->site);
    wait_for(look, request->owner->id);
    if (!look->rank->first)
        look->rank->first = request;
    say(look, "the continuation given to %s at %s is not over", request->call,
        place.data);
    dr_text_end(&place);
}

/* Who waits need not be who started it. */
static void add_start(struct look *look, const struct dr_request *request)
{
    if (look->whys <= WHYS_MOST)
        dr_start_words(&look->why, request,
                       dr_world->ranks[look->rank->rank].call);
}

static void look_at_request(struct look *look, const struct dr_request *request,
                            bool probe)
{
    if (request->done)
        return;
    if (request->operation == DR_COLLECTIVE) {
        look->told = false;
        look_at_parting(look, request);
        dr_schedule_each_step(request->schedule, look_at_step, look);
        look->told = false;
        return;
    }
    if (!look->all && !hopeless(dr_need_of(request, probe)))
        return;
    if (request->operation == DR_REMOTE) {
        look_at_remote(look, request);
        return;
    }
    if (request->operation == DR_GENERAL) {
        look_at_general(look, request);
        return;
    }
    if (request->operation == DR_PROMISE) {
        look_at_promise(look, request);
        return;
    }
    note_first(look, request, NULL);
    if (request->context % 2 != 0)
        look_at_object(look, request);
    else if (request->operation == DR_SEND)
        look_at_send(look, request);
    else
        look_at_recv(look, request, probe);
    if (!probe)
        add_start(look, request);
}

static void look_at_held(void *self, const struct dr_message *held)
{
    struct look *look = self;
    int peer = held->channel->to->id;

    wait_for(look, peer);
    say(look,
        "its message of %llu byte%s with tag %d to rank %d%s was not "
        "received%s",
        (unsigned long long)held->bytes, dr_text_s(held->bytes),
        held->envelope.tag, peer, dr_peer_state(peer), so_far(look, peer));
}

static int ascending(const void *a, const void *b)
{
    return *(const int *)a - *(const int *)b;
}

static void finish(struct look *look)
{
    if (look->whys > WHYS_MOST) {
        dr_text_printf(&look->why, "\nand %d more", look->whys - WHYS_MOST);
    }
    if (look->rank->polls) {
        if (look->why.length > 0)
            dr_text_add(&look->why, "\n", 1);
        dr_text_printf(&look->why,
                       look->open ? "it polls in vain so far"
                                  : "it polls in vain: nothing it could see "
                                    "is under way");
        if (look->rank->gaze) {
            dr_text_add(&look->why, "\n", 1);
            look->rank->gaze->say(look->rank->gaze, &look->why);
        }
    }
    if (look->rank->nwaits_for > 0)
        qsort(look->rank->waits_for, (size_t)look->rank->nwaits_for,
              sizeof(int), ascending);
    for (int i = 0; i < look->rank->nwaits_for; i++)
        look->seen[look->rank->waits_for[i]] = false;
    look->rank->why = look->why.data ? look->why.data : dr_strdup("");
}

static void look_at_wait(struct look *look, const struct dr_rank *rank)
{
    const struct dr_wait *wait = look->rank->wait;

    if (wait->kind == DR_WAIT_BUFFER || wait->kind == DR_WAIT_DETACHED) {
        dr_need_of_held(rank->port, look_at_held, look);
        return;
    }
    look->rank->any = wait->kind == DR_WAIT_ANY && wait->count > 1 &&
                      wait->pick != DR_PICK_TEST_ALL;
    for (int i = 0; i < wait->count; i++)
        look_at_request(look, wait->requests[i], wait->kind == DR_WAIT_PROBE);
}

static void look_at_rank(struct dr_stuck_rank *stuck,
                         const struct dr_rank *rank, bool *seen, bool all)
{
    const struct dr_port *port = rank->port;
    struct look look = {.rank = stuck, .seen = seen, .all = all, .open = all};

    *stuck = (struct dr_stuck_rank){.rank = rank->id,
                                    .polls = rank->polling,
                                    .peer = MPI_UNDEFINED,
                                    .tag = MPI_UNDEFINED,
                                    .wait = port->wait ? port->wait
                                                       : port->polls_for,
                                    .on = -1};
    if (rank->polling)
        stuck->gaze = dr_livelock_gazes(port);
    if (stuck->wait) {
        look_at_wait(&look, rank);
        look.all = true;
        if (!stuck->why && look.whys == 0)
            look_at_wait(&look, rank);
    }
    finish(&look);
}

struct dr_stuck dr_stuck_find(bool all)
{
    struct dr_stuck stuck = {0};
    bool *seen = dr_zalloc((size_t)dr_world->nranks, sizeof *seen);

    stuck.ranks = dr_zalloc((size_t)dr_world->nranks, sizeof *stuck.ranks);
    for (int i = 0; i < dr_world->nranks; i++) {
        const struct dr_rank *rank = &dr_world->ranks[i];

        if (all ? !rank->ended : dr_detect_stuck(i))
            look_at_rank(&stuck.ranks[stuck.count++], rank, seen, all);
    }
    free(seen);
    dr_stuck_shape(&stuck);
    return stuck;
}

void dr_stuck_end(struct dr_stuck *stuck)
{
    for (int i = 0; i < stuck->count; i++) {
        free(stuck->ranks[i].waits_for);
        free(stuck->ranks[i].why);
    }
    free(stuck->ranks);
    free(stuck->cycle);
    *stuck = (struct dr_stuck){0};
}

bool dr_stuck_concerns(const struct dr_stuck *stuck, int rank)
{
    for (int i = 0; i < stuck->count; i++) {
        if (stuck->ranks[i].rank == rank || stuck->ranks[i].on == rank)
            return true;
    }
    return false;
}
