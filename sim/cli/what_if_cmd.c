/*
 * what_if_cmd.c - a run with --what-if: its report, and a table of others.
 */
#include "cli/what_if_cmd.h"

#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "cli/convert.h"
#include "cli/report.h"
#include "cli/series.h"
#include "cli/what_if.h"
#include "core/world.h"

static const char *word_of(const struct dr_trial *trial)
{
    if (!trial->record.signature)
        return trial->status == DR_EXIT_INPUT ? "cannot run" : "not run";
    return dr_verdict_word((enum dr_verdict)trial->record.verdict);
}

static bool went_well(const struct dr_trial *trial)
{
    return trial->record.signature && trial->record.verdict == DR_VERDICT_OK;
}

/* How much longer than the given run, as a part of it. */
static double change_of(const struct dr_trial *trials, int i)
{
    return trials[i].record.time_s / trials[0].record.time_s - 1;
}

static bool comparable(const struct dr_trial *trials, int i)
{
    return went_well(&trials[0]) && went_well(&trials[i]) &&
           trials[0].record.time_s > 0;
}

static void add_table(struct dr_text *text, const struct dr_what_if *what,
                      const struct dr_trial *trials)
{
    dr_text_printf(text, "dryrun: what if        %15s %9s  verdict\n",
                   "simulated", "change");
    for (int i = 0; i < what->count; i++) {
        char time[32] = "", change[16] = "";

        if (trials[i].record.signature)
            snprintf(time, sizeof time, "%.9f s", trials[i].record.time_s);
        if (i > 0 && comparable(trials, i))
            snprintf(change, sizeof change, "%+.1f %%",
                     100 * change_of(trials, i));
        dr_text_printf(text, "dryrun:   %-20s %15s %9s  %s\n", what->name[i],
                       time, change, word_of(&trials[i]));
    }
    for (int i = 0; i < what->count; i++) {
        if (trials[i].why)
            dr_text_printf(text, "dryrun: %s cannot run: %s\n", what->name[i],
                           trials[i].why);
    }
}

static void add_json(struct dr_text *text, const struct dr_what_if *what,
                     const struct dr_trial *trials)
{
    json_t *report = json_loads(trials[0].record.json, 0, NULL);
    json_t *rows = json_array();
    char *dump;

    for (int i = 0; i < what->count; i++) {
        json_t *row = json_object();

        json_object_set_new(row, "variation", json_string(what->name[i]));
        json_object_set_new(row, "verdict", json_string(word_of(&trials[i])));
        json_object_set_new(row, "time_s",
                            trials[i].record.signature
                                ? json_real(trials[i].record.time_s)
                                : json_null());
        json_object_set_new(row, "change",
                            comparable(trials, i)
                                ? json_real(change_of(trials, i))
                                : json_null());
        json_array_append_new(rows, row);
    }
    json_object_set_new(report, "what_if", rows);
    dump = json_dumps(report, JSON_INDENT(1) | JSON_REAL_PRECISION(12));
    dr_text_printf(text, "%s\n", dump);
    free(dump);
    json_decref(report);
}

static int report(const struct dr_what_if *what, const struct dr_trial *trials)
{
    const struct dr_config *config = &what->config[0];
    struct dr_text text = DR_TEXT_EMPTY;
    int lost = 0;

    if (dr_convert_wanted(config->report)) {
        add_json(&text, what, trials);
        dr_convert(&text, config->report);
    } else if (config->report == DR_REPORT_TEXT) {
        dr_text_printf(&text, "%s", trials[0].record.report);
        add_table(&text, what, trials);
    }
    if (text.length > 0)
        lost = dr_report_put(&text, config->report_file);
    dr_text_end(&text);
    return lost;
}

int dr_what_if_command(const struct dr_options *options, struct dr_text *error)
{
    struct dr_what_if what;
    struct dr_trial trials[DR_WHAT_IF_MOST] = {{.status = 0}};
    struct dr_series series = {.configs = what.config,
                               .trials = trials,
                               .given = true,
                               .json =
                                   dr_convert_wanted(options->config.report),
                               .text = true,
                               .progress = "dryrun: what if"};
    int lost = 0, signal;
    int status =
        dr_what_if_read(&what, &options->config, options->what_if, error);

    if (status != 0) {
        if (options->config.report_file)
            dr_report_cancel(options->config.report_file);
        return status;
    }
    series.input = memfd_create("dryrun-input", MFD_CLOEXEC);
    if (dr_series_run(&series, 1, 1, &signal) && trials[0].record.signature) {
        series.given = false;
        series.configs++;
        series.trials++;
        dr_series_run(
            &series, what.count - 1,
            dr_series_jobs("--what-if", &options->config, options->bounds.jobs),
            &signal);
    }
    if (trials[0].record.signature)
        lost = report(&what, trials);
    else if (options->config.report_file)
        dr_report_cancel(options->config.report_file);
    status = signal ? 128 + signal : trials[0].status;
    for (int i = 0; i < what.count; i++) {
        dr_record_end(&trials[i].record);
        free(trials[i].why);
    }
    close(series.input);
    return lost ? lost : status;
}
