/*
 * storage_terms.c - what a platform says about where files are.
 */
#include "net/storage_terms.h"

#include <string.h>

#include "base/units.h"

struct dr_storage_terms dr_storage_default(void)
{
    return (struct dr_storage_terms){.servers = 4,
                                     .stripe = 1048576,
                                     .read_bandwidth = 1e9,
                                     .write_bandwidth = 1e9,
                                     .latency_s = 100e-6,
                                     .request_s = 10e-6,
                                     .port = -1,
                                     .disk_latency_s = 100e-6,
                                     .disk_paths = "/tmp:/var/tmp"};
}

/* Each setter returns NULL, or what the value should have been. */

static const char *set_servers(uint64_t *servers, const char *value)
{
    uint64_t number;

    if (!dr_units_bytes(value, &number) || number < 1 ||
        number > DR_STORAGE_SERVERS_MOST)
        return "a number of servers from 1 to 65536";
    *servers = number;
    return NULL;
}

static const char *set_stripe(uint64_t *bytes, const char *value)
{
    uint64_t number;

    if (!dr_units_bytes(value, &number) || number < 1 || number == UINT64_MAX)
        return "a number of bytes from 1, such as 1MiB";
    *bytes = number;
    return NULL;
}

static const char *set_duration(double *seconds, const char *value)
{
    return dr_units_time(value, seconds) && *seconds >= 0
               ? NULL
               : "a time of at least 0 such as 100us";
}

static const char *set_bandwidth(double *bandwidth, const char *value)
{
    return dr_units_bandwidth(value, bandwidth) && *bandwidth > 0
               ? NULL
               : "a bandwidth above 0 such as 1GBps";
}

static const char *set_port(double *bandwidth, const char *value)
{
    return dr_units_bandwidth(value, bandwidth) && *bandwidth >= 0
               ? NULL
               : "a bandwidth such as 10GBps, or 0 for no limit";
}

static const char *set_paths(char *paths, const char *value)
{
    if (strlen(value) >= DR_DISK_PATHS_ROOM || (*value && *value != '/'))
        return "absolute paths with colons between them, such as "
               "/tmp:/scratch, at most 255 bytes";
    strcpy(paths, value);
    return NULL;
}

/* Returns "" for a name that is none of storage. */
static const char *set(struct dr_storage_terms *t, const char *term,
                       const char *value)
{
    if (strcmp(term, "storage-servers") == 0)
        return set_servers(&t->servers, value);
    if (strcmp(term, "storage-stripe") == 0)
        return set_stripe(&t->stripe, value);
    if (strcmp(term, "storage-read") == 0)
        return set_bandwidth(&t->read_bandwidth, value);
    if (strcmp(term, "storage-write") == 0)
        return set_bandwidth(&t->write_bandwidth, value);
    if (strcmp(term, "storage-latency") == 0)
        return set_duration(&t->latency_s, value);
    if (strcmp(term, "storage-request") == 0)
        return set_duration(&t->request_s, value);
    if (strcmp(term, "storage-port") == 0)
        return set_port(&t->port, value);
    if (strcmp(term, "disk-read") == 0)
        return set_bandwidth(&t->disk_read_bandwidth, value);
    if (strcmp(term, "disk-write") == 0)
        return set_bandwidth(&t->disk_write_bandwidth, value);
    if (strcmp(term, "disk-latency") == 0)
        return set_duration(&t->disk_latency_s, value);
    if (strcmp(term, "disk-paths") == 0)
        return set_paths(t->disk_paths, value);
    return "";
}

int dr_storage_set(struct dr_storage_terms *terms, const char *name,
                   const char *value, struct dr_text *error)
{
    static const char prefix[] = "dryrun/";
    const char *wrong;

    if (strncmp(name, prefix, sizeof prefix - 1) != 0)
        return 1;
    wrong = set(terms, name + sizeof prefix - 1, value);
    if (!wrong)
        return 0;
    if (*wrong == '\0')
        return 1;
    dr_text_printf(error, "property %s is \"%s\", expected %s", name, value,
                   wrong);
    return -1;
}

bool dr_storage_on_disk(const struct dr_storage_terms *terms, const char *path)
{
    const char *at = terms->disk_paths;

    while (*at) {
        size_t length = strcspn(at, ":"), bare = length;

        while (bare > 0 && at[bare - 1] == '/')
            bare--;
        if (length > 0 && strncmp(path, at, bare) == 0 &&
            (path[bare] == '/' || path[bare] == '\0'))
            return true;
        at += length + (at[length] == ':');
    }
    return false;
}
