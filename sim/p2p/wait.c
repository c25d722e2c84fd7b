/*
 * wait.c - waiting for operations, and looking whether they are done.
 */
#include "p2p/wait.h"

#include "p2p/progress.h"
#include "p2p/record.h"

/* A polling loop is over: something was there, or the rank blocks. */
static void stop_polling(struct dr_port *port)
{
    port->polled_s = 0;
    dr_moves_forget(port);
}

/* Nothing was there: time passes. */
static void look_again(struct dr_port *port, const struct dr_wait *wait)
{
    port->polls_for = wait;
    dr_progress_poll();
    port->polls_for = NULL;
}

/* What a program does after a look depends on when it looked: with another
 * eager limit it might have done something else. */
static void looked(void)
{
    dr_record_stop(dr_world->engine->record,
                   "what the program does after MPI_Test, MPI_Iprobe and their "
                   "kin depends on when it looks");
}

/* Mark those not done; returns how many. */
static int await(struct dr_request **requests, int count)
{
    int missing = 0;

    for (int i = 0; i < count; i++) {
        requests[i]->awaited = !requests[i]->done;
        missing += requests[i]->awaited;
    }
    return missing;
}

bool dr_wait_looks(struct dr_request **requests, int count)
{
    for (int i = 0; i < count; i++) {
        if (requests[i]->operation != DR_REMOTE || !requests[i]->remote->looks)
            return false;
    }
    return count > 0;
}

static void forget(struct dr_request **requests, int count)
{
    for (int i = 0; i < count; i++)
        requests[i]->awaited = false;
}

void dr_wait_all(struct dr_request **requests, int count)
{
    struct dr_wait wait = {
        .kind = DR_WAIT_ALL, .requests = requests, .count = count};
    struct dr_port *port = dr_world->self->port;
    int missing = await(requests, count);

    if (dr_wait_looks(requests, count))
        port->polled_s = 0;
    else
        stop_polling(port);
    if (missing > 0) {
        port->need = missing;
        port->flushing = dr_wait_looks(requests, count);
        dr_progress_block(&wait);
    }
    forget(requests, count);
}

void dr_wait_for(struct dr_request *request)
{
    dr_wait_all(&request, 1);
}

static int first_done(struct dr_request **requests, int count)
{
    for (int i = 0; i < count; i++) {
        if (requests[i]->done)
            return i;
    }
    return DR_PICKED_NONE;
}

static bool all_done(struct dr_request **requests, int count)
{
    for (int i = 0; i < count; i++) {
        if (!requests[i]->done)
            return false;
    }
    return true;
}

/* Sleep until a decision is made for this rank, see moves.h. */
static struct dr_wait *decide(struct dr_wait *wait)
{
    struct dr_port *port = dr_world->self->port;
    double polled_s = port->polled_s;

    wait->undecided = true;
    wait->question = dr_moves_question(wait);
    port->need = 1;
    dr_progress_block(wait);
    port->set = wait->set;
    if (wait->answer == DR_PICKED_NONE && !wait->found) {
        port->polled_s = polled_s;
        look_again(port, wait);
    } else {
        stop_polling(port);
    }
    return wait;
}

/* What can be said at once. */
static int answer_now(struct dr_request **requests, int count,
                      enum dr_pick pick)
{
    int first;

    if (pick == DR_PICK_TEST_ALL)
        return all_done(requests, count) ? DR_PICKED_DONE : DR_PICKED_NONE;
    first = first_done(requests, count);
    if (first == DR_PICKED_NONE || pick == DR_PICK_ANY ||
        pick == DR_PICK_TEST_ANY)
        return first;
    return DR_PICKED_DONE;
}

int dr_wait_pick(struct dr_request **requests, int count, enum dr_pick pick)
{
    struct dr_wait wait = {.kind = DR_WAIT_ANY,
                           .requests = requests,
                           .count = count,
                           .pick = pick};
    struct dr_port *port = dr_world->self->port;
    bool blocks = pick == DR_PICK_ANY || pick == DR_PICK_SOME;
    int answer;

    if (!blocks)
        looked();
    if (dr_world->config.explore)
        return decide(&wait)->answer;
    answer = answer_now(requests, count, pick);
    if (answer != DR_PICKED_NONE || blocks)
        stop_polling(port);
    if (answer == DR_PICKED_NONE && blocks) {
        await(requests, count);
        port->need = 1;
        dr_progress_block(&wait);
        forget(requests, count);
        answer = answer_now(requests, count, pick);
    } else if (answer == DR_PICKED_NONE) {
        look_again(port, &wait);
    }
    return answer;
}

uint64_t dr_wait_set(void)
{
    return dr_world->self->port->set;
}

struct dr_envelope *dr_wait_message(struct dr_request *pattern)
{
    struct dr_port *port = dr_world->self->port;
    struct dr_wait wait = {.kind = DR_WAIT_PROBE,
                           .requests = &pattern,
                           .count = 1,
                           .pick = DR_PICK_ANY};
    struct dr_envelope *found;

    if (dr_world->config.explore)
        return decide(&wait)->found;
    stop_polling(port);
    found = dr_match_peek(&port->match, &pattern->envelope);
    if (!found) {
        port->need = 1;
        dr_progress_block(&wait);
        found = dr_match_peek(&port->match, &pattern->envelope);
    }
    port->heard_s = dr_net_now();
    return found;
}

struct dr_envelope *dr_wait_look(struct dr_request *pattern)
{
    struct dr_port *port = dr_world->self->port;
    struct dr_wait wait = {.kind = DR_WAIT_PROBE,
                           .requests = &pattern,
                           .count = 1,
                           .pick = DR_PICK_TEST_ANY};
    struct dr_envelope *found;

    looked();
    if (dr_world->config.explore)
        return decide(&wait)->found;
    found = dr_match_peek(&port->match, &pattern->envelope);
    if (found) {
        port->heard_s = dr_net_now();
        stop_polling(port);
    } else {
        look_again(port, &wait);
    }
    return found;
}

void dr_wait_detached(void)
{
    struct dr_port *port = dr_world->self->port;
    struct dr_wait wait = {.kind = DR_WAIT_DETACHED};

    if (port->detached > 0) {
        port->need = 1;
        dr_progress_block(&wait);
    }
}
