/*
 * variations.c - the same program on machines that MPI allows as well.
 */
#include "explore/variations.h"

const struct dr_variation dr_variations[DR_VARIATIONS] = {
    [DR_VARIATION_GIVEN] =
        {
            .name = "as given",
            .option = "",
            .when = "run as given",
            .why = "the run that was asked for",
            .eager = DR_EAGER_OF_PLATFORM,
        },
    [DR_VARIATION_NO_BUFFERS] =
        {
            .name = "synchronous sends",
            .option = "--eager 0",
            .when = "sends are synchronous",
            .why = "MPI_Send may wait for its receive, whatever the size",
            .eager = 0,
        },
    [DR_VARIATION_BUFFERS] =
        {
            .name = "unlimited buffering",
            .option = "--eager inf",
            .when = "every send is buffered",
            .why = "senders run ahead, and wildcards see other messages first",
            .eager = DR_EAGER_UNLIMITED,
        },
    [DR_VARIATION_SYNC] =
        {
            .name = "synchronising collectives",
            .option = "--coll-sync yes",
            .when = "collectives synchronise",
            .why = "a collective may wait until all have begun it",
            .eager = DR_EAGER_OF_PLATFORM,
            .coll_sync = DR_COLL_SYNC_YES,
        },
    [DR_VARIATION_STRICT] =
        {
            .name = "both synchronous",
            .option = "--eager 0 --coll-sync yes",
            .when = "sends are synchronous and collectives synchronise",
            .why = "what ends here ends under any MPI",
            .eager = 0,
            .coll_sync = DR_COLL_SYNC_YES,
        },
    [DR_VARIATION_ORDERS] =
        {
            .name = "other arrival times",
            .option = "dryrun explore",
            .when = "messages arrive at other times",
            .why = "a wildcard takes what comes first, MPI_Test may say yes",
            .eager = DR_EAGER_OF_PLATFORM,
        },
};

struct dr_config dr_variation_of(const struct dr_config *config, int variation)
{
    const struct dr_variation *it = &dr_variations[variation];
    struct dr_config changed = *config;

    if (it->eager != DR_EAGER_OF_PLATFORM)
        changed.eager = it->eager;
    if (it->coll_sync != DR_COLL_SYNC_NO)
        changed.coll_sync = it->coll_sync;
    return changed;
}
