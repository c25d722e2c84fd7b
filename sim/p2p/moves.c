/*
 * moves.c - what MPI leaves open, at the moment nobody can go on without it.
 */
#include "p2p/moves.h"

#include "base/memory.h"
#include "p2p/message.h"
#include "p2p/operation.h"
#include "p2p/progress.h"
#include "p2p/wait.h"

/*
 * A look that could be answered is refused this often in a row before it must
 * be answered: a loop that looks for ever would otherwise have schedules
 * without end.  One refusal shows what a program does when it is too early.
 */
enum {
    REFUSALS_MOST = 1
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
    struct dr_move *move = add(moves, kind, rank);

    move->source = message->source;
    move->number = DR_CONTAINER(message, struct dr_message, envelope)->number;
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

            if (!dr_match_allows(match, recv, message))
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

static int find_seen(struct dr_moves *moves, const struct dr_rank *rank,
                     const struct dr_envelope *pattern)
{
    struct dr_match *match = &rank->port->match;
    int before = moves->count;

    for (struct dr_envelope *message = dr_match_first(match); message;
         message = dr_match_next(match, message)) {
        if (dr_match_allows(match, pattern, message))
            add_message(moves, DR_MOVE_SEE, rank, message);
    }
    return moves->count - before;
}

static int add_answer(struct dr_moves *moves, const struct dr_rank *rank,
                      int answer)
{
    add(moves, DR_MOVE_FINISH, rank)->number = (uint32_t)(answer + 2);
    return 1;
}

/* One request each, and all that are done where several may be returned. */
static int find_finished(struct dr_moves *moves, const struct dr_rank *rank,
                         const struct dr_wait *wait)
{
    bool several =
        wait->pick == DR_PICK_SOME || wait->pick == DR_PICK_TEST_SOME;
    int done = 0, found = 0;

    for (int i = 0; i < wait->count; i++)
        done += wait->requests[i]->done;
    if (wait->pick == DR_PICK_TEST_ALL)
        return done == wait->count ? add_answer(moves, rank, DR_PICKED_DONE)
                                   : 0;
    if (several && done > 0)
        found += add_answer(moves, rank, DR_PICKED_DONE);
    if (several && done == 1)
        return found;
    for (int i = 0; i < wait->count; i++) {
        if (wait->requests[i]->done)
            found += add_answer(moves, rank, i);
    }
    return found;
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

static void find_decisions(struct dr_moves *moves, const struct dr_rank *rank)
{
    const struct dr_wait *wait = question(rank);
    int found;

    if (!wait)
        return;
    if (wait->kind == DR_WAIT_PROBE)
        found = find_seen(moves, rank, &wait->requests[0]->envelope);
    else
        found = find_finished(moves, rank, wait);
    if (looks(wait) && found > 0 && rank->port->refusals < REFUSALS_MOST)
        add(moves, DR_MOVE_REFUSE, rank);
}

void dr_moves_find(struct dr_moves *moves)
{
    moves->count = 0;
    for (int i = 0; i < dr_world->nranks; i++) {
        find_takes(moves, &dr_world->ranks[i]);
        find_decisions(moves, &dr_world->ranks[i]);
    }
}

static void take(const struct dr_move *move)
{
    struct dr_match *match = &dr_world->ranks[move->rank].port->match;
    struct dr_envelope *recv, *message;

    dr_match_withdraw_message(match, move->message);
    dr_match_withdraw_recv(match, &move->recv->envelope);
    dr_operation_match(DR_CONTAINER(move->message, struct dr_message, envelope),
                       move->recv);
    /* Exact receives that the wildcard held up. */
    while (dr_match_settle(match, &recv, &message))
        dr_operation_match(DR_CONTAINER(message, struct dr_message, envelope),
                           DR_CONTAINER(recv, struct dr_request, envelope));
}

void dr_moves_make(const struct dr_move *move)
{
    struct dr_port *port = dr_world->ranks[move->rank].port;

    if (move->kind == DR_MOVE_TAKE) {
        take(move);
        return;
    }
    port->decisions++;
    port->wait->answer =
        move->kind == DR_MOVE_FINISH ? (int)move->number - 2 : DR_PICKED_NONE;
    port->wait->found = move->kind == DR_MOVE_SEE ? move->message : NULL;
    dr_progress_one_done(port);
}

bool dr_moves_refuse_all(void)
{
    bool any = false;

    for (int i = 0; i < dr_world->nranks; i++) {
        struct dr_rank *rank = &dr_world->ranks[i];
        const struct dr_wait *wait = question(rank);
        struct dr_move refuse = {.kind = DR_MOVE_REFUSE, .rank = i};

        if (!wait || !looks(wait))
            continue;
        dr_moves_make(&refuse);
        any = true;
    }
    return any;
}
