/*
 * ready.c - were receives posted before ready sends began?
 */
#include "p2p/ready.h"

#include "net/net.h"

void dr_ready_begin(struct dr_message *message)
{
    message->ready = true;
    message->expects = message->channel->to->port->match.next_order;
}

/* Has this pair of places been told of? */
static bool is_known(const struct dr_event_message *facts)
{
    uint64_t a = (uint64_t)(uintptr_t)facts->send_site;
    uint64_t b = (uint64_t)(uintptr_t)facts->recv_site ^ (uint64_t)facts->from
                                                             << 40;

    if (dr_table_get(&dr_world->told, a, b))
        return true;
    dr_table_put(&dr_world->told, a, b, &dr_world->told);
    return false;
}

void dr_ready_judge(const struct dr_message *message,
                    const struct dr_request *recv)
{
    const struct dr_event_message *facts = &message->facts;
    struct dr_related related = {facts->to, facts->recv_call, facts->recv_site};

    if (recv->envelope.order < message->expects || is_known(facts))
        return;
    dr_findings_add(
        &dr_world->findings,
        (struct dr_finding){
            .kind = DR_FOUND_REQUEST_MISUSE,
            .severity = DR_ERROR,
            .time_s = dr_net_now(),
            .rank = facts->from,
            .call = facts->send_call,
            .site = facts->send_site,
            .message = "a ready send began before its receive was posted",
            .advice = "let a message say that the receive is posted, and send "
                      "after it; or use MPI_Send",
            .related = &related,
            .nrelated = 1});
}
