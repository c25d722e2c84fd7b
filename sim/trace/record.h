/*
 * record.h - what a trace is made of: spans and messages, and about the run.
 *
 * A span is a call, or time that a rank spends computing.  It is complete when
 * it is over, and so is a message; writers get them then, in the order in
 * which they ended.  What is still going on when the run ends is closed first.
 */
#ifndef DR_TRACE_RECORD_H
#define DR_TRACE_RECORD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "event/event.h"

/* Where a peer, a tag or a size would stand. */
enum {
    DR_SPAN_NONE = -1,
    DR_SPAN_ANY = -2, /* MPI_ANY_SOURCE, MPI_ANY_TAG */
    DR_SPAN_NULL = -3 /* MPI_PROC_NULL */
};

/* A text as it stands in each format. */
struct dr_trace_text {
    const char *json, *csv;
    size_t json_length, csv_length;
};

/* A place in the program, found once; lives as long as the trace. */
struct dr_trace_site {
    uint32_t number; /* from 1 in the order of their first call; 0: unknown */
    int line;
    const char *file, *function; /* "" if unknown */
    struct dr_trace_text place;  /* "file:line", "" if unknown */
};

/* A name of a call, in the order of their first use. */
struct dr_trace_name {
    uint32_t number;
    const char *text;
    size_t length;
    bool computing; /* time outside MPI */
    /* Where its peer, its tag and its first buffer stand among the arguments;
     * -1: it has none. */
    int peer_at, tag_at, buffer_at;
};

struct dr_trace_span {
    int rank;
    const struct dr_trace_name *name;
    const struct dr_trace_site *site;
    uint64_t begin_ps, end_ps;
    uint64_t wait_from_ps; /* when it first blocked; begin_ps if never */
    uint64_t waited_ps;    /* how long in all */
    int peer, tag;         /* or DR_SPAN_... */
    int64_t bytes;         /* or DR_SPAN_NONE */
    const char *comm;      /* name of its communicator, or NULL */
    bool open;             /* it never returned: the run ended first */
};

struct dr_trace_message {
    uint64_t number; /* from 1, in the order of sending */
    int from, to, tag;
    bool inner; /* of a collective; the tag is not the program's */
    enum dr_event_protocol protocol;
    bool matched, arrived;
    bool posted; /* its receive was there before it */
    uint64_t bytes;
    uint64_t sent_ps;   /* when the send was called */
    uint64_t launch_ps; /* when the payload left */
    uint64_t arrive_ps; /* its last byte; the end of the run if it did not */
    uint64_t match_ps;  /* when a receive took it */
    /* The calls that began its send and its receive, by the order of spans on
     * that rank from 1; 0: unknown. */
    uint32_t send_span, recv_span;
    const char *send_call, *recv_call; /* or NULL */
    const void *send_site, *recv_site; /* for dr_trace_site() */
};

/* Both in dictionary.h. */
struct dr_trace_names;
struct dr_trace_sites;

/* What happens now, for formats in which all is in order of time. */
enum dr_trace_news {
    DR_NEWS_ENTER, /* a span begins */
    DR_NEWS_LEAVE,
    DR_NEWS_BLOCK, /* the rank waits in it */
    DR_NEWS_RESUME,
    DR_NEWS_SEND,
    DR_NEWS_ARRIVE
};

/* About the run, before it begins; all is the caller's and lives longer. */
struct dr_trace_facts {
    const char *version, *program;
    int nranks;
    const char *(*host)(int rank);
    /* Where a call's return address stands in the source; false: unknown. */
    bool (*place)(const void *site, struct dr_trace_site *place);
};

/* When it is over. */
struct dr_trace_end {
    uint64_t end_ps;
    const char *report; /* as JSON */
    struct dr_trace_names *names;
    struct dr_trace_sites *sites;
};

#endif
