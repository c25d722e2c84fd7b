/*
 * storage_terms.h - what a platform says about where files are.
 *
 * The terms stand in <prop> elements beside those of net/protocol.h; their
 * meaning is that of net/storage.h, and platforms/README.md has the table.
 */
#ifndef DR_NET_STORAGE_TERMS_H
#define DR_NET_STORAGE_TERMS_H

#include <stdbool.h>
#include <stdint.h>

#include "base/text.h"

enum {
    DR_STORAGE_SERVERS_MOST = 65536,
    DR_DISK_PATHS_ROOM = 256
};

struct dr_storage_terms {
    /* The shared file system. */
    uint64_t servers;
    uint64_t stripe;       /* bytes that lie on one server in a row */
    double read_bandwidth; /* of a server, bytes per second */
    double write_bandwidth;
    double latency_s; /* to a server and back */
    double request_s; /* a server's time for each request */
    double port;      /* of a host, each way; 0: no limit; negative:
                         that of its link */
    /* The disks of hosts that have no <disk> of their own; 0: none. */
    double disk_read_bandwidth;
    double disk_write_bandwidth;
    double disk_latency_s;               /* of each request; of all disks */
    char disk_paths[DR_DISK_PATHS_ROOM]; /* prefixes, by colons */
};

/* The defaults, round figures: 4 servers of 1 GB/s, stripes of 1 MiB. */
struct dr_storage_terms dr_storage_default(void);

/*
 * Set one term from a property, as dr_protocol_set().  Returns 0, -1 with a
 * sentence in `error`, or 1 if the name is none of storage.
 */
int dr_storage_set(struct dr_storage_terms *terms, const char *name,
                   const char *value, struct dr_text *error);

/* Does a file with this absolute path lie on the disk of a host? */
bool dr_storage_on_disk(const struct dr_storage_terms *terms, const char *path);

#endif
