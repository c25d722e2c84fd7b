/*
 * stream.c - the data of a broadcast as bytes that can be cut anywhere.
 */
#include "coll/stream.h"

struct dr_stream dr_stream_open(struct dr_schedule *schedule,
                                const struct dr_coll *coll)
{
    struct dr_span data = dr_blocks_all(&coll->recv);
    struct dr_stream stream = {.length = data.count * data.type->size,
                               .data = data,
                               .packed = !data.type->contiguous};

    dr_schedule_lend(schedule);
    stream.bytes = data.buffer;
    if (stream.packed)
        stream.bytes = dr_schedule_scratch(schedule, stream.length + 1);
    if (stream.packed && coll->comm->rank == coll->root)
        dr_schedule_copy(schedule, data,
                         dr_stream_part(&stream, 0, stream.length));
    return stream;
}

void dr_stream_close(struct dr_schedule *schedule, const struct dr_coll *coll,
                     const struct dr_stream *stream)
{
    dr_schedule_end_round(schedule);
    if (stream->packed && coll->comm->rank != coll->root)
        dr_schedule_copy(schedule, dr_stream_part(stream, 0, stream->length),
                         stream->data);
}

struct dr_span dr_stream_part(const struct dr_stream *stream, uint64_t first,
                              uint64_t end)
{
    uint64_t last = end < stream->length ? end : stream->length;

    if (first >= last)
        return (struct dr_span){stream->bytes, 0, NULL};
    return (struct dr_span){stream->bytes + first, last - first, NULL};
}

struct dr_segments dr_stream_cut(const struct dr_stream *stream,
                                 const struct dr_coll *coll, uint64_t usual)
{
    struct dr_segments segments = {stream, coll->segment, 0};

    if (segments.size == 0)
        segments.size = usual;
    segments.count = (stream->length + segments.size - 1) / segments.size;
    if (segments.count == 0)
        segments.count = 1;
    return segments;
}

struct dr_span dr_segment(const struct dr_segments *segments, uint64_t index)
{
    return dr_stream_part(segments->stream, index * segments->size,
                          (index + 1) * segments->size);
}
