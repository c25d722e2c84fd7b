/*
 * summary.c - where the time of a run went, for the reports.
 */
#include "cli/summary.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "core/call_text.h"
#include "core/world.h"

static struct dr_summary_overlap overlap_of(const struct dr_account *account)
{
    struct dr_summary_overlap sum = {0};

    for (int i = 0; i < account->nranks; i++) {
        sum.payload_s += account->ranks[i].payload_s;
        sum.transfer_s += account->ranks[i].transfer_s;
        sum.hidden_s += account->ranks[i].hidden_s;
    }
    sum.behind_transfers_s = sum.payload_s - sum.transfer_s;
    if (sum.transfer_s > 0) {
        sum.ratio = sum.hidden_s / sum.transfer_s;
        sum.all = (sum.hidden_s + sum.behind_transfers_s) / sum.payload_s;
    }
    return sum;
}

static bool reads_alike(const struct dr_path_share *a,
                        const struct dr_path_share *b,
                        const struct dr_place *at, const struct dr_place *bt)
{
    return a->spot.call && b->spot.call && at->file && bt->file &&
           at->line == bt->line && strcmp(a->spot.call, b->spot.call) == 0 &&
           strcmp(at->file, bt->file) == 0;
}

/* Several calls of one line, or copies that the compiler has made of one, are
 * one entry, where the first of them stands. */
static void merge_places(struct dr_path_found *path)
{
    struct dr_place *places = dr_zalloc(path->count + 1, sizeof *places);
    size_t kept = 0;

    for (size_t i = 0; i < path->count; i++) {
        const struct dr_path_share share = path->shares[i];
        struct dr_place place = {0};
        size_t at = 0;

        if (!dr_call_place(share.spot.site, &place))
            place.file = NULL;
        while (at < kept &&
               !reads_alike(&path->shares[at], &share, &places[at], &place))
            at++;
        if (at == kept) {
            places[kept] = place;
            path->shares[kept++] = share;
            continue;
        }
        path->shares[at].all_s += share.all_s;
        for (int part = 0; part < DR_PATH_PARTS; part++)
            path->shares[at].parts_s[part] += share.parts_s[part];
    }
    path->count = kept;
    free(places);
}

struct dr_summary_facts dr_summary_gather(double time_s)
{
    struct dr_summary_facts facts = {
        .time_s = time_s,
        .overlap = overlap_of(dr_world->account),
        .path = dr_path_find(dr_world->path, time_s),
    };

    merge_places(&facts.path);
    dr_summary_advise(&facts);
    return facts;
}

static const struct {
    const char *word, *key;
} parts[DR_PATH_PARTS] = {
    [DR_PATH_COMPUTE] = {"computing", "compute_s"},
    [DR_PATH_OVERHEAD] = {"overhead in MPI", "overhead_s"},
    [DR_PATH_LATENCY] = {"latency", "latency_s"},
    [DR_PATH_BANDWIDTH] = {"bandwidth", "bandwidth_s"},
    [DR_PATH_CONTENTION] = {"contention", "contention_s"},
    [DR_PATH_LATE_SENDER] = {"requests to send", "late_sender_s"},
    [DR_PATH_LATE_RECEIVER] = {"answers of receivers", "late_receiver_s"},
    [DR_PATH_STORAGE] = {"files", "storage_s"},
};

const char *dr_path_part_word(enum dr_path_part part)
{
    return parts[part].word;
}

const char *dr_path_part_key(enum dr_path_part part)
{
    return parts[part].key;
}

const struct dr_path_share *dr_summary_next(const struct dr_path_found *path,
                                            bool *taken)
{
    const struct dr_path_share *most = NULL;

    for (size_t i = 0; i < path->count; i++) {
        if (!taken[i] && (!most || path->shares[i].all_s > most->all_s))
            most = &path->shares[i];
    }
    if (most)
        taken[most - path->shares] = true;
    return most;
}

enum dr_path_part dr_summary_part(const struct dr_path_share *share)
{
    int most = 0;

    for (int i = 1; i < DR_PATH_PARTS; i++) {
        if (share->parts_s[i] > share->parts_s[most])
            most = i;
    }
    return (enum dr_path_part)most;
}
