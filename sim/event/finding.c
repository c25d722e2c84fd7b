/*
 * finding.c - what was found wrong, in the words of the report.
 */
#include "event/finding.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

/* By kind: its word in reports, and what it means. */
static const struct {
    const char *word, *meaning;
} kinds[] = {
    [DR_FOUND_DEADLOCK] = {"deadlock", "Ranks wait for each other for ever."},
    [DR_FOUND_BUFFERING_DEPENDENT] =
        {"buffering_dependent",
         "The program ends only because messages are buffered."},
    [DR_FOUND_MESSAGE_RACE] =
        {"message_race",
         "What a receive gets depends on which message comes first."},
    [DR_FOUND_COLLECTIVE_MISMATCH] =
        {"collective_mismatch",
         "Ranks of a communicator call different collectives at a time, or "
         "give different data, roots or operators."},
    [DR_FOUND_TRUNCATION] = {"truncation",
                             "A message is longer than its receive."},
    [DR_FOUND_TYPE_MISMATCH] =
        {"type_mismatch",
         "What is sent and what is received are of different types."},
    [DR_FOUND_BUFFER_IN_USE] =
        {"buffer_in_use",
         "The program touches memory that a pending operation owns, or frees "
         "that of a window."},
    [DR_FOUND_INVALID_ARGUMENT] = {"invalid_argument",
                                   "A call was given what MPI does not allow."},
    [DR_FOUND_REQUEST_MISUSE] =
        {"request_misuse", "A request was used in a state that forbids it."},
    [DR_FOUND_REQUEST_LEAK] = {"request_leak",
                               "A nonblocking operation is never completed."},
    [DR_FOUND_OBJECT_LEAK] = {"object_leak",
                              "An object of MPI is made and never freed."},
    [DR_FOUND_UNMATCHED_MESSAGE] = {"unmatched_message",
                                    "A message is sent and never received."},
    [DR_FOUND_RMA_EPOCH] = {"rma_epoch",
                            "A window is accessed outside of its epochs."},
    [DR_FOUND_RMA_CONFLICT] =
        {"rma_conflict",
         "Accesses to a window that nothing orders touch the same memory."},
    [DR_FOUND_IO_ERROR] = {"io_error",
                           "A file is used in a way that MPI or the system "
                           "does not allow."},
    [DR_FOUND_CALL_OUTSIDE_MPI] =
        {"call_outside_mpi",
         "MPI was called before MPI_Init, after MPI_Finalize, or by a thread "
         "that must not."},
    [DR_FOUND_MISSING_FINALIZE] = {"missing_finalize",
                                   "A rank ended without MPI_Finalize."},
    [DR_FOUND_CRASH] = {"crash", "A rank was ended by a signal."},
    [DR_FOUND_ABORT] = {"abort", "The run was ended from within or outside."},
};

const char *dr_finding_word(enum dr_finding_kind kind)
{
    return kinds[kind].word;
}

const char *dr_finding_meaning(enum dr_finding_kind kind)
{
    return kinds[kind].meaning;
}

const char *dr_severity_word(enum dr_severity severity)
{
    static const char *const words[] = {
        [DR_NOTE] = "note", [DR_WARNING] = "warning", [DR_ERROR] = "error"};

    return words[severity];
}

void dr_finding_kinds_text(struct dr_text *text)
{
    size_t column = 0;

    dr_text_printf(text, "\nKinds of findings, for --suppress:");
    for (int i = 0; i < DR_FOUND_KINDS; i++) {
        bool fits = column > 0 && column + strlen(kinds[i].word) < 76;

        column = (fits ? column : 0) + strlen(kinds[i].word) + 2;
        dr_text_printf(text, "%s%s%s", fits ? " " : "\n  ", kinds[i].word,
                       i + 1 < DR_FOUND_KINDS ? "," : "\n");
    }
}

static const char *copy(const char *string)
{
    return string ? dr_strdup(string) : NULL;
}

static const struct dr_related *copy_related(const struct dr_finding *finding)
{
    size_t count = finding->nrelated;
    struct dr_related *copies;

    if (count == 0)
        return NULL;
    copies = dr_alloc(count * sizeof *copies);
    for (size_t i = 0; i < count; i++) {
        copies[i] = finding->related[i];
        copies[i].call = copy(copies[i].call);
    }
    return copies;
}

void dr_findings_add(struct dr_findings *list, struct dr_finding finding)
{
    if (list->count == list->room) {
        list->room = list->room ? 2 * list->room : 8;
        list->items = dr_realloc(list->items, list->room * sizeof *list->items);
    }
    finding.call = copy(finding.call);
    finding.message = copy(finding.message);
    finding.advice = copy(finding.advice);
    finding.related = copy_related(&finding);
    list->items[list->count++] = finding;
}

void dr_findings_relate(struct dr_findings *list, size_t number,
                        struct dr_related related)
{
    struct dr_finding *finding = &list->items[number];
    size_t count = finding->nrelated++;
    struct dr_related *grown = dr_realloc((void *)(uintptr_t)finding->related,
                                          finding->nrelated * sizeof *grown);

    grown[count] = related;
    grown[count].call = copy(related.call);
    finding->related = grown;
}

static void release(const char *string)
{
    free((void *)(uintptr_t)string);
}

void dr_findings_end(struct dr_findings *list)
{
    for (size_t i = 0; i < list->count; i++) {
        const struct dr_finding *it = &list->items[i];

        release(it->call);
        release(it->message);
        release(it->advice);
        for (size_t k = 0; k < it->nrelated; k++)
            release(it->related[k].call);
        free((void *)(uintptr_t)it->related);
    }
    free(list->items);
    *list = (struct dr_findings){0};
}
