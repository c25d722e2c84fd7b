/*
 * storage.c - how long an access to a file takes.
 */
#include "net/storage.h"

#include <math.h>
#include <stdlib.h>

#include "base/memory.h"

/* What passes one thing after the other. */
struct queue {
    double free_at;
};

struct per_host {
    struct queue port[2]; /* to the host, from it */
    struct queue disk;
    double disk_bandwidth[2]; /* to read, to write; 0: no disk */
};

struct dr_storage {
    struct dr_storage_terms terms;
    struct queue *servers;
    struct per_host *hosts;
};

struct dr_storage *dr_storage_begin(const struct dr_storage_terms *terms)
{
    struct dr_storage *storage = dr_zalloc(1, sizeof *storage);
    size_t nhosts;
    const struct dr_host *hosts = dr_net_hosts(&nhosts);

    storage->terms = *terms;
    storage->servers = dr_zalloc(terms->servers, sizeof *storage->servers);
    storage->hosts = dr_zalloc(nhosts, sizeof *storage->hosts);
    for (size_t i = 0; i < nhosts; i++) {
        double *bandwidth = storage->hosts[i].disk_bandwidth;

        bandwidth[0] = hosts[i].disk_read > 0 ? hosts[i].disk_read
                                              : terms->disk_read_bandwidth;
        bandwidth[1] = hosts[i].disk_write > 0 ? hosts[i].disk_write
                                               : terms->disk_write_bandwidth;
    }
    return storage;
}

void dr_storage_end(struct dr_storage *storage)
{
    if (!storage)
        return;
    free(storage->servers);
    free(storage->hosts);
    free(storage);
}

const struct dr_storage_terms *
dr_storage_terms_of(const struct dr_storage *storage)
{
    return &storage->terms;
}

bool dr_storage_has_disk(const struct dr_storage *storage,
                         const struct dr_host *host)
{
    const double *bandwidth = storage->hosts[host->index].disk_bandwidth;

    return bandwidth[0] > 0 && bandwidth[1] > 0;
}

/* Take a place in a queue for so long; returns when that begins. */
static double enter(struct queue *queue, double when, double busy_s)
{
    double begin = fmax(when, queue->free_at);

    queue->free_at = begin + busy_s;
    return begin;
}

/* The length of the next request of an access; 0 if there is none. */
static uint64_t next_request(const struct dr_storage *storage,
                             struct dr_storage_access *access)
{
    uint64_t room;

    while (access->left.length == 0) {
        if (!access->next(access->self, &access->left))
            return 0;
    }
    if (access->on_disk)
        return access->left.length;
    room = storage->terms.stripe - access->left.offset % storage->terms.stripe;
    return access->left.length < room ? access->left.length : room;
}

static double port_s(const struct dr_storage *storage,
                     const struct dr_storage_access *access)
{
    if (access->on_disk || storage->terms.port <= 0)
        return 0;
    return (double)access->length / storage->terms.port;
}

/* The request that leaves now is served. */
static void serve(struct dr_storage *storage, struct dr_storage_access *access)
{
    const struct dr_storage_terms *terms = &storage->terms;
    struct per_host *host = &storage->hosts[access->host->index];
    double now = dr_net_now(), length = (double)access->length, end, busy_s;

    if (access->on_disk) {
        busy_s = terms->disk_latency_s +
                 length / host->disk_bandwidth[access->writes];
        end = enter(&host->disk, now, busy_s) + busy_s;
    } else {
        uint64_t stripe = access->left.offset / terms->stripe;
        struct queue *server =
            &storage->servers[(access->first_server + stripe) % terms->servers];

        busy_s = terms->request_s + length / (access->writes
                                                  ? terms->write_bandwidth
                                                  : terms->read_bandwidth);
        end = enter(server, now, busy_s) + busy_s;
        end = fmax(end, now + port_s(storage, access)) + terms->latency_s;
    }
    access->end_s = fmax(access->end_s, end);
    access->left.offset += access->length;
    access->left.length -= access->length;
    access->length = 0;
}

bool dr_storage_access(struct dr_storage *storage,
                       struct dr_storage_access *access, struct dr_alarm *alarm)
{
    struct queue *port =
        &storage->hosts[access->host->index].port[access->writes];
    double leaves;

    if (access->over)
        return true;
    for (;;) {
        if (access->length > 0)
            serve(storage, access);
        access->length = next_request(storage, access);
        if (access->length == 0)
            break;
        leaves = enter(port, dr_net_now(), port_s(storage, access));
        if (leaves > dr_net_now()) {
            alarm->when = leaves;
            dr_net_set(alarm);
            return false;
        }
    }
    access->over = true;
    if (access->end_s <= dr_net_now())
        return true;
    alarm->when = access->end_s;
    dr_net_set(alarm);
    return false;
}

void dr_storage_ask(const struct dr_storage *storage, struct dr_alarm *alarm)
{
    alarm->when = dr_net_now() + storage->terms.latency_s;
    dr_net_set(alarm);
}
