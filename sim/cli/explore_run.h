/*
 * explore_run.h - an exploration, for the commands that want one.
 */
#ifndef DR_CLI_EXPLORE_RUN_H
#define DR_CLI_EXPLORE_RUN_H

#include "cli/options.h"
#include "explore/summary.h"

/*
 * Visit the schedules of a program within `shared->bounds`.  The summary is
 * closed then; summary->failed is the exit status if the program could not be
 * run, and it has said why.  `silent`: what it writes to stderr is dropped.
 */
void dr_explore_run(const struct dr_options *options, struct dr_shared *shared,
                    struct dr_summary *summary, bool silent);

/* Does anything that was found depend on the order of messages?  Only then is
 * a receive with several senders a race. */
bool dr_explore_is_racy(const struct dr_summary *summary);

#endif
