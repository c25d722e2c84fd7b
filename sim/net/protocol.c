/*
 * protocol.c - what a platform says about MPI that SimGrid has no word for.
 */
#include "net/protocol.h"

#include <stdio.h>
#include <string.h>

#include "base/units.h"

/*
 * 64 KiB is the eager limit of Open MPI over TCP and lies amid those in use (4
 * to 128 KiB).  A payload is a flow from twice that on, so that no eager one is
 * by default: results/hybrid-vs-flow.md shows timers within 5 % of flows up to
 * there where links are shared, at a fraction of their cost.
 */
enum {
    DEFAULT_LIMIT = 65536,
    DEFAULT_FLOW_FROM = 131072
};

static const char prefix[] = "dryrun/";

struct dr_protocol dr_protocol_default(void)
{
    return (struct dr_protocol){.eager_limit = DEFAULT_LIMIT,
                                .flow_from = DEFAULT_FLOW_FROM};
}

const struct dr_segment *dr_protocol_segment(const struct dr_segment *segments,
                                             size_t count, uint64_t size)
{
    const struct dr_segment *found = NULL;

    for (size_t i = 0; i < count && segments[i].from <= size; i++)
        found = &segments[i];
    return found;
}

/* Each setter returns NULL, or what the value should have been. */

static const char *set_bytes(uint64_t *bytes, const char *value)
{
    return dr_units_bytes(value, bytes)
               ? NULL
               : "a number of bytes such as 64KiB, or inf";
}

static const char *set_duration(double *seconds, const char *value)
{
    return dr_units_time(value, seconds) && *seconds >= 0
               ? NULL
               : "a time of at least 0 such as 0.5us";
}

static const char *one_segment(struct dr_segment *segment, const char *text)
{
    char from[32], extra[32], bandwidth[32], rest;

    if (sscanf(text, " %31s %31s %31s %c", from, extra, bandwidth, &rest) != 3)
        return "FROM EXTRA BANDWIDTH; ... such as 0 0.2us 600MBps; 4KiB ...";
    if (!dr_units_bytes(from, &segment->from))
        return "segments that begin with a number of bytes such as 4KiB";
    if (!dr_units_time(extra, &segment->extra_s))
        return "segments whose second word is a time such as 0.2us";
    if (!dr_units_bandwidth(bandwidth, &segment->bandwidth) ||
        segment->bandwidth < 0)
        return "segments whose third word is a bandwidth such as 600MBps";
    return NULL;
}

static bool blank(const char *text)
{
    return text[strspn(text, " \t\r\n")] == '\0';
}

static const char *set_segments(struct dr_segment *segments, size_t *count,
                                const char *value)
{
    const char *wrong = NULL, *at = value;
    struct dr_segment found[DR_SEGMENTS_MOST];
    size_t n = 0;

    while (!wrong && !blank(at)) {
        size_t length = strcspn(at, ";");
        char text[128];

        if (n == DR_SEGMENTS_MOST)
            return "at most 16 segments";
        snprintf(text, sizeof text, "%.*s", (int)length, at);
        wrong = length < sizeof text ? one_segment(&found[n], text)
                                     : "segments of fewer than 128 letters";
        if (!wrong && found[n].from != 0 && n == 0)
            wrong = "a first segment that begins at 0 bytes";
        if (!wrong && n > 0 && found[n].from <= found[n - 1].from)
            wrong = "segments in rising order of their first bytes";
        n++;
        at += length + (at[length] == ';');
    }
    if (wrong)
        return wrong;
    memcpy(segments, found, n * sizeof *found);
    *count = n;
    return NULL;
}

static const char *set(struct dr_protocol *p, const char *term,
                       const char *value)
{
    if (strcmp(term, "eager-limit") == 0)
        return set_bytes(&p->eager_limit, value);
    if (strcmp(term, "flow-from") == 0)
        return set_bytes(&p->flow_from, value);
    if (strcmp(term, "send-overhead") == 0)
        return set_duration(&p->send_overhead_s, value);
    if (strcmp(term, "recv-overhead") == 0)
        return set_duration(&p->recv_overhead_s, value);
    if (strcmp(term, "message-gap") == 0)
        return set_duration(&p->message_gap_s, value);
    if (strcmp(term, "segments") == 0)
        return set_segments(p->segments, &p->nsegments, value);
    if (strcmp(term, "local-segments") == 0)
        return set_segments(p->local, &p->nlocal, value);
    return "";
}

int dr_protocol_set(struct dr_protocol *protocol, const char *name,
                    const char *value, struct dr_text *error)
{
    const char *wrong;

    if (strncmp(name, prefix, sizeof prefix - 1) != 0)
        return 0;
    wrong = set(protocol, name + sizeof prefix - 1, value);
    if (!wrong)
        return 0;
    if (*wrong == '\0')
        dr_text_printf(error, "unknown property %s (value \"%s\")", name,
                       value);
    else
        dr_text_printf(error, "property %s is \"%s\", expected %s", name, value,
                       wrong);
    return -1;
}

static void scale(struct dr_segment *segments, size_t count, double latency,
                  double bandwidth)
{
    for (size_t i = 0; i < count; i++) {
        segments[i].extra_s *= latency;
        segments[i].bandwidth *= bandwidth;
    }
}

void dr_protocol_scale(struct dr_protocol *protocol, double latency,
                       double bandwidth)
{
    scale(protocol->segments, protocol->nsegments, latency, bandwidth);
    scale(protocol->local, protocol->nlocal, latency, bandwidth);
}
