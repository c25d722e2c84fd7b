/*
 * variations.h - what one run cannot show: the same program on machines that
 * MPI allows as well.
 *
 * MPI lets a machine buffer a standard send or not, and lets a collective
 * synchronise its members or not (MPI 3.1, sections 3.4 and 5.14).  A program
 * that needs either is wrong although it ends on the machine at hand.
 */
#ifndef DR_EXPLORE_VARIATIONS_H
#define DR_EXPLORE_VARIATIONS_H

#include "core/config.h"

struct dr_variation {
    const char *name;   /* "synchronous sends" */
    const char *option; /* what it adds to the command line */
    const char *when;   /* for "deadlock if ...": "sends are synchronous" */
    const char *why;
    int64_t eager;               /* DR_EAGER_OF_PLATFORM: as given */
    enum dr_coll_sync coll_sync; /* DR_COLL_SYNC_NO: as given */
};

/* In the order of the table that a user sees. */
enum {
    DR_VARIATION_GIVEN,
    DR_VARIATION_NO_BUFFERS,
    DR_VARIATION_BUFFERS,
    DR_VARIATION_SYNC,
    DR_VARIATION_STRICT,
    DR_VARIATION_ORDERS, /* no machine: an exploration of the given one */
    DR_VARIATIONS
};

extern const struct dr_variation dr_variations[DR_VARIATIONS];

/* The configuration that a variation makes of the given one. */
struct dr_config dr_variation_of(const struct dr_config *config, int variation);

#endif
