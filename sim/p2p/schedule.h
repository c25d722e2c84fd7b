/*
 * schedule.h - a collective as rounds of sends, receives and local steps.
 *
 * A builder (coll/) appends steps and ends rounds; dr_schedule_start() runs
 * them.  A round first does its local steps in the order they were added, then
 * starts all its sends and receives; the next round begins when these are
 * done.  Nothing waits: a schedule goes on by itself when a transfer ends, so
 * the same schedule serves the blocking and the nonblocking form.
 * (Hoefler, Lumsdaine, Rehm: "Implementation and Performance Analysis of
 * Non-Blocking Collective Operations for MPI", SC 2007.)
 *
 * Peers are ranks of the communicator; messages travel in its collective
 * context.  Steps refer to the user's buffers, which belong to the collective
 * until it is done, or to scratch memory that goes with the schedule.  They
 * hold their datatypes and operators, which the program may free meanwhile.
 */
#ifndef DR_P2P_SCHEDULE_H
#define DR_P2P_SCHEDULE_H

#include "core/offers.h"
#include "core/op.h"
#include "core/usermem.h"
#include "p2p/engine.h"

/* An empty schedule for the next collective of the running rank on `comm`. */
struct dr_schedule *dr_schedule_new(struct dr_comm *comm);

/* The same for a collective of some members only: the others do not count it.
 * `tag` tells it from others of that kind. */
struct dr_schedule *dr_schedule_new_partial(struct dr_comm *comm, int tag);

/* The same for a persistent collective, which may run many times.  Members
 * initialise them in the same order, but may start them in any. */
struct dr_schedule *dr_schedule_new_kept(struct dr_comm *comm);

/* The running rank makes a collective of its own messages on `comm`, without a
 * schedule: the members' calls are compared all the same.  Returns its tag in
 * the collective context. */
int dr_schedule_pass(struct dr_comm *comm, int root);

/* Its root as the program gave it; without this it has none. */
void dr_schedule_root(struct dr_schedule *schedule, int root);

/* What its rank gives, compared with the other members' when it is kept; until
 * then `offers` stays.  Without this nothing is. */
void dr_schedule_offer(struct dr_schedule *schedule,
                       const struct dr_offers *offers);

/* Every message of it is a block as its sender and its receiver gave it: they
 * are compared where they meet. */
void dr_schedule_blocks(struct dr_schedule *schedule);

/* Scratch memory, not initialised. */
void *dr_schedule_scratch(struct dr_schedule *schedule, uint64_t bytes);

/* Send to or receive from a rank of the communicator. */
void dr_schedule_send(struct dr_schedule *schedule, struct dr_span from,
                      int peer);
void dr_schedule_recv(struct dr_schedule *schedule, struct dr_span to,
                      int peer);

/*
 * The data of sends added from here on stays as it is until the schedule is
 * over.  Messages need no copy of what a schedule sends unless a later step
 * changes it; this saves looking whether one does.
 */
void dr_schedule_lend(struct dr_schedule *schedule);

/* That of sends added from here on may change, or go, once they are done. */
void dr_schedule_lend_not(struct dr_schedule *schedule);

/*
 * Steps added from here on address the ranks of `comm` instead, in its
 * collective context.  It is the communicator within the own group of the
 * intercommunicator whose collective this is, or that intercommunicator again.
 */
void dr_schedule_turn_to(struct dr_schedule *schedule, struct dr_comm *comm);

/* Copy all of `from`; the packed sizes are equal. */
void dr_schedule_copy(struct dr_schedule *schedule, struct dr_span from,
                      struct dr_span to);

/* inout = in op inout, element by element. */
void dr_schedule_reduce(struct dr_schedule *schedule, const void *in,
                        void *inout, uint64_t count,
                        const struct dr_datatype *type, MPI_Datatype handle,
                        const struct dr_op *op);

/*
 * One send and one receive among the program's own messages, with its tags;
 * the request's result is the receive's.  For MPI_Isendrecv; the schedule is
 * otherwise empty.
 */
struct dr_exchange {
    struct dr_span send, recv;
    int target, send_tag;
    int source, recv_tag;
};
void dr_schedule_exchange(struct dr_schedule *schedule,
                          const struct dr_exchange *exchange);

/* One send and one receive between leaders who make a communicator, as ranks of
 * `comm`, with the program's tags. */
void dr_schedule_meet(struct dr_schedule *schedule, struct dr_comm *comm,
                      const struct dr_exchange *exchange);

/* Steps added later wait for those added before. */
void dr_schedule_end_round(struct dr_schedule *schedule);

/* Call `function(argument)` once everything before is done. */
void dr_schedule_call(struct dr_schedule *schedule, void (*function)(void *),
                      void *argument);

/*
 * Call `function(argument)` among the local steps of its round; it begins
 * something that takes time by itself, such as an access to a file.  The round
 * is not over before dr_schedule_task_over() has said that it has ended.
 */
void dr_schedule_task(struct dr_schedule *schedule, void (*function)(void *),
                      void *argument);
void dr_schedule_task_over(struct dr_schedule *schedule);

/*
 * A function called by a schedule may append further steps to it: what it does
 * next may depend on what it has received.
 */

/* The schedule belongs to the returned inactive request and goes with it. */
struct dr_request *dr_schedule_keep(struct dr_schedule *schedule);

/* Begin, for the first time or once more: the request becomes active. */
void dr_schedule_run(struct dr_request *request);

/* Keep and run. */
struct dr_request *dr_schedule_start(struct dr_schedule *schedule);

/* Every send and receive of the schedule that is under way. */
void dr_schedule_each_step(const struct dr_schedule *schedule,
                           void (*visit)(void *self,
                                         const struct dr_request *step),
                           void *self);

/* What another rank has begun of the same collective and not ended, or NULL;
 * and the request a schedule belongs to. */
struct dr_schedule *dr_schedule_counterpart(const struct dr_schedule *schedule,
                                            const struct dr_port *port);
const struct dr_request *
dr_schedule_request(const struct dr_schedule *schedule);

/* The request of the schedule that a step belongs to; any other is its own. */
const struct dr_request *dr_schedule_author(const struct dr_request *request);

/* Is it a collective, or dr_schedule_exchange()? */
bool dr_schedule_collective(const struct dr_schedule *schedule);

/* Which collective of its communicator it is, counted from 0; false if not all
 * members count it, or if it is persistent. */
bool dr_schedule_number(const struct dr_schedule *schedule, uint32_t *number);

/* Release it; only the request that owns it does so. */
void dr_schedule_end(struct dr_schedule *schedule);

/* For operation.c: a step is over; and for progress: go on after a stall. */
void dr_schedule_step_done(struct dr_request *step);
void dr_schedule_catch_up(struct dr_port *port);

#endif
