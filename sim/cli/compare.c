/*
 * compare.c - one program on several platforms and sizes: rows of a table.
 */
#include "cli/compare.h"

#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/report.h"
#include "core/world.h"

static double number(const json_t *object, const char *key)
{
    return json_number_value(json_object_get(object, key));
}

static void read_report(struct dr_compare_row *row, const char *json)
{
    json_t *report = json_loads(json, 0, NULL), *rank;
    double compute_s = 0;
    size_t i;

    json_array_foreach(json_object_get(report, "per_rank"), i, rank)
        compute_s += number(rank, "compute_s");
    row->overlap = number(json_object_get(report, "overlap"), "all");
    if (row->time_s > 0)
        row->communication = 1 - compute_s / (row->ranks * row->time_s);
    json_decref(report);
}

struct dr_compare_row dr_compare_row(const struct dr_compare *compare, int run)
{
    const struct dr_trial *trial = &compare->trials[run];
    const struct dr_trial *first =
        &compare->trials[run - run % compare->nsizes];
    int line = run / compare->nsizes;
    struct dr_compare_row row = {
        .platform = compare->configs[run].platform,
        .varied = compare->varied[line % compare->nvaried],
        .ranks = compare->configs[run].nranks,
        .verdict = "cannot run",
    };

    if (!row.platform)
        row.platform = "default";
    if (!row.varied)
        row.varied = "";
    if (!trial->record.signature)
        return row;
    row.verdict = dr_verdict_word((enum dr_verdict)trial->record.verdict);
    row.well = trial->record.verdict == DR_VERDICT_OK;
    row.time_s = trial->record.time_s;
    read_report(&row, trial->record.json);
    if (first->record.signature && row.time_s > 0) {
        row.speedup = first->record.time_s / row.time_s;
        row.efficiency = row.speedup * compare->sizes[0] / row.ranks;
    }
    return row;
}

void dr_compare_text(struct dr_text *text, const struct dr_compare *compare)
{
    dr_text_printf(text, "%-20s %-16s %7s %15s %8s %10s %8s %13s\n", "platform",
                   "varied", "ranks", "time", "speedup", "efficiency",
                   "overlap", "communication");
    for (int i = 0; i < compare->count; i++) {
        struct dr_compare_row row = dr_compare_row(compare, i);

        dr_text_printf(text, "%-20s %-16s %7d ", row.platform, row.varied,
                       row.ranks);
        if (row.well)
            dr_text_printf(text, "%13.9f s %8.2f %8.0f %% %6.0f %% %11.0f %%\n",
                           row.time_s, row.speedup, 100 * row.efficiency,
                           100 * row.overlap, 100 * row.communication);
        else
            dr_text_printf(text, "%15s\n", row.verdict);
    }
    if (compare->nsizes > 1)
        dr_text_printf(text, "(efficiency is for a problem of fixed size; if "
                             "the work grows with the ranks, speedup is it)\n");
}

void dr_compare_refusals(struct dr_text *text, const struct dr_compare *compare)
{
    const char *last = NULL;

    for (int i = 0; i < compare->count; i++) {
        const char *why = compare->trials[i].why;

        if (why && (!last || strcmp(last, why) != 0))
            dr_text_printf(text, "dryrun compare: cannot run on %s: %s\n",
                           dr_compare_row(compare, i).platform, why);
        last = why ? why : last;
    }
}

void dr_compare_csv(struct dr_text *text, const struct dr_compare *compare)
{
    dr_text_printf(text, "platform,varied,ranks,verdict,time_s,speedup,"
                         "efficiency,overlap,communication\n");
    for (int i = 0; i < compare->count; i++) {
        struct dr_compare_row row = dr_compare_row(compare, i);

        dr_text_printf(text, "%s,%s,%d,%s,", row.platform, row.varied,
                       row.ranks, row.verdict);
        if (row.well)
            dr_text_printf(text, "%.9g,%.4f,%.4f,%.4f,%.4f\n", row.time_s,
                           row.speedup, row.efficiency, row.overlap,
                           row.communication);
        else
            dr_text_printf(text, ",,,,\n");
    }
}
