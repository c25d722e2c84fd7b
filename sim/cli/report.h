/*
 * report.h - what a run tells its user when it is over.
 */
#ifndef DR_CLI_REPORT_H
#define DR_CLI_REPORT_H

#include "base/text.h"
#include "core/world.h"
#include "p2p/stuck.h"

/* The facts of a finished run, beside dr_world itself. */
struct dr_report_facts {
    enum dr_verdict verdict;
    int status;
    double time_s;         /* when the run ended */
    int others;            /* alive and not stuck, in a deadlock */
    bool colour;           /* the text goes to a terminal that shows it */
    struct dr_stuck stuck; /* filled in for a deadlock, a limit, a signal */
};

/* The facts of the run that is over now; released by dr_report_drop(). */
struct dr_report_facts dr_report_gather(enum dr_verdict verdict, int status);
void dr_report_drop(struct dr_report_facts *facts);

/* Append the escape sequence, if the report has colours. */
enum dr_paint {
    DR_PAINT_PLAIN,
    DR_PAINT_BAD,  /* what went wrong */
    DR_PAINT_NOTE, /* what might help */
};
void dr_report_paint(struct dr_text *text, const struct dr_report_facts *facts,
                     enum dr_paint paint);

/* What was looked for: each check with "done", or "partly: " or "not done: "
 * and why. */
typedef void dr_report_check(void *self, const char *name, const char *state);
void dr_report_checks(const struct dr_report_facts *facts,
                      dr_report_check *tell, void *self);

/* "ok", "deadlock", "error", "crash", "abort", "limit". */
const char *dr_verdict_word(enum dr_verdict verdict);

/* Append the report for people; for programs. */
void dr_report_text(struct dr_text *text, const struct dr_report_facts *facts);
void dr_report_json(struct dr_text *text, const struct dr_report_facts *facts);

/*
 * Create the report file before the run, which may take long and may change
 * the working directory.  What is there and no ordinary file, such as a pipe,
 * is left alone.  `path` becomes an absolute path, good for the whole process.
 * Returns 0, or DR_EXIT_INPUT with a sentence in `error`.
 */
int dr_report_begin(const char **path, struct dr_text *error);

/* The same of another file, `what` in the sentence. */
int dr_report_create(const char **path, const char *what,
                     struct dr_text *error);

/* Can the file of --deadlock-graph be written, if there is to be one?  Nothing
 * changes, since there may be no deadlock. */
int dr_report_check_graph(const char *path, struct dr_text *error);

/* There was no run: leave no empty report. */
void dr_report_cancel(const char *path);

/* Write it to the file, NULL: stderr.  If the file does not take all of it,
 * says so and returns DR_EXIT_INPUT, which becomes the exit status: who reads
 * the file must not take what is there for the result.  Otherwise 0. */
int dr_report_put(const struct dr_text *text, const char *file);

#endif
