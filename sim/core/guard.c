/*
 * guard.c - which memory claims may be about, answered in a few instructions.
 */
#include "core/guard.h"


#include "base/memory.h"

/* Counting one span up or down. */
struct count {
    struct dr_guard *guard;
    int side, by;
};

struct dr_guard *dr_guard_new(void)
{
    return dr_zalloc(1, sizeof(struct dr_guard));
}

static void add(uint8_t *count, int by)
{
    if (*count < UINT8_MAX)
        *count = (uint8_t)(*count + by);
}

static bool add_block(void *self, struct dr_reach block)
{
    const struct count *count = self;
    uintptr_t last = (block.high - 1) >> DR_GUARD_SHIFT;

    for (uintptr_t at = block.low >> DR_GUARD_SHIFT; at <= last; at++) {
        size_t i = at % DR_GUARD_ROOM;

        add(&count->guard->counts[i][count->side], count->by);
        if (i < DR_GUARD_BEHIND)
            add(&count->guard->counts[DR_GUARD_ROOM + i][count->side],
                count->by);
    }
    return true;
}

void dr_guard_mark(struct dr_guard *guard, struct dr_span span, bool writes)
{
    dr_span_each(span, add_block, &(struct count){guard, !writes, 1});
}

void dr_guard_unmark(struct dr_guard *guard, struct dr_span span, bool writes)
{
    dr_span_each(span, add_block, &(struct count){guard, !writes, -1});
}

bool dr_guard_minds(const struct dr_guard *guard, struct dr_reach bytes,
                    bool writes)
{
    uintptr_t last = (bytes.high - 1) >> DR_GUARD_SHIFT;

    if (bytes.low >= bytes.high)
        return false;
    for (uintptr_t at = bytes.low >> DR_GUARD_SHIFT; at <= last; at++) {
        const uint8_t *counts = guard->counts[at % DR_GUARD_ROOM];

        if (counts[0] || (writes && counts[1]))
            return true;
    }
    return false;
}
