/*
 * lore.h - explored: what a wildcard receive can no longer take.
 *
 * MPI orders messages of one source, but not those of different sources: a
 * receive from MPI_ANY_SOURCE may take a message other than the one that a
 * probe has just shown (MPI 3.1, section 3.8.1, example 3.19).  But once the
 * program knows that a message is there for a receive that it has posted, the
 * receive is about to end, with this or another message that is there; one
 * that is sent only because the program went on from that point comes too
 * late.
 *
 *     a probe shows m            m is there, and all that its source sent
 *                                before in this context
 *     a receive of m is over     the latter
 *
 * What comes too late follows from who knew what: whatever a rank starts - a
 * message, a receive, a collective - carries the list of receives that are
 * about to end, and who learns that such an operation is over, or has met one
 * of his, knows them too (Lamport's "happened before", "Time, clocks, and the
 * ordering of events in a distributed system", CACM 21(7), 1978).
 *
 * Receives are forgotten once they have their message, so that nearly always
 * nobody knows anything.  An author is a rank, a request or a message.
 */
#ifndef DR_P2P_LORE_H
#define DR_P2P_LORE_H

#include "p2p/message.h"

/* Begin to know things; the engine's `lore` is NULL otherwise. */
struct dr_lore *dr_lore_begin(void);

/* A probe has shown this message. */
void dr_lore_seen(struct dr_envelope *message);

/* Message and receive have met; the program knows that the receive is over. */
void dr_lore_met(struct dr_message *message, struct dr_request *recv);
void dr_lore_learnt(const struct dr_request *request);

/* The rank has posted a receive. */
void dr_lore_posted(const struct dr_rank *rank);

/* `to` knows all that `from` does. */
void dr_lore_tell(const void *from, const void *to);

/* The author ends: a request or message goes back to its pool. */
void dr_lore_forget(const void *author);

/* Was the message sent too late for this posted receive of its target? */
bool dr_lore_late(const struct dr_envelope *message,
                  const struct dr_envelope *recv);

/* Does the rank know of a message that fits and that nobody claims? */
bool dr_lore_there(const struct dr_rank *rank,
                   const struct dr_envelope *pattern);

#endif
