/*
 * paje.c - a trace in the Paje format (Schnorr et al., "Paje trace file
 * format", version 1.2.5), for ViTE and pajeng.
 *
 * A rank is a container, a call a state that is pushed and popped, in which
 * waiting is another; a message is a link.  All is in order of time, as the
 * format wants it.  Times are in seconds.
 */
#include <stdlib.h>

#include "base/memory.h"
#include "trace/dictionary.h"
#include "trace/format.h"
#include "trace/number.h"

/* The numbers of events, as the header defines them. */
static const char header[] = "%EventDef PajeDefineContainerType 0\n"
                             "% Alias string\n"
                             "% Type string\n"
                             "% Name string\n"
                             "%EndEventDef\n"
                             "%EventDef PajeDefineStateType 1\n"
                             "% Alias string\n"
                             "% Type string\n"
                             "% Name string\n"
                             "%EndEventDef\n"
                             "%EventDef PajeDefineLinkType 2\n"
                             "% Alias string\n"
                             "% Type string\n"
                             "% StartContainerType string\n"
                             "% EndContainerType string\n"
                             "% Name string\n"
                             "%EndEventDef\n"
                             "%EventDef PajeDefineEntityValue 3\n"
                             "% Alias string\n"
                             "% Type string\n"
                             "% Name string\n"
                             "% Color color\n"
                             "%EndEventDef\n"
                             "%EventDef PajeCreateContainer 4\n"
                             "% Time date\n"
                             "% Alias string\n"
                             "% Type string\n"
                             "% Container string\n"
                             "% Name string\n"
                             "%EndEventDef\n"
                             "%EventDef PajeDestroyContainer 5\n"
                             "% Time date\n"
                             "% Type string\n"
                             "% Name string\n"
                             "%EndEventDef\n"
                             "%EventDef PajePushState 6\n"
                             "% Time date\n"
                             "% Type string\n"
                             "% Container string\n"
                             "% Value string\n"
                             "% At string\n"
                             "%EndEventDef\n"
                             "%EventDef PajePopState 7\n"
                             "% Time date\n"
                             "% Type string\n"
                             "% Container string\n"
                             "%EndEventDef\n"
                             "%EventDef PajeStartLink 8\n"
                             "% Time date\n"
                             "% Type string\n"
                             "% Container string\n"
                             "% StartContainer string\n"
                             "% Value string\n"
                             "% Key string\n"
                             "%EndEventDef\n"
                             "%EventDef PajeEndLink 9\n"
                             "% Time date\n"
                             "% Type string\n"
                             "% Container string\n"
                             "% EndContainer string\n"
                             "% Value string\n"
                             "% Key string\n"
                             "%EndEventDef\n"
                             "0 RUN 0 \"run\"\n"
                             "0 RANK RUN \"rank\"\n"
                             "1 CALL RANK \"call\"\n"
                             "2 MESSAGE RUN RANK RANK \"message\"\n"
                             "3 wait CALL \"waiting\" \"0.94 0.89 0.26\"\n"
                             "3 compute CALL \"computing\" \"0 0.62 0.45\"\n"
                             "4 0 run RUN 0 \"run\"\n";

enum {
    WORDS = 64
};

/* Which names of calls have been defined. */
struct defined {
    bool *names;
    uint32_t count;
};

static void begin(struct dr_trace_writer *writer)
{
    struct dr_text text = DR_TEXT_EMPTY;

    writer->state = dr_zalloc(1, sizeof(struct defined));
    dr_sink_text(writer->sink, header);
    for (int rank = 0; rank < writer->facts->nranks; rank++) {
        dr_text_clear(&text);
        dr_text_printf(&text, "4 0 r%d RANK run \"rank %d on %s\"\n", rank,
                       rank, writer->facts->host(rank));
        dr_sink_put(writer->sink, text.data, text.length);
    }
    dr_text_end(&text);
}

/* Calls share a colour: ViTE tells them by name. */
static void define(struct dr_trace_writer *writer,
                   const struct dr_trace_name *name)
{
    struct defined *defined = writer->state;
    struct dr_text text = DR_TEXT_EMPTY;

    if (name->number >= defined->count) {
        uint32_t count = name->number * 2 + 16;

        defined->names = dr_realloc(defined->names, count);
        memset(defined->names + defined->count, 0, count - defined->count);
        defined->count = count;
    }
    if (defined->names[name->number])
        return;
    defined->names[name->number] = true;
    dr_text_printf(&text, "3 %s CALL \"%s\" \"0.34 0.71 0.91\"\n", name->text,
                   name->text);
    dr_sink_put(writer->sink, text.data, text.length);
    dr_text_end(&text);
}

static void push(struct dr_trace_writer *writer, uint64_t now_ps,
                 const struct dr_trace_span *span, const char *value,
                 size_t length)
{
    const struct dr_trace_text *place = &span->site->place;
    char *at = dr_sink_room(writer->sink, WORDS + 2 * DR_NUMBER_MOST + length +
                                              place->json_length);

    at = DR_PUT(at, "6 ");
    at = dr_number_time(at, now_ps, DR_SECONDS);
    at = DR_PUT(at, " CALL r");
    at = dr_number(at, (uint64_t)span->rank);
    *at++ = ' ';
    at = dr_number_text(at, value, length);
    at = DR_PUT(at, " \"");
    at = dr_number_text(at, place->json, place->json_length);
    at = DR_PUT(at, "\"\n");
    dr_sink_take(writer->sink, at);
}

static void pop(struct dr_trace_writer *writer, uint64_t now_ps, int rank)
{
    char *at = dr_sink_room(writer->sink, WORDS + 2 * DR_NUMBER_MOST);

    at = DR_PUT(at, "7 ");
    at = dr_number_time(at, now_ps, DR_SECONDS);
    at = DR_PUT(at, " CALL r");
    at = dr_number(at, (uint64_t)rank);
    *at++ = '\n';
    dr_sink_take(writer->sink, at);
}

static void link(struct dr_trace_writer *writer, char event, uint64_t now_ps,
                 int rank, const struct dr_trace_message *message)
{
    char *at = dr_sink_room(writer->sink, WORDS + 4 * DR_NUMBER_MOST);

    *at++ = event;
    *at++ = ' ';
    at = dr_number_time(at, now_ps, DR_SECONDS);
    at = DR_PUT(at, " MESSAGE run r");
    at = dr_number(at, (uint64_t)rank);
    *at++ = ' ';
    at = dr_number(at, message->bytes);
    *at++ = ' ';
    at = dr_number(at, message->number);
    *at++ = '\n';
    dr_sink_take(writer->sink, at);
}

static void news(struct dr_trace_writer *writer, enum dr_trace_news news,
                 uint64_t now_ps, const struct dr_trace_span *span,
                 const struct dr_trace_message *message)
{
    switch (news) {
    case DR_NEWS_ENTER:
        if (span->name->computing) {
            push(writer, now_ps, span, "compute", strlen("compute"));
        } else {
            define(writer, span->name);
            push(writer, now_ps, span, span->name->text, span->name->length);
        }
        break;
    case DR_NEWS_BLOCK:
        push(writer, now_ps, span, "wait", strlen("wait"));
        break;
    case DR_NEWS_RESUME:
    case DR_NEWS_LEAVE:
        pop(writer, now_ps, span->rank);
        break;
    case DR_NEWS_SEND:
        link(writer, '8', now_ps, message->from, message);
        break;
    case DR_NEWS_ARRIVE:
        link(writer, '9', now_ps, message->to, message);
        break;
    }
}

/* One that has not arrived ends here. */
static void message(struct dr_trace_writer *writer,
                    const struct dr_trace_message *message)
{
    if (!message->arrived)
        link(writer, '9', message->arrive_ps, message->to, message);
}

static void end(struct dr_trace_writer *writer, const struct dr_trace_end *end)
{
    struct defined *defined = writer->state;
    char *at;

    for (int rank = 0; rank < writer->facts->nranks; rank++) {
        at = dr_sink_room(writer->sink, WORDS + 2 * DR_NUMBER_MOST);
        at = DR_PUT(at, "5 ");
        at = dr_number_time(at, end->end_ps, DR_SECONDS);
        at = DR_PUT(at, " RANK r");
        at = dr_number(at, (uint64_t)rank);
        *at++ = '\n';
        dr_sink_take(writer->sink, at);
    }
    at = dr_sink_room(writer->sink, WORDS + DR_NUMBER_MOST);
    at = DR_PUT(at, "5 ");
    at = dr_number_time(at, end->end_ps, DR_SECONDS);
    at = DR_PUT(at, " RUN run\n");
    dr_sink_take(writer->sink, at);
    free(defined->names);
    free(defined);
}

const struct dr_trace_format dr_trace_paje = {.suffix = ".paje",
                                              .text = true,
                                              .begin = begin,
                                              .news = news,
                                              .message = message,
                                              .end = end};
