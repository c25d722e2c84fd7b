/*
 * report_text.c - the report for people: short when all is well.
 */
#include "cli/report.h"

#include <string.h>

#include "core/call_text.h"
#include "net/net.h"
#include "p2p/engine.h"
#include "trace/account.h"

/* Ranks and findings beyond these are counted, not listed. */
enum {
    RANKS_MOST = 16,
    FINDINGS_MOST = 32
};

static void add_bytes(struct dr_text *text, uint64_t bytes)
{
    if (bytes == UINT64_MAX)
        dr_text_printf(text, "inf");
    else if (bytes >= 1 << 20 && bytes % (1 << 20) == 0)
        dr_text_printf(text, "%llu MiB", (unsigned long long)bytes >> 20);
    else if (bytes >= 1 << 10 && bytes % (1 << 10) == 0)
        dr_text_printf(text, "%llu KiB", (unsigned long long)bytes >> 10);
    else
        dr_text_printf(text, "%llu B", (unsigned long long)bytes);
}

static void add_setting(struct dr_text *text)
{
    static const char *const nets[] = {"hybrid", "flow", "ns3"};
    const struct dr_config *config = &dr_world->config;

    dr_text_printf(
        text, "%d rank%s on %s, %s network, %s progress, eager limit ",
        dr_world->nranks, dr_world->nranks == 1 ? "" : "s",
        config->platform ? config->platform : "default", nets[config->net],
        config->progress == DR_PROGRESS_WEAK ? "weak" : "strong");
    add_bytes(text, dr_world->engine->wire.protocol.eager_limit);
}

static void add_times(struct dr_text *text)
{
    const struct dr_account *account = dr_world->account;
    struct dr_report_overlap overlap = dr_report_overlap();
    double compute = 0, wait = 0;
    uint64_t messages = 0, bytes = 0;

    for (int i = 0; i < account->nranks; i++) {
        compute += account->ranks[i].compute_s;
        wait += account->ranks[i].wait_s;
        messages += account->ranks[i].messages_sent;
        bytes += account->ranks[i].bytes_sent;
    }
    dr_text_printf(text,
                   "dryrun: average rank: %.9f s computing, %.9f s waiting\n"
                   "dryrun: %llu message%s (with those of collectives), "
                   "%llu bytes",
                   compute / account->nranks, wait / account->nranks,
                   (unsigned long long)messages, messages == 1 ? "" : "s",
                   (unsigned long long)bytes);
    if (overlap.transfer_s > 0 && compute > 0)
        dr_text_printf(text, "; %.0f %% of their time hidden behind computing",
                       100 * overlap.ratio);
    dr_text_printf(text, "\n");
}

static void add_finding(struct dr_text *text, const struct dr_finding *finding)
{
    dr_text_printf(text, "dryrun: %s: %s: ",
                   finding->severity == DR_ERROR ? "error" : "warning",
                   dr_finding_word(finding->kind));
    if (finding->rank >= 0 && finding->call)
        dr_text_printf(text, "rank %d, %s: ", finding->rank, finding->call);
    dr_text_printf(text, "%s", finding->message);
    if (finding->site) {
        dr_text_printf(text, ", at ");
        dr_call_place_text(text, finding->site);
    }
    dr_text_printf(text, "\n");
}

static void add_findings(struct dr_text *text)
{
    const struct dr_findings *findings = &dr_world->findings;

    for (size_t i = 0; i < findings->count && i < FINDINGS_MOST; i++)
        add_finding(text, &findings->items[i]);
    if (findings->count > FINDINGS_MOST)
        dr_text_printf(text,
                       "dryrun: and %zu more findings (see --report "
                       "json)\n",
                       findings->count - FINDINGS_MOST);
}

/* The sentences of `why`, one per line, indented. */
static void add_why(struct dr_text *text, const char *why)
{
    while (*why) {
        size_t length = strcspn(why, "\n");

        dr_text_printf(text, "      %.*s\n", (int)length, why);
        why += length + (why[length] == '\n');
    }
}

static void add_stuck_rank(struct dr_text *text,
                           const struct dr_stuck_rank *stuck)
{
    const struct dr_rank *rank = &dr_world->ranks[stuck->rank];

    dr_text_printf(text, "  rank %d: ", stuck->rank);
    if (rank->call) {
        dr_call_text(text, rank, rank->call);
        dr_text_printf(text, " at ");
        dr_call_place_text(text, rank->call->site);
    } else {
        dr_text_printf(text, "outside MPI");
    }
    dr_text_printf(text, "\n");
    add_why(text, stuck->why);
}

static void add_stuck(struct dr_text *text, const struct dr_stuck *stuck)
{
    for (int i = 0; i < stuck->count && i < RANKS_MOST; i++)
        add_stuck_rank(text, &stuck->ranks[i]);
    if (stuck->count > RANKS_MOST)
        dr_text_printf(text, "  and %d more ranks (see --report json)\n",
                       stuck->count - RANKS_MOST);
    if (stuck->ncycle == 0)
        return;
    dr_text_printf(text, "  cycle of %d: rank ", stuck->ncycle);
    for (int i = 0; i < stuck->ncycle && i < RANKS_MOST; i++)
        dr_text_printf(text, "%d -> ", stuck->cycle[i]);
    if (stuck->ncycle > RANKS_MOST)
        dr_text_printf(text, "... -> ");
    dr_text_printf(text, "%d (each waits for the next)\n", stuck->cycle[0]);
}

static void add_headline(struct dr_text *text,
                         const struct dr_report_facts *facts)
{
    const struct dr_config *config = &dr_world->config;

    switch (facts->verdict) {
    case DR_VERDICT_DEADLOCK:
        dr_text_printf(text,
                       "dryrun: deadlock at %.9f s: %d of %d ranks wait for "
                       "ever\n",
                       facts->time_s, facts->stuck.count, dr_world->nranks);
        break;
    case DR_VERDICT_LIMIT:
        if (config->time_limit_s > 0 && facts->time_s > config->time_limit_s)
            dr_text_printf(text,
                           "dryrun: the time limit of %.9g simulated seconds "
                           "is reached\n",
                           config->time_limit_s);
        else
            dr_text_printf(text,
                           "dryrun: the limit of %llu events is reached at "
                           "%.9f s\n",
                           (unsigned long long)config->event_limit,
                           facts->time_s);
        break;
    default:
        dr_text_printf(text, "dryrun: %s after %.9f s simulated\n",
                       dr_verdict_word(facts->verdict), facts->time_s);
    }
}

void dr_report_text(struct dr_text *text, const struct dr_report_facts *facts)
{
    bool well = facts->verdict == DR_VERDICT_OK;

    if (well && dr_world->config.quiet) {
        add_findings(text);
        return;
    }
    add_headline(text, facts);
    add_findings(text);
    add_stuck(text, &facts->stuck);
    dr_text_printf(text, "dryrun: ");
    add_setting(text);
    dr_text_printf(text, "\n");
    if (well)
        add_times(text);
}
