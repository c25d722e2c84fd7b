/*
 * explore_text.h - what an exploration tells its user.
 */
#ifndef DR_CLI_EXPLORE_TEXT_H
#define DR_CLI_EXPLORE_TEXT_H

#include "cli/options.h"
#include "explore/summary.h"

/* An exploration that is over. */
struct dr_explored {
    const struct dr_options *options;
    const struct dr_shared *shared;
    const struct dr_summary *summary;
    const char *side_effect; /* a function that writes files, or NULL */
    int status;              /* exit status of it all */
    struct dr_text *paths;   /* schedules written: of each thing found, then of
                                both runs that differ; empty: not written */
};

/* The bounds that were reached: "--max-depth 3 reached". */
enum {
    DR_BOUND_KINDS = 9
};
int dr_explore_bounds(const struct dr_shared *shared,
                      struct dr_text words[DR_BOUND_KINDS]);

/* "deadlock", "crash" and so on; "exit status" of a run that ended by itself
 * with another status than 0. */
const char *dr_explore_word(const struct dr_record *record);

/* Append a warning for each receive that several senders can reach, if
 * anything depends on which does. */
void dr_explore_races_text(struct dr_text *text,
                           const struct dr_summary *summary);

/* The same as findings, appended to a JSON array (a json_t). */
void dr_explore_races_json(void *findings, const struct dr_summary *summary);

/* Append the report for people; for programs. */
void dr_explore_text(struct dr_text *text, const struct dr_explored *explored);
void dr_explore_json(struct dr_text *text, const struct dr_explored *explored);

#endif
