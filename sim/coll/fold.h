/*
 * fold.h - a team cut down to a power of two.
 *
 * Of the first 2 r members, r those above the largest power of two, each odd
 * one hands what it has to the even one before it, which goes on for both.
 * Those that go on are numbered anew, in the same order; member 0 is 0.
 *
 * Rabenseifner: "Optimization of Collective Reduction Operations", ICCS 2004.
 */
#ifndef DR_COLL_FOLD_H
#define DR_COLL_FOLD_H

#include <stdint.h>

struct dr_fold {
    int size; /* the power of two */
    int rest; /* how many pairs */
    int me;   /* my new number; -1: handed over */
};

/* That of member `me` of `size`. */
static inline struct dr_fold dr_fold_of(int me, int size)
{
    struct dr_fold fold = {.size = 1 << (31 - __builtin_clz((unsigned)size))};

    fold.rest = size - fold.size;
    if (me >= 2 * fold.rest)
        fold.me = me - fold.rest;
    else
        fold.me = me % 2 ? -1 : me / 2;
    return fold;
}

/* The old number of a new one; that of `size` is one past the end. */
static inline int dr_fold_number(const struct dr_fold *fold, int64_t number)
{
    return (int)(number < fold->rest ? 2 * number : number + fold->rest);
}

#endif
