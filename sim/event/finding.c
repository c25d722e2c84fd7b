/*
 * finding.c - what was found wrong, in the words of the report.
 */
#include "event/finding.h"

#include <stdlib.h>

#include "base/memory.h"

const char *dr_finding_word(enum dr_finding_kind kind)
{
    static const char *const words[] = {
        [DR_FOUND_DEADLOCK] = "deadlock",
        [DR_FOUND_BUFFERING_DEPENDENT] = "buffering_dependent",
        [DR_FOUND_TRUNCATION] = "truncation",
        [DR_FOUND_INVALID_ARGUMENT] = "invalid_argument",
        [DR_FOUND_REQUEST_MISUSE] = "request_misuse",
        [DR_FOUND_CALL_OUTSIDE_MPI] = "call_outside_mpi",
        [DR_FOUND_MISSING_FINALIZE] = "missing_finalize",
        [DR_FOUND_CRASH] = "crash",
        [DR_FOUND_ABORT] = "abort",
    };

    return words[kind];
}

void dr_findings_add(struct dr_findings *list, struct dr_finding finding)
{
    if (list->count == list->room) {
        list->room = list->room ? 2 * list->room : 8;
        list->items = dr_realloc(list->items, list->room * sizeof *list->items);
    }
    if (finding.call)
        finding.call = dr_strdup(finding.call);
    finding.message = dr_strdup(finding.message);
    list->items[list->count++] = finding;
}

void dr_findings_end(struct dr_findings *list)
{
    for (size_t i = 0; i < list->count; i++) {
        free(list->items[i].call);
        free(list->items[i].message);
    }
    free(list->items);
    *list = (struct dr_findings){0};
}
