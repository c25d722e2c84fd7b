/*
 * platform_vet.c - what SimGrid aborts on, found before SimGrid sees it.
 */
#include "net/platform_vet.h"

#include <ctype.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include <libxml/tree.h>

/* Topologies above this many hosts are nobody's, and products stay exact. */
#define MOST_HOSTS (1L << 30)

static const char *const routings[] = {
    "Cluster", "Dijkstra", "DijkstraCache", "Floyd", "Full",
    "None",    "Vivaldi",  "Wifi",          NULL,
};

static const struct {
    const char *option;
    const char *const models[8];
} models[] = {
    {"network/model", {"LV08", "Constant", "SMPI", "IB", "CM02", "ns-3", NULL}},
    {"cpu/model", {"Cas01", NULL}},
    {"host/model", {"default", "compound", "ptask_L07", NULL}},
    {"disk/model", {"default", NULL}},
};

static const struct {
    const char *tag;
    const char *why;
} refused[] = {
    {"storage", "SimGrid removed it; use <disk>"},
    {"storage_type", "SimGrid removed it; use <disk>"},
    {"mount", "SimGrid removed it; use <disk>"},
    {"include", "SimGrid removed it; write one file"},
    {"actor", "it belongs into a deployment file; dryrun -n starts the ranks"},
    {"process",
     "it belongs into a deployment file; dryrun -n starts the ranks"},
};

/* SimGrid takes routings in any case, models only as spelled here. */
static bool one_of(const char *value, const char *const *words,
                   int (*compare)(const char *, const char *))
{
    for (; *words; words++) {
        if (compare(value, *words) == 0)
            return true;
    }
    return false;
}

static void list(struct dr_text *error, const char *const *words)
{
    dr_text_printf(error, "one of");
    for (; *words; words++)
        dr_text_printf(error, " %s", *words);
}

static const char *text_of(xmlChar *value, const char *otherwise)
{
    return value ? (const char *)value : otherwise;
}

static xmlChar *get(xmlNode *node, const char *name)
{
    return xmlGetNoNsProp(node, (const xmlChar *)name);
}

static int vet_zone(xmlNode *zone, struct dr_text *error)
{
    xmlChar *routing = get(zone, "routing");
    int status = 0;

    if (routing && !one_of((const char *)routing, routings, strcasecmp)) {
        dr_text_printf(error, "zone routing=\"%s\" is unknown, expected ",
                       (const char *)routing);
        list(error, routings);
        status = -1;
    }
    xmlFree(routing);
    return status;
}

static int vet_option(xmlNode *prop, struct dr_text *error)
{
    xmlChar *id = get(prop, "id"), *value = get(prop, "value");
    int status = 0;

    for (size_t i = 0; i < sizeof models / sizeof *models; i++) {
        if (strcmp(text_of(id, ""), models[i].option) == 0 &&
            !one_of(text_of(value, ""), models[i].models, strcmp)) {
            dr_text_printf(error, "%s is \"%s\", expected ", models[i].option,
                           text_of(value, ""));
            list(error, models[i].models);
            status = -1;
        }
    }
    xmlFree(id);
    xmlFree(value);
    return status;
}

long dr_platform_radical(const char *radical, long *last)
{
    long count = 0;

    for (const char *at = radical;; at++) {
        char *end;
        long first;

        if (!isdigit((unsigned char)*at))
            return 0;
        first = *last = strtol(at, &end, 10);
        if (*end == '-') {
            if (!isdigit((unsigned char)end[1]))
                return 0;
            *last = strtol(end + 1, &end, 10);
        }
        if (*last < first || *last > MOST_HOSTS || count > MOST_HOSTS)
            return 0;
        count += *last - first + 1;
        at = end;
        if (*at == '\0')
            return count;
        if (*at != ',')
            return 0;
    }
}

/*
 * Read "4,2;3,1;8,1;5" into numbers; returns how many, or 0 if there is
 * anything but numbers from 1 and separators.
 */
static int read_numbers(const char *text, long *numbers, int most)
{
    int n = 0;

    for (const char *at = text; n < most; at++) {
        char *end;

        if (!isdigit((unsigned char)*at))
            return 0;
        numbers[n] = strtol(at, &end, 10);
        if (numbers[n] < 1 || numbers[n] > MOST_HOSTS)
            return 0;
        n++;
        at = end;
        if (*at == '\0')
            return n;
        if (*at != ',' && *at != ';')
            return 0;
    }
    return 0;
}

static long product(const long *factors, int count, int step)
{
    long result = 1;

    for (int i = 0; i < count; i++) {
        if (result > MOST_HOSTS / factors[i * step])
            return MOST_HOSTS;
        result *= factors[i * step];
    }
    return result;
}

/* Hosts that a topology needs; -1 with a sentence if it is nonsense. */
static long hosts_needed(const char *topology, const char *parameters,
                         struct dr_text *error)
{
    long n[64];
    int count = read_numbers(parameters, n, 64);

    if (strcmp(topology, "TORUS") == 0 && count > 0)
        return product(n, count, 1);
    if (strcmp(topology, "FAT_TREE") == 0 && count > 1 && count == 1 + 3 * n[0])
        return product(n + 1, (int)n[0], 1);
    if (strcmp(topology, "DRAGONFLY") == 0 && count == 7) {
        if (n[0] > 1 && n[0] > n[4]) {
            dr_text_printf(error,
                           "dragonfly of %ld groups with %ld blades per "
                           "chassis: SimGrid leaves for group g through blade "
                           "g, so there must be at least as many blades",
                           n[0], n[4]);
            return -1;
        }
        return product(n, 4, 2);
    }
    dr_text_printf(error, "topo_parameters=\"%s\" does not describe a %s",
                   parameters, topology);
    return -1;
}

static int vet_cluster(xmlNode *cluster, struct dr_text *error)
{
    xmlChar *topology = get(cluster, "topology");
    xmlChar *parameters = get(cluster, "topo_parameters");
    xmlChar *radical = get(cluster, "radical");
    const char *shape = text_of(topology, "FLAT");
    long last, names = dr_platform_radical(text_of(radical, ""), &last);
    long needed = 0;

    if (strcmp(shape, "TORUS") == 0 || strcmp(shape, "FAT_TREE") == 0 ||
        strcmp(shape, "DRAGONFLY") == 0)
        needed = hosts_needed(shape, text_of(parameters, ""), error);
    if (needed > 0 && names > 0 && needed > names) {
        dr_text_printf(error,
                       "the %s has %ld hosts, but radical=\"%s\" names %ld",
                       shape, needed, text_of(radical, ""), names);
        needed = -1;
    }
    xmlFree(topology);
    xmlFree(parameters);
    xmlFree(radical);
    return needed < 0 ? -1 : 0;
}

/* No MPI goes on when a host or a link fails, and SimGrid aborts. */
static int vet_failures(xmlNode *element, struct dr_text *error)
{
    xmlChar *file = get(element, "state_file");
    xmlChar *kind = get(element, "kind");
    const char *suffix = "_AVAIL";
    const char *end = text_of(kind, "");
    bool fails = file != NULL;

    if (strcmp((const char *)element->name, "trace_connect") == 0 &&
        strlen(end) > strlen(suffix))
        fails = strcmp(end + strlen(end) - strlen(suffix), suffix) == 0;
    if (fails)
        dr_text_printf(error,
                       "<%s> has a %s: hosts and links that fail are not "
                       "simulated",
                       (const char *)element->name, file ? "state_file" : end);
    xmlFree(file);
    xmlFree(kind);
    return fails ? -1 : 0;
}

/* SimGrid takes a negative speed, bandwidth or latency, and aborts later. */
static int vet_amounts(xmlNode *element, struct dr_text *error)
{
    static const char *const amounts[] = {
        "bandwidth", "bb_bw",       "bb_lat",       "bw",    "core", "lat",
        "latency",   "loopback_bw", "loopback_lat", "speed", NULL};
    bool negative = false;

    for (const char *const *name = amounts; *name && !negative; name++) {
        xmlChar *value = get(element, *name);

        negative = text_of(value, "")[0] == '-';
        if (negative)
            dr_text_printf(error, "<%s> has the negative %s=\"%s\"",
                           (const char *)element->name, *name,
                           (const char *)value);
        xmlFree(value);
    }
    return negative ? -1 : 0;
}

int dr_platform_vet(struct _xmlNode *element, struct dr_text *error)
{
    const char *tag = (const char *)element->name;

    for (size_t i = 0; i < sizeof refused / sizeof *refused; i++) {
        if (strcmp(tag, refused[i].tag) == 0) {
            dr_text_printf(error, "<%s>: %s", tag, refused[i].why);
            return -1;
        }
    }
    if (vet_failures(element, error) || vet_amounts(element, error))
        return -1;
    if (strcmp(tag, "zone") == 0 || strcmp(tag, "AS") == 0)
        return vet_zone(element, error);
    if (strcmp(tag, "cluster") == 0)
        return vet_cluster(element, error);
    if (strcmp(tag, "prop") == 0 && element->parent &&
        strcmp((const char *)element->parent->name, "config") == 0)
        return vet_option(element, error);
    return 0;
}
