/*
 * operation.h - starting, completing and cancelling sends and receives.
 */
#ifndef DR_P2P_OPERATION_H
#define DR_P2P_OPERATION_H

#include "p2p/engine.h"
#include "p2p/message.h"

/*
 * Start a send or receive whose request is filled in (comm, context, peer,
 * tag, buffer, count, type, mode).  Works in the rank and in the engine.
 *
 * The buffer belongs to the operation until it is done.  A peer of
 * MPI_PROC_NULL completes at once.  A buffered send needs room in the attached
 * buffer: see dr_buffer_take().
 */
void dr_operation_start(struct dr_request *request);

/* The operation is over: wake who waits, tell the schedule it belongs to. */
void dr_operation_complete(struct dr_request *request);

/* The program has freed an active request: it releases itself when done. */
void dr_operation_detach(struct dr_request *request);

/* The program learns that the operation of a persistent request is over; of
 * others it does when they are released. */
void dr_operation_learnt(const struct dr_request *request);

/* Release a request that is not active any more, and its schedule. */
void dr_operation_release(struct dr_request *request);

/* The same of a step of a schedule, which nobody learns of. */
void dr_operation_drop(struct dr_request *request);

/* Cancel if the other side has not met it yet; then it completes, marked.
 * When schedules are explored, a receive may meet it right now. */
void dr_operation_cancel(struct dr_request *request);

/* A message and a receive have met (matching or a matched probe). */
void dr_operation_match(struct dr_message *message, struct dr_request *recv);

/* Explored: give exact receives what older wildcards no longer claim. */
void dr_operation_settle(struct dr_match *match);

/* A rank entered MPI: answer what a weakly progressing rank put off. */
void dr_operation_catch_up(struct dr_port *port);

#endif
