/*
 * platform_file.h - what stands in a SimGrid platform file.
 *
 * SimGrid reads the file itself later.  Here it is read first, so that what
 * is wrong with it becomes one sentence with file and line before anything
 * starts, and because SimGrid gives no access to the properties in time.
 *
 * Nothing but the file is ever opened: no DTD, no external entity, no network.
 */
#ifndef DR_NET_PLATFORM_FILE_H
#define DR_NET_PLATFORM_FILE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/text.h"
#include "net/protocol.h"
#include "net/storage_terms.h"

/* The first <cluster> of a file; all zero if there is none. */
struct dr_cluster {
    long hosts;
    int cores;        /* per host */
    char *speed;      /* of a core, as written; NULL: no cluster */
    double latency_s; /* of one link; a crossbar's route has two */
    double bandwidth; /* of one link, bytes per second */
    double loopback_latency_s;
    double loopback_bandwidth; /* 0: no loopback */
};

struct dr_platform_file {
    struct _xmlDoc *doc;
    char *bytes; /* the file as it is */
    size_t length;
    bool regular; /* can be read again */
    struct dr_protocol protocol;
    struct dr_storage_terms storage;
    struct dr_cluster cluster;
    char *config; /* the <config> element as text, or NULL */
    bool grow;    /* dryrun/grow: the cluster takes as many hosts as needed */
    char *fabric; /* dryrun/fabric, or NULL */
    char *source; /* dryrun/source, or NULL */
    double hop_s; /* dryrun/hop: latency of a link between switches */
};

/*
 * Read and vet a file; `label` is what error sentences call it.
 *
 * Returns 0, or -1 with one sentence in `error` if it cannot be read, is
 * empty, is not well-formed XML, has no hosts, or holds what SimGrid is known
 * to abort on.  The caller ends the file in both cases.
 */
int dr_platform_file_read(struct dr_platform_file *file, const char *path,
                          const char *label, struct dr_text *error);

/*
 * Widen the cluster of a file that grows so that it has at least `nranks`
 * cores.  Returns whether that changed anything.
 */
bool dr_platform_file_widen(struct dr_platform_file *file, int nranks);

/* The text of the file with its changes; the caller frees it. */
char *dr_platform_file_print(const struct dr_platform_file *file,
                             size_t *length);

void dr_platform_file_end(struct dr_platform_file *file);

#endif
