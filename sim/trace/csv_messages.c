/*
 * csv_messages.c - a trace as a table of messages, in the order in which they
 * were over (RFC 4180; times in seconds of the simulation).
 *
 * Messages are numbered in the order of sending.  Those of collectives are
 * among them; their tag is not the program's and is left out.  So are accesses
 * to files, of protocol "file", which go to no rank and are not received.  A
 * message that did not arrive, or that nobody received, has no such time.
 */
#include "trace/dictionary.h"
#include "trace/format.h"
#include "trace/number.h"

static void begin(struct dr_trace_writer *writer)
{
    dr_sink_text(writer->sink, "message,from,to,tag,bytes,protocol,sent_s,"
                               "left_s,arrived_s,received_s,send,send_at,"
                               "receive,receive_at\n");
}

static char *put_call(char *at, const char *call,
                      const struct dr_trace_site *site)
{
    *at++ = ',';
    if (call)
        at = dr_number_text(at, call, strlen(call));
    *at++ = ',';
    return dr_number_text(at, site->place.csv, site->place.csv_length);
}

static size_t length_of(const char *call, const struct dr_trace_site *site)
{
    return (call ? strlen(call) : 0) + site->place.csv_length + 2;
}

static void message(struct dr_trace_writer *writer,
                    const struct dr_trace_message *message)
{
    static const char *const protocols[] = {
        ",eager,", ",synchronous,", ",rendezvous,", ",one-sided,", ",file,"};
    bool file = message->protocol == DR_SENT_STORAGE;
    const char *protocol = protocols[message->protocol];
    const struct dr_trace_site *send =
        dr_trace_site(writer->sites, message->send_site);
    const struct dr_trace_site *recv =
        dr_trace_site(writer->sites, message->recv_site);
    char *at =
        dr_sink_room(writer->sink, 10 * DR_NUMBER_MOST +
                                       length_of(message->send_call, send) +
                                       length_of(message->recv_call, recv));

    at = dr_number(at, message->number);
    *at++ = ',';
    at = dr_number(at, (uint64_t)message->from);
    *at++ = ',';
    if (!file)
        at = dr_number(at, (uint64_t)message->to);
    *at++ = ',';
    if (!message->inner && !file)
        at = dr_number_signed(at, message->tag);
    *at++ = ',';
    at = dr_number(at, message->bytes);
    at = dr_number_text(at, protocol, strlen(protocol));
    at = dr_number_time(at, message->sent_ps, DR_SECONDS);
    *at++ = ',';
    if (message->launch_ps < message->arrive_ps || message->arrived)
        at = dr_number_time(at, message->launch_ps, DR_SECONDS);
    *at++ = ',';
    if (message->arrived)
        at = dr_number_time(at, message->arrive_ps, DR_SECONDS);
    *at++ = ',';
    if (message->matched && !file)
        at = dr_number_time(at, message->match_ps, DR_SECONDS);
    at = put_call(at, message->send_call, send);
    at = put_call(at, file ? NULL : message->recv_call,
                  file ? dr_trace_site(writer->sites, NULL) : recv);
    *at++ = '\n';
    dr_sink_take(writer->sink, at);
}

const struct dr_trace_format dr_trace_messages_csv = {.suffix = ".messages.csv",
                                                      .text = true,
                                                      .launch = true,
                                                      .begin = begin,
                                                      .message = message};
