/*
 * run.h - one simulation from beginning to end.
 */
#ifndef DR_API_RUN_H
#define DR_API_RUN_H

#include "core/config.h"
#include "core/world.h"

/*
 * Run the program that `config` names, call `over`, flush all output and
 * leave the process with the run's status: SimGrid serves one simulation per
 * process.
 *
 * Returns only if the run cannot start: DR_EXIT_INPUT, with one sentence in
 * `error`.  `config` must stay valid.
 */
int dr_run(const struct dr_config *config, dr_over_fn *over,
           struct dr_text *error);

#endif
