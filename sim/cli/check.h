/*
 * check.h - what `dryrun check` has found, and how it is told.
 */
#ifndef DR_CLI_CHECK_H
#define DR_CLI_CHECK_H

#include <jansson.h>

#include "cli/options.h"
#include "explore/summary.h"
#include "explore/trials.h"
#include "explore/variations.h"

struct dr_check {
    const struct dr_options *options;
    /* Those that ran have a record; that of the exploration is the worst
     * schedule's, and belongs to `orders`. */
    struct dr_trial trials[DR_VARIATIONS];
    struct dr_summary orders;
    struct dr_shared *shared; /* counts schedules; NULL: not explored */
    const char *not_explored; /* why */
    int input;                /* file with what rank 0 read in the given run */
    uint64_t turns_at; /* the least eager limit at which it ends; 0: unknown */
    int signal;        /* that ended it early, or 0 */
};

/* A send that only buffering completes. */
struct dr_check_send {
    uint64_t bytes;
    int rank;
    const char *where; /* "MPI_Send at f.c:12", in the record */
};

/* "ok", "deadlock", ...; "killed" or "not run" without a record. */
const char *dr_check_word(const struct dr_trial *trial);

/* The variation that decides: a deadlock before a crash, an error, an abort, a
 * limit; of equal ones the highest status, then the first. */
int dr_check_worst(const struct dr_check *check);

/* The exit status of the command. */
int dr_check_status(const struct dr_check *check);

/* It ends as given, and hangs in sends once nothing is buffered. */
bool dr_check_needs_buffers(const struct dr_check *check);

/* One line of record.sends. */
struct dr_check_send dr_check_send_of(const struct dr_record *record, int i);

/* Append "MPI_Send at f.c:12, MPI_Send at f.c:20": each place once. */
void dr_check_sends_text(struct dr_text *text, const struct dr_record *record);

/* Try other orders of messages, within --max-schedules; if none is given,
 * within a hundred. */
void dr_check_orders(struct dr_check *check);

/* How many orders were tried; were these all?  Append the bounds that were
 * reached if not, and why none was tried. */
long dr_check_tried(const struct dr_check *check);
bool dr_check_tried_all(const struct dr_check *check);
void dr_check_bounds_text(struct dr_text *text, const struct dr_check *check);

/* The first variation that ended well and printed something else than the
 * given one, and append where; 0 if there is none. */
int dr_check_difference(const struct dr_check *check, struct dr_text *text);

/* The object "checks" of the report, owned by the caller, or NULL if there was
 * no run; append in one line what was not done, or in part. */
json_t *dr_check_done(const struct dr_check *check);
void dr_check_done_text(struct dr_text *text, const struct dr_check *check);

/* Append the report for people, and for programs. */
void dr_check_text(struct dr_text *text, const struct dr_check *check);
void dr_check_json(struct dr_text *text, const struct dr_check *check);

#endif
