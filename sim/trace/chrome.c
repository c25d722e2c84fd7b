/*
 * chrome.c - a trace in Chrome's trace event format, JSON that Perfetto,
 * chrome://tracing and speedscope read.
 *
 * A rank is a thread, a call a complete event (X), a message a flow from the
 * sender's time (s) to the receiver's (f).  Times are in microseconds.
 */
#include "trace/dictionary.h"
#include "trace/format.h"
#include "trace/number.h"

enum {
    WORDS = 160 /* that surround the values of an event */
};

static void describe_ranks(struct dr_trace_writer *writer)
{
    struct dr_text text = DR_TEXT_EMPTY;

    for (int rank = 0; rank < writer->facts->nranks; rank++) {
        dr_text_clear(&text);
        dr_text_printf(&text,
                       ",\n{\"ph\":\"M\",\"pid\":0,\"tid\":%d,\"name\":"
                       "\"thread_name\",\"args\":{\"name\":\"rank %d on ",
                       rank, rank);
        dr_trace_quote_json(&text, writer->facts->host(rank));
        dr_text_printf(&text,
                       "\"}},\n{\"ph\":\"M\",\"pid\":0,\"tid\":%d,\"name\":"
                       "\"thread_sort_index\",\"args\":{\"sort_index\":%d}}",
                       rank, rank);
        dr_sink_put(writer->sink, text.data, text.length);
    }
    dr_text_end(&text);
}

static void begin(struct dr_trace_writer *writer)
{
    struct dr_text text = DR_TEXT_EMPTY;

    dr_text_printf(&text, "{\"displayTimeUnit\":\"ns\",\"otherData\":"
                          "{\"dryrun\":\"");
    dr_trace_quote_json(&text, writer->facts->version);
    dr_text_printf(&text, "\"},\"traceEvents\":[\n"
                          "{\"ph\":\"M\",\"pid\":0,\"name\":\"process_name\","
                          "\"args\":{\"name\":\"");
    dr_trace_quote_json(&text, writer->facts->program);
    dr_text_printf(&text, "\"}}");
    dr_sink_put(writer->sink, text.data, text.length);
    dr_text_end(&text);
    describe_ranks(writer);
}

/* {"ph":..,"pid":0,"tid":RANK,"ts":TIME */
static char *put_head(char *at, char phase, int rank, uint64_t ps)
{
    at = DR_PUT(at, ",\n{\"ph\":\"");
    *at++ = phase;
    at = DR_PUT(at, "\",\"pid\":0,\"tid\":");
    at = dr_number(at, (uint64_t)rank);
    at = DR_PUT(at, ",\"ts\":");
    return dr_number_time(at, ps, DR_MICROSECONDS);
}

static char *put_arguments(char *at, const struct dr_trace_span *span)
{
    at = DR_PUT(at, "\",\"args\":{\"at\":\"");
    at = dr_number_text(at, span->site->place.json,
                        span->site->place.json_length);
    *at++ = '"';
    if (span->peer != DR_SPAN_NONE) {
        at = DR_PUT(at, ",\"peer\":");
        at = span->peer >= 0             ? dr_number(at, (uint64_t)span->peer)
             : span->peer == DR_SPAN_ANY ? DR_PUT(at, "\"any\"")
                                         : DR_PUT(at, "\"null\"");
    }
    if (span->tag != DR_SPAN_NONE) {
        at = DR_PUT(at, ",\"tag\":");
        at = span->tag >= 0 ? dr_number(at, (uint64_t)span->tag)
                            : DR_PUT(at, "\"any\"");
    }
    if (span->bytes >= 0) {
        at = DR_PUT(at, ",\"bytes\":");
        at = dr_number(at, (uint64_t)span->bytes);
    }
    if (span->waited_ps > 0) {
        at = DR_PUT(at, ",\"wait_us\":");
        at = dr_number_time(at, span->waited_ps, DR_MICROSECONDS);
    }
    if (span->open)
        at = DR_PUT(at, ",\"returned\":false");
    return DR_PUT(at, "}}");
}

static void span(struct dr_trace_writer *writer,
                 const struct dr_trace_span *span)
{
    char *at = dr_sink_room(writer->sink, WORDS + 7 * DR_NUMBER_MOST +
                                              span->name->length +
                                              span->site->place.json_length);

    at = put_head(at, 'X', span->rank, span->begin_ps);
    at = DR_PUT(at, ",\"dur\":");
    at = dr_number_time(at, span->end_ps - span->begin_ps, DR_MICROSECONDS);
    at = span->name->computing ? DR_PUT(at, ",\"cat\":\"compute\",\"name\":\"")
                               : DR_PUT(at, ",\"cat\":\"mpi\",\"name\":\"");
    at = dr_number_text(at, span->name->text, span->name->length);
    at = put_arguments(at, span);
    dr_sink_take(writer->sink, at);
}

static char *put_flow(char *at, char phase, int rank, uint64_t ps,
                      const struct dr_trace_message *message)
{
    at = put_head(at, phase, rank, ps);
    at = DR_PUT(at, ",\"id\":");
    at = dr_number(at, message->number);
    if (phase == 'f')
        at = DR_PUT(at, ",\"bp\":\"e\"");
    return DR_PUT(at, ",\"cat\":\"msg\",\"name\":\"message\"}");
}

static void message(struct dr_trace_writer *writer,
                    const struct dr_trace_message *message)
{
    char *at = dr_sink_room(writer->sink, 2 * WORDS + 8 * DR_NUMBER_MOST);

    at = put_flow(at, 's', message->from, message->sent_ps, message);
    at = put_flow(at, 'f', message->to, message->arrive_ps, message);
    dr_sink_take(writer->sink, at);
}

static void end(struct dr_trace_writer *writer, const struct dr_trace_end *end)
{
    (void)end;
    dr_sink_text(writer->sink, "\n]}\n");
}

const struct dr_trace_format dr_trace_chrome = {.suffix = ".json",
                                                .text = true,
                                                .begin = begin,
                                                .span = span,
                                                .message = message,
                                                .end = end};
