/*
 * supervise.h - the process that starts an exploration and hears its results.
 */
#ifndef DR_EXPLORE_SUPERVISE_H
#define DR_EXPLORE_SUPERVISE_H

#include "explore/branch.h"
#include "explore/summary.h"

/*
 * Fork the first branch.
 *
 * In the branch: returns it; the caller runs the simulation with
 * dr_branch_choose() and ends each schedule with dr_branch_end().
 *
 * In the supervisor: hears all schedules, showing progress if stderr is a
 * terminal, and returns NULL when the last branch has ended, with `summary`
 * closed.  SIGINT and SIGTERM end the exploration early; what was found stays.
 */
struct dr_branch *dr_supervise(struct dr_shared *shared,
                               struct dr_summary *summary);

#endif
