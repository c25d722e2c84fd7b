/*
 * compare.h - one program on several platforms and sizes: rows of a table.
 */
#ifndef DR_CLI_COMPARE_H
#define DR_CLI_COMPARE_H

#include "core/config.h"
#include "explore/trials.h"

/* What was asked for: every combination is a run. */
struct dr_compare {
    int nplatforms, nvaried, nsizes;
    char **platforms;   /* NULL: the one of the options */
    char **varied;      /* words of what_if.h; NULL: nothing */
    int *sizes;         /* ranks */
    const char *output; /* .csv, .png or .svg; or NULL */
    /* The runs: sizes of the first platform's first variation, and so on. */
    int count;
    struct dr_config *configs;
    struct dr_trial *trials;
};

/* A run that ended; all of it relative to the first size of its line. */
struct dr_compare_row {
    const char *platform, *varied;
    int ranks;
    const char *verdict;
    bool well; /* otherwise the numbers are nothing */
    double time_s;
    double speedup;       /* time of the first size over this one's */
    double efficiency;    /* speedup times first size over this size */
    double overlap;       /* part of all transfer time that is hidden */
    double communication; /* part of the ranks' time that is not computing */
};

/* A run as a row. */
struct dr_compare_row dr_compare_row(const struct dr_compare *compare, int run);

/* Append the table for people, why some could not run, and the lines of a CSV
 * file. */
void dr_compare_text(struct dr_text *text, const struct dr_compare *compare);
void dr_compare_refusals(struct dr_text *text,
                         const struct dr_compare *compare);
void dr_compare_csv(struct dr_text *text, const struct dr_compare *compare);

/* Is there a gnuplot to draw with? */
bool dr_compare_can_draw(void);

/* Draw time over ranks into compare->output.  Returns 0, or a status with a
 * sentence in `error`. */
int dr_compare_draw(const struct dr_compare *compare, struct dr_text *error);

#endif
