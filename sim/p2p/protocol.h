/*
 * protocol.h - the stages of a message: eager, rendezvous, synchronous.
 *
 *     eager        payload ------------------------> match, copy in, done
 *     synchronous  payload ------------------------> match; ack ----> done
 *     rendezvous   RTS ------> match; CTS -------> ; payload -------> done
 *
 * Every arrow is a transfer that ends in dr_engine_ring().
 */
#ifndef DR_P2P_PROTOCOL_H
#define DR_P2P_PROTOCOL_H

#include "p2p/message.h"

/* Send the first part of a new message on its way. */
void dr_protocol_begin(struct dr_message *message);

/* An alarm of the message rang; `alarm.what` says which stage is over. */
void dr_protocol_advance(struct dr_message *message);

/* Starting either side; only dr_operation_start() calls them. */
void dr_send_start(struct dr_request *request);
void dr_recv_start(struct dr_request *request);

/* All data of a receive is in place: its overhead, then it completes. */
void dr_recv_finish(struct dr_request *request);

/* Its overhead is over: called when its alarm rings. */
void dr_recv_taken(struct dr_request *request);

/* A receive, or matched probe, from any source at `site` has taken it. */
void dr_message_note_taken(const struct dr_message *message, const char *call,
                           const void *site);

#endif
