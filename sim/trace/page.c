/*
 * page.c - a trace as one HTML page that shows it, from a file as well as from
 * a server, without anything else.
 *
 * The page's own text is in page/; cmake/page.cmake joins it to a beginning
 * and an end, between which the data come in blocks as they fill up.
 */
#include <stdlib.h>

#include "base/memory.h"
#include "trace/dictionary.h"
#include "trace/format.h"
#include "trace/page_block.h"

/* In page_text.S. */
extern const char dr_page_head[], dr_page_head_end[];
extern const char dr_page_tail[], dr_page_tail_end[];

enum {
    MOST_COMMS = 200, /* names that are told apart */

    SPAN_OPEN = 1,
    MESSAGE_INNER = 1,
    MESSAGE_RENDEZVOUS = 2,
    MESSAGE_UNMATCHED = 4,
    MESSAGE_UNDER_WAY = 8,
    MESSAGE_POSTED = 16,
    MESSAGE_PROTOCOL = 5 /* bits below it */
};

struct page {
    struct dr_block spans, messages;
    char *comms[MOST_COMMS]; /* the first is that of no communicator */
    int ncomms, last_comm;
};

static void begin(struct dr_trace_writer *writer)
{
    struct page *page = dr_zalloc(1, sizeof *page);

    writer->state = page;
    dr_sink_put(writer->sink, dr_page_head,
                (size_t)(dr_page_head_end - dr_page_head));
    dr_block_begin(&page->spans, writer->sink, "spans", "dduuusssuuuu");
    dr_block_begin(&page->messages, writer->sink, "messages", "dddduuusuddu");
    page->comms[page->ncomms++] = dr_strdup("");
}

/* The number of a communicator's name. */
static int comm_of(struct page *page, const char *name)
{
    if (!name)
        return 0;
    if (strcmp(page->comms[page->last_comm], name) == 0)
        return page->last_comm;
    for (int i = 0; i < page->ncomms; i++) {
        if (strcmp(page->comms[i], name) == 0)
            return page->last_comm = i;
    }
    if (page->ncomms == MOST_COMMS)
        return 0;
    page->comms[page->ncomms] = dr_strdup(name);
    page->last_comm = page->ncomms++;
    return page->last_comm;
}

static void span(struct dr_trace_writer *writer,
                 const struct dr_trace_span *span)
{
    struct page *page = writer->state;

    dr_block_add(&page->spans,
                 (int64_t[]){span->rank, (int64_t)span->end_ps,
                             (int64_t)(span->end_ps - span->begin_ps),
                             span->name->number, span->site->number, span->peer,
                             span->tag, span->bytes,
                             (int64_t)(span->wait_from_ps - span->begin_ps),
                             (int64_t)span->waited_ps,
                             span->open ? SPAN_OPEN : 0,
                             comm_of(page, span->comm)});
}

static int flags_of(const struct dr_trace_message *message)
{
    return (message->inner ? MESSAGE_INNER : 0) |
           (message->protocol == DR_SENT_RENDEZVOUS ? MESSAGE_RENDEZVOUS : 0) |
           (message->matched ? 0 : MESSAGE_UNMATCHED) |
           (message->arrived ? 0 : MESSAGE_UNDER_WAY) |
           (message->posted ? MESSAGE_POSTED : 0) |
           (int)message->protocol << MESSAGE_PROTOCOL;
}

static void message(struct dr_trace_writer *writer,
                    const struct dr_trace_message *message)
{
    struct page *page = writer->state;
    int64_t sent = (int64_t)message->sent_ps;

    dr_block_add(
        &page->messages,
        (int64_t[]){(int64_t)message->number, message->from, message->to, sent,
                    (int64_t)message->launch_ps - sent,
                    (int64_t)message->arrive_ps - sent,
                    message->matched ? (int64_t)message->match_ps - sent : 0,
                    message->tag, (int64_t)message->bytes, message->send_span,
                    message->recv_span, flags_of(message)});
}

static void add_names(struct dr_text *text, const struct dr_trace_end *end)
{
    dr_text_printf(text, "\"names\":[");
    for (size_t i = 0; i < end->names->count; i++) {
        dr_text_printf(text, "%s\"", i ? "," : "");
        dr_trace_quote_json(text, end->names->items[i]->text);
        dr_text_printf(text, "\"");
    }
    dr_text_printf(text, "],\n\"sites\":[");
    for (size_t i = 0; i < end->sites->count; i++) {
        const struct dr_trace_site *site = end->sites->items[i];

        dr_text_printf(text, "%s[\"", i ? "," : "");
        dr_trace_quote_json(text, site->file);
        dr_text_printf(text, "\",%d,\"", site->line);
        dr_trace_quote_json(text, site->function);
        dr_text_printf(text, "\"]");
    }
    dr_text_printf(text, "],\n");
}

static void add_comms(struct dr_text *text, const struct page *page)
{
    dr_text_printf(text, "\"comms\":[");
    for (int i = 0; i < page->ncomms; i++) {
        dr_text_printf(text, "%s\"", i ? "," : "");
        dr_trace_quote_json(text, page->comms[i]);
        dr_text_printf(text, "\"");
    }
    dr_text_printf(text, "],\n");
}

/* In JSON, '<' stands in strings only: there it would end the script. */
static void add_report(struct dr_text *text, const char *report)
{
    for (;;) {
        size_t length = strcspn(report, "<");

        dr_text_add(text, report, length);
        if (report[length] == '\0')
            return;
        dr_text_printf(text, "\\u003c");
        report += length + 1;
    }
}

static void end(struct dr_trace_writer *writer, const struct dr_trace_end *end)
{
    struct page *page = writer->state;
    struct dr_text text = DR_TEXT_EMPTY;

    dr_block_end(&page->spans);
    dr_block_end(&page->messages);
    dr_text_printf(&text,
                   "<script type=\"application/json\" id=\"run\">\n"
                   "{\"end_ps\":%llu,\n",
                   (unsigned long long)end->end_ps);
    add_names(&text, end);
    add_comms(&text, page);
    dr_text_printf(&text, "\"report\":");
    add_report(&text, end->report);
    dr_text_printf(&text, "}\n</script>\n");
    dr_sink_put(writer->sink, text.data, text.length);
    dr_text_end(&text);
    dr_sink_put(writer->sink, dr_page_tail,
                (size_t)(dr_page_tail_end - dr_page_tail));
    for (int i = 0; i < page->ncomms; i++)
        free(page->comms[i]);
    free(page);
}

const struct dr_trace_format dr_trace_page = {.suffix = ".html",
                                              .launch = true,
                                              .links = true,
                                              .report = true,
                                              .begin = begin,
                                              .span = span,
                                              .message = message,
                                              .end = end};
