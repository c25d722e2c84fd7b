/*
 * series.h - one program, run on several machines in processes of their own.
 *
 * The given run, if there is one, prints and reads the real input; the others
 * read a copy of what it read, and print nothing.
 */
#ifndef DR_CLI_SERIES_H
#define DR_CLI_SERIES_H

#include <stdbool.h>

#include "core/config.h"
#include "explore/trials.h"

struct dr_series {
    const struct dr_config *configs;
    struct dr_trial *trials; /* what becomes of each */
    int input;               /* file for what the given run reads, or -1 */
    bool given;              /* all of these print, and read the real input */
    bool json;               /* records have the report for programs */
    bool text;               /* and the text report although all is well */
    const char *progress;    /* who says on a terminal how far it has come; or
                                NULL */
};

/* Run `count` of them, `jobs` at a time; as dr_trials_run(). */
bool dr_series_run(const struct dr_series *series, int count, int jobs,
                   int *signal);

/* How many at a time: as asked for, or one per processor; one if they might
 * write to the same files, which is said. */
int dr_series_jobs(const char *command, const struct dr_config *config,
                   int asked);

#endif
