/*
 * ready.h - were receives posted before ready sends began?
 *
 * A ready send may begin only if the matching receive is posted already (MPI
 * 4.1, section 3.4), and it is the program that sees to that, by messages of
 * its own.  Posting and sending are counted in the order in which the run does
 * them, which no chain of messages goes against: a program that is right is
 * never blamed.  One that is lucky in this run, but not in every one, is not
 * seen.
 */
#ifndef DR_P2P_READY_H
#define DR_P2P_READY_H

#include "p2p/message.h"

/* A ready send begins. */
void dr_ready_begin(struct dr_message *message);

/* The message has met `recv`: was that posted in time? */
void dr_ready_judge(const struct dr_message *message,
                    const struct dr_request *recv);

#endif
