/*
 * sink.h - a file that is written in one go, perhaps compressed.
 *
 * What is put lies in a buffer of fixed size until it is full, so that memory
 * does not grow with the file.  An error is kept and what follows it dropped:
 * the run goes on, and dr_sink_close() tells.
 *
 * Put one thing at a time: dr_sink_room(), write, dr_sink_take().  What was
 * not taken is not in the file, so a signal between the two does no harm.
 */
#ifndef DR_TRACE_SINK_H
#define DR_TRACE_SINK_H

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

enum {
    DR_SINK_BUFFER = 256 * 1024,
    DR_SINK_MOST = 64 * 1024 /* that may be asked for at once */
};

struct dr_sink {
    char *at, *end; /* the free part of the buffer */
    char *buffer;
    int fd, error;             /* 0, or the errno of what went wrong first */
    struct dr_deflate *packer; /* NULL: as it is */
};

/* Take over a file that is open for writing; `gzip`: compress it. */
struct dr_sink *dr_sink_new(int fd, bool gzip);

/* Write the buffer to the file; dr_sink_room() calls it. */
void dr_sink_flush(struct dr_sink *sink);

/* Append any number of bytes, or a string. */
void dr_sink_put(struct dr_sink *sink, const char *bytes, size_t length);
static inline void dr_sink_text(struct dr_sink *sink, const char *text)
{
    dr_sink_put(sink, text, strlen(text));
}

/* Where `bytes` bytes may be written, at most DR_SINK_MOST. */
static inline char *dr_sink_room(struct dr_sink *sink, size_t bytes)
{
    if ((size_t)(sink->end - sink->at) < bytes)
        dr_sink_flush(sink);
    return sink->at;
}

/* What was written there, up to `end`, now belongs to the file. */
static inline void dr_sink_take(struct dr_sink *sink, char *end)
{
    sink->at = end;
}

/* Finish and close the file, release the sink.  Returns 0, or the errno of
 * the first thing that went wrong. */
int dr_sink_close(struct dr_sink *sink);

#endif
