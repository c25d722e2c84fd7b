/*
 * placement.h - which rank runs on which host.
 *
 * A host has as many slots as cores.  A hostfile, if there is one, chooses the
 * hosts, their order and their slots, one host per line:
 *
 *     node-0              as many slots as the host has cores
 *     node-1 slots=4      the spelling of Open MPI
 *     node-2:4            the spelling of MPICH
 *     # a comment
 *
 * A host named again gets the slots of both lines.  Without a hostfile the
 * hosts serve in the order they are given in.
 *
 *     block    0 1 2 3 | 4 5 6 7    fill the slots of a host, then the next
 *     cyclic   0 2 4 6 | 1 3 5 7    one per host and round while it has slots
 */
#ifndef DR_NET_PLACEMENT_H
#define DR_NET_PLACEMENT_H

#include <stddef.h>

#include "base/text.h"

enum dr_map {
    DR_MAP_BLOCK,
    DR_MAP_CYCLIC
};

struct dr_slot {
    const char *name; /* of the host */
    int cores;
};

/*
 * Place `nranks` ranks: host_of_rank[r] becomes an index into `hosts`.
 *
 * `hostfile` is a path or NULL.  Returns 0, or -1 with one sentence in `error`
 * if the hostfile cannot be read, is empty, names an unknown host or has a
 * line that is none of the above, or if there are fewer slots than ranks.
 */
int dr_placement_make(const struct dr_slot *hosts, size_t nhosts,
                      const char *hostfile, enum dr_map map, int nranks,
                      int *host_of_rank, struct dr_text *error);

/*
 * Compare names as people count: digits by value, so that node-2 comes before
 * node-10.  Names that differ in leading zeros only compare as strings, so
 * that only equal names compare equal.
 */
int dr_natural_compare(const char *a, const char *b);

/* Sort hosts by name in that order. */
void dr_placement_sort(struct dr_slot *hosts, size_t nhosts);

#endif
