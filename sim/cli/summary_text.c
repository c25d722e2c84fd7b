/*
 * summary_text.c - where the time went, for people: one screen.
 */
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "cli/summary.h"
#include "core/call_text.h"
#include "core/world.h"

enum {
    CALLS_MOST = 4
};

/* What is less than this is not listed. */
static const double least_share = 0.005;

/* All times of a summary are in one unit. */
struct unit {
    double seconds;
    const char *name;
};

static struct unit unit_for(double time_s)
{
    static const struct unit units[] = {
        {1, "s"}, {1e-3, "ms"}, {1e-6, "us"}, {1e-9, "ns"}};
    int i = 0;

    while (i < 3 && time_s < units[i].seconds)
        i++;
    return units[i];
}

static double compute_of(int rank)
{
    return dr_world->account->ranks[rank].compute_s;
}

static double transfer_of(int rank)
{
    return dr_world->path->ranks[rank].waits.transfer_s;
}

/* Blocked, and no data was on its way. */
static double waiting_of(int rank)
{
    double s = dr_world->account->ranks[rank].wait_s - transfer_of(rank);

    return s > 0 ? s : 0;
}

/* Inside MPI, and not blocked: overheads, looks. */
static double busy_of(int rank)
{
    const struct dr_account_rank *it = &dr_world->account->ranks[rank];
    double s = it->end_s - it->compute_s - it->wait_s;

    return s > 0 ? s : 0;
}

static const struct {
    const char *name, *meaning;
    double (*of)(int rank);
} rows[] = {
    {"computing", "outside MPI", compute_of},
    {"transfers", "blocked, its data on the way", transfer_of},
    {"waiting", "blocked, its partner late", waiting_of},
    {"other MPI", "overheads, and looks in vain", busy_of},
};

static void add_row(struct dr_text *text, size_t row, struct unit unit)
{
    double sum = 0, least = rows[row].of(0), most = least;
    int nranks = dr_world->nranks, who = 0;

    for (int i = 0; i < nranks; i++) {
        double s = rows[row].of(i);

        sum += s;
        least = s < least ? s : least;
        if (s > most * (1 + 1e-9)) {
            most = s;
            who = i;
        }
    }
    /* Rounding alone is nothing. */
    if (most <= 1e-12)
        return;
    dr_text_printf(text, "dryrun:   %-12s %10.3f %10.3f %10.3f  rank %-7d %s\n",
                   rows[row].name, least / unit.seconds,
                   sum / nranks / unit.seconds, most / unit.seconds, who,
                   rows[row].meaning);
}

static void add_table(struct dr_text *text, struct unit unit)
{
    struct dr_text lines = DR_TEXT_EMPTY;

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        add_row(&lines, i, unit);
    if (lines.length > 0)
        dr_text_printf(text,
                       "dryrun: time of a rank in %-3s  min       mean        "
                       "max\n%s",
                       unit.name, lines.data);
    dr_text_end(&lines);
}

static void add_size(struct dr_text *text, uint64_t bytes)
{
    if (bytes >= 1 << 20)
        dr_text_printf(text, "%llu MiB", (unsigned long long)bytes >> 20);
    else if (bytes >= 1 << 10)
        dr_text_printf(text, "%llu KiB", (unsigned long long)bytes >> 10);
    else
        dr_text_printf(text, "%llu B", (unsigned long long)bytes);
}

static void add_messages(struct dr_text *text)
{
    const struct dr_account_class *classes = dr_world->account->classes;
    uint64_t messages = 0, bytes = 0;
    const char *sep = ": ";

    for (int i = 0; i < DR_SIZE_CLASSES; i++) {
        messages += classes[i].messages;
        bytes += classes[i].bytes;
    }
    dr_text_printf(
        text, "dryrun: %llu message%s (with those of collectives), %llu byte%s",
        (unsigned long long)messages, dr_text_s(messages),
        (unsigned long long)bytes, dr_text_s(bytes));
    for (int i = 0; i < DR_SIZE_CLASSES; i++) {
        if (classes[i].messages == 0)
            continue;
        dr_text_printf(text, "%s%llu ", sep,
                       (unsigned long long)classes[i].messages);
        sep = ", ";
        if (i < DR_SIZE_CLASSES - 1) {
            dr_text_printf(text, "up to ");
            add_size(text, dr_size_class_most[i]);
        } else {
            dr_text_printf(text, "larger");
        }
    }
    dr_text_printf(text, "\n");
}

/* How much of a rank's payloads is hidden. */
static double hidden_of(int rank)
{
    const struct dr_account_rank *it = &dr_world->account->ranks[rank];

    return (it->hidden_s + it->payload_s - it->transfer_s) / it->payload_s;
}

static void add_overlap(struct dr_text *text,
                        const struct dr_summary_overlap *overlap,
                        struct unit unit)
{
    int least = -1, most = -1;

    if (overlap->payload_s <= 0)
        return;
    for (int i = 0; i < dr_world->nranks; i++) {
        if (dr_world->account->ranks[i].payload_s <= 0)
            continue;
        if (least < 0 || hidden_of(i) < hidden_of(least))
            least = i;
        if (most < 0 || hidden_of(i) > hidden_of(most))
            most = i;
    }
    dr_text_printf(text,
                   "dryrun: overlap: of %.3f %s on the way (summed over "
                   "messages, at both ends) %.0f %% is hidden: %.0f %% behind "
                   "computing, %.0f %% behind other messages",
                   overlap->payload_s / unit.seconds, unit.name,
                   100 * overlap->all,
                   100 * overlap->hidden_s / overlap->payload_s,
                   100 * overlap->behind_transfers_s / overlap->payload_s);
    if (hidden_of(most) - hidden_of(least) >= least_share)
        dr_text_printf(text, " (rank %d: %.0f %%, rank %d: %.0f %%)", least,
                       100 * hidden_of(least), most, 100 * hidden_of(most));
    dr_text_printf(text, "\n");
}

static void add_calls(struct dr_text *text,
                      const struct dr_summary_facts *facts)
{
    bool *taken = dr_zalloc(facts->path.count + 1, sizeof *taken);
    const struct dr_path_share *it;

    for (int i = 0; i < CALLS_MOST; i++) {
        it = dr_summary_next(&facts->path, taken);
        if (!it || it->all_s < least_share * facts->time_s)
            break;
        dr_text_printf(text, "dryrun:   %5.1f %%  ",
                       100 * it->all_s / facts->time_s);
        if (it->spot.call) {
            dr_text_printf(text, "%s at ", it->spot.call);
            dr_call_place_text(text, it->spot.site);
        } else {
            dr_text_printf(text, "outside of calls");
        }
        dr_text_printf(text, ", mostly %s\n",
                       dr_path_part_word(dr_summary_part(it)));
    }
    free(taken);
}

static void add_path(struct dr_text *text, const struct dr_summary_facts *facts)
{
    const char *sep = ": ";

    if (facts->path.count == 0)
        return;
    dr_text_printf(text, "dryrun: critical path");
    for (int i = 0; i < DR_PATH_PARTS; i++) {
        double share = facts->path.parts_s[i] / facts->time_s;

        if (share < least_share)
            continue;
        dr_text_printf(text, "%s%.1f %% %s", sep, 100 * share,
                       dr_path_part_word((enum dr_path_part)i));
        sep = ", ";
    }
    dr_text_printf(text, "\n");
    add_calls(text, facts);
}

static void add_advice(struct dr_text *text,
                       const struct dr_summary_facts *facts)
{
    if (!facts->advice.kind)
        return;
    dr_text_printf(text, "dryrun: to gain up to %.0f %%: %s\n",
                   100 * facts->advice.gain_s / facts->time_s,
                   facts->advice.text);
}

void dr_summary_text(struct dr_text *text, double time_s)
{
    struct dr_summary_facts facts = dr_summary_gather(time_s);
    struct unit unit = unit_for(time_s);

    add_table(text, unit);
    add_messages(text);
    add_overlap(text, &facts.overlap, unit);
    add_path(text, &facts);
    add_advice(text, &facts);
    dr_path_found_end(&facts.path);
}
