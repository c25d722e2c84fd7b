/*
 * ports.c - when messages would arrive if nothing but the links of their own
 * two ranks could keep them waiting.
 */
#include "trace/ports.h"

#include <stdlib.h>

#include "base/memory.h"

void dr_ports_init(struct dr_ports *ports, int nranks)
{
    ports->ranks = dr_zalloc((size_t)nranks, sizeof *ports->ranks);
}

void dr_ports_end(struct dr_ports *ports)
{
    free(ports->ranks);
}

/* Empty messages wait for others, not others for them. */
static double enter(double *free_s, double when, double link_s)
{
    double head = when > *free_s ? when : *free_s;

    if (link_s > 0)
        *free_s = head + link_s;
    return head;
}

double dr_ports_pass(struct dr_ports *ports, int from, int to,
                     const struct dr_event *event)
{
    int side = event->within_host;
    double head;

    head = enter(&ports->ranks[from].out_s[side], event->time_s, event->link_s);
    head = enter(&ports->ranks[to].in_s[side], head + event->latency_s,
                 event->link_s);
    return head + event->stream_s;
}
