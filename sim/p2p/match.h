/*
 * match.h - where a message meets a receive.
 *
 * Each rank has one matcher.  It keeps receives posted but not matched, and
 * messages arrived but not received.
 *
 *     post    ->  search arrived; if none fits, keep among posted
 *     arrive  ->  search posted;  if none fits, keep among arrived
 *
 * Receives and messages with the same context, source and tag share a bin,
 * found by hashing: exact receives cost O(1).  Receives with a wildcard stand
 * in a list of their own; each receive remembers when it was posted, so that
 * a message takes the older of the first in its bin and the first wildcard
 * that fits.  Every message also stands in one list by arrival, which is what
 * a wildcard receive searches.
 *
 * Invariant: no posted receive fits an arrived message.
 *
 * Lazy wildcards: when schedules are explored, a wildcard receive takes nothing
 * by itself, and an exact receive posted after it takes nothing that the
 * wildcard might; dr_match_settle() gives exact receives their messages once
 * the wildcard has been decided.  The invariant then holds for all but these.
 *
 * Order: messages of one source must be handed over in send order; channel.c
 * sees to it.  This gives MPI's non-overtaking rule (MPI 3.1, section 3.5).
 */
#ifndef DR_P2P_MATCH_H
#define DR_P2P_MATCH_H

#include "base/list.h"
#include "base/memory.h"
#include "base/table.h"
#include "core/request.h"

struct dr_match {
    struct dr_table bins;
    struct dr_pool *pool;     /* of bins, shared by all matchers */
    struct dr_link wildcards; /* receives, by posting */
    struct dr_link arrived;   /* messages, by arrival */
    uint64_t next_order;
    bool lazy; /* wildcards wait to be decided from outside */
};

/* The size of the blocks in the pool a matcher takes its bins from. */
size_t dr_match_bin_size(void);

void dr_match_init(struct dr_match *match, struct dr_pool *bins);

/* Post a receive: returns the earliest arrived message that fits and takes it
 * out, or NULL after keeping `recv`.  The caller owns both. */
struct dr_envelope *dr_match_post(struct dr_match *match,
                                  struct dr_envelope *recv);

/* A message has reached its receiver: returns the earliest posted receive
 * that fits and takes it out, or NULL after keeping `message`. */
struct dr_envelope *dr_match_arrive(struct dr_match *match,
                                    struct dr_envelope *message);

/* The message that dr_match_post(recv) would return now; nothing changes. */
struct dr_envelope *dr_match_peek(const struct dr_match *match,
                                  const struct dr_envelope *recv);

/* Lazy wildcards only: a kept exact receive and the message it may now take,
 * both taken out; false if there is none.  Call until it says so. */
bool dr_match_settle(struct dr_match *match, struct dr_envelope **recv,
                     struct dr_envelope **message);

/* May `recv`, a kept wildcard or the pattern of a probe, take `message`: does
 * it fit, is it the first such of its source, and does no older receive claim
 * it? */
bool dr_match_allows(const struct dr_match *match,
                     const struct dr_envelope *recv,
                     const struct dr_envelope *message);

/* Does a receive or probe fit this message, whoever else may want it? */
bool dr_match_fits(const struct dr_envelope *recv,
                   const struct dr_envelope *message);

/* The posted receive that an arrived message must go to, or NULL. */
struct dr_envelope *dr_match_claimant(const struct dr_match *match,
                                      const struct dr_envelope *message);

/* Is the wildcard that was posted as number `order` still among the posted? */
bool dr_match_waits(const struct dr_match *match, uint64_t order);

/* Does a posted receive fit this message?  Others may come before it. */
bool dr_match_wanted(const struct dr_match *match,
                     const struct dr_envelope *message);

/* Take out a kept receive (cancelled) or message (matched by a probe). */
void dr_match_withdraw_recv(struct dr_match *match, struct dr_envelope *recv);
void dr_match_withdraw_message(struct dr_match *match,
                               struct dr_envelope *message);

/* The message that arrived first, and the one after `message`, or NULL. */
struct dr_envelope *dr_match_first(const struct dr_match *match);
struct dr_envelope *dr_match_next(const struct dr_match *match,
                                  const struct dr_envelope *message);

#endif
