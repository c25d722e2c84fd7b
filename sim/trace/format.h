/*
 * format.h - the formats of a trace, by the suffix of its file.
 *
 *     .html           one page to look at; needs nothing else
 *     .json           Chrome's trace events, for Perfetto and speedscope
 *     .paje           Paje, for ViTE and pajeng
 *     .csv            a line for each call
 *     .messages.csv   a line for each message
 *     .matrix.csv     a line for each pair of ranks: messages and bytes
 *     .matrix.png     the same as a picture, drawn by gnuplot; or .svg
 *
 * Texts may be compressed: .json.gz and so on.  A file that is named by the
 * suffix alone, messages.csv, has that format too.
 *
 * Writers get spans and messages when they are over, and write at once:
 * memory does not grow with a trace, but for the matrix with the pairs of
 * ranks that talk.
 */
#ifndef DR_TRACE_FORMAT_H
#define DR_TRACE_FORMAT_H

#include <stdbool.h>

#include "base/text.h"
#include "trace/record.h"
#include "trace/sink.h"

struct dr_trace_writer;

/* Functions that a format has no use for are NULL. */
struct dr_trace_format {
    const char *suffix;
    bool text;    /* may be compressed */
    bool launch;  /* tells when payloads left */
    bool links;   /* tells which call began the receive of a message */
    bool report;  /* shows the report of the run too */
    bool gnuplot; /* draws it, under its name, when the sink is closed */
    void (*begin)(struct dr_trace_writer *writer);
    void (*news)(struct dr_trace_writer *writer, enum dr_trace_news news,
                 uint64_t now_ps, const struct dr_trace_span *span,
                 const struct dr_trace_message *message);
    void (*span)(struct dr_trace_writer *writer,
                 const struct dr_trace_span *span);
    void (*message)(struct dr_trace_writer *writer,
                    const struct dr_trace_message *message);
    void (*end)(struct dr_trace_writer *writer, const struct dr_trace_end *end);
};

struct dr_trace_writer {
    const struct dr_trace_format *format;
    const struct dr_trace_facts *facts;
    const char *name; /* as the user gave it */
    const char *path; /* absolute */
    struct dr_sink *sink;
    struct dr_trace_sites *sites;
    void *state; /* the format's own */
    bool failed; /* the picture was not drawn */
};

extern const struct dr_trace_format dr_trace_calls_csv, dr_trace_messages_csv,
    dr_trace_matrix_csv, dr_trace_matrix_png, dr_trace_matrix_svg,
    dr_trace_chrome, dr_trace_paje, dr_trace_page;

/* The format of a file, and whether it is compressed; NULL: the suffix is
 * unknown, and `error` says which are known. */
const struct dr_trace_format *dr_trace_format_of(const char *path, bool *gzip,
                                                 struct dr_text *error);

#endif
