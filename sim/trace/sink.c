/*
 * sink.c - a file that is written in one go, perhaps compressed.
 */
#include "trace/sink.h"

#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <unistd.h>
#include <zlib.h>

#include "base/memory.h"

enum {
    PACKED = 64 * 1024,
    GZIP = 16 /* added to the window: with the header of gzip */
};

struct dr_deflate {
    z_stream stream;
    unsigned char packed[PACKED];
};

/* A level that keeps up with a simulation; the time in gzip's header is 0. */
static struct dr_deflate *new_packer(void)
{
    struct dr_deflate *packer = dr_zalloc(1, sizeof *packer);

    deflateInit2(&packer->stream, 1, Z_DEFLATED, MAX_WBITS + GZIP, 8,
                 Z_DEFAULT_STRATEGY);
    return packer;
}

struct dr_sink *dr_sink_new(int fd, bool gzip)
{
    struct dr_sink *sink = dr_zalloc(1, sizeof *sink);

    sink->fd = fd;
    sink->buffer = dr_alloc(DR_SINK_BUFFER);
    sink->at = sink->buffer;
    sink->end = sink->buffer + DR_SINK_BUFFER;
    if (gzip)
        sink->packer = new_packer();
    return sink;
}

static void write_all(struct dr_sink *sink, const char *bytes, size_t length)
{
    while (length > 0 && sink->error == 0) {
        ssize_t written = write(sink->fd, bytes, length);

        if (written < 0 && errno != EINTR)
            sink->error = errno;
        if (written > 0) {
            bytes += written;
            length -= (size_t)written;
        }
    }
}

static void pack(struct dr_sink *sink, size_t length, int how)
{
    struct dr_deflate *packer = sink->packer;
    z_stream *stream = &packer->stream;

    stream->next_in = (unsigned char *)sink->buffer;
    stream->avail_in = (unsigned)length;
    do {
        stream->next_out = packer->packed;
        stream->avail_out = PACKED;
        deflate(stream, how);
        write_all(sink, (char *)packer->packed, PACKED - stream->avail_out);
    } while (stream->avail_out == 0);
}

/* A signal that ends the run would find the compressor half way. */
static void empty(struct dr_sink *sink, int how)
{
    size_t length = (size_t)(sink->at - sink->buffer);
    sigset_t all, before;
    int saved = errno;

    sigfillset(&all);
    pthread_sigmask(SIG_BLOCK, &all, &before);
    if (sink->packer)
        pack(sink, length, how);
    else
        write_all(sink, sink->buffer, length);
    sink->at = sink->buffer;
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    errno = saved;
}

void dr_sink_flush(struct dr_sink *sink)
{
    empty(sink, Z_NO_FLUSH);
}

void dr_sink_put(struct dr_sink *sink, const char *bytes, size_t length)
{
    while (length > 0) {
        size_t part = length < DR_SINK_MOST ? length : DR_SINK_MOST;
        char *at = dr_sink_room(sink, part);

        memcpy(at, bytes, part);
        dr_sink_take(sink, at + part);
        bytes += part;
        length -= part;
    }
}

int dr_sink_close(struct dr_sink *sink)
{
    int error;

    empty(sink, Z_FINISH);
    if (close(sink->fd) && sink->error == 0)
        sink->error = errno;
    error = sink->error;
    if (sink->packer)
        deflateEnd(&sink->packer->stream);
    free(sink->packer);
    free(sink->buffer);
    free(sink);
    return error;
}
