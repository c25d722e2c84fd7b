/*
 * storage.h - how long an access to a file takes.
 *
 * A file lies on the shared file system, or on the disk of the host that
 * accesses it.  An access is a list of extents; each is cut into requests
 * where a stripe ends.  The requests of an access leave its host one after
 * the other and are served side by side:
 *
 *     host                     server (stripe number modulo servers)
 *     port: size / port   ->   queue, then request + size / bandwidth
 *
 * A request is over when the server has done with it and its last byte has
 * passed the port, plus `latency`: alone, an access of one request takes
 *
 *     latency + max(request + size / bandwidth, size / port)
 *
 * Ports have two directions.  A port passes one request after the other, also
 * of different ranks of the host, and a server serves one after the other, in
 * the order in which they left.  A disk is one server without a port, whose
 * requests are extents and take disk-latency + size / bandwidth.
 *
 * Order: requests that leave at the same moment are served in the order of
 * their alarms.
 */
#ifndef DR_NET_STORAGE_H
#define DR_NET_STORAGE_H

#include <stdbool.h>
#include <stdint.h>

#include "net/net.h"
#include "net/storage_terms.h"

/* The servers, the ports and the disks of a platform. */
struct dr_storage;

/* All idle; the hosts are those of dr_net_hosts(). */
struct dr_storage *dr_storage_begin(const struct dr_storage_terms *terms);
void dr_storage_end(struct dr_storage *storage);

/* What the platform says. */
const struct dr_storage_terms *
dr_storage_terms_of(const struct dr_storage *storage);

/* Has the host a disk? */
bool dr_storage_has_disk(const struct dr_storage *storage,
                         const struct dr_host *host);

/* A part of a file, in bytes. */
struct dr_extent {
    uint64_t offset, length;
};

/* The next part of an access; false if there is none. */
typedef bool dr_next_extent_fn(void *self, struct dr_extent *extent);

/* An access under way; embedded in whoever makes it, who fills in the first
 * fields. */
struct dr_storage_access {
    struct dr_host *host;
    bool writes;
    bool on_disk;          /* of the host, which has one */
    uint64_t first_server; /* of the file */
    dr_next_extent_fn *next;
    void *self;
    struct dr_extent left; /* of the current extent */
    uint64_t length;       /* of the request that leaves next; 0: none */
    double end_s;          /* so far */
    bool over;
};

/*
 * Go on with an access, which begins all zero but for the first fields.
 * Returns true if it is over; otherwise `alarm` is set, and the caller calls
 * again when it has rung.
 */
bool dr_storage_access(struct dr_storage *storage,
                       struct dr_storage_access *access,
                       struct dr_alarm *alarm);

/* Ask for something without data, such as the size of a file: `alarm` rings
 * after the latency. */
void dr_storage_ask(const struct dr_storage *storage, struct dr_alarm *alarm);

#endif
