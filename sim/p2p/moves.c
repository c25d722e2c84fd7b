/*
 * moves.c - what MPI leaves open, at the moment nobody can go on without it.
 */
#include "p2p/moves.h"

#include "base/memory.h"
#include "p2p/contest.h"
#include "p2p/lore.h"
#include "p2p/message.h"
#include "p2p/operation.h"
#include "p2p/progress.h"
#include "p2p/wait.h"

enum {
    SETS_OF = 8,  /* requests at most */
    SET_BITS = 64 /* of dr_move.set */
};

static struct dr_move *add(struct dr_moves *moves, enum dr_move_kind kind,
                           const struct dr_rank *rank)
{
    struct dr_move *move;

    if (moves->count == moves->room) {
        moves->room = moves->room ? 2 * moves->room : 16;
        moves->list =
            dr_realloc(moves->list, (size_t)moves->room * sizeof *move);
    }
    move = &moves->list[moves->count++];
    *move = (struct dr_move){.kind = kind,
                             .rank = rank->id,
                             .what = rank->port->decisions,
                             .call = rank->call ? rank->call->name : "",
                             .site = rank->call ? rank->call->site : NULL};
    return move;
}

static void add_message(struct dr_moves *moves, enum dr_move_kind kind,
                        const struct dr_rank *rank, struct dr_envelope *message)
{
    const struct dr_message *sent =
        DR_CONTAINER(message, struct dr_message, envelope);
    struct dr_move *move = add(moves, kind, rank);

    move->source = message->source;
    move->number = sent->number;
    move->sender = sent->channel->from->id;
    move->message = message;
}

/* Each kept wildcard receive, with each message it may take. */
static void find_takes(struct dr_moves *moves, const struct dr_rank *rank)
{
    struct dr_match *match = &rank->port->match;
    struct dr_envelope *message;
    struct dr_link *it;

    DR_LIST_FOREACH(it, &match->wildcards) {
        struct dr_envelope *recv = DR_CONTAINER(it, struct dr_envelope, link);

        for (message = dr_match_first(match); message;
             message = dr_match_next(match, message)) {
            struct dr_move *move;

            if (!dr_match_allows(match, recv, message) ||
                dr_lore_late(message, recv))
                continue;
            add_message(moves, DR_MOVE_TAKE, rank, message);
            move = &moves->list[moves->count - 1];
            move->recv = DR_CONTAINER(recv, struct dr_request, envelope);
            move->what = recv->order;
            move->call = move->recv->call;
            move->site = move->recv->site;
        }
    }
}

static void find_seen(struct dr_moves *moves, const struct dr_rank *rank,
                      const struct dr_envelope *pattern)
{
    struct dr_match *match = &rank->port->match;

    for (struct dr_envelope *message = dr_match_first(match); message;
         message = dr_match_next(match, message)) {
        if (dr_match_allows(match, pattern, message))
            add_message(moves, DR_MOVE_SEE, rank, message);
    }
}

static struct dr_move *add_answer(struct dr_moves *moves,
                                  const struct dr_rank *rank, int answer)
{
    struct dr_move *move = add(moves, DR_MOVE_FINISH, rank);

    move->number = (uint32_t)(answer + 2);
    return move;
}

/* The sets of those done, at most SETS_OF; false if there are too many. */
static bool find_sets(struct dr_moves *moves, const struct dr_rank *rank,
                      const struct dr_wait *wait, int ndone)
{
    int done[SETS_OF], n = 0;

    if (ndone > SETS_OF)
        return false;
    for (int i = 0; i < wait->count; i++) {
        if (!wait->requests[i]->done)
            continue;
        if (i >= SET_BITS)
            return false;
        done[n++] = i;
    }
    /* Those of one and of all are listed elsewhere. */
    for (unsigned chosen = 1; chosen + 1 < 1u << n; chosen++) {
        uint64_t set = 0;

        for (int i = 0; i < n; i++)
            set |= (uint64_t)(chosen >> i & 1) << done[i];
        if (set & (set - 1))
            add_answer(moves, rank, DR_PICKED_SET)->set = set;
    }
    return true;
}

/* One request each, and several where they may be returned. */
static void find_finished(struct dr_moves *moves, const struct dr_rank *rank,
                          const struct dr_wait *wait)
{
    bool several =
        wait->pick == DR_PICK_SOME || wait->pick == DR_PICK_TEST_SOME;
    int done = 0;

    for (int i = 0; i < wait->count; i++)
        done += wait->requests[i]->done;
    if (wait->pick == DR_PICK_TEST_ALL) {
        if (done == wait->count)
            add_answer(moves, rank, DR_PICKED_DONE);
        return;
    }
    /* "All" means other requests once more are done: another move. */
    if (several && done > 1) {
        int all = moves->count;

        add_answer(moves, rank, DR_PICKED_DONE)->done = done;
        if (!find_sets(moves, rank, wait, done))
            moves->list[all].left_out |= DR_LEFT_SETS;
    }
    for (int i = 0; i < wait->count; i++) {
        if (wait->requests[i]->done)
            add_answer(moves, rank, i);
    }
}

static bool was_refused(const struct dr_port *port, uint64_t question)
{
    for (int i = 0; i < port->refused.count; i++) {
        if (port->refused.questions[i] == question)
            return true;
    }
    return false;
}

static void note_refusal(struct dr_refused *refused, uint64_t question)
{
    if (refused->count == refused->room) {
        refused->room = refused->room ? 2 * refused->room : 4;
        refused->questions =
            dr_realloc(refused->questions,
                       (size_t)refused->room * sizeof *refused->questions);
    }
    refused->questions[refused->count++] = question;
}

void dr_moves_forget(struct dr_port *port)
{
    port->refused.count = 0;
    port->looks.count = 0;
}

static uint64_t mix(uint64_t sum, uint64_t value)
{
    return (sum ^ value) * 0x100000001b3u ^ value >> 29;
}

uint64_t dr_moves_question(const struct dr_wait *wait)
{
    const struct dr_call *call = dr_world->self->call;
    uint64_t sum = mix((uint64_t)wait->kind, call ? (uintptr_t)call->site : 0);

    for (int i = 0; i < wait->count; i++) {
        const struct dr_request *request = wait->requests[i];

        if (wait->kind != DR_WAIT_PROBE)
            sum = mix(sum, (uintptr_t)request);
        sum = mix(sum, request->context);
        sum = mix(sum, (uint64_t)(uint32_t)request->peer << 32 |
                           (uint32_t)request->tag);
    }
    return sum;
}

/* Is the rank asking something that others decide? */
static const struct dr_wait *question(const struct dr_rank *rank)
{
    const struct dr_wait *wait = rank->port->wait;

    return wait && wait->undecided && rank->port->need > 0 ? wait : NULL;
}

static bool looks(const struct dr_wait *wait)
{
    return wait->pick != DR_PICK_ANY && wait->pick != DR_PICK_SOME;
}

bool dr_moves_may_refuse(const struct dr_rank *rank)
{
    const struct dr_wait *wait = question(rank);

    return wait && looks(wait);
}

static void find_decisions(struct dr_moves *moves, const struct dr_rank *rank)
{
    const struct dr_wait *wait = question(rank);
    int before = moves->count;

    if (!wait)
        return;
    if (wait->kind == DR_WAIT_PROBE)
        find_seen(moves, rank, &wait->requests[0]->envelope);
    else
        find_finished(moves, rank, wait);
    if (!looks(wait) || (wait->kind == DR_WAIT_PROBE &&
                         dr_lore_there(rank, &wait->requests[0]->envelope)))
        return;
    if (!was_refused(rank->port, wait->question))
        add(moves, DR_MOVE_REFUSE, rank);
    else if (moves->count > before)
        moves->list[before].left_out |= DR_LEFT_REFUSALS;
}

/* Each contest, with each who may be next. */
static void find_gifts(struct dr_moves *moves)
{
    struct dr_link *it;

    DR_LIST_FOREACH(it, &dr_world->engine->contests) {
        struct dr_contest *contest = DR_CONTAINER(it, struct dr_contest, link);
        struct dr_asker asker;

        for (int i = 0; contest->asker(contest, i, &asker); i++) {
            struct dr_move *move =
                add(moves, DR_MOVE_GIVE, &dr_world->ranks[asker.rank]);

            move->what = contest->number;
            move->index = i;
            move->sender = contest->place;
            move->number = asker.number;
            move->call = asker.call;
            move->site = asker.site;
            move->contest = contest;
            move->alone = asker.alone;
        }
    }
}

/* Can its rank do nothing else, now or later? */
static bool settled(const struct dr_move *move)
{
    const struct dr_wait *wait = question(&dr_world->ranks[move->rank]);

    if (move->kind == DR_MOVE_GIVE)
        return false;
    if (move->kind == DR_MOVE_TAKE)
        return move->recv->envelope.source != MPI_ANY_SOURCE;
    if (move->kind == DR_MOVE_REFUSE || looks(wait))
        return false;
    return move->kind == DR_MOVE_FINISH
               ? wait->count == 1
               : wait->requests[0]->envelope.source != MPI_ANY_SOURCE;
}

/* One who asks alone, while nobody decides anything that could bring others to
 * ask: the first. */
static bool is_undisputed(const struct dr_moves *moves, int i)
{
    return moves->list[0].kind == DR_MOVE_GIVE && moves->list[i].alone;
}

void dr_moves_find(struct dr_moves *moves)
{
    moves->count = 0;
    for (int i = 0; i < dr_world->nranks; i++) {
        find_takes(moves, &dr_world->ranks[i]);
        find_decisions(moves, &dr_world->ranks[i]);
    }
    find_gifts(moves);
    for (int i = 0; i < moves->count; i++) {
        if (!settled(&moves->list[i]) && !is_undisputed(moves, i))
            continue;
        moves->list[0] = moves->list[i];
        moves->count = 1;
    }
}

bool dr_move_independent(const struct dr_move *a, const struct dr_move *b)
{
    if (a->kind == DR_MOVE_GIVE && b->kind == DR_MOVE_GIVE &&
        a->what == b->what)
        return false;
    return a->rank != b->rank ||
           (a->kind == DR_MOVE_TAKE && b->kind == DR_MOVE_TAKE &&
            a->what != b->what);
}

static void take(const struct dr_move *move)
{
    struct dr_match *match = &dr_world->ranks[move->rank].port->match;

    dr_match_withdraw_message(match, move->message);
    dr_match_withdraw_recv(match, &move->recv->envelope);
    dr_operation_match(DR_CONTAINER(move->message, struct dr_message, envelope),
                       move->recv);
    /* Exact receives that the wildcard held up. */
    dr_operation_settle(match);
}

void dr_moves_make(const struct dr_move *move)
{
    struct dr_port *port = dr_world->ranks[move->rank].port;

    if (move->kind == DR_MOVE_TAKE) {
        take(move);
        return;
    }
    if (move->kind == DR_MOVE_GIVE) {
        move->contest->give(move->contest, move->index);
        return;
    }
    port->decisions++;
    if (move->kind == DR_MOVE_REFUSE &&
        !was_refused(port, port->wait->question))
        note_refusal(&port->refused, port->wait->question);
    port->wait->answer =
        move->kind == DR_MOVE_FINISH ? (int)move->number - 2 : DR_PICKED_NONE;
    port->wait->set = move->set;
    port->wait->found = move->kind == DR_MOVE_SEE ? move->message : NULL;
    if (port->wait->found)
        dr_lore_seen(port->wait->found);
    dr_progress_one_done(port);
}

bool dr_moves_refuse_all(void)
{
    bool any = false;

    for (int i = 0; i < dr_world->nranks; i++) {
        struct dr_rank *rank = &dr_world->ranks[i];
        struct dr_move refuse = {.kind = DR_MOVE_REFUSE, .rank = i};

        if (!dr_moves_may_refuse(rank))
            continue;
        dr_moves_make(&refuse);
        any = true;
    }
    return any;
}
