/*
 * stream.h - the data of a broadcast as bytes that can be cut anywhere.
 *
 * MPI makes only the type signature equal on all ranks, not count and type, so
 * parts are counted in packed bytes.  Data without holes is sent from where it
 * is; other data is packed into scratch at the root and unpacked elsewhere.
 */
#ifndef DR_COLL_STREAM_H
#define DR_COLL_STREAM_H

#include "coll/coll.h"

struct dr_stream {
    char *bytes;
    uint64_t length;
    struct dr_span data; /* of the user */
    bool packed;         /* `bytes` is scratch */
};

/* Open it, at the root with the data in it. */
struct dr_stream dr_stream_open(struct dr_schedule *schedule,
                                const struct dr_coll *coll);

/* All bytes are there, or will be at the end of this round. */
void dr_stream_close(struct dr_schedule *schedule, const struct dr_coll *coll,
                     const struct dr_stream *stream);

/* Bytes [first, end) as far as there are that many. */
struct dr_span dr_stream_part(const struct dr_stream *stream, uint64_t first,
                              uint64_t end);

/* Segment number `index`, and how many there are; at least one.  A call that
 * gives no size takes `usual` bytes. */
struct dr_segments {
    const struct dr_stream *stream;
    uint64_t size, count;
};
struct dr_segments dr_stream_cut(const struct dr_stream *stream,
                                 const struct dr_coll *coll, uint64_t usual);
struct dr_span dr_segment(const struct dr_segments *segments, uint64_t index);

#endif
