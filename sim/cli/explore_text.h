/*
 * explore_text.h - what an exploration tells its user.
 */
#ifndef DR_CLI_EXPLORE_TEXT_H
#define DR_CLI_EXPLORE_TEXT_H

#include "cli/options.h"
#include "explore/summary.h"

/* The command line that is explored; schedules repeat it. */
struct dr_command {
    int argc;
    char **argv;
    const struct dr_options *options;
};

/*
 * Print what was found, write the schedules that fail, and return the exit
 * status: 80 deadlock, 82 crash, 81 misuse, else the highest of the program's
 * own, or 83 if some schedules are unknown because branches were killed.
 */
int dr_explore_report(const struct dr_command *command,
                      const struct dr_shared *shared,
                      const struct dr_summary *summary);

/* Print the help of the command. */
void dr_explore_help(void);

#endif
