/*
 * runs.c - what the commands share that run a program many times.
 */
#include "cli/runs.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "cli/report.h"
#include "core/call_text.h"
#include "core/image.h"
#include "core/output.h"
#include "core/request.h"
#include "p2p/message.h"

static const struct dr_call *call_of(const struct dr_stuck_rank *stuck)
{
    return dr_world->ranks[stuck->rank].call;
}

/* Equal for equal causes: what, and where; not who or when. */
static char *signature_of(const struct dr_report_facts *facts)
{
    const struct dr_findings *findings = &dr_world->findings;
    struct dr_text text = DR_TEXT_EMPTY;

    if (facts->verdict == DR_VERDICT_OK && facts->status == 0)
        return dr_strdup("");
    dr_text_printf(&text, "%s", dr_verdict_word(facts->verdict));
    if (facts->verdict != DR_VERDICT_DEADLOCK)
        dr_text_printf(&text, " %d", facts->status);
    for (int i = 0; i < facts->stuck.count; i++) {
        const struct dr_call *call = call_of(&facts->stuck.ranks[i]);

        dr_text_printf(&text, " %d ", facts->stuck.ranks[i].rank);
        if (call)
            dr_call_place_text(&text, call->site);
    }
    for (size_t i = 0; i < findings->count; i++) {
        if (findings->items[i].severity != DR_ERROR)
            continue;
        dr_text_printf(&text, " %s ", dr_finding_word(findings->items[i].kind));
        dr_call_place_text(&text, findings->items[i].site);
    }
    return text.data;
}

static void add_call(struct dr_text *text, const char *name, const void *site)
{
    dr_text_printf(text, "%s at ", name);
    dr_call_place_text(text, site);
}

/* "deadlock: MPI_Send at f.c:12"; the gravest comes before others. */
static char *finding_of(const struct dr_report_facts *facts)
{
    const struct dr_findings *findings = &dr_world->findings;
    const struct dr_finding *first = NULL;
    struct dr_text text = DR_TEXT_EMPTY;

    if (facts->verdict == DR_VERDICT_DEADLOCK && facts->stuck.count > 0) {
        const struct dr_call *call = call_of(&facts->stuck.ranks[0]);

        dr_text_printf(&text, "deadlock");
        if (call) {
            dr_text_printf(&text, ": ");
            add_call(&text, call->name, call->site);
        }
        return text.data;
    }
    for (size_t i = 0; i < findings->count; i++) {
        const struct dr_finding *it = &findings->items[i];

        if (!first || it->severity > first->severity)
            first = it;
    }
    if (!first)
        return dr_strdup("");
    dr_text_printf(&text, "%s", dr_finding_word(first->kind));
    if (first->call || first->site) {
        dr_text_printf(&text, ": ");
        add_call(&text, first->call ? first->call : "code", first->site);
    }
    return text.data;
}

/* Standard sends that nobody takes, and nobody buffers. */
static void add_sends(struct dr_choices *sends,
                      const struct dr_stuck_rank *stuck)
{
    const struct dr_wait *wait = stuck->wait;

    for (int i = 0; wait && i < wait->count; i++) {
        const struct dr_request *it = wait->requests[i];
        struct dr_text line = DR_TEXT_EMPTY;

        if (it->done || it->operation != DR_SEND || !it->message ||
            it->message->recv || it->mode == DR_SEND_SYNCHRONOUS)
            continue;
        dr_text_printf(&line, "%llu %d ",
                       (unsigned long long)it->message->bytes, stuck->rank);
        add_call(&line, it->call ? it->call : call_of(stuck)->name,
                 it->site ? it->site : call_of(stuck)->site);
        dr_choices_add(sends, dr_text_string(&line));
        dr_text_end(&line);
    }
}

struct dr_record dr_runs_record(enum dr_verdict verdict, int status, bool json,
                                bool text)
{
    struct dr_report_facts facts = dr_report_gather(verdict, status);
    struct dr_text report = DR_TEXT_EMPTY, for_programs = DR_TEXT_EMPTY;
    struct dr_record record = {.verdict = (int)verdict,
                               .status = status,
                               .time_s = facts.time_s,
                               .eager =
                                   dr_world->engine->wire.protocol.eager_limit,
                               .signature = signature_of(&facts),
                               .finding = finding_of(&facts)};

    if (text || verdict != DR_VERDICT_OK || record.finding[0])
        dr_report_text(&report, &facts);
    if (json)
        dr_report_json(&for_programs, &facts);
    record.report = (char *)(uintptr_t)dr_text_string(&report);
    record.json = (char *)(uintptr_t)dr_text_string(&for_programs);
    if (verdict == DR_VERDICT_DEADLOCK) {
        for (int i = 0; i < facts.stuck.count; i++)
            add_sends(&record.sends, &facts.stuck.ranks[i]);
    }
    for (int i = 0; i < dr_world->nranks; i++)
        dr_choices_add(&record.outputs,
                       dr_output_captured(dr_world->output, i));
    return record;
}

bool dr_runs_read_clocks(const struct dr_config *config)
{
    struct dr_text error = DR_TEXT_EMPTY;
    struct dr_image *image = dr_image_open(config->program, &error);
    bool reads = image && dr_image_reads_clocks(image);

    if (image)
        dr_image_end(image);
    dr_text_end(&error);
    return reads;
}

const char *dr_runs_writes(const struct dr_config *config)
{
    struct dr_text error = DR_TEXT_EMPTY;
    struct dr_image *image = dr_image_open(config->program, &error);
    const char *function = image ? dr_image_writes_files(image) : NULL;

    if (image)
        dr_image_end(image);
    dr_text_end(&error);
    return function;
}

bool dr_runs_warn(const char *command, const struct dr_config *config)
{
    const char *function = dr_runs_writes(config);

    if (function)
        fprintf(stderr,
                "dryrun %s: the program calls %s: what its runs do to files "
                "is not undone, and each does it again\n",
                command, function);
    return function != NULL;
}
