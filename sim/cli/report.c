/*
 * report.c - what a run tells its user when it is over.
 */
#include "cli/report.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "cli/cli.h"
#include "net/net.h"
#include "p2p/detect.h"
#include "trace/account.h"

const char *dr_verdict_word(enum dr_verdict verdict)
{
    static const char *const words[] = {
        [DR_VERDICT_OK] = "ok",       [DR_VERDICT_DEADLOCK] = "deadlock",
        [DR_VERDICT_ERROR] = "error", [DR_VERDICT_CRASH] = "crash",
        [DR_VERDICT_ABORT] = "abort", [DR_VERDICT_LIMIT] = "limit",
    };

    return words[verdict];
}

struct dr_report_overlap dr_report_overlap(void)
{
    struct dr_report_overlap sum = {0};

    for (int i = 0; i < dr_world->nranks; i++) {
        sum.transfer_s += dr_world->account->ranks[i].transfer_s;
        sum.hidden_s += dr_world->account->ranks[i].hidden_s;
    }
    sum.ratio = sum.transfer_s > 0 ? sum.hidden_s / sum.transfer_s : 0;
    return sum;
}

/* The run's result stands even if its report cannot be written. */
static void put(const struct dr_text *text, const char *file)
{
    FILE *stream = file ? fopen(file, "w") : stderr;

    if (!stream) {
        fprintf(stderr, "dryrun: cannot write the report to %s: %s\n", file,
                strerror(errno));
        return;
    }
    fwrite(text->data, 1, text->length, stream);
    if (stream == stderr ? fflush(stream) : fclose(stream))
        fprintf(stderr, "dryrun: cannot write the report to %s: %s\n",
                file ? file : "stderr", strerror(errno));
}

static void find_stuck(struct dr_report_facts *facts)
{
    facts->stuck = dr_stuck_find(false);
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

void dr_report_write(enum dr_verdict verdict, int status)
{
    struct dr_report_facts facts = dr_report_gather(verdict, status);
    const struct dr_config *config = &dr_world->config;
    struct dr_text text = DR_TEXT_EMPTY;

    if (config->report == DR_REPORT_JSON)
        dr_report_json(&text, &facts);
    else if (config->report == DR_REPORT_TEXT)
        dr_report_text(&text, &facts);
    if (text.length > 0)
        put(&text, config->report_file);
    dr_text_end(&text);
    dr_report_drop(&facts);
}
