/*
 * report_checks.c - what was looked for, and what could not be.
 *
 * What is not in the table is always looked for.  A check is named after the
 * findings it makes, or after what it needs.
 */
#include "cli/report.h"

#include "core/image.h"
#include "p2p/engine.h"
#include "p2p/record.h"

static const char sampled[] =
    "of buffers above 4096 bytes, 4096 evenly spread ones were compared; "
    "--check-buffers all compares all";
static const char half_seen[] =
    "what nonblocking collectives write was compared from when they were over; "
    "drycc -fdryrun-memory shows all accesses";

static void buffer_in_use(struct dr_text *text,
                          const struct dr_report_facts *facts)
{
    (void)facts;
    if (dr_world->config.check_buffers == DR_CHECK_BUFFERS_NO)
        dr_text_printf(text, "not done: --check-buffers no");
    else if (dr_world->sampled || dr_world->half_seen)
        dr_text_printf(text, "partly: %s%s%s", dr_world->sampled ? sampled : "",
                       dr_world->sampled && dr_world->half_seen ? "; " : "",
                       dr_world->half_seen ? half_seen : "");
    else
        dr_text_printf(text, "done");
}

static void memory(struct dr_text *text, const struct dr_report_facts *facts)
{
    size_t all, watched = dr_image_watched(dr_world->image, &all);

    (void)facts;
    if (watched == 0)
        dr_text_printf(text, "not done: the program was not built with drycc "
                             "-fdryrun-memory");
    else if (dr_world->config.check_buffers == DR_CHECK_BUFFERS_NO)
        dr_text_printf(text, "not done: --check-buffers no");
    else if (watched < all)
        dr_text_printf(text,
                       "partly: of the program and its own libraries, %zu of "
                       "%zu were built with drycc -fdryrun-memory",
                       watched, all);
    else if (dr_world->shares_memory)
        dr_text_printf(text,
                       "partly: what ranks do to memory that they share by "
                       "MPI_Win_allocate_shared is not compared");
    else
        dr_text_printf(text, "done");
}

static void buffering_dependent(struct dr_text *text,
                                const struct dr_report_facts *facts)
{
    const struct dr_engine *engine = dr_world->engine;
    const char *why;

    if (engine->wire.protocol.eager_limit == 0)
        why = NULL;
    else if (!engine->record)
        why = "dryrun explore varies the order of messages only; dryrun check "
              "tells";
    else if (facts->verdict != DR_VERDICT_OK &&
             facts->verdict != DR_VERDICT_ERROR)
        why = "the run did not come to its end";
    else
        why = dr_record_stopped(engine->record);
    dr_text_printf(text, why ? "not done: %s" : "done", why);
}

static void leaks(struct dr_text *text, const struct dr_report_facts *facts)
{
    (void)facts;
    dr_text_printf(text, dr_world->judged
                             ? "done"
                             : "not done: the run did not come to its end");
}

static const struct {
    const char *name;
    void (*say)(struct dr_text *text, const struct dr_report_facts *facts);
} checks[] = {
    {"buffer_in_use", buffer_in_use},
    {"memory", memory},
    {"buffering_dependent", buffering_dependent},
    {"leaks", leaks},
};

void dr_report_checks(const struct dr_report_facts *facts,
                      dr_report_check *tell, void *self)
{
    for (size_t i = 0; i < sizeof checks / sizeof *checks; i++) {
        struct dr_text text = DR_TEXT_EMPTY;

        checks[i].say(&text, facts);
        tell(self, checks[i].name, text.data);
        dr_text_end(&text);
    }
}
