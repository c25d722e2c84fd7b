/*
 * run.h - one simulation from beginning to end.
 */
#ifndef DR_API_RUN_H
#define DR_API_RUN_H

#include "core/config.h"
#include "core/world.h"
#include "p2p/moves.h"

/* What else a run needs to know. */
struct dr_plan {
    dr_over_fn *over;
    dr_choose_fn *choose; /* decides what MPI leaves open; NULL: arrival */
    void *self;           /* of `choose` */
    bool unrecorded;      /* others find out what buffering hides */
    bool capture;         /* keep what ranks print, see core/output.h */
    bool pass_on;         /* and print it */
    int copy_input;       /* file that gets what rank 0 reads; 0: none */
};

/*
 * Run the program that `config` names, call `plan->over`, flush all output and
 * leave the process with the run's status: SimGrid serves one simulation per
 * process.
 *
 * Returns only if the run cannot start: DR_EXIT_INPUT, with one sentence in
 * `error`.  Both arguments must stay valid.
 */
int dr_run(const struct dr_config *config, const struct dr_plan *plan,
           struct dr_text *error);

#endif
