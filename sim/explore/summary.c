/*
 * summary.c - what an exploration has found, whatever order it came in.
 */
#include "explore/summary.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

static int compare_lists(const struct dr_choices *a, const struct dr_choices *b)
{
    int order;

    for (int i = 0; i < a->count && i < b->count; i++) {
        order =
            strcmp(dr_text_string(&a->lines[i]), dr_text_string(&b->lines[i]));
        if (order)
            return order;
    }
    return a->count - b->count;
}

static bool comes_before(const struct dr_record *a, const struct dr_record *b)
{
    if (a->choices.count != b->choices.count)
        return a->choices.count < b->choices.count;
    return compare_lists(&a->choices, &b->choices) < 0;
}

/* Keep the earlier of two records; the other is released. */
static void keep_first(struct dr_record *kept, struct dr_record *record)
{
    if (!kept->signature || comes_before(record, kept)) {
        dr_record_end(kept);
        *kept = *record;
        *record = (struct dr_record){0};
    }
    dr_record_end(record);
}

static void add_found(struct dr_summary *summary, struct dr_record *record)
{
    struct dr_found *found = NULL;

    for (int i = 0; i < summary->nfound && !found; i++) {
        if (!strcmp(summary->found[i].shortest.signature, record->signature))
            found = &summary->found[i];
    }
    if (!found) {
        summary->found =
            dr_realloc(summary->found,
                       (size_t)(summary->nfound + 1) * sizeof *summary->found);
        found = &summary->found[summary->nfound++];
        *found = (struct dr_found){0};
    }
    found->times++;
    keep_first(&found->shortest, record);
}

static struct dr_race *race_of(struct dr_summary *summary, const char *what)
{
    struct dr_race *race;

    for (int i = 0; i < summary->nraces; i++) {
        if (!strcmp(summary->races[i].what, what))
            return &summary->races[i];
    }
    summary->races = dr_realloc(summary->races, (size_t)(summary->nraces + 1) *
                                                    sizeof *summary->races);
    race = &summary->races[summary->nraces++];
    race->what = dr_strdup(what);
    race->senders = dr_zalloc((size_t)summary->nranks, sizeof *race->senders);
    return race;
}

static void add_race(struct dr_summary *summary, const char *line)
{
    const char *bar = strrchr(line, '|');
    char *what = bar ? strndup(line, (size_t)(bar - line)) : NULL;
    struct dr_race *race;
    char *end;

    if (!what)
        return;
    race = race_of(summary, what);
    free(what);
    for (const char *at = bar + 1; *at; at = end) {
        long rank = strtol(at, &end, 10);

        if (end == at)
            return;
        if (rank >= 0 && rank < summary->nranks)
            race->senders[rank] = true;
    }
}

static int compare_outputs(const struct dr_record *a, const struct dr_record *b)
{
    return compare_lists(&a->outputs, &b->outputs);
}

/* The two smallest outputs are kept, so that arrival does not count. */
static void add_plain(struct dr_summary *summary, struct dr_record *record)
{
    struct dr_record *plain = &summary->plain, *other = &summary->different;
    int order = plain->signature ? compare_outputs(record, plain) : 0;

    if (order == 0) {
        keep_first(plain, record);
    } else if (order < 0) {
        dr_record_end(other);
        *other = *plain;
        *plain = *record;
    } else if (!other->signature || compare_outputs(record, other) < 0) {
        dr_record_end(other);
        *other = *record;
    } else if (compare_outputs(record, other) == 0) {
        keep_first(other, record);
    } else {
        dr_record_end(record);
    }
}

void dr_summary_add(struct dr_summary *summary, struct dr_record *record)
{
    for (int i = 0; i < record->races.count; i++)
        add_race(summary, dr_text_string(&record->races.lines[i]));
    if (record->verdict == DR_VERDICT_OK && record->status > summary->status)
        summary->status = record->status;
    if (record->signature[0]) {
        add_found(summary, record);
        return;
    }
    summary->nplain++;
    add_plain(summary, record);
}

/* Deadlocks first, runs that ended by themselves last. */
static int by_verdict(const void *left, const void *right)
{
    const struct dr_found *a = left, *b = right;
    bool ended = a->shortest.verdict == DR_VERDICT_OK;

    if (ended != (b->shortest.verdict == DR_VERDICT_OK))
        return ended ? 1 : -1;
    if (a->shortest.verdict != b->shortest.verdict)
        return a->shortest.verdict - b->shortest.verdict;
    return strcmp(a->shortest.signature, b->shortest.signature);
}

static int by_name(const void *left, const void *right)
{
    const struct dr_race *a = left, *b = right;

    return strcmp(a->what, b->what);
}

void dr_summary_close(struct dr_summary *summary)
{
    if (summary->nfound > 1)
        qsort(summary->found, (size_t)summary->nfound, sizeof *summary->found,
              by_verdict);
    if (summary->nraces > 1)
        qsort(summary->races, (size_t)summary->nraces, sizeof *summary->races,
              by_name);
}

void dr_summary_difference(const struct dr_summary *summary,
                           struct dr_text *text)
{
    const struct dr_choices *a = &summary->plain.outputs;
    const struct dr_choices *b = &summary->different.outputs;

    for (int rank = 0; rank < a->count && rank < b->count; rank++) {
        const char *one = dr_text_string(&a->lines[rank]);
        const char *other = dr_text_string(&b->lines[rank]);
        int line = 1;

        if (!strcmp(one, other))
            continue;
        while (strcspn(one, "\n") == strcspn(other, "\n") &&
               !strncmp(one, other, strcspn(one, "\n")) && *one && *other) {
            one += strcspn(one, "\n") + (one[strcspn(one, "\n")] != '\0');
            other +=
                strcspn(other, "\n") + (other[strcspn(other, "\n")] != '\0');
            line++;
        }
        dr_text_printf(text, "rank %d prints \"%.*s\" or \"%.*s\" in line %d",
                       rank, (int)strcspn(one, "\n"), one,
                       (int)strcspn(other, "\n"), other, line);
        return;
    }
}

void dr_summary_end(struct dr_summary *summary)
{
    for (int i = 0; i < summary->nfound; i++)
        dr_record_end(&summary->found[i].shortest);
    for (int i = 0; i < summary->nraces; i++) {
        free(summary->races[i].what);
        free(summary->races[i].senders);
    }
    free(summary->found);
    free(summary->races);
    dr_record_end(&summary->plain);
    dr_record_end(&summary->different);
    *summary = (struct dr_summary){0};
}
