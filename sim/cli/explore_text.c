/*
 * explore_text.c - what an exploration tells its user.
 */
#include "cli/explore_text.h"

#include <stdio.h>
#include <string.h>

#include "cli/explore_run.h"
#include "cli/report.h"

enum {
    CHOICES_MOST = 20 /* that are shown of a schedule */
};

int dr_explore_bounds(const struct dr_shared *shared,
                      struct dr_text words[DR_BOUND_KINDS])
{
    const struct dr_bounds *bounds = &shared->bounds;
    int bits = atomic_load(&shared->bounded), count = 0;
    long lost = atomic_load(&shared->lost);

    for (int i = 0; i < DR_BOUND_KINDS; i++)
        words[i] = DR_TEXT_EMPTY;
    if (bits & DR_BOUND_COUNT)
        dr_text_printf(&words[count++], "--max-schedules %ld reached",
                       bounds->schedules);
    if (bits & DR_BOUND_DEPTH)
        dr_text_printf(&words[count++], "--max-depth %d reached",
                       bounds->depth);
    if (bits & DR_BOUND_TIME)
        dr_text_printf(&words[count++], "--max-time %gs reached",
                       bounds->seconds);
    if (bits & DR_BOUND_MEMORY)
        dr_text_printf(&words[count++], "--max-memory %ldMiB reached",
                       bounds->megabytes);
    if (bits & DR_BOUND_SETS)
        dr_text_printf(&words[count++],
                       "not every set of more than 8 requests done at once");
    if (bits & DR_BOUND_TURNS)
        dr_text_printf(&words[count++],
                       "who asked alone for a lock had it before who asked "
                       "later");
    if (bits & DR_BOUND_UPDATES)
        dr_text_printf(&words[count++],
                       "fetches and swaps of several ranks came in one order");
    if (bits & DR_BOUND_INTERRUPT)
        dr_text_printf(&words[count++], "interrupted");
    if (lost > 0)
        dr_text_printf(&words[count++], "%ld branch%s killed", lost,
                       lost == 1 ? " was" : "es were");
    return count;
}

const char *dr_explore_word(const struct dr_record *record)
{
    return record->verdict == DR_VERDICT_OK
               ? "exit status"
               : dr_verdict_word((enum dr_verdict)record->verdict);
}

static void add_headline(struct dr_text *text,
                         const struct dr_explored *explored)
{
    const struct dr_config *config = &explored->options->config;
    const char *slash = strrchr(config->program, '/');
    long schedules = atomic_load(&explored->shared->schedules);
    long pruned = atomic_load(&explored->shared->pruned);
    struct dr_text words[DR_BOUND_KINDS];
    int bounds = dr_explore_bounds(explored->shared, words);

    dr_text_printf(text, "dryrun explore: %ld schedule%s of %s on %d rank%s, ",
                   schedules, dr_text_s((uint64_t)schedules),
                   slash ? slash + 1 : config->program, config->nranks,
                   dr_text_s((uint64_t)config->nranks));
    dr_text_printf(text, bounds > 0 ? "NOT complete: " : "complete");
    for (int i = 0; i < bounds; i++) {
        dr_text_printf(text, "%s%s", i > 0 ? ", " : "",
                       dr_text_string(&words[i]));
        dr_text_end(&words[i]);
    }
    dr_text_printf(text, " (%ld more %s equal to others)\n", pruned,
                   pruned == 1 ? "was" : "were");
}

static void add_again(struct dr_text *text, const struct dr_text *path)
{
    if (path->length > 0)
        dr_text_printf(text, "  again with: dryrun replay %s\n",
                       dr_text_string(path));
}

static void add_found(struct dr_text *text, const struct dr_found *found)
{
    const struct dr_record *record = &found->shortest;
    int shown = record->choices.count < CHOICES_MOST ? record->choices.count
                                                     : CHOICES_MOST;

    dr_text_printf(text, "dryrun explore: %s ", dr_explore_word(record));
    if (record->verdict == DR_VERDICT_OK)
        dr_text_printf(text, "%d ", record->status);
    dr_text_printf(
        text, "in %ld schedule%s, the shortest with %d choice%s%s\n",
        found->times, dr_text_s((uint64_t)found->times), record->choices.count,
        dr_text_s((uint64_t)record->choices.count), shown > 0 ? ":" : "");
    for (int i = 0; i < shown; i++)
        dr_text_printf(text, "  %s\n",
                       dr_text_string(&record->choices.lines[i]));
    if (record->choices.count > shown)
        dr_text_printf(text, "  and %d more\n", record->choices.count - shown);
    dr_text_printf(text, "%s", record->report);
}

/* "from rank 0, 1 or 2" */
static void add_race(struct dr_text *text, const struct dr_race *race,
                     int nranks)
{
    int left = 0;

    for (int i = 0; i < nranks; i++)
        left += race->senders[i];
    dr_text_printf(text,
                   "dryrun: warning: message_race: %s may get its message from "
                   "rank ",
                   race->what);
    for (int i = 0; i < nranks; i++) {
        if (race->senders[i]) {
            left--;
            dr_text_printf(text, "%d%s", i,
                           left > 1    ? ", "
                           : left == 1 ? " or "
                                       : "\n");
        }
    }
    dr_text_printf(text, "  to do: name the source, or make the result "
                         "independent of the order\n");
}

void dr_explore_races_text(struct dr_text *text,
                           const struct dr_summary *summary)
{
    if (!dr_explore_is_racy(summary))
        return;
    for (int i = 0; i < summary->nraces; i++)
        add_race(text, &summary->races[i], summary->nranks);
}

static void add_races(struct dr_text *text, const struct dr_explored *explored)
{
    const struct dr_summary *summary = explored->summary;
    const struct dr_text *paths = explored->paths + summary->nfound;

    if (!summary->different.signature && summary->nfound == 0) {
        if (summary->nraces > 0)
            dr_text_printf(text,
                           "dryrun explore: %d receive%s can get messages in "
                           "another order, and what is printed does not depend "
                           "on it\n",
                           summary->nraces,
                           dr_text_s((uint64_t)summary->nraces));
        return;
    }
    dr_explore_races_text(text, summary);
    if (summary->different.signature) {
        dr_text_printf(text, "dryrun explore: results differ: ");
        dr_summary_difference(summary, text);
        dr_text_printf(text, "\n");
        add_again(text, &paths[0]);
        add_again(text, &paths[1]);
    }
}

void dr_explore_text(struct dr_text *text, const struct dr_explored *explored)
{
    const struct dr_summary *summary = explored->summary;
    struct dr_text words[DR_BOUND_KINDS];
    int bounds = dr_explore_bounds(explored->shared, words);

    for (int i = 0; i < bounds; i++)
        dr_text_end(&words[i]);
    if (!explored->options->config.quiet || summary->nfound > 0 || bounds > 0)
        add_headline(text, explored);
    if (atomic_load(&explored->shared->impatient) &&
        !explored->options->config.quiet)
        dr_text_printf(text,
                       "dryrun explore: looks in vain (as MPI_Test) were not "
                       "repeated while others could move: who gives up after "
                       "several is not shown\n");
    for (int i = 0; i < summary->nfound; i++) {
        add_found(text, &summary->found[i]);
        add_again(text, &explored->paths[i]);
    }
    add_races(text, explored);
    if (summary->nfound == 0 && !explored->options->config.quiet)
        dr_text_printf(text,
                       "dryrun explore: no deadlock and no error in %s "
                       "schedules\n",
                       bounds > 0 ? "the explored" : "all");
}
