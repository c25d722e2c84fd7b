/*
 * csv_calls.c - a trace as a table of calls, in the order in which they ended
 * (RFC 4180; times in seconds of the simulation).
 *
 * Fields that a call does not have are empty; peer and tag are as the program
 * wrote them, "any" for wildcards, "null" for MPI_PROC_NULL.  Time spent
 * outside MPI is a line too.  A call that never returned has no end.
 */
#include "trace/dictionary.h"
#include "trace/format.h"
#include "trace/number.h"

static void begin(struct dr_trace_writer *writer)
{
    dr_sink_text(writer->sink, "rank,host,call,at,peer,tag,bytes,begin_s,"
                               "end_s,wait_s\n");
}

static char *put_peer(char *at, int value)
{
    if (value >= 0)
        return dr_number(at, (uint64_t)value);
    if (value == DR_SPAN_ANY)
        return DR_PUT(at, "any");
    return value == DR_SPAN_NULL ? DR_PUT(at, "null") : at;
}

static void span(struct dr_trace_writer *writer,
                 const struct dr_trace_span *span)
{
    const struct dr_trace_text *place = &span->site->place;
    const char *host = writer->facts->host(span->rank);
    size_t host_length = strlen(host);
    char *at =
        dr_sink_room(writer->sink, 8 * DR_NUMBER_MOST + host_length +
                                       span->name->length + place->csv_length);

    at = dr_number(at, (uint64_t)span->rank);
    *at++ = ',';
    at = dr_number_text(at, host, host_length);
    *at++ = ',';
    at = dr_number_text(at, span->name->text, span->name->length);
    *at++ = ',';
    at = dr_number_text(at, place->csv, place->csv_length);
    *at++ = ',';
    at = put_peer(at, span->peer);
    *at++ = ',';
    at = put_peer(at, span->tag);
    *at++ = ',';
    if (span->bytes >= 0)
        at = dr_number(at, (uint64_t)span->bytes);
    *at++ = ',';
    at = dr_number_time(at, span->begin_ps, DR_SECONDS);
    *at++ = ',';
    if (!span->open)
        at = dr_number_time(at, span->end_ps, DR_SECONDS);
    *at++ = ',';
    at = dr_number_time(at, span->waited_ps, DR_SECONDS);
    *at++ = '\n';
    dr_sink_take(writer->sink, at);
}

const struct dr_trace_format dr_trace_calls_csv = {
    .suffix = ".csv", .text = true, .begin = begin, .span = span};
