/*
 * summary.c - where the time of a run went, for the reports.
 */
#include "cli/summary.h"

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

struct dr_summary_facts dr_summary_gather(double time_s)
{
    struct dr_summary_facts facts = {
        .time_s = time_s,
        .overlap = overlap_of(dr_world->account),
        .path = dr_path_find(dr_world->path, time_s),
    };

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
