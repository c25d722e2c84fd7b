/*
 * config.h - every knob of a run.
 *
 * Filled by the command line, read by everyone, never changed during a run.
 * The JSON report prints all of it, so that a run can be repeated.
 */
#ifndef DR_CORE_CONFIG_H
#define DR_CORE_CONFIG_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "net/placement.h" /* enum dr_map */

enum dr_progress {
    DR_PROGRESS_STRONG,
    DR_PROGRESS_WEAK
};
enum dr_net_mode {
    DR_NET_HYBRID,
    DR_NET_FLOW,
    DR_NET_NS3
};
enum dr_coll_sync {
    DR_COLL_SYNC_NO,
    DR_COLL_SYNC_YES
};
enum dr_report {
    DR_REPORT_TEXT,
    DR_REPORT_JSON,
    DR_REPORT_SARIF,
    DR_REPORT_JUNIT,
    DR_REPORT_GITHUB,
    DR_REPORT_NONE
};
/* How the buffers of pending operations are compared. */
enum dr_check_buffers {
    DR_CHECK_BUFFERS_SAMPLED, /* of large ones some bytes */
    DR_CHECK_BUFFERS_ALL,
    DR_CHECK_BUFFERS_NO
};
/* Which findings give status 81, if nothing else gives one. */
enum dr_fail_on {
    DR_FAIL_ON_ERROR,
    DR_FAIL_ON_WARNING,
    DR_FAIL_ON_NEVER
};

/* Names as given; several options add up. */
struct dr_files {
    const char **names;
    int count;
};

#define DR_EAGER_OF_PLATFORM (-2) /* no --eager given */
#define DR_EAGER_UNLIMITED   (-1) /* --eager inf */

/* A machine that does not exist: factors of what the platform says. */
struct dr_scale {
    bool used; /* otherwise all is as it is */
    double latency, bandwidth, compute;
};

struct dr_config {
    int nranks;
    const char *program;  /* path as typed */
    int argc;             /* of the program, argv[0] included */
    char **argv;          /* NULL-terminated */
    const char *platform; /* preset name or path; NULL: "default" */
    const char *hostfile; /* or NULL */
    enum dr_map map;
    int64_t eager; /* bytes, or one of DR_EAGER_* */
    enum dr_progress progress;
    int tag_ub;                  /* the largest tag; 0: the largest int */
    enum dr_coll_sync coll_sync; /* does a collective wait for its members? */
    const char *coll; /* which algorithms, as coll/selection.h; or NULL */
    enum dr_net_mode net;
    int64_t flow_from; /* bytes; -1: of the platform */
    struct dr_scale scale;
    uint64_t seed;
    double time_limit_s;  /* simulated; 0: none */
    uint64_t event_limit; /* 0: none */
    size_t stack_size;    /* bytes; 0: chosen from the number of ranks */
    enum dr_check_buffers check_buffers;
    enum dr_report report;
    const char *report_file; /* NULL: stderr */
    enum dr_fail_on fail_on;
    const char *suppress;                 /* file with suppressions, or NULL */
    struct dr_suppressions *suppressions; /* what it says */
    const char *deadlock_graph; /* file ending in .dot or .svg, or NULL */
    struct dr_files traces;     /* formats by suffix; trace/format.h */
    bool explore; /* what MPI leaves open is decided from outside */
    bool tag_output;
    bool verbose; /* say which algorithms were chosen */
    bool quiet;
};

#endif
