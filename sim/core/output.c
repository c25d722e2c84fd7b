/*
 * output.c - what the ranks print and read.
 */
#include "core/output.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/memory.h"
#include "base/text.h"
#include "core/output_cxx.h"
#include "core/world.h"

enum {
    BUFFER = 64 * 1024
};

/* One of stdout and stderr. */
struct stream {
    struct dr_output *output;
    int fd;
    FILE *real;
    FILE *replacement;
    struct dr_text **begun; /* by rank: the incomplete line, or NULL */
};

struct dr_output {
    struct stream streams[2]; /* of fd 1 and 2 */
    int nranks;
    bool tag;
    bool terminal; /* stdout is one */
    bool ended;
    bool pass_on;             /* captured, and written all the same */
    int copy;                 /* of what is read, goes to this file; or -1 */
    FILE *input;              /* of rank 0 */
    FILE *no_input;           /* of the others */
    struct dr_text *captured; /* by rank, or NULL */
    size_t used;
    char buffer[BUFFER]; /* on the way to fd 1 */
};

static void write_out(int fd, const char *bytes, size_t length)
{
    if (dr_world)
        dr_pulse_hush(&dr_world->pulse);
    while (length > 0) {
        ssize_t done = write(fd, bytes, length);

        if (done < 0 && errno != EINTR)
            return;
        if (done > 0) {
            bytes += done;
            length -= (size_t)done;
        }
    }
}

void dr_output_flush(struct dr_output *output)
{
    size_t used = output->used;

    output->used = 0;
    write_out(1, output->buffer, used);
}

/* Send bytes on their way. */
static void emit(struct stream *stream, const char *bytes, size_t length)
{
    struct dr_output *output = stream->output;

    if (stream->fd != 1 || length > BUFFER - output->used)
        dr_output_flush(output);
    if (stream->fd != 1 || length > BUFFER) {
        write_out(stream->fd, bytes, length);
        return;
    }
    memcpy(output->buffer + output->used, bytes, length);
    output->used += length;
}

static void emit_tag(struct stream *stream, int rank)
{
    char tag[32];

    if (stream->output->tag)
        emit(stream, tag, (size_t)snprintf(tag, sizeof tag, "[%d] ", rank));
}

/* Send the beginning of a line that waited; the line continues behind it. */
static void emit_begun(struct stream *stream, int rank)
{
    struct dr_text *begun = stream->begun[rank];

    emit_tag(stream, rank);
    if (begun && begun->length > 0) {
        emit(stream, begun->data, begun->length);
        dr_text_clear(begun);
    }
}

/* Send complete lines; `length` ends behind a newline. */
static void emit_lines(struct stream *stream, int rank, const char *bytes,
                       size_t length)
{
    emit_begun(stream, rank);
    while (stream->output->tag && length > 0) {
        const char *end = memchr(bytes, '\n', length);
        size_t line = (size_t)(end + 1 - bytes);

        emit(stream, bytes, line);
        bytes += line;
        length -= line;
        if (length > 0)
            emit_tag(stream, rank);
    }
    emit(stream, bytes, length);
    if (stream->output->terminal)
        dr_output_flush(stream->output);
}

static void keep(struct stream *stream, int rank, const char *bytes,
                 size_t length)
{
    if (!stream->begun[rank])
        stream->begun[rank] = dr_zalloc(1, sizeof(struct dr_text));
    dr_text_add(stream->begun[rank], bytes, length);
}

void dr_output_capture(struct dr_output *output, bool pass_on)
{
    output->captured =
        dr_zalloc((size_t)output->nranks, sizeof *output->captured);
    output->pass_on = pass_on;
}

void dr_output_copy_input(struct dr_output *output, int fd)
{
    output->copy = fd;
}

const char *dr_output_captured(const struct dr_output *output, int rank)
{
    return dr_text_string(&output->captured[rank]);
}

static void capture(struct dr_output *output, int fd, const char *bytes,
                    size_t length)
{
    const struct dr_rank *self = dr_world ? dr_world->self : NULL;

    if (self && fd == 1 && output->captured[self->id].length < BUFFER)
        dr_text_add(&output->captured[self->id], bytes, length);
}

void dr_output_write(struct dr_output *output, int fd, const char *bytes,
                     size_t length)
{
    struct stream *stream = &output->streams[fd - 1];
    const char *last = length > 0 ? memrchr(bytes, '\n', length) : NULL;
    size_t complete = last ? (size_t)(last + 1 - bytes) : 0;

    if (output->captured) {
        capture(output, fd, bytes, length);
        if (!output->pass_on)
            return;
    }
    if (!dr_world || !dr_world->self) {
        emit(stream, bytes, length);
        return;
    }
    if (complete > 0)
        emit_lines(stream, dr_world->self->id, bytes, complete);
    if (complete < length)
        keep(stream, dr_world->self->id, bytes + complete, length - complete);
}

/* Write what waits for the rest of its line; with tags, complete it. */
static void end_line(struct stream *stream, int rank)
{
    struct dr_text *begun = stream->begun[rank];

    if (!begun || begun->length == 0)
        return;
    emit_begun(stream, rank);
    if (stream->output->tag)
        emit(stream, "\n", 1);
}

void dr_output_end_rank(struct dr_output *output, int rank)
{
    for (int i = 0; i < 2; i++) {
        struct stream *stream = &output->streams[i];

        end_line(stream, rank);
        if (stream->begun[rank]) {
            dr_text_end(stream->begun[rank]);
            free(stream->begun[rank]);
            stream->begun[rank] = NULL;
        }
    }
}

static ssize_t take(void *cookie, const char *bytes, size_t length)
{
    struct stream *stream = cookie;

    dr_output_write(stream->output, stream->fd, bytes, length);
    return (ssize_t)length;
}

/* Rank 0 reads.  At a terminal, let the user see what it asks for. */
static ssize_t give(void *cookie, char *bytes, size_t room)
{
    struct dr_output *output = cookie;
    ssize_t length;

    if (output->terminal) {
        end_line(&output->streams[0], 0);
        dr_output_flush(output);
    }
    do
        length = read(0, bytes, room);
    while (length < 0 && errno == EINTR);
    if (output->copy >= 0 && length > 0)
        write_out(output->copy, bytes, (size_t)length);
    return length;
}

static ssize_t give_nothing(void *cookie, char *bytes, size_t room)
{
    (void)cookie, (void)bytes, (void)room;
    return 0;
}

static FILE *open_stream(void *cookie, const char *mode,
                         cookie_io_functions_t functions)
{
    FILE *stream = fopencookie(cookie, mode, functions);

    if (!stream) {
        perror("dryrun: fopencookie");
        abort();
    }
    return stream;
}

static void replace(struct stream *stream, struct dr_output *output, int fd,
                    FILE **variable)
{
    stream->output = output;
    stream->fd = fd;
    stream->real = *variable;
    stream->replacement =
        open_stream(stream, "w", (cookie_io_functions_t){.write = take});
    setvbuf(stream->replacement, NULL, _IONBF, 0);
    stream->begun = dr_zalloc((size_t)output->nranks, sizeof *stream->begun);
    fflush(stream->real);
    *variable = stream->replacement;
    dr_cxx_redirect(stream->real, stream->replacement);
}

struct dr_output *dr_output_begin(int nranks, bool tag)
{
    struct dr_output *output = dr_alloc(sizeof *output);

    output->nranks = nranks;
    output->tag = tag;
    output->terminal = isatty(1);
    output->ended = false;
    output->captured = NULL;
    output->copy = -1;
    output->used = 0;
    output->input =
        open_stream(output, "r", (cookie_io_functions_t){.read = give});
    output->no_input =
        open_stream(output, "r", (cookie_io_functions_t){.read = give_nothing});
    replace(&output->streams[0], output, 1, &stdout);
    replace(&output->streams[1], output, 2, &stderr);
    return output;
}

static void give_back(struct dr_output *output)
{
    output->ended = true;
    stdout = output->streams[0].real;
    stderr = output->streams[1].real;
    for (int i = 0; i < 2; i++)
        dr_cxx_redirect(output->streams[i].replacement,
                        output->streams[i].real);
}

void dr_output_end(struct dr_output *output)
{
    if (output->ended)
        return;
    for (int rank = 0; rank < output->nranks; rank++) {
        for (int i = 0; i < 2; i++)
            end_line(&output->streams[i], rank);
    }
    dr_output_flush(output);
    give_back(output);
}

void dr_output_abandon(struct dr_output *output)
{
    output->used = 0;
    give_back(output);
}

void dr_output_free(struct dr_output *output)
{
    for (int rank = 0; rank < output->nranks; rank++)
        dr_output_end_rank(output, rank);
    for (int i = 0; i < 2; i++) {
        fclose(output->streams[i].replacement);
        free(output->streams[i].begun);
    }
    fclose(output->input);
    fclose(output->no_input);
    free(output);
}

FILE *dr_output_input(struct dr_output *output, int rank)
{
    return rank == 0 ? output->input : output->no_input;
}

int dr_output_shared(const struct dr_output *output, const FILE *stream)
{
    if (stream == output->input || stream == output->no_input)
        return 0;
    for (int i = 0; i < 2; i++) {
        if (stream == output->streams[i].replacement)
            return i + 1;
    }
    return -1;
}
