/*
 * vector.h - steps of reductions on parts of the vector.
 *
 * Parts are counted in elements of the operation's type.  Buffers hold the
 * vector as the user's do, with holes.
 */
#ifndef DR_COLL_VECTOR_H
#define DR_COLL_VECTOR_H

#include "coll/coll.h"

/* Elements [first, first + count). */
struct dr_part {
    uint64_t first, count;
};

/* Block number `index` of `n` of the whole vector, all nearly equal. */
struct dr_part dr_part_of(const struct dr_coll *coll, int64_t index, int n);

/* Blocks `from` up to but without `to` of `n`, in one. */
struct dr_part dr_part_between(const struct dr_coll *coll, int64_t from,
                               int64_t to, int n);

/* The whole vector. */
struct dr_part dr_part_whole(const struct dr_coll *coll);

/* A part of a buffer, as a span. */
struct dr_span dr_part_span(const struct dr_coll *coll, const void *buffer,
                            struct dr_part part);

/* Scratch for the whole vector. */
void *dr_vector_scratch(struct dr_schedule *schedule,
                        const struct dr_coll *coll);

/* The receive buffer, with what this rank gives in it. */
void *dr_vector_load(struct dr_schedule *schedule, const struct dr_coll *coll);

/* Copy the whole vector, unless it is there. */
void dr_vector_move(struct dr_schedule *schedule, const struct dr_coll *coll,
                    const void *from, void *to);

/* inout = in op inout, on a part of both. */
void dr_vector_combine(struct dr_schedule *schedule, const struct dr_coll *coll,
                       const void *in, void *inout, struct dr_part part);

#endif
