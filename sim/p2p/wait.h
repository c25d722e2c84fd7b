/*
 * wait.h - waiting for operations, and looking whether they are done.
 *
 * All functions work for the running rank on active or done requests; the API
 * sorts out null and inactive ones first.  None of them releases a request.
 */
#ifndef DR_P2P_WAIT_H
#define DR_P2P_WAIT_H

#include "p2p/engine.h"

/* Block until all `count` requests are done. */
void dr_wait_all(struct dr_request **requests, int count);

/* Block until at least one is done. */
void dr_wait_any(struct dr_request **requests, int count);

/* Block until this one is done. */
void dr_wait_for(struct dr_request *request);

/* Block until a message fits the envelope of `pattern` (context, source and
 * tag; it is never posted), and return it; it stays unexpected. */
struct dr_envelope *dr_wait_message(struct dr_request *pattern);

/* End a polling loop: something was there. */
void dr_wait_found(void);

#endif
