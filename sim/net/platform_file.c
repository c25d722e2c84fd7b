/*
 * platform_file.c - what stands in a SimGrid platform file.
 */
#include "net/platform_file.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>
#include <unistd.h>

#include <libxml/parser.h>
#include <libxml/tree.h>

#include "base/memory.h"
#include "base/units.h"
#include "net/platform_vet.h"

static bool is(const xmlNode *node, const char *tag)
{
    return node->type == XML_ELEMENT_NODE &&
           strcmp((const char *)node->name, tag) == 0;
}

/* A copy of an attribute, or of `otherwise` (may be NULL); free it. */
static char *attribute(xmlNode *node, const char *name, const char *otherwise)
{
    xmlChar *value = xmlGetNoNsProp(node, (const xmlChar *)name);
    char *copy = NULL;

    if (value)
        copy = dr_strdup((const char *)value);
    else if (otherwise)
        copy = dr_strdup(otherwise);
    xmlFree(value);
    return copy;
}

/* The next node in document order, or NULL after the last. */
static xmlNode *after(xmlNode *node)
{
    if (node->children && node->type == XML_ELEMENT_NODE)
        return node->children;
    while (node && !node->next)
        node = node->parent;
    return node ? node->next : NULL;
}

static xmlNode *find(const struct dr_platform_file *file, const char *tag,
                     const char *or_tag)
{
    xmlNode *node = xmlDocGetRootElement(file->doc);

    while (node && !is(node, tag) && !is(node, or_tag))
        node = after(node);
    return node;
}


/* --- the bytes ---------------------------------------------------------- */

static int slurp(struct dr_platform_file *file, int fd)
{
    struct dr_text text = DR_TEXT_EMPTY;
    char block[65536];
    ssize_t n;

    while ((n = read(fd, block, sizeof block)) != 0) {
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0 || text.length > INT_MAX - sizeof block) {
            if (n > 0)
                errno = EFBIG;
            dr_text_end(&text);
            return -1;
        }
        dr_text_add(&text, block, (size_t)n);
    }
    file->bytes = text.data;
    file->length = text.length;
    return 0;
}

static int load_bytes(struct dr_platform_file *file, const char *path,
                      const char *label, struct dr_text *error)
{
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    struct stat info;
    int status = -1;

    if (fd >= 0 && fstat(fd, &info) == 0) {
        file->regular = S_ISREG(info.st_mode);
        status = slurp(file, fd);
    }
    if (status != 0)
        dr_text_printf(error, "platform %s: %s", label, strerror(errno));
    if (fd >= 0)
        close(fd);
    if (status == 0 && file->length == 0) {
        dr_text_printf(error, "platform %s is empty", label);
        status = -1;
    }
    return status;
}

/* libxml2 ends its messages with a newline; a sentence has none. */
static void explain(const xmlError *wrong, const char *label,
                    struct dr_text *error)
{
    const char *message = wrong && wrong->message ? wrong->message : "not XML";
    size_t length = strcspn(message, "\n");

    dr_text_printf(error, "platform %s, line %d: not well-formed XML: %.*s",
                   label, wrong ? wrong->line : 1, (int)length, message);
}

static int parse(struct dr_platform_file *file, const char *label,
                 struct dr_text *error)
{
    xmlParserCtxt *context = xmlNewParserCtxt();

    if (!context) {
        dr_text_printf(error, "platform %s: out of memory", label);
        return -1;
    }
    /* No DTDLOAD and no NOENT: external things are neither loaded nor put in
     * place of their references. */
    file->doc = xmlCtxtReadMemory(
        context, file->bytes, (int)file->length, label, NULL,
        XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING);
    if (!file->doc)
        explain(xmlCtxtGetLastError(context), label, error);
    xmlFreeParserCtxt(context);
    return file->doc ? 0 : -1;
}


/* --- what it says ------------------------------------------------------- */

static int vet(struct dr_platform_file *file, const char *label,
               struct dr_text *error)
{
    xmlNode *root = xmlDocGetRootElement(file->doc);
    struct dr_text wrong = DR_TEXT_EMPTY;
    bool hosts = false;
    int status = 0;

    if (!is(root, "platform")) {
        dr_text_printf(error,
                       "platform %s, line %ld: the outermost element is <%s>, "
                       "expected <platform>",
                       label, xmlGetLineNo(root), (const char *)root->name);
        return -1;
    }
    for (xmlNode *at = root; at && status == 0; at = after(at)) {
        if (at->type != XML_ELEMENT_NODE)
            continue;
        hosts = hosts || is(at, "host") || is(at, "cluster") ||
                is(at, "cabinet") || is(at, "peer");
        status = dr_platform_vet(at, &wrong);
        if (status != 0)
            dr_text_printf(error, "platform %s, line %ld: %s", label,
                           xmlGetLineNo(at), dr_text_string(&wrong));
    }
    if (status == 0 && !hosts) {
        dr_text_printf(error, "platform %s has no hosts", label);
        status = -1;
    }
    dr_text_end(&wrong);
    return status;
}

static double time_of(xmlNode *node, const char *name)
{
    char *text = attribute(node, name, "0");
    double seconds = 0;

    if (!dr_units_time(text, &seconds))
        seconds = 0;
    free(text);
    return seconds;
}

static double bandwidth_of(xmlNode *node, const char *name)
{
    char *text = attribute(node, name, "0");
    double bandwidth = 0;

    if (!dr_units_bandwidth(text, &bandwidth))
        bandwidth = 0;
    free(text);
    return bandwidth;
}

static void read_cluster(struct dr_platform_file *file)
{
    xmlNode *node = find(file, "cluster", "cluster");
    char *radical, *core;
    long last;

    if (!node)
        return;
    radical = attribute(node, "radical", "");
    core = attribute(node, "core", "1");
    file->cluster = (struct dr_cluster){
        .hosts = dr_platform_radical(radical, &last),
        .cores = atoi(core) > 0 ? atoi(core) : 1,
        .speed = attribute(node, "speed", "1Gf"),
        .latency_s = time_of(node, "lat"),
        .bandwidth = bandwidth_of(node, "bw"),
        .loopback_latency_s = time_of(node, "loopback_lat"),
        .loopback_bandwidth = bandwidth_of(node, "loopback_bw"),
    };
    free(radical);
    free(core);
}

static void read_config(struct dr_platform_file *file)
{
    xmlNode *node = find(file, "config", "config");
    xmlBuffer *buffer = node ? xmlBufferCreate() : NULL;

    if (buffer && xmlNodeDump(buffer, file->doc, node, 1, 0) > 0)
        file->config = dr_strdup((const char *)xmlBufferContent(buffer));
    xmlBufferFree(buffer);
}

/* Properties that are ours but not of the protocol. */
static bool set_own(struct dr_platform_file *file, const char *id,
                    const char *value)
{
    if (strcmp(id, "dryrun/fabric") == 0) {
        free(file->fabric);
        file->fabric = dr_strdup(value);
    } else if (strcmp(id, "dryrun/source") == 0) {
        free(file->source);
        file->source = dr_strdup(value);
    } else {
        return false;
    }
    return true;
}

static int set_checked(struct dr_platform_file *file, const char *id,
                       const char *value, struct dr_text *error)
{
    int status;

    if (strcmp(id, "dryrun/grow") == 0) {
        file->grow = strcasecmp(value, "yes") == 0;
        if (file->grow || strcasecmp(value, "no") == 0)
            return 0;
        dr_text_printf(error, "property %s is \"%s\", expected yes or no", id,
                       value);
        return -1;
    }
    if (strcmp(id, "dryrun/hop") == 0) {
        if (dr_units_time(value, &file->hop_s) && file->hop_s >= 0)
            return 0;
        dr_text_printf(error,
                       "property %s is \"%s\", expected a time of at least 0 "
                       "such as 100ns",
                       id, value);
        return -1;
    }
    status = dr_storage_set(&file->storage, id, value, error);
    if (status <= 0)
        return status;
    return dr_protocol_set(&file->protocol, id, value, error);
}

static int read_props(struct dr_platform_file *file, xmlNode *parent,
                      const char *label, struct dr_text *error)
{
    struct dr_text wrong = DR_TEXT_EMPTY;
    int status = 0;

    for (xmlNode *at = parent ? parent->children : NULL; at && status == 0;
         at = at->next) {
        char *id, *value;

        if (!is(at, "prop"))
            continue;
        id = attribute(at, "id", "");
        value = attribute(at, "value", "");
        if (!set_own(file, id, value))
            status = set_checked(file, id, value, &wrong);
        if (status != 0)
            dr_text_printf(error, "platform %s, line %ld: %s", label,
                           xmlGetLineNo(at), dr_text_string(&wrong));
        free(id);
        free(value);
    }
    dr_text_end(&wrong);
    return status;
}

int dr_platform_file_read(struct dr_platform_file *file, const char *path,
                          const char *label, struct dr_text *error)
{
    xmlNode *cluster;

    *file = (struct dr_platform_file){.protocol = dr_protocol_default(),
                                      .storage = dr_storage_default()};
    if (load_bytes(file, path, label, error) != 0 ||
        parse(file, label, error) != 0 || vet(file, label, error) != 0)
        return -1;
    read_config(file);
    read_cluster(file);
    cluster = find(file, "cluster", "cluster");
    if (read_props(file, find(file, "zone", "AS"), label, error) != 0)
        return -1;
    if (read_props(file, cluster, label, error) != 0)
        return -1;
    /* A host reaches the storage by the link that it has. */
    if (file->storage.port < 0)
        file->storage.port = file->cluster.bandwidth;
    return 0;
}


/* --- growing ------------------------------------------------------------ */

bool dr_platform_file_widen(struct dr_platform_file *file, int nranks)
{
    xmlNode *node = find(file, "cluster", "cluster");
    long cores = file->cluster.cores, missing, last;
    struct dr_text wide = DR_TEXT_EMPTY;
    char *radical;

    if (!file->grow || !node || file->cluster.hosts * cores >= nranks)
        return false;
    missing = (nranks + cores - 1) / cores - file->cluster.hosts;
    radical = attribute(node, "radical", "");
    dr_platform_radical(radical, &last);
    dr_text_printf(&wide, "%s,%ld-%ld", radical, last + 1, last + missing);
    xmlSetProp(node, (const xmlChar *)"radical",
               (const xmlChar *)dr_text_string(&wide));
    file->cluster.hosts += missing;
    dr_text_end(&wide);
    free(radical);
    return true;
}

char *dr_platform_file_print(const struct dr_platform_file *file,
                             size_t *length)
{
    xmlChar *bytes = NULL;
    int n = 0;
    char *text;

    xmlDocDumpMemory(file->doc, &bytes, &n);
    text = dr_alloc((size_t)n + 1);
    if (n > 0)
        memcpy(text, bytes, (size_t)n);
    text[n] = '\0';
    *length = (size_t)n;
    xmlFree(bytes);
    return text;
}

void dr_platform_file_end(struct dr_platform_file *file)
{
    xmlFreeDoc(file->doc);
    free(file->bytes);
    free(file->config);
    free(file->cluster.speed);
    free(file->fabric);
    free(file->source);
    *file = (struct dr_platform_file){0};
}
