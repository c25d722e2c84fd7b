/*
 * report_text.c - the report for people: short when all is well.
 */
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "cli/deadlock.h"
#include "cli/notice.h"
#include "cli/report.h"
#include "cli/summary.h"

#include "coll/selection.h"
#include "core/call_text.h"
#include "core/image.h"
#include "core/suppress.h"
#include "io/io.h"
#include "net/net.h"
#include "p2p/engine.h"
#include "p2p/limit.h"

/* What is beyond these is counted, not listed. */
enum {
    FINDINGS_MOST = 32,
    RELATED_MOST = 4
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
        dr_world->nranks, dr_text_s(dr_world->nranks),
        config->platform ? config->platform : "default", nets[config->net],
        config->progress == DR_PROGRESS_WEAK ? "weak" : "strong");
    add_bytes(text, dr_world->engine->wire.protocol.eager_limit);
}

/* Only a hostfile puts more ranks on a host than it has cores. */
static void add_crowded(struct dr_text *text)
{
    size_t nhosts;
    int *ranks, crowded = 0;
    const struct dr_host *first = NULL;

    dr_net_hosts(&nhosts);
    ranks = dr_zalloc(nhosts, sizeof *ranks);
    for (int i = 0; i < dr_world->nranks; i++) {
        const struct dr_host *host = dr_world->ranks[i].host;

        if (++ranks[host->index] != host->cores + 1)
            continue;
        crowded++;
        first = !first || host->index < first->index ? host : first;
    }
    if (first)
        dr_text_printf(text,
                       "dryrun: more ranks than cores on %d host%s (%s: %d "
                       "ranks, %d core%s): DR_Compute_flops shares the cores, "
                       "DR_Compute and sleeps do not\n",
                       crowded, dr_text_s(crowded), first->name,
                       ranks[first->index], first->cores,
                       dr_text_s(first->cores));
    free(ranks);
}

/* Who makes windows wants to know it even if all seems well; -v says it among
 * the other checks. */
static void add_unwatched(struct dr_text *text)
{
    size_t all;

    if (dr_world->windows.count > 0 && !dr_world->config.verbose &&
        dr_image_watched(dr_world->image, &all) == 0)
        dr_text_printf(text, "dryrun: loads and stores in windows are not "
                             "checked: that wants drycc -fdryrun-memory\n");
}

/* Nothing of a run without files. */
static void add_files(struct dr_text *text)
{
    uint64_t bytes_read = 0, bytes_written = 0;
    double io = 0;

    for (int i = 0; i < dr_world->nranks; i++) {
        struct dr_io_sums sums = dr_io_sums(i);

        io += sums.io_s;
        bytes_read += sums.bytes_read;
        bytes_written += sums.bytes_written;
    }
    if (bytes_read + bytes_written > 0)
        dr_text_printf(
            text,
            "dryrun: files: %llu byte%s read, %llu written; average rank: %.9f "
            "s in them\n",
            (unsigned long long)bytes_read, dr_text_s(bytes_read),
            (unsigned long long)bytes_written, io / dr_world->nranks);
}

static void add_related(struct dr_text *text, const struct dr_finding *finding)
{
    for (size_t i = 0; i < finding->nrelated && i < RELATED_MOST; i++) {
        const struct dr_related *it = &finding->related[i];

        dr_text_printf(text, "  rank %d: %s at ", it->rank,
                       it->call ? it->call : "code");
        dr_call_place_text(text, it->site);
        dr_text_printf(text, "\n");
    }
    if (finding->nrelated > RELATED_MOST)
        dr_text_printf(text, "  and %zu more\n",
                       finding->nrelated - RELATED_MOST);
}

static void add_notice(struct dr_text *text, const struct dr_notice *notice)
{
    const struct dr_finding *finding = notice->finding;

    dr_text_printf(text,
                   "dryrun: %s: %s: ", dr_severity_word(finding->severity),
                   dr_finding_word(finding->kind));
    dr_ranks_text(text, notice->ranks, notice->nranks);
    if (finding->call)
        dr_text_printf(text, "%s%s", notice->nranks > 0 ? ", " : "",
                       finding->call);
    dr_text_printf(text, "%s", notice->nranks > 0 || finding->call ? ": " : "");
    dr_notice_text(text, notice);
    if (finding->site) {
        dr_text_printf(text, ", %s%sat ",
                       finding->landmark ? finding->landmark : "",
                       finding->landmark ? " " : "");
        dr_call_place_text(text, finding->site);
    }
    if (notice->times > notice->nranks && notice->nranks > 0 && !notice->differ)
        dr_text_printf(text, " (%zu times)", notice->times);
    dr_text_printf(text, "\n");
    add_related(text, finding);
    if (finding->advice)
        dr_text_printf(text, "  to do: %s\n", finding->advice);
}

static void add_findings(struct dr_text *text)
{
    struct dr_notices notices = dr_notices_gather(&dr_world->findings);

    for (size_t i = 0; i < notices.count && i < FINDINGS_MOST; i++)
        add_notice(text, &notices.items[i]);
    if (notices.count > FINDINGS_MOST)
        dr_text_printf(text,
                       "dryrun: and %zu more findings (see --report "
                       "json)\n",
                       notices.count - FINDINGS_MOST);
    if (notices.suppressed > 0)
        dr_text_printf(text, "dryrun: %zu finding%s suppressed by %s\n",
                       notices.suppressed, dr_text_s(notices.suppressed),
                       dr_world->config.suppress);
    dr_notices_end(&notices);
}

static void add_limit(struct dr_text *text, const struct dr_report_facts *facts)
{
    const struct dr_config *config = &dr_world->config;
    const struct dr_calls *calls = &dr_world->calls;

    if (config->time_limit_s > 0 && facts->time_s > config->time_limit_s)
        dr_text_printf(text,
                       "dryrun: the time limit of %.9g simulated seconds is "
                       "reached",
                       config->time_limit_s);
    else if (dr_limit_stands_still())
        dr_text_printf(text,
                       "dryrun: time stands still at %.9f s and will not reach "
                       "its limit of %.9g simulated seconds: %llu calls take "
                       "none",
                       facts->time_s, config->time_limit_s,
                       (unsigned long long)(calls->made - calls->before));
    else if (config->event_limit > 0)
        dr_text_printf(text,
                       "dryrun: the limit of %llu events is reached at %.9f s",
                       (unsigned long long)config->event_limit, facts->time_s);
    else
        dr_text_printf(text,
                       "dryrun: given up at %.9f s: ranks look in vain again "
                       "and again",
                       facts->time_s);
    if (dr_world->self)
        dr_text_printf(text, ", by rank %d", dr_world->self->id);
    dr_text_printf(text, "\n");
}

static void add_headline(struct dr_text *text,
                         const struct dr_report_facts *facts)
{
    switch (facts->verdict) {
    case DR_VERDICT_DEADLOCK:
        dr_text_printf(text, "dryrun: ");
        dr_report_paint(text, facts, DR_PAINT_BAD);
        dr_text_printf(text, "deadlock");
        dr_report_paint(text, facts, DR_PAINT_PLAIN);
        dr_text_printf(text,
                       " at %.9f s: %d of %d rank%s wait%s for "
                       "ever",
                       facts->time_s, facts->stuck.count, dr_world->nranks,
                       dr_text_s((uint64_t)dr_world->nranks),
                       facts->stuck.count == 1 ? "s" : "");
        if (facts->others > 0)
            dr_text_printf(text, ", %d other%s still active", facts->others,
                           facts->others == 1 ? " is" : "s are");
        dr_text_printf(text, "\n");
        break;
    case DR_VERDICT_LIMIT:
        add_limit(text, facts);
        break;
    default:
        dr_text_printf(text, "dryrun: %s after %.9f s simulated\n",
                       dr_verdict_word(facts->verdict), facts->time_s);
    }
}

/* What was chosen, if asked for; what could not serve, in any case. */
static void add_algorithms(struct dr_text *text)
{
    const struct dr_selection *selection = dr_world->selection;

    for (size_t i = 0; i < selection->nnotes; i++) {
        dr_text_printf(text, "dryrun: ");
        dr_coll_note_text(text, &selection->notes[i]);
        dr_text_printf(text, "\n");
    }
}

/* Who mends an error and finds leaks only then has been told too little. */
static void add_bounds(struct dr_text *text,
                       const struct dr_report_facts *facts)
{
    if (facts->verdict == DR_VERDICT_ERROR && !dr_world->judged)
        dr_text_printf(text, "dryrun: an error ended the run: what would come "
                             "after it is not known, and leaks and messages "
                             "nobody receives show only at the end\n");
}

static void add_check(void *self, const char *name, const char *state)
{
    dr_text_printf(self, "dryrun: check of %s: %s\n", name, state);
}

void dr_report_text(struct dr_text *text, const struct dr_report_facts *facts)
{
    bool well = facts->verdict == DR_VERDICT_OK;

    if (well && dr_world->config.quiet) {
        add_findings(text);
        return;
    }
    if (facts->stuck.count > 0) { /* causes come before it */
        add_findings(text);
        add_headline(text, facts);
        dr_deadlock_text(text, facts);
    } else {
        add_headline(text, facts);
        add_findings(text);
        add_bounds(text, facts);
    }
    dr_text_printf(text, "dryrun: ");
    add_setting(text);
    dr_text_printf(text, "\n");
    if (well)
        add_crowded(text);
    if (well || facts->verdict == DR_VERDICT_ERROR)
        add_unwatched(text);
    add_algorithms(text);
    if (dr_world->config.verbose)
        dr_report_checks(facts, add_check, text);
    if (well)
        dr_summary_text(text, facts->time_s);
    if (well)
        add_files(text);
}
