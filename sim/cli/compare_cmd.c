/*
 * compare_cmd.c - the command `dryrun compare`.
 *
 * Its own options come first, those of a run follow.  What the runs print is
 * not shown, and they read nothing.
 */
#include "cli/compare_cmd.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "cli/compare.h"
#include "cli/options.h"
#include "cli/report.h"
#include "cli/series.h"
#include "cli/what_if.h"
#include "core/world.h"

enum {
    RUNS_MOST = 4096
};

/* The words of a list; they and the array belong to the caller. */
static char **split(const char *list, int *count)
{
    char *words = dr_strdup(list), *word, **array = NULL;

    *count = 0;
    while ((word = strsep(&words, ","))) {
        array = dr_realloc(array, (size_t)(*count + 1) * sizeof *array);
        array[(*count)++] = word;
    }
    return array;
}

static int read_sizes(struct dr_compare *compare, const char *list,
                      struct dr_text *error)
{
    char **words = split(list, &compare->nsizes);

    compare->sizes = dr_zalloc((size_t)compare->nsizes, sizeof *compare->sizes);
    for (int i = 0; i < compare->nsizes; i++) {
        char *end;
        long size = strtol(words[i], &end, 10);

        if (end == words[i] || *end || size < 1 || size > 1 << 20) {
            dr_text_printf(
                error, "-n wants numbers of ranks, as 2,4,8, not \"%s\"", list);
            return DR_EXIT_USAGE;
        }
        compare->sizes[i] = (int)size;
    }
    free(words);
    return 0;
}

static int read_output(struct dr_compare *compare, const char *file,
                       struct dr_text *error)
{
    const char *suffix = strrchr(file, '.');

    compare->output = file;
    if (suffix && (!strcmp(suffix, ".csv") || !strcmp(suffix, ".png") ||
                   !strcmp(suffix, ".svg")))
        return 0;
    dr_text_printf(error,
                   "-o wants a file ending in .csv, .png or .svg, not "
                   "\"%s\"",
                   file);
    return DR_EXIT_USAGE;
}

/* The own options; returns how many words they are, or -1. */
static int read_own(struct dr_compare *compare, int argc, char **argv,
                    struct dr_text *error)
{
    int i = 1, status = 0;

    for (; i + 1 < argc && status == 0; i += 2) {
        if (!strcmp(argv[i], "-n"))
            status = read_sizes(compare, argv[i + 1], error);
        else if (!strcmp(argv[i], "-p") || !strcmp(argv[i], "--platform"))
            compare->platforms = split(argv[i + 1], &compare->nplatforms);
        else if (!strcmp(argv[i], "--vary"))
            compare->varied = split(argv[i + 1], &compare->nvaried);
        else if (!strcmp(argv[i], "-o"))
            status = read_output(compare, argv[i + 1], error);
        else
            break;
    }
    return status ? -1 : i - 1;
}

/* Every combination. */
static int make_runs(struct dr_compare *compare, const struct dr_config *given,
                     struct dr_text *error)
{
    int count = compare->nplatforms * compare->nvaried * compare->nsizes;
    int status = 0;

    if (count > RUNS_MOST) {
        dr_text_printf(error, "%d runs are asked for, at most %d can be", count,
                       RUNS_MOST);
        return DR_EXIT_USAGE;
    }
    compare->count = count;
    compare->configs = dr_zalloc((size_t)count, sizeof *compare->configs);
    compare->trials = dr_zalloc((size_t)count, sizeof *compare->trials);
    for (int i = 0; i < count && status == 0; i++) {
        struct dr_config *config = &compare->configs[i];
        int line = i / compare->nsizes;
        const char *word = compare->varied[line % compare->nvaried];
        const char *platform = compare->platforms[line / compare->nvaried];

        *config = *given;
        config->nranks = compare->sizes[i % compare->nsizes];
        if (platform)
            config->platform = platform;
        if (word)
            status = dr_what_if_change(config, word, error);
    }
    return status;
}

static bool wants_csv(const struct dr_compare *compare)
{
    return strcmp(strrchr(compare->output, '.'), ".csv") == 0;
}

/* Before the runs: can the output be written?  0, or a status. */
static int begin_output(struct dr_compare *compare, struct dr_text *error)
{
    if (!compare->output)
        return 0;
    if (!wants_csv(compare) && !dr_compare_can_draw()) {
        dr_text_printf(error,
                       "%s cannot be drawn: gnuplot is missing (-o FILE.csv "
                       "needs none)",
                       compare->output);
        return DR_EXIT_INPUT;
    }
    return dr_report_create(&compare->output, "the comparison", error);
}

static int write_output(const struct dr_compare *compare, struct dr_text *error)
{
    struct dr_text csv = DR_TEXT_EMPTY;
    int status = 0;

    if (!compare->output)
        return 0;
    if (!wants_csv(compare)) {
        status = dr_compare_draw(compare, error);
        if (status != 0)
            dr_report_cancel(compare->output);
        return status;
    }
    dr_compare_csv(&csv, compare);
    status = dr_report_put(&csv, compare->output);
    dr_text_end(&csv);
    return status;
}

static int run_all(struct dr_compare *compare, const struct dr_options *options,
                   struct dr_text *error)
{
    struct dr_series series = {.configs = compare->configs,
                               .trials = compare->trials,
                               .input = -1,
                               .json = true,
                               .progress = "dryrun compare"};
    struct dr_text text = DR_TEXT_EMPTY;
    int signal, status = 0, lost;

    dr_series_run(
        &series, compare->count,
        dr_series_jobs("compare", &options->config, options->bounds.jobs),
        &signal);
    dr_compare_text(&text, compare);
    fputs(text.data, stdout);
    dr_text_clear(&text);
    dr_compare_refusals(&text, compare);
    fflush(stdout);
    fputs(dr_text_string(&text), stderr);
    dr_text_end(&text);
    for (int i = 0; i < compare->count; i++) {
        if (compare->trials[i].status > status)
            status = compare->trials[i].status;
    }
    lost = write_output(compare, error);
    if (signal)
        return 128 + signal;
    return lost ? lost : status;
}

static int print_help(void)
{
    printf("usage: dryrun compare [-n RANKS,...] [-p PLATFORM,...] "
           "[--vary WORD,...]\n"
           "                      [-o FILE.csv|.png|.svg] [options of a run] "
           "./app [arguments]\n"
           "\n"
           "Runs the program in every combination and prints a table: time, "
           "speedup and\n"
           "efficiency against the first number of ranks, the part of "
           "transfer time that\n"
           "was hidden, and the part of the ranks' time that was not "
           "computing.  Words of\n"
           "--vary are those of --what-if, as eager=0,eager=inf.  The "
           "program's own output\n"
           "is not shown, and it reads nothing.\n"
           "\n"
           "Options: dryrun --help\n");
    return 0;
}

int dr_compare_command(int argc, char **argv, struct dr_text *error)
{
    static char *nothing[] = {NULL};
    struct dr_compare compare = {
        .nplatforms = 1, .platforms = nothing, .nvaried = 1, .varied = nothing};
    int own = read_own(&compare, argc, argv, error), status;
    struct dr_options options;
    char name[] = "dryrun";

    if (own < 0)
        return DR_EXIT_USAGE;
    argv[own] = name;
    status = dr_options_read(&options, argc - own, argv + own, error);
    if (status != 0)
        return status;
    if (options.ask == DR_ASK_HELP)
        return print_help();
    status = dr_options_for_many(&options, "compare", "", error);
    if (status == 0 && options.config.report_file) {
        dr_text_printf(error, "--report-file is for one run; dryrun compare "
                              "writes a table with -o FILE.csv");
        status = DR_EXIT_USAGE;
    }
    if (status != 0)
        return status;
    if (!compare.sizes)
        read_sizes(&compare, "1", error);
    status = make_runs(&compare, &options.config, error);
    if (status == 0)
        status = begin_output(&compare, error);
    return status ? status : run_all(&compare, &options, error);
}
