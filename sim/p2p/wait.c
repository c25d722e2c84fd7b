/*
 * wait.c - waiting for operations, and looking whether they are done.
 */
#include "p2p/wait.h"

#include "p2p/progress.h"

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

void dr_wait_all(struct dr_request **requests, int count)
{
    struct dr_wait wait = {DR_WAIT_ALL, requests, count};
    int missing = await(requests, count);

    dr_wait_found();
    if (missing > 0) {
        dr_world->self->port->need = missing;
        dr_progress_block(&wait);
    }
    for (int i = 0; i < count; i++)
        requests[i]->awaited = false;
}

void dr_wait_any(struct dr_request **requests, int count)
{
    struct dr_wait wait = {DR_WAIT_ANY, requests, count};

    dr_wait_found();
    if (await(requests, count) == count) {
        dr_world->self->port->need = 1;
        dr_progress_block(&wait);
    }
    for (int i = 0; i < count; i++)
        requests[i]->awaited = false;
}

void dr_wait_for(struct dr_request *request)
{
    dr_wait_all(&request, 1);
}

struct dr_envelope *dr_wait_message(struct dr_request *pattern)
{
    struct dr_port *port = dr_world->self->port;
    struct dr_wait wait = {DR_WAIT_PROBE, &pattern, 1};
    struct dr_envelope *found = dr_match_peek(&port->match, &pattern->envelope);

    dr_wait_found();
    if (!found) {
        port->need = 1;
        dr_progress_block(&wait);
        found = dr_match_peek(&port->match, &pattern->envelope);
    }
    return found;
}

void dr_wait_found(void)
{
    dr_world->self->port->polled_s = 0;
}
