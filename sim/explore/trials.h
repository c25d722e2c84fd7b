/*
 * trials.h - runs in processes of their own, side by side.
 *
 * A trial ends with a record in memory that it shares with its parent, or
 * without one if it could not begin or was killed.  Results do not depend on
 * how many run at once.
 */
#ifndef DR_EXPLORE_TRIALS_H
#define DR_EXPLORE_TRIALS_H

#include <stdbool.h>
#include <sys/types.h>

#include "explore/record.h"

struct dr_trial {
    struct dr_record record; /* signature NULL: there is none */
    int status;              /* of the process: exit status, or 128 + signal */
    char *why;   /* it could not begin: a sentence, owned; or NULL */
    pid_t child; /* 0: not running */
    int memory;  /* file with the record */
};

/* What a trial does, in its process; it tells by dr_trial_tell(). */
typedef void dr_trial_fn(int index, void *self);

/* So many are over; told from time to time. */
typedef void dr_trial_news_fn(int over, int count, void *self);

/*
 * Run `count` trials, `jobs` at a time.  False if SIGINT or SIGTERM ended them
 * early, with that signal in `*signal`; none is left running then.
 */
bool dr_trials_run(struct dr_trial *trials, int count, int jobs,
                   dr_trial_fn *body, dr_trial_news_fn *news, void *self,
                   int *signal);

/* In a trial: leave the record for the parent; or why it cannot begin. */
void dr_trial_tell(const struct dr_trial *trial,
                   const struct dr_record *record);
void dr_trial_refuse(const struct dr_trial *trial, const char *why);

#endif
