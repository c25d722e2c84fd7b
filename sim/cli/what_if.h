/*
 * what_if.h - the same run on machines that do not exist.
 *
 *     latency=0|xF        of links and protocols, xF: times F
 *     bandwidth=inf|xF
 *     compute=0|xF        DR_Compute and DR_Compute_flops
 *     eager=BYTES|inf     and so on: options of a run, with their values
 *     progress= net= map= coll= coll-sync= platform= ranks=
 *
 * Each word of a list is a machine of its own; if there are several, and no two
 * change the same thing, one more has all of them.
 */
#ifndef DR_CLI_WHAT_IF_H
#define DR_CLI_WHAT_IF_H

#include "base/text.h"
#include "core/config.h"

enum {
    DR_WHAT_IF_MOST = 32
};

struct dr_what_if {
    int count; /* machines, the given one first */
    const char *name[DR_WHAT_IF_MOST];
    struct dr_config config[DR_WHAT_IF_MOST];
};

/*
 * The machines that `list` makes of the given one.
 *
 * Returns 0, or DR_EXIT_USAGE with a sentence that names the word and what it
 * should have been.
 */
int dr_what_if_read(struct dr_what_if *what, const struct dr_config *given,
                    const char *list, struct dr_text *error);

/* Change one thing, "eager=inf". */
int dr_what_if_change(struct dr_config *config, const char *word,
                      struct dr_text *error);

#endif
