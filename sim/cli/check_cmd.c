/*
 * check_cmd.c - the command `dryrun check`.
 *
 * The given run comes first and alone: it tells what is wrong with the input,
 * prints, and reads standard input, which the others then read from a copy.
 * Only it prints; what the others print is compared.
 */
#include "cli/check_cmd.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

#include "cli/check.h"
#include "cli/convert.h"
#include "cli/report.h"
#include "cli/series.h"

enum {
    SEARCHES_MOST = 32
};

static struct dr_series series_of(const struct dr_check *check,
                                  const struct dr_config *configs,
                                  struct dr_trial *trials)
{
    return (struct dr_series){
        .configs = configs,
        .trials = trials,
        .input = check->input,
        .json = dr_convert_wanted(check->options->config.report)};
}

static bool run_batch(struct dr_check *check, const struct dr_series *series,
                      int count, int jobs)
{
    return dr_series_run(series, count, jobs, &check->signal);
}

static bool run_variations(struct dr_check *check, int jobs)
{
    struct dr_config configs[DR_VARIATIONS];
    struct dr_series series = series_of(check, configs, check->trials);
    bool whole;

    for (int i = 0; i < DR_VARIATIONS; i++)
        configs[i] = dr_variation_of(&check->options->config, i);
    series.given = true;
    series.json = true; /* it tells what it has checked */
    whole = run_batch(check, &series, 1, 1);
    if (!whole || (check->trials[0].status == DR_EXIT_INPUT &&
                   !check->trials[0].record.signature))
        return whole;
    series = series_of(check, configs + 1, check->trials + 1);
    return run_batch(check, &series, DR_VARIATION_ORDERS - 1, jobs);
}

/* No smaller limit than this can free any of the stuck sends. */
static uint64_t next_limit(const struct dr_record *record)
{
    uint64_t least = UINT64_MAX;

    for (int i = 0; i < record->sends.count; i++) {
        uint64_t bytes = dr_check_send_of(record, i).bytes;

        if (bytes < least)
            least = bytes;
    }
    return least > 0 ? least : 1;
}

/*
 * The least eager limit at which the program ends.  Between the sizes of sends
 * that are stuck nothing changes, so that few runs find it.
 */
static void find_turn(struct dr_check *check)
{
    const struct dr_record *given = &check->trials[DR_VARIATION_GIVEN].record;
    uint64_t limit = next_limit(&check->trials[DR_VARIATION_NO_BUFFERS].record);

    for (int i = 0; i < SEARCHES_MOST && limit < given->eager; i++) {
        struct dr_trial trial = {0};
        struct dr_config config = check->options->config;
        struct dr_series series = series_of(check, &config, &trial);
        uint64_t next;
        bool known;

        config.eager = (int64_t)limit;
        known = run_batch(check, &series, 1, 1) && trial.record.signature;
        if (known && trial.record.verdict != DR_VERDICT_DEADLOCK)
            check->turns_at = limit;
        next = known ? next_limit(&trial.record) : 0;
        dr_record_end(&trial.record);
        if (next <= limit || check->turns_at > 0)
            return;
        limit = next;
    }
    if (limit == given->eager)
        check->turns_at = limit;
}

/* 0, or the status of a report that is lost. */
static int report(const struct dr_check *check)
{
    const struct dr_config *config = &check->options->config;
    struct dr_text text = DR_TEXT_EMPTY;
    int lost = 0;

    if (dr_convert_wanted(config->report)) {
        dr_check_json(&text, check);
        dr_convert(&text, config->report);
    } else if (config->report == DR_REPORT_TEXT)
        dr_check_text(&text, check);
    if (text.length > 0)
        lost = dr_report_put(&text, config->report_file);
    dr_text_end(&text);
    return lost;
}

static int check_program(struct dr_options *options, struct dr_text *error)
{
    struct dr_check check = {.options = options};
    const struct dr_trial *given = &check.trials[DR_VARIATION_GIVEN];
    int lost, status, jobs;
    bool whole;

    check.input = memfd_create("dryrun-input", MFD_CLOEXEC);
    if (check.input < 0) {
        dr_text_printf(error, "no memory for a copy of the input");
        return DR_EXIT_LIMIT;
    }
    jobs = dr_series_jobs("check", &options->config, options->bounds.jobs);
    whole = run_variations(&check, jobs);
    if (whole && dr_check_needs_buffers(&check))
        find_turn(&check);
    if (given->status == DR_EXIT_INPUT && !given->record.signature) {
        if (options->config.report_file)
            dr_report_cancel(options->config.report_file);
        return DR_EXIT_INPUT; /* the run has said why */
    }
    if (whole && check.signal == 0)
        dr_check_orders(&check);
    lost = report(&check);
    status = lost ? lost : dr_check_status(&check);
    for (int i = 0; i < DR_VARIATION_ORDERS; i++)
        dr_record_end(&check.trials[i].record);
    dr_summary_end(&check.orders);
    close(check.input);
    return status;
}

static int print_help(void)
{
    printf("usage: dryrun check [options of a run] ./app [arguments]\n"
           "\n"
           "Runs the program on machines that MPI allows as well, and says "
           "whether it ends\n"
           "on all of them.  Only the first run prints.\n"
           "\n");
    for (int i = 0; i < DR_VARIATIONS; i++)
        printf("  %-25s %-26s %s\n", dr_variations[i].name,
               dr_variations[i].option, dr_variations[i].why);
    printf("\nOptions: dryrun --help\n");
    return 0;
}

int dr_check_command(int argc, char **argv, struct dr_text *error)
{
    struct dr_options options;
    char name[] = "dryrun";
    int status;

    argv[0] = name;
    status = dr_options_read(&options, argc, argv, error);
    if (status != 0)
        return status;
    if (options.ask == DR_ASK_HELP)
        return print_help();
    status = dr_options_for_many(&options, "check", "", error);
    if (status != 0)
        return status;
    if (options.config.report_file)
        status = dr_report_begin(&options.config.report_file, error);
    return status ? status : check_program(&options, error);
}
