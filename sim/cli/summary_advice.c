/*
 * summary_advice.c - the largest single improvement that the numbers support.
 *
 * Each candidate names something that is on the critical path and could leave
 * it, so that the path, and no more than that, gets shorter.  Another path may
 * then be the longest: a gain is what it saves at most.
 */
#include <stdio.h>
#include <string.h>

#include "cli/summary.h"
#include "core/call_text.h"
#include "core/world.h"
#include "net/net.h"
#include "p2p/engine.h"

/* Smaller gains are not worth a line. */
static const double least_share = 0.05;

/* Nobody buffers more than this for a message. */
enum {
    BUFFERED_MOST = 16 << 20
};

static void propose(struct dr_summary_advice *best, const char *kind,
                    double gain_s, const struct dr_text *text)
{
    if (gain_s <= best->gain_s)
        return;
    best->kind = kind;
    best->gain_s = gain_s;
    snprintf(best->text, sizeof best->text, "%s", text->data);
}

/* Handshakes go if messages are eager, unless the program wants them. */
static void try_eager(struct dr_summary_facts *facts)
{
    uint64_t most = dr_world->account->rendezvous_most;
    const double *parts_s = facts->path.parts_s;
    double gain_s =
        parts_s[DR_PATH_LATE_SENDER] + parts_s[DR_PATH_LATE_RECEIVER];
    struct dr_text text = DR_TEXT_EMPTY;

    if (most == 0 || most > BUFFERED_MOST || dr_world->account->some_wait)
        return;
    dr_text_printf(
        &text,
        "an eager limit of %llu bytes (now %llu) saves the "
        "handshakes of large messages",
        (unsigned long long)most,
        (unsigned long long)dr_world->engine->wire.protocol.eager_limit);
    propose(&facts->advice, "eager", gain_s, &text);
    dr_text_end(&text);
}

/* The path computes more than a rank does on average. */
static void try_balance(struct dr_summary_facts *facts)
{
    const struct dr_account *account = dr_world->account;
    double sum = 0, path_s = facts->path.parts_s[DR_PATH_COMPUTE];
    struct dr_text text = DR_TEXT_EMPTY;
    int most = 0;

    for (int i = 0; i < account->nranks; i++) {
        sum += account->ranks[i].compute_s;
        if (account->ranks[i].compute_s > account->ranks[most].compute_s)
            most = i;
    }
    if (path_s > account->ranks[most].compute_s * (1 + least_share))
        dr_text_printf(&text,
                       "ranks compute one after the other: let them compute "
                       "at the same time");
    else
        dr_text_printf(&text,
                       "rank %d computes more than the average: spread the "
                       "work evenly",
                       most);
    propose(&facts->advice, "balance", path_s - sum / account->nranks, &text);
    dr_text_end(&text);
}

/* Does it move data of a file?  Opening one, say, is nothing to overlap. */
static bool moves_data(const char *call)
{
    return strncmp(call, "MPI_File_read", 13) == 0 ||
           strncmp(call, "MPI_File_write", 14) == 0;
}

/* Does it wait for operations on a window?  Its own signals pass while it waits
 * for them, whatever is computed before. */
static bool ends_operations(const char *call)
{
    return strncmp(call, "MPI_Win_", 8) == 0;
}

static double transfer_of(const struct dr_path_share *share)
{
    double bytes_s =
        share->parts_s[DR_PATH_BANDWIDTH] + share->parts_s[DR_PATH_CONTENTION];

    if (ends_operations(share->spot.call))
        return bytes_s;
    return bytes_s + share->parts_s[DR_PATH_LATENCY] +
           (moves_data(share->spot.call) ? share->parts_s[DR_PATH_STORAGE] : 0);
}

static void add_overlap(struct dr_text *text, const struct dr_spot *spot)
{
    bool data = moves_data(spot->call), ends = ends_operations(spot->call);

    if (ends)
        dr_text_printf(text, "compute between the operations and ");
    else
        dr_text_printf(text, "compute while the %s of ",
                       data ? "data" : "messages");
    dr_text_printf(text, "%s at ", spot->call);
    dr_call_place_text(text, spot->site);
    if (!ends)
        dr_text_printf(text, " %s way", data ? "is on its" : "are on their");
}

/* One call's transfers happen while something else is computed. */
static void try_overlap(struct dr_summary_facts *facts)
{
    const struct dr_path_share *most = NULL;
    struct dr_text text = DR_TEXT_EMPTY;
    double compute_s = facts->path.parts_s[DR_PATH_COMPUTE], gain_s;

    for (size_t i = 0; i < facts->path.count; i++) {
        const struct dr_path_share *it = &facts->path.shares[i];

        if (it->spot.call && (!most || transfer_of(it) > transfer_of(most)))
            most = it;
    }
    if (!most)
        return;
    gain_s = transfer_of(most) < compute_s ? transfer_of(most) : compute_s;
    add_overlap(&text, &most->spot);
    propose(&facts->advice, "overlap", gain_s, &text);
    dr_text_end(&text);
}

/* Do some ranks share a host? */
static bool share_hosts(void)
{
    for (int i = 1; i < dr_world->nranks; i++) {
        if (dr_world->ranks[i].host == dr_world->ranks[i - 1].host)
            return true;
    }
    return false;
}

/* Are messages within the host of a rank faster than to the next rank's? */
static bool home_is_fast(const struct dr_rank *rank)
{
    struct dr_host *other = rank[1].host;

    return rank->host->cores > 1 && rank->host != other &&
           dr_net_route(rank->host, rank->host)->bandwidth >
               dr_net_route(rank->host, other)->bandwidth;
}

/* Another --map that may be better, or NULL.  Ranks of one host share what
 * leads to it; those of several have what lies between. */
static const char *other_map(void)
{
    size_t nhosts;

    dr_net_hosts(&nhosts);
    if (nhosts < 2 || dr_world->nranks < 2)
        return NULL;
    if (dr_world->config.map == DR_MAP_BLOCK)
        return share_hosts() ? "cyclic" : NULL;
    return home_is_fast(dr_world->ranks) ? "block" : NULL;
}

/* Messages do not get in each other's way. */
static void try_spreading(struct dr_summary_facts *facts)
{
    const char *map = other_map();
    struct dr_text text = DR_TEXT_EMPTY;

    dr_text_printf(&text,
                   "messages of several ranks wait for each other on links: "
                   "send fewer at a time");
    if (map)
        dr_text_printf(&text,
                       ", or place ranks otherwise, if --what-if map=%s is "
                       "faster",
                       map);
    propose(&facts->advice, "contention",
            facts->path.parts_s[DR_PATH_CONTENTION], &text);
    dr_text_end(&text);
}

void dr_summary_advise(struct dr_summary_facts *facts)
{
    facts->advice = (struct dr_summary_advice){0};
    if (facts->path.count == 0)
        return;
    facts->advice.gain_s = least_share * facts->time_s;
    try_eager(facts);
    try_balance(facts);
    try_overlap(facts);
    try_spreading(facts);
}
