/*
 * usermem.c - the one door to the memory of ranks.
 */
#include "core/usermem.h"

#include "base/copy.h"

/* Two scattered layouts meet in a buffer of this many bytes. */
enum {
    CHUNK = 16384
};

void dr_usermem_read(struct dr_span from, void *out, uint64_t bytes)
{
    dr_usermem_read_part(from, 0, out, bytes);
}

void dr_usermem_write(struct dr_span to, const void *in, uint64_t bytes)
{
    dr_usermem_write_part(to, 0, in, bytes);
}

void *dr_usermem_flat(struct dr_span span, uint64_t from)
{
    char *memory = dr_span_flat(span);

    return memory ? memory + from : NULL;
}

void dr_usermem_read_part(struct dr_span span, uint64_t from, void *out,
                          uint64_t bytes)
{
    const char *source = dr_span_flat(span);

    if (bytes == 0)
        return;
    if (source)
        dr_copy(out, source + from, bytes);
    else
        dr_datatype_pack(span.type, span.buffer, span.count, from, out, bytes);
}

void dr_usermem_write_part(struct dr_span span, uint64_t from, const void *in,
                           uint64_t bytes)
{
    char *target = dr_span_flat(span);

    if (bytes == 0)
        return;
    if (target)
        dr_copy(target + from, in, bytes);
    else
        dr_datatype_unpack(span.type, span.buffer, span.count, from, in, bytes);
}

void dr_usermem_copy(struct dr_span from, struct dr_span to, uint64_t bytes)
{
    char chunk[CHUNK];

    if (dr_span_flat(from)) {
        dr_usermem_write(to, dr_span_flat(from), bytes);
        return;
    }
    if (dr_span_flat(to)) {
        dr_usermem_read(from, dr_span_flat(to), bytes);
        return;
    }
    for (uint64_t done = 0; done < bytes;) {
        uint64_t part = bytes - done < CHUNK ? bytes - done : CHUNK;

        dr_datatype_pack(from.type, from.buffer, from.count, done, chunk, part);
        dr_datatype_unpack(to.type, to.buffer, to.count, done, chunk, part);
        done += part;
    }
}
