/*
 * runs.h - what the commands share that run a program many times.
 */
#ifndef DR_CLI_RUNS_H
#define DR_CLI_RUNS_H

#include "core/config.h"
#include "core/world.h"
#include "explore/record.h"

/* The record of the run that is over now, its output captured; with the text
 * report if anything is worth telling or if `text`, with the JSON report if
 * `json`. */
struct dr_record dr_runs_record(enum dr_verdict verdict, int status, bool json,
                                bool text);

/* A function that writes files and that the program calls, or NULL. */
const char *dr_runs_writes(const struct dr_config *config);

/* What runs of `command` do to files is not undone: say so if the program may.
 * True if it may. */
bool dr_runs_warn(const char *command, const struct dr_config *config);

/* May the program look at a clock? */
bool dr_runs_read_clocks(const struct dr_config *config);

#endif
