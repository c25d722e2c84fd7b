/*
 * summary.h - what an exploration has found, whatever order it came in.
 *
 * Records of complete explorations come in any order; the summary is the same.
 * Equal findings are kept once, with the schedule that has the fewest choices,
 * of several such the first in the order of their lines.
 */
#ifndef DR_EXPLORE_SUMMARY_H
#define DR_EXPLORE_SUMMARY_H

#include "explore/record.h"
#include "explore/shared.h"

struct dr_found {
    long times;
    struct dr_record shortest;
};

/* A receive that several senders can reach. */
struct dr_race {
    char *what;    /* "rank 0, MPI_Recv at fan.c:12" */
    bool *senders; /* by rank */
};

struct dr_summary {
    int nranks;
    struct dr_found *found; /* by signature */
    int nfound;
    struct dr_race *races; /* by `what` */
    int nraces;
    struct dr_record plain; /* of the runs that ended well, the smallest
                               output, and the one after it */
    struct dr_record different;
    long nplain;
    int status; /* the highest of the runs that ended by themselves */
    int failed; /* exit status if there was nothing to explore */
};

/* Take a record, and what it owns. */
void dr_summary_add(struct dr_summary *summary, struct dr_record *record);

/* Order what was found: call before looking at it. */
void dr_summary_close(struct dr_summary *summary);

/* Append where two runs differ: "rank 0 prints "a" or "b" in line 3". */
void dr_summary_difference(const struct dr_summary *summary,
                           struct dr_text *text);

void dr_summary_end(struct dr_summary *summary);

#endif
