/*
 * check_text.c - what `dryrun check` tells people: a table, each failure once,
 * a verdict.
 */
#include <stdio.h>
#include <string.h>

#include "cli/check.h"
#include "cli/deadlock.h"
#include "cli/explore_text.h"
#include "cli/report.h"
#include "cli/runs.h"

static void add_table(struct dr_text *text, const struct dr_check *check)
{
    dr_text_printf(text, "  %-25s %-26s %-9s %15s  %s\n", "variation",
                   "adds to the command line", "verdict", "simulated",
                   "first finding");
    for (int i = 0; i < DR_VARIATIONS; i++) {
        const struct dr_variation *it = &dr_variations[i];
        const struct dr_trial *trial = &check->trials[i];
        char time[32] = "", option[64] = "";

        if (trial->record.signature)
            snprintf(time, sizeof time, "%.9f s", trial->record.time_s);
        if (i == DR_VARIATION_ORDERS && check->shared)
            snprintf(option, sizeof option, "%s: %ld%s", it->option,
                     dr_check_tried(check),
                     dr_check_tried_all(check) ? "" : ", not all");
        dr_text_printf(text, "  %-25s %-26s %-9s %15s", it->name,
                       option[0] ? option : it->option, dr_check_word(trial),
                       time);
        if (trial->record.finding && trial->record.finding[0])
            dr_text_printf(text, "  %s", trial->record.finding);
        dr_text_printf(text, "\n");
    }
}

/* Is it the same trouble?  A warning of a run that ended well counts too. */
static bool same(const struct dr_record *a, const struct dr_record *b)
{
    return a->signature && b->signature &&
           !strcmp(a->signature, b->signature) &&
           !strcmp(a->finding, b->finding);
}

static bool told_before(const struct dr_check *check, int variation)
{
    for (int i = 0; i < variation; i++) {
        if (same(&check->trials[i].record, &check->trials[variation].record))
            return true;
    }
    return false;
}

/* Behind a line of a report and those below it that belong to it. */
static const char *skip_entry(const char *line)
{
    do {
        line += strcspn(line, "\n");
        line += *line == '\n';
    } while (strncmp(line, "  ", 2) == 0);
    return line;
}

static bool is_finding(const char *line)
{
    return strncmp(line, "dryrun: error: ", 15) == 0 ||
           strncmp(line, "dryrun: warning: ", 17) == 0 ||
           strncmp(line, "dryrun: note: ", 14) == 0;
}

/* A report, but for findings that stand word by word in `text` already. */
static void add_report(struct dr_text *text, const char *report)
{
    size_t before = text->length;
    int known = 0;

    while (*report) {
        const char *end = skip_entry(report);
        size_t length = (size_t)(end - report);

        if (is_finding(report) && memmem(text->data, before, report, length))
            known++;
        else
            dr_text_add(text, report, length);
        report = end;
    }
    if (known > 0)
        dr_text_printf(text, "dryrun: and %d finding%s as told above\n", known,
                       dr_text_s(known));
}

/* What writes the schedule of a trouble that only an order of messages has. */
static void add_again(struct dr_text *text, const struct dr_check *check)
{
    dr_text_printf(text, "dryrun check: to see it again: ");
    dr_command_text(text, "dryrun explore", &check->options->config);
    dr_text_printf(text, "\n");
}

/* Each trouble once, with the names of all variations that have it. */
static void add_details(struct dr_text *text, const struct dr_check *check)
{
    for (int i = 0; i < DR_VARIATIONS; i++) {
        const struct dr_record *record = &check->trials[i].record;

        if (!record->report || !record->report[0] || told_before(check, i))
            continue;
        dr_text_printf(text, "dryrun check: %s", dr_variations[i].name);
        for (int j = i + 1; j < DR_VARIATIONS; j++) {
            if (same(record, &check->trials[j].record))
                dr_text_printf(text, ", %s", dr_variations[j].name);
        }
        dr_text_printf(text, ":\n");
        add_report(text, record->report);
        if (i == DR_VARIATION_ORDERS && record->status != 0)
            add_again(text, check);
    }
}

/* Times differ between variations, results should not. */
static void add_difference(struct dr_text *text, const struct dr_check *check)
{
    struct dr_text where = DR_TEXT_EMPTY;
    int variation = dr_check_difference(check, &where);
    bool times = variation > 0 && dr_runs_read_clocks(&check->options->config);

    if (variation > 0)
        dr_text_printf(text,
                       "dryrun check: %s: output differs between variations: "
                       "as given, or with %s, %s%s\n",
                       times ? "note" : "warning",
                       dr_variations[variation].option, dr_text_string(&where),
                       times ? " (the program looks at a clock)" : "");
    dr_text_end(&where);
}

/* What the order of messages decides, and what was not tried. */
static void add_orders(struct dr_text *text, const struct dr_check *check)
{
    const struct dr_summary *summary = &check->orders;

    dr_explore_races_text(text, summary);
    if (summary->different.signature) {
        dr_text_printf(text, "dryrun check: warning: output differs between "
                             "orders of messages: ");
        dr_summary_difference(summary, text);
        dr_text_printf(text, "\n");
    }
    if (check->signal != 0 || dr_check_tried_all(check))
        return;
    dr_text_printf(text,
                   "dryrun check: not all orders of messages were tried: ");
    dr_check_bounds_text(text, check);
    dr_text_printf(text, "\n");
}

/* The exploration may be left out, or come to no end within its bounds. */
static bool has_run(const struct dr_check *check, int variation)
{
    return variation != DR_VARIATION_ORDERS ||
           (check->shared && check->trials[variation].record.signature);
}

static bool has_verdict(const struct dr_check *check, int variation,
                        const char *word)
{
    return !strcmp(dr_check_word(&check->trials[variation]), word);
}

/* " if sends are synchronous or if collectives synchronise", or " unless every
 * send is buffered" if only one is spared. */
static void add_conditions(struct dr_text *text, const struct dr_check *check,
                           const char *word)
{
    bool fails[DR_VARIATIONS];
    int spared = 0, last = 0;
    const char *comma = " if ";

    for (int i = 0; i < DR_VARIATIONS; i++) {
        fails[i] = has_verdict(check, i, word);
        spared += !fails[i] && has_run(check, i);
        if (!fails[i] && has_run(check, i))
            last = i;
    }
    if (spared == 1) {
        dr_text_printf(text, " unless %s", dr_variations[last].when);
        return;
    }
    if (fails[DR_VARIATION_NO_BUFFERS] || fails[DR_VARIATION_SYNC])
        fails[DR_VARIATION_STRICT] = false; /* goes without saying */
    for (int i = 0; i < DR_VARIATIONS; i++) {
        if (!fails[i])
            continue;
        dr_text_printf(text, "%s%s", comma, dr_variations[i].when);
        comma = " or if ";
    }
}

static void add_causes(struct dr_text *text, const struct dr_check *check)
{
    const struct dr_record *record =
        &check->trials[DR_VARIATION_NO_BUFFERS].record;

    if (!dr_check_needs_buffers(check))
        return;
    dr_text_printf(text, ": the program depends on buffering "
                         "(buffering_dependent): ");
    dr_check_sends_text(text, record);
    if (check->turns_at > 0)
        dr_text_printf(text,
                       "; it ends from an eager limit of %llu byte%s on "
                       "(as given: %llu)",
                       (unsigned long long)check->turns_at,
                       dr_text_s(check->turns_at),
                       (unsigned long long)check->trials[0].record.eager);
}

static void add_verdict(struct dr_text *text, const struct dr_check *check)
{
    const char *word = dr_check_word(&check->trials[dr_check_worst(check)]);
    int status = dr_check_status(check), alike = 0, ran = 0;

    if (check->signal != 0) {
        dr_text_printf(text, "dryrun check: interrupted by SIG%s\n",
                       sigabbrev_np(check->signal));
        return;
    }
    for (int i = 0; i < DR_VARIATIONS; i++) {
        alike += has_run(check, i) && has_verdict(check, i, word);
        ran += has_run(check, i);
    }
    dr_text_printf(text, "dryrun check: %s", word);
    if (alike == ran)
        dr_text_printf(text, " in all %d variations", alike);
    else
        add_conditions(text, check, word);
    add_causes(text, check);
    if (!strcmp(word, "ok") && status != 0)
        dr_text_printf(text, ", exit status %d", status);
    dr_text_printf(text, "\n");
}

void dr_check_text(struct dr_text *text, const struct dr_check *check)
{
    const struct dr_config *config = &check->options->config;
    const char *slash = strrchr(config->program, '/');

    if (config->quiet && dr_check_status(check) == 0) {
        add_details(text, check);
        add_difference(text, check);
        add_orders(text, check);
        return;
    }
    dr_text_printf(text, "dryrun check: %s on %d rank%s\n",
                   slash ? slash + 1 : config->program, config->nranks,
                   dr_text_s(config->nranks));
    add_table(text, check);
    add_details(text, check);
    add_difference(text, check);
    add_orders(text, check);
    dr_check_done_text(text, check);
    add_verdict(text, check);
}
