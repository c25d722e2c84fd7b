/*
 * finding.h - what was found wrong, in the words of the report.
 *
 * Findings are kept in the order they were made.  Strings are owned by the
 * list.  Kinds are the stable words of the JSON report.
 */
#ifndef DR_EVENT_FINDING_H
#define DR_EVENT_FINDING_H

#include <stddef.h>

enum dr_finding_kind {
    DR_FOUND_DEADLOCK,
    DR_FOUND_BUFFERING_DEPENDENT,
    DR_FOUND_TRUNCATION,
    DR_FOUND_INVALID_ARGUMENT,
    DR_FOUND_REQUEST_MISUSE,
    DR_FOUND_CALL_OUTSIDE_MPI,
    DR_FOUND_MISSING_FINALIZE,
    DR_FOUND_CRASH,
    DR_FOUND_ABORT,
};

/* "deadlock", "invalid_argument", ... */
const char *dr_finding_word(enum dr_finding_kind kind);

enum dr_severity {
    DR_WARNING,
    DR_ERROR
};

struct dr_finding {
    enum dr_finding_kind kind;
    enum dr_severity severity;
    double time_s;
    int rank;         /* -1: of the whole run */
    char *call;       /* "MPI_Send", or NULL */
    const void *site; /* code address of the call, or NULL */
    char *message;    /* one sentence, values included */
};

struct dr_findings {
    struct dr_finding *items;
    size_t count, room;
};

/* Append one; `call` and `message` are copied. */
void dr_findings_add(struct dr_findings *list, struct dr_finding finding);

/* Release everything. */
void dr_findings_end(struct dr_findings *list);

#endif
