/*
 * finding.h - what was found wrong, in the words of the report.
 *
 * Findings are kept in the order they were made.  Strings are owned by the
 * list.  Kinds are the stable words of the JSON report.
 */
#ifndef DR_EVENT_FINDING_H
#define DR_EVENT_FINDING_H

#include <stdbool.h>
#include <stddef.h>

#include "base/text.h"

enum dr_finding_kind {
    DR_FOUND_DEADLOCK,
    DR_FOUND_BUFFERING_DEPENDENT,
    DR_FOUND_MESSAGE_RACE,
    DR_FOUND_COLLECTIVE_MISMATCH,
    DR_FOUND_TRUNCATION,
    DR_FOUND_TYPE_MISMATCH,
    DR_FOUND_INVALID_ARGUMENT,
    DR_FOUND_BUFFER_IN_USE,
    DR_FOUND_REQUEST_MISUSE,
    DR_FOUND_REQUEST_LEAK,
    DR_FOUND_OBJECT_LEAK,
    DR_FOUND_UNMATCHED_MESSAGE,
    DR_FOUND_RMA_EPOCH,
    DR_FOUND_RMA_CONFLICT,
    DR_FOUND_IO_ERROR,
    DR_FOUND_CALL_OUTSIDE_MPI,
    DR_FOUND_MISSING_FINALIZE,
    DR_FOUND_CRASH,
    DR_FOUND_ABORT,
    DR_FOUND_KINDS
};

/* "deadlock", "invalid_argument", ... */
const char *dr_finding_word(enum dr_finding_kind kind);

/* Append all of them, as for --help: lines of 80 characters at most. */
void dr_finding_kinds_text(struct dr_text *text);

/* What it means, in a sentence. */
const char *dr_finding_meaning(enum dr_finding_kind kind);

enum dr_severity {
    DR_NOTE, /* the program was told and may know; never fails a run */
    DR_WARNING,
    DR_ERROR
};

/* "note", "warning", "error" */
const char *dr_severity_word(enum dr_severity severity);

/* A call that has its part in a finding: the other side of a mismatch, the
 * send whose buffer was written. */
struct dr_related {
    int rank;
    const char *call; /* or NULL */
    const void *site; /* or NULL */
};

struct dr_finding {
    enum dr_finding_kind kind;
    enum dr_severity severity;
    double time_s;
    int rank;             /* -1: of the whole run */
    const char *call;     /* "MPI_Send", or NULL */
    const void *site;     /* code address of the call, or NULL */
    const char *landmark; /* what is at `site`, if not the call, as "main
                             begins"; or NULL; not copied */
    const char *message;  /* one sentence, values included */
    const char *advice;   /* what to do, or NULL */
    const struct dr_related *related;
    size_t nrelated;
    bool suppressed; /* the user knows; core/suppress.h */
};

struct dr_findings {
    struct dr_finding *items;
    size_t count, room;
};

/* Append one; its strings and related calls are copied. */
void dr_findings_add(struct dr_findings *list, struct dr_finding finding);

/* Another call has its part in finding number `number`; it is copied. */
void dr_findings_relate(struct dr_findings *list, size_t number,
                        struct dr_related related);

/* Release everything. */
void dr_findings_end(struct dr_findings *list);

#endif
