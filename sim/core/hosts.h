/*
 * hosts.h - which members of a communicator share a host.
 *
 * Hosts are numbered by their lowest rank, so that every member counts them
 * alike; the lowest rank of a host is its leader.
 */
#ifndef DR_CORE_HOSTS_H
#define DR_CORE_HOSTS_H

#include "core/comm.h"

struct dr_hosts {
    int count;
    int *of;    /* by rank: the number of its host */
    int *first; /* by host, count + 1 of them: where its ranks begin below */
    int *ranks; /* host by host, ascending in each */
};

/* Of the communicator; counted when first asked for, owned by its circle. */
const struct dr_hosts *dr_hosts_of(const struct dr_comm *comm);

/* Release them; NULL is nothing to release. */
void dr_hosts_end(struct dr_hosts *hosts);

/* The lowest rank on a host. */
static inline int dr_hosts_leader(const struct dr_hosts *hosts, int host)
{
    return hosts->ranks[hosts->first[host]];
}

/* Several hosts, and one of them has several ranks. */
static inline bool dr_hosts_shared(const struct dr_hosts *hosts, int size)
{
    return hosts->count > 1 && hosts->count < size;
}

#endif
