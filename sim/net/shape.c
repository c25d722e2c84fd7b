/*
 * shape.c - platforms of any size and shape from the figures of one fabric.
 */
#include "net/shape.h"

#include <ctype.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "net/shape_kind.h"

/*
 * Read "4x4x2"; returns how many numbers, or -1 with a sentence.  Numbers are
 * from 1 to the most hosts there may be, so that products of two fit a long.
 */
static int read_sizes(const char *text, long *numbers, const char *what,
                      struct dr_text *error)
{
    int n = 0;

    for (const char *at = text;; at++) {
        char *end = (char *)at;

        if (n < DR_SHAPE_LEVELS && isdigit((unsigned char)*at))
            numbers[n] = strtol(at, &end, 10);
        if (end == at || numbers[n] < 1 || numbers[n] > DR_SHAPE_HOSTS_MOST ||
            (*end != 'x' && *end != '\0')) {
            dr_text_printf(error,
                           "%s \"%s\": expected at most %d numbers from 1 to "
                           "%d with x between",
                           what, text, DR_SHAPE_LEVELS, DR_SHAPE_HOSTS_MOST);
            return -1;
        }
        n++;
        at = end;
        if (*at == '\0')
            return n;
    }
}

static const struct dr_shape_kind *find_kind(const char *name,
                                             struct dr_text *error)
{
    const struct dr_shape_kind *kind = dr_shape_kinds;

    while (kind->name && strcmp(kind->name, name) != 0)
        kind++;
    if (kind->name)
        return kind;
    dr_text_printf(error, "unknown shape \"%s\", expected", name);
    for (kind = dr_shape_kinds; kind->name; kind++)
        dr_text_printf(error, "%s %s", kind == dr_shape_kinds ? "" : ",",
                       kind->name);
    return NULL;
}

static int check_size(const struct dr_shape *shape, const char *size,
                      struct dr_text *error)
{
    const struct dr_shape_kind *kind = shape->kind;
    long hosts = 1;

    if (shape->nsizes < kind->sizes_least || shape->nsizes > kind->sizes_most) {
        dr_text_printf(error, "%s takes %s, not \"%s\"", kind->name,
                       kind->size_form, size);
        return -1;
    }
    for (int i = 0; i < shape->nsizes; i++) {
        hosts *= shape->size[i];
        if (hosts > DR_SHAPE_HOSTS_MOST) {
            dr_text_printf(error, "%s %s has more than %d hosts", kind->name,
                           size, DR_SHAPE_HOSTS_MOST);
            return -1;
        }
    }
    return 0;
}

static int choose_links(struct dr_shape *shape, const char *links,
                        struct dr_text *error)
{
    const struct dr_shape_kind *kind = shape->kind;
    int wanted = kind->nlinks(shape->nsizes);

    if (!links) {
        for (int i = 0; i < wanted; i++)
            shape->links[i] = kind->link(shape, i);
        shape->nlinks = wanted;
        return 0;
    }
    shape->nlinks = read_sizes(links, shape->links, "links", error);
    if (shape->nlinks < 0)
        return -1;
    if (shape->nlinks != wanted) {
        dr_text_printf(error, "%s of this size has %d levels of links, not %d",
                       kind->name, wanted, shape->nlinks);
        return -1;
    }
    return 0;
}

int dr_shape_parse(struct dr_shape *shape, const char *kind, const char *size,
                   const char *links, struct dr_text *error)
{
    *shape = (struct dr_shape){.cores = 1, .hop_s = -1};
    shape->kind = find_kind(kind, error);
    if (!shape->kind)
        return -1;
    shape->nsizes = read_sizes(size, shape->size, kind, error);
    if (shape->nsizes < 0 || check_size(shape, size, error) != 0 ||
        choose_links(shape, links, error) != 0)
        return -1;
    return shape->kind->vet(shape, error);
}

long dr_shape_hosts(const struct dr_shape *shape)
{
    long hosts = 1;

    for (int i = 0; i < shape->nsizes; i++)
        hosts *= shape->size[i];
    return hosts;
}

static void write_escaped(struct dr_text *out, const char *value)
{
    for (; *value; value++) {
        switch (*value) {
        case '&':
            dr_text_printf(out, "&amp;");
            break;
        case '<':
            dr_text_printf(out, "&lt;");
            break;
        case '"':
            dr_text_printf(out, "&quot;");
            break;
        default:
            dr_text_add(out, value, 1);
        }
    }
}

static void write_prop(struct dr_text *out, const char *name, const char *value)
{
    dr_text_printf(out, "    <prop id=\"dryrun/%s\" value=\"", name);
    write_escaped(out, value);
    dr_text_printf(out, "\"/>\n");
}

static void write_time(struct dr_text *out, const char *name, double seconds)
{
    if (seconds > 0)
        dr_text_printf(out, "    <prop id=\"dryrun/%s\" value=\"%.10gus\"/>\n",
                       name, seconds * 1e6);
}

static void write_bytes(struct dr_text *out, const char *name, uint64_t bytes)
{
    if (bytes == UINT64_MAX)
        write_prop(out, name, "inf");
    else
        dr_text_printf(out,
                       "    <prop id=\"dryrun/%s\" value=\"%" PRIu64 "\"/>\n",
                       name, bytes);
}

/*
 * Segments for routes that are `missing_s` faster than the fabric's: once for
 * an eager message, three times for a rendezvous.
 */
static void write_segments(struct dr_text *out, const char *name,
                           const struct dr_segment *segments, size_t count,
                           uint64_t eager_limit, double missing_s)
{
    dr_text_printf(out, "    <prop id=\"dryrun/%s\"\n      value=\"", name);
    for (size_t i = 0; i < count; i++) {
        const struct dr_segment *s = &segments[i];
        bool last = i + 1 == count, small = s->from <= eager_limit;
        const char *comma = last ? "" : "; ";
        bool cut = small && missing_s != 0 && eager_limit != UINT64_MAX &&
                   (last || segments[i + 1].from > eager_limit + 1);
        double extra_us = (s->extra_s + (small ? 1 : 3) * missing_s) * 1e6;

        dr_text_printf(out, "%" PRIu64 " %.7gus %.10gMBps%s", s->from, extra_us,
                       s->bandwidth / 1e6, cut ? "; " : comma);
        if (cut)
            dr_text_printf(out, "%" PRIu64 " %.7gus %.10gMBps%s",
                           eager_limit + 1, (s->extra_s + 3 * missing_s) * 1e6,
                           s->bandwidth / 1e6, comma);
    }
    dr_text_printf(out, "\"/>\n");
}

static void write_protocol(const struct dr_platform_file *fabric,
                           double missing_s, struct dr_text *out)
{
    const struct dr_protocol *p = &fabric->protocol;
    struct dr_segment plain = {.bandwidth = 0};

    write_bytes(out, "eager-limit", p->eager_limit);
    write_bytes(out, "flow-from", p->flow_from);
    write_time(out, "send-overhead", p->send_overhead_s);
    write_time(out, "recv-overhead", p->recv_overhead_s);
    write_time(out, "message-gap", p->message_gap_s);
    if (p->nsegments > 0)
        write_segments(out, "segments", p->segments, p->nsegments,
                       p->eager_limit, missing_s);
    else if (missing_s != 0)
        write_segments(out, "segments", &plain, 1, p->eager_limit, missing_s);
    if (p->nlocal > 0)
        write_segments(out, "local-segments", p->local, p->nlocal,
                       p->eager_limit, 0);
}

/* A comment that says what the file is: no name of the user's, as those could
 * hold what ends a comment. */
static void write_head(const struct dr_shape *shape, struct dr_text *out)
{
    long hosts = dr_shape_hosts(shape);

    dr_text_printf(out,
                   "<?xml version=\"1.0\"?>\n"
                   "<!DOCTYPE platform SYSTEM "
                   "\"https://simgrid.org/simgrid.dtd\">\n"
                   "<!-- %s ",
                   shape->kind->name);
    for (int i = 0; i < shape->nsizes; i++)
        dr_text_printf(out, "%s%ld", i > 0 ? "x" : "", shape->size[i]);
    for (int i = 0; i < shape->nlinks; i++)
        dr_text_printf(out, "%s%ld", i > 0 ? "x" : ", links ", shape->links[i]);
    dr_text_printf(out, ": %ld host%s of %d core%s -->\n", hosts,
                   dr_text_s(hosts), shape->cores, dr_text_s(shape->cores));
}

void dr_shape_write(const struct dr_shape *shape,
                    const struct dr_platform_file *fabric, struct dr_text *out)
{
    const struct dr_shape_kind *kind = shape->kind;
    double link_s = fabric->cluster.latency_s, missing_s = 0;
    double hop_s = shape->hop_s >= 0 ? shape->hop_s : fabric->hop_s;

    if (shape->hop_s < 0 && hop_s == 0)
        hop_s = link_s;
    if (kind->hops > 0)
        missing_s = 2 * link_s - kind->hops * hop_s;
    write_head(shape, out);
    dr_text_printf(out, "<platform version=\"4.1\">\n");
    if (fabric->config)
        dr_text_printf(out, "  %s\n", fabric->config);
    dr_text_printf(out, "  <zone id=\"world\" routing=\"%s\">\n",
                   kind->routing);
    if (fabric->fabric)
        write_prop(out, "fabric", fabric->fabric);
    if (fabric->source)
        write_prop(out, "source", fabric->source);
    write_protocol(fabric, missing_s, out);
    kind->write(shape, fabric, hop_s, out);
    dr_text_printf(out, "  </zone>\n</platform>\n");
}
