/*
 * ports.h - when messages would arrive if nothing but the links of their own
 * two ranks could keep them waiting.
 *
 * What a rank sends leaves it one after the other, in the order in which it
 * leaves, and so does what it gets; between them is a network without limits.
 * A message that takes longer than that has waited for messages of others;
 * what it takes less than that, no other order of messages would save.
 *
 * A rank has one pair of ports to the network and one to the ranks of its host.
 */
#ifndef DR_TRACE_PORTS_H
#define DR_TRACE_PORTS_H

#include "event/event.h"

struct dr_ports {
    struct dr_ports_rank {
        double out_s[2], in_s[2]; /* free from then on; by within_host */
    } * ranks;
};

void dr_ports_init(struct dr_ports *ports, int nranks);
void dr_ports_end(struct dr_ports *ports);

/* The message of this event, a TRANSFER_BEGIN or CONTROL_BEGIN, leaves `from`
 * for `to`: when will it be there? */
double dr_ports_pass(struct dr_ports *ports, int from, int to,
                     const struct dr_event *event);

#endif
