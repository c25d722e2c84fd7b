/*
 * deadlock_change.c - the smallest change that would free stuck ranks.
 *
 * An error that a stuck rank, or who it waits for, was told before has its part
 * in it; then a near miss is the likeliest mistake; then comes what the shape
 * says.
 */
#include <string.h>

#include "cli/deadlock.h"
#include "core/call_text.h"
#include "p2p/need.h"

enum {
    SEARCHED = DR_STUCK_SEARCHED
};

static const struct dr_rank *rank_of(int rank)
{
    return &dr_world->ranks[rank];
}

static const char *name_of(const struct dr_rank *rank)
{
    return rank->call ? rank->call->name : "its call";
}

/* "MPI_Send at f.c:12" */
static void add_call(struct dr_text *text, int rank)
{
    dr_text_printf(text, "%s at ", name_of(rank_of(rank)));
    dr_call_place_text(text,
                       rank_of(rank)->call ? rank_of(rank)->call->site : NULL);
}

static void add_recv_site(struct dr_text *text, const struct dr_request *recv)
{
    const struct dr_call *call = recv->owner->call;

    dr_call_place_text(text,
                       recv->site ? recv->site : (call ? call->site : NULL));
    dr_text_printf(text, " (rank %d)", recv->owner->id);
}

/* `others`: messages of further ranks would do as well, which come in any
 * order. */
static void change_near(struct dr_text *text, const struct dr_near *near,
                        bool others)
{
    const struct dr_message *message = near->message;
    const struct dr_request *recv = near->recv;

    dr_text_printf(text, "in the receive at ");
    add_recv_site(text, recv);
    if (near->tag)
        dr_text_printf(text, ", change tag %d to %d", recv->tag,
                       message->envelope.tag);
    else if (near->source && others)
        dr_text_printf(text, ", name no source (MPI_ANY_SOURCE)");
    else if (near->source)
        dr_text_printf(text, ", name rank %d as its source instead of %d",
                       message->channel->from->id,
                       dr_comm_world_rank(recv->comm, recv->peer));
    else
        dr_text_printf(text, ", use the communicator of the send");
    dr_text_printf(text, "; or change the send");
    if (message->facts.send_site && !message->facts.step) {
        dr_text_printf(text, " at ");
        dr_call_place_text(text, message->facts.send_site);
    }
    dr_text_printf(text, " (rank %d) to suit", message->channel->from->id);
}

static bool by_source_alone(const struct dr_near *near)
{
    return near->source && !near->tag && !near->comm;
}

static bool change_any_near(struct dr_text *text, const struct dr_stuck *stuck)
{
    for (int i = 0; i < stuck->count && i < SEARCHED; i++) {
        const struct dr_channel *taken = dr_taken_find(&stuck->ranks[i]);
        struct dr_near near[2] = {{.message = NULL}};

        if (dr_near_find(&stuck->ranks[i], near, 2) == 0 ||
            near[0].tag + near[0].source + near[0].comm != 1 || near[0].room)
            continue;
        if (taken && by_source_alone(&near[0]))
            dr_taken_change(text, taken);
        else
            change_near(text, &near[0], by_source_alone(&near[1]));
        return true;
    }
    return false;
}


static bool sends(const struct dr_stuck_rank *stuck)
{
    return stuck->first && stuck->first->operation == DR_SEND &&
           !dr_stuck_collects(stuck) && stuck->first->message;
}

/* The send of the cycle that is easiest to buffer, or NULL. */
static const struct dr_stuck_rank *smallest_send(const struct dr_stuck *stuck)
{
    const struct dr_stuck_rank *best = NULL;

    for (int i = 0; i < stuck->ncycle; i++) {
        const struct dr_stuck_rank *it = dr_stuck_of(stuck, stuck->cycle[i]);

        if (!it || !sends(it))
            continue;
        if (!best ||
            (best->first->mode == DR_SEND_SYNCHRONOUS &&
             it->first->mode != DR_SEND_SYNCHRONOUS) ||
            (it->first->mode == best->first->mode &&
             it->first->message->bytes < best->first->message->bytes))
            best = it;
    }
    return best;
}

/* A nonblocking send that is waited for or tested too soon. */
static void change_waited_send(struct dr_text *text,
                               const struct dr_stuck_rank *send)
{
    dr_text_printf(text, "let rank %d post its receive (MPI_Irecv) before ",
                   send->rank);
    add_call(text, send->rank);
}

static void change_blocking_send(struct dr_text *text,
                                 const struct dr_stuck_rank *send)
{
    dr_text_printf(text, "replace ");
    add_call(text, send->rank);
    dr_text_printf(
        text, " (rank %d) by %s, or let rank %d receive before it sends",
        send->rank, dr_call_nonblocking(name_of(rank_of(send->rank))),
        send->rank);
}

static bool waits_in_send(const struct dr_stuck_rank *send)
{
    const char *made_by = send->first->call;

    return !made_by || strcmp(made_by, name_of(rank_of(send->rank))) == 0;
}

static void change_send(struct dr_text *text, const struct dr_stuck *stuck,
                        const struct dr_stuck_rank *send)
{
    unsigned long long bytes = send->first->message->bytes;

    if (stuck->ncycle == 1 || !waits_in_send(send))
        change_waited_send(text, send);
    else
        change_blocking_send(text, send);
    if (send->first->mode != DR_SEND_SYNCHRONOUS)
        dr_text_printf(
            text,
            "; with an eager limit of at least %llu byte%s (now %llu) it would "
            "not show",
            bytes, dr_text_s(bytes),
            (unsigned long long)dr_world->engine->wire.protocol.eager_limit);
}

static bool all_poll(const struct dr_stuck *stuck)
{
    for (int i = 0; i < stuck->ncycle; i++) {
        const struct dr_stuck_rank *it = dr_stuck_of(stuck, stuck->cycle[i]);

        if (!it || !it->polls)
            return false;
    }
    return true;
}

/* Who waits for its own generalized request, or continuation. */
static const struct dr_stuck_rank *
waits_for_its_own(const struct dr_stuck *stuck)
{
    for (int i = 0; i < stuck->ncycle; i++) {
        const struct dr_stuck_rank *rank = dr_stuck_of(stuck, stuck->cycle[i]);

        if (rank->first && (rank->first->operation == DR_GENERAL ||
                            rank->first->operation == DR_PROMISE))
            return rank;
    }
    return NULL;
}

static bool both_lock(int rank, int other)
{
    return strcmp(name_of(rank_of(rank)), "MPI_Win_lock") == 0 &&
           strcmp(name_of(rank_of(other)), "MPI_Win_lock") == 0;
}

/* What the rank that it waits for should do for it, if it waits for an epoch or
 * a lock. */
static bool add_remedy(struct dr_text *text, const struct dr_stuck *stuck,
                       const struct dr_stuck_rank *it)
{
    const struct dr_request *wait = it->first;
    struct dr_text before = DR_TEXT_EMPTY;
    int rank, i = 0;

    if (!wait || wait->operation != DR_REMOTE || !wait->remote)
        return false;
    while ((rank = wait->remote->needs(wait, i)) >= 0 && rank != it->on)
        i++;
    if (rank < 0)
        return false;
    if (dr_stuck_of(stuck, rank))
        add_call(&before, rank);
    wait->remote->remedy(wait, i, dr_text_string(&before), text);
    if (text->length > 0 && before.length > 0 && both_lock(it->rank, rank))
        dr_text_printf(text, "; or let all ranks lock windows in the same "
                             "order");
    dr_text_end(&before);
    return text->length > 0;
}

/* Of ranks that wait for epochs or locks, one is served first. */
static bool change_remote(struct dr_text *text, const struct dr_stuck *stuck)
{
    for (int i = 0; i < stuck->count && i < SEARCHED; i++) {
        if (add_remedy(text, stuck, &stuck->ranks[i]))
            return true;
    }
    return false;
}

static void change_cycle(struct dr_text *text, const struct dr_stuck *stuck)
{
    const struct dr_stuck_rank *send = smallest_send(stuck);
    const struct dr_stuck_rank *own = waits_for_its_own(stuck);
    int first = stuck->cycle[0];

    if (dr_together_change(text, stuck))
        return;
    if (own && own->first->operation == DR_PROMISE) {
        dr_then_change_own(text, own);
    } else if (own) {
        dr_text_printf(text,
                       "let rank %d call MPI_Grequest_complete for it before ",
                       own->rank);
        add_call(text, own->rank);
    } else if (send) {
        change_send(text, stuck, send);
    } else if (all_poll(stuck)) {
        dr_text_printf(text,
                       "let one of them send what the other looks for before "
                       "its loop, as rank %d before the one around ",
                       first);
        add_call(text, first);
        dr_text_printf(text, "; or give the loops another way out");
    } else if (dr_then_in_cycle(stuck) &&
               dr_missing_send(
                   text, dr_stuck_of(stuck, stuck->cycle[stuck->ncycle - 1]),
                   first)) {
        dr_text_printf(text, " before ");
        add_call(text, first);
    } else {
        dr_text_printf(text,
                       "let one of them send before it receives, as rank %d "
                       "before ",
                       first);
        add_call(text, first);
    }
}

bool dr_missing_send(struct dr_text *text, const struct dr_stuck_rank *waits,
                     int from)
{
    const struct dr_request *recv = waits->first;
    const char *comm;

    if (!recv || recv->operation != DR_RECV || recv->peer < 0 ||
        !dr_comm_is_users(recv->context) || dr_stuck_collects(waits) ||
        dr_comm_world_rank(recv->comm, recv->peer) != from)
        return false;
    dr_text_printf(text, "let rank %d send rank %d a message", from,
                   waits->rank);
    if (recv->tag != MPI_ANY_TAG)
        dr_text_printf(text, " with tag %d", recv->tag);
    comm = dr_call_comm_words(rank_of(waits->rank), recv->comm);
    if (strcmp(comm, "MPI_COMM_WORLD") != 0)
        dr_text_printf(text, " on %s", comm);
    return true;
}

/* Of whoever waits for a message of a rank that is gone: what it may leave
 * out.  A request that was made before lives on without the call. */
static void leave_out(struct dr_text *text, const struct dr_stuck_rank *last)
{
    const struct dr_request *first = last->first;

    if (last->polls) {
        dr_text_printf(text, ", or give the loop around ");
        add_call(text, last->rank);
        dr_text_printf(text, " another way out");
        return;
    }
    dr_text_printf(text, ", or leave out ");
    if (first && first->call && first->handle == NULL && !first->then &&
        strcmp(first->call, name_of(rank_of(last->rank))) == 0) {
        add_call(text, last->rank);
    } else if (first && first->persistent && first->start_call) {
        dr_text_printf(text, "%s at ", first->start_call);
        dr_call_place_text(text, first->start_site);
    } else if (first && first->call) {
        dr_text_printf(text, "%s at ", first->call);
        dr_call_place_text(text, first->site);
    } else {
        add_call(text, last->rank);
    }
}

static void change_chain(struct dr_text *text, const struct dr_stuck *stuck)
{
    int gone = stuck->cycle[stuck->ncycle - 1];
    const struct dr_stuck_rank *last =
        dr_stuck_of(stuck, stuck->cycle[stuck->ncycle - 2]);

    if (dr_stuck_collects(last)) {
        dr_text_printf(text,
                       "let rank %d %s %s as often as rank %d does, before "
                       "it ends",
                       gone,
                       last->within && last->within->persistent
                           ? "start (MPI_Start) its request of"
                           : "call",
                       dr_stuck_collective(last), last->rank);
    } else if (dr_taken_find(last)) {
        dr_taken_change(text, dr_taken_find(last));
        dr_text_printf(text, "; or let rank %d send another", gone);
    } else if (!last->first) {
        dr_text_printf(text,
                       "let rank %d receive what rank %d has sent before it "
                       "ends",
                       gone, last->rank);
    } else if (sends(last)) {
        dr_text_printf(text,
                       "let rank %d receive this message with tag %d before "
                       "it ends",
                       gone, last->tag);
        leave_out(text, last);
    } else {
        if (!dr_missing_send(text, last, gone))
            dr_text_printf(text, "let rank %d send rank %d a message", gone,
                           last->rank);
        dr_text_printf(text, " before it ends");
        leave_out(text, last);
    }
}

const struct dr_stuck_rank *dr_deadlock_gazes(const struct dr_stuck *stuck)
{
    for (int i = 0; i < stuck->count; i++) {
        if (stuck->ranks[i].gaze)
            return &stuck->ranks[i];
    }
    return NULL;
}

/* All look: who looks at a window has it written by another. */
static void change_loops(struct dr_text *text, const struct dr_stuck *stuck)
{
    const struct dr_stuck_rank *it = dr_deadlock_gazes(stuck);

    if (!it) {
        dr_text_printf(text, "send what they look for, or give the loops "
                             "another way out");
        return;
    }
    dr_text_printf(text, "write what rank %d looks for to ", it->rank);
    it->gaze->where(it->gaze, text);
    dr_text_printf(text, ", or give the loop another way out");
}

/* The last error that one of them was told and went on from. */
static bool change_returned(struct dr_text *text, const struct dr_stuck *stuck)
{
    const struct dr_findings *findings = &dr_world->findings;

    for (size_t i = findings->count; i-- > 0;) {
        const struct dr_finding *it = &findings->items[i];

        if (it->severity != DR_NOTE || it->suppressed || it->rank < 0 ||
            !it->call || !dr_stuck_concerns(stuck, it->rank))
            continue;
        dr_text_printf(text,
                       "first mend the error that rank %d was told by "
                       "%s at ",
                       it->rank, it->call);
        dr_call_place_text(text, it->site);
        return true;
    }
    return false;
}

void dr_deadlock_change(struct dr_text *text, const struct dr_stuck *stuck)
{
    if (change_returned(text, stuck) || dr_then_change_ready(text, stuck) ||
        change_any_near(text, stuck) || dr_together_parted(text, stuck) ||
        change_remote(text, stuck))
        return;
    switch (stuck->shape) {
    case DR_STUCK_CYCLE:
        change_cycle(text, stuck);
        break;
    case DR_STUCK_CHAIN:
        change_chain(text, stuck);
        break;
    case DR_STUCK_KNOT:
        dr_text_printf(text, "let one of them send before it waits: all who "
                             "could send wait as well");
        break;
    case DR_STUCK_POLL:
        change_loops(text, stuck);
        break;
    }
}
