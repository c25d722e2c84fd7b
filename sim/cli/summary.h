/*
 * summary.h - where the time of a run went, for the reports.
 *
 * See trace/account.h and trace/path.h for what the numbers mean.
 */
#ifndef DR_CLI_SUMMARY_H
#define DR_CLI_SUMMARY_H

#include <jansson.h>

#include "base/text.h"
#include "trace/account.h"
#include "trace/path.h"

/* Sums over all ranks of the times of payloads. */
struct dr_summary_overlap {
    double payload_s;          /* each for itself */
    double transfer_s;         /* a rank has at least one under way */
    double hidden_s;           /* and computes meanwhile */
    double behind_transfers_s; /* payload_s - transfer_s */
    double ratio;              /* hidden_s of transfer_s */
    double all;                /* what is hidden behind either, of payload_s */
};

/* What a user might change, and what it would save at most. */
struct dr_summary_advice {
    const char *kind; /* NULL: nothing is worth it */
    double gain_s;
    char text[256];
};

/* Everything that is reported of a run that is over at `time_s`. */
struct dr_summary_facts {
    double time_s;
    struct dr_summary_overlap overlap;
    struct dr_path_found path; /* empty if ranks have not ended */
    struct dr_summary_advice advice;
};

/* The caller releases it with dr_path_found_end() of `path`. */
struct dr_summary_facts dr_summary_gather(double time_s);

/* Fill in the advice; the path is known. */
void dr_summary_advise(struct dr_summary_facts *facts);

/* "computing", "late_sender", ...: of the text and of the JSON report. */
const char *dr_path_part_word(enum dr_path_part part);
const char *dr_path_part_key(enum dr_path_part part);

/* The share with the most time that has not been `taken`, which is marked;
 * NULL: none is left. */
const struct dr_path_share *dr_summary_next(const struct dr_path_found *path,
                                            bool *taken);

/* The part that most of a share is. */
enum dr_path_part dr_summary_part(const struct dr_path_share *share);

/* Append the lines for people; add the keys for programs, some of them to the
 * objects of `per_rank`. */
void dr_summary_text(struct dr_text *text, double time_s);
void dr_summary_json(json_t *report, json_t *per_rank, double time_s);

#endif
