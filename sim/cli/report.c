/*
 * report.c - what a run tells its user when it is over.
 */
#include "cli/report.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cli/cli.h"
#include "cli/convert.h"
#include "cli/deadlock.h"
#include "core/suppress.h"
#include "net/net.h"
#include "p2p/detect.h"
#include "trace/account.h"
#include "trace/traces.h"

const char *dr_verdict_word(enum dr_verdict verdict)
{
    static const char *const words[] = {
        [DR_VERDICT_OK] = "ok",       [DR_VERDICT_DEADLOCK] = "deadlock",
        [DR_VERDICT_ERROR] = "error", [DR_VERDICT_CRASH] = "crash",
        [DR_VERDICT_ABORT] = "abort", [DR_VERDICT_LIMIT] = "limit",
    };

    return words[verdict];
}

void dr_report_paint(struct dr_text *text, const struct dr_report_facts *facts,
                     enum dr_paint paint)
{
    static const char *const sequences[] = {"\033[0m", "\033[1;31m",
                                            "\033[1;36m"};

    if (facts->colour)
        dr_text_printf(text, "%s", sequences[paint]);
}

/* On a terminal, unless the user or the terminal minds (no-color.org). */
static bool wants_colour(void)
{
    const char *no = getenv("NO_COLOR"), *terminal = getenv("TERM");

    return !dr_world->config.report_file && isatty(STDERR_FILENO) &&
           !(no && *no) && !(terminal && strcmp(terminal, "dumb") == 0);
}

int dr_report_put(const struct dr_text *text, const char *file)
{
    FILE *stream;
    bool bad;

    if (!file) {
        fwrite(text->data, 1, text->length, stderr);
        return 0;
    }
    stream = fopen(file, "w");
    bad = !stream || fwrite(text->data, 1, text->length, stream) < text->length;
    if (stream && fclose(stream))
        bad = true;
    if (bad)
        fprintf(stderr,
                "dryrun: cannot write the report to %s: %s; exit status %d\n",
                file, strerror(errno), DR_EXIT_INPUT);
    return bad ? DR_EXIT_INPUT : 0;
}

/* The latest news for those who watch. */
static void tell_stuck(const struct dr_report_facts *facts)
{
    for (int i = 0; i < facts->stuck.count; i++) {
        const struct dr_stuck_rank *it = &facts->stuck.ranks[i];

        DR_EMIT(&dr_world->bus, DR_EVENT_STUCK, .rank = it->rank,
                .peer = it->nwaits_for == 1 ? it->waits_for[0] : -1,
                .actor = -1, .time_s = facts->time_s,
                .call = dr_world->ranks[it->rank].call);
    }
}

static void find_stuck(struct dr_report_facts *facts)
{
    facts->stuck = dr_stuck_find(false);
    tell_stuck(facts);
    facts->others = -facts->stuck.count;
    for (int i = 0; i < dr_world->nranks; i++)
        facts->others += !dr_world->ranks[i].ended;
}

struct dr_report_facts dr_report_gather(enum dr_verdict verdict, int status)
{
    struct dr_report_facts facts = {.verdict = verdict,
                                    .status = status,
                                    .time_s = verdict == DR_VERDICT_DEADLOCK
                                                  ? dr_detect_time_s()
                                                  : dr_net_now()};

    dr_account_close(dr_world->account, facts.time_s);
    dr_suppress(dr_world->config.suppressions, &dr_world->findings);
    if (verdict == DR_VERDICT_DEADLOCK)
        find_stuck(&facts);
    else if (verdict == DR_VERDICT_LIMIT || status == DR_EXIT_INTERRUPT ||
             status == DR_EXIT_TERMINATED)
        facts.stuck = dr_stuck_find(true);
    return facts;
}

void dr_report_drop(struct dr_report_facts *facts)
{
    dr_stuck_end(&facts->stuck);
}

static void draw(const struct dr_report_facts *facts)
{
    const char *file = dr_world->config.deadlock_graph;
    struct dr_text error = DR_TEXT_EMPTY;

    if (!file || facts->verdict != DR_VERDICT_DEADLOCK)
        return;
    if (dr_deadlock_draw(&facts->stuck, file, &error))
        fprintf(stderr, "dryrun: --deadlock-graph: %s\n", error.data);
    dr_text_end(&error);
}

/* Returns how many could not be written. */
static int end_traces(const struct dr_report_facts *facts)
{
    struct dr_text report = DR_TEXT_EMPTY, errors = DR_TEXT_EMPTY;
    struct dr_traces *traces = dr_world->traces;
    int lost = 0;

    if (!traces)
        return 0;
    if (dr_traces_want_report(traces))
        dr_report_json(&report, facts);
    lost =
        dr_traces_end(traces, facts->time_s, dr_text_string(&report), &errors);
    for (const char *line = dr_text_string(&errors); *line;) {
        size_t length = strcspn(line, "\n");

        fprintf(stderr, "dryrun: %.*s; exit status %d\n", (int)length, line,
                DR_EXIT_INPUT);
        line += length + 1;
    }
    dr_text_end(&report);
    dr_text_end(&errors);
    return lost;
}

/* Of a run that came to its end: lines of --suppress that are out of date, but
 * not into a report for programs. */
static void tell_unused(const struct dr_report_facts *facts)
{
    const struct dr_config *config = &dr_world->config;
    struct dr_text text = DR_TEXT_EMPTY;

    if ((facts->verdict != DR_VERDICT_OK &&
         facts->verdict != DR_VERDICT_ERROR) ||
        config->report == DR_REPORT_NONE ||
        (dr_convert_wanted(config->report) && !config->report_file))
        return;
    dr_suppressions_unused_text(&text, config->suppressions);
    fputs(dr_text_string(&text), stderr);
    dr_text_end(&text);
}

void dr_report_write(enum dr_verdict verdict, int status)
{
    struct dr_report_facts facts = dr_report_gather(verdict, status);
    const struct dr_config *config = &dr_world->config;
    struct dr_text text = DR_TEXT_EMPTY;
    int lost = 0;

    facts.colour = wants_colour();
    if (dr_convert_wanted(config->report)) {
        dr_report_json(&text, &facts);
        dr_convert(&text, config->report);
    } else if (config->report == DR_REPORT_TEXT)
        dr_report_text(&text, &facts);
    if (text.length > 0)
        lost = dr_report_put(&text, config->report_file);
    dr_text_end(&text);
    tell_unused(&facts);
    draw(&facts);
    if (end_traces(&facts) > 0)
        lost = DR_EXIT_INPUT;
    dr_report_drop(&facts);
    if (lost) {
        fflush(NULL);
        _exit(lost);
    }
}

int dr_report_begin(const char **path, struct dr_text *error)
{
    return dr_report_create(path, "the report", error);
}

int dr_report_create(const char **path, const char *what, struct dr_text *error)
{
    struct stat status;
    FILE *file;

    if (stat(*path, &status) == 0 && !S_ISREG(status.st_mode) &&
        !S_ISDIR(status.st_mode))
        return 0;
    file = fopen(*path, "w");
    if (!file) {
        dr_text_printf(error, "cannot write %s to %s: %s", what, *path,
                       strerror(errno));
        return DR_EXIT_INPUT;
    }
    fclose(file);
    *path = realpath(*path, NULL);
    return 0;
}

int dr_report_check_graph(const char *path, struct dr_text *error)
{
    FILE *file;
    bool made = false;

    if (!path)
        return 0;
    file = fopen(path, "r+");
    if (!file && errno == ENOENT) {
        file = fopen(path, "w");
        made = file != NULL;
    }
    if (!file) {
        dr_text_printf(error, "cannot write the graph to %s: %s", path,
                       strerror(errno));
        return DR_EXIT_INPUT;
    }
    fclose(file);
    if (made)
        remove(path);
    return 0;
}

void dr_report_cancel(const char *path)
{
    struct stat status;

    if (stat(path, &status) == 0 && S_ISREG(status.st_mode))
        remove(path);
}
