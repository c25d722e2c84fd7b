/*
 * guard.h - which memory claims may be about, answered in a few instructions.
 *
 * A program compiled by `drycc -fdryrun-memory` asks before each of its own
 * accesses.  The table has two counters for every eight bytes of memory, that
 * far addresses share: of claims whose operation writes, and of those whose
 * operation reads.  Zero means that there is no claim; anything else, that
 * dr_claims_access() must look.
 *
 *     reading asks [0], writing asks both
 *
 * A counter that has reached its maximum stays there: then it says too often
 * that there is something to look at, which costs time only.
 *
 * The code that asks is also in sim/start/memory.s, with the same numbers.
 */
#ifndef DR_CORE_GUARD_H
#define DR_CORE_GUARD_H

#include "core/span.h"

enum {
    DR_GUARD_SHIFT = 3,
    DR_GUARD_ROOM = 1 << 24, /* 128 MiB of addresses, then again */
    DR_GUARD_BEHIND = 4      /* the first ones again, for one wide look */
};

struct dr_guard {
    uint8_t counts[DR_GUARD_ROOM + DR_GUARD_BEHIND][2];
};

/* An empty table; its memory is used as far as it is marked or asked. */
struct dr_guard *dr_guard_new(void);

/* Count a claim's bytes, and no more. */
void dr_guard_mark(struct dr_guard *guard, struct dr_span span, bool writes);
void dr_guard_unmark(struct dr_guard *guard, struct dr_span span, bool writes);

/* May an access of these bytes concern a claim? */
bool dr_guard_minds(const struct dr_guard *guard, struct dr_reach bytes,
                    bool writes);

#endif
