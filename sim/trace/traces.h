/*
 * traces.h - the traces of a run: files, opened before it and closed after.
 */
#ifndef DR_TRACE_TRACES_H
#define DR_TRACE_TRACES_H

#include "base/text.h"
#include "event/event.h"
#include "trace/record.h"

struct dr_traces;

/*
 * Open a file for each name, which is not copied; its suffix is its format
 * (format.h).  Nothing that was in a file is lost unless all can be opened.
 *
 * Returns NULL with one sentence in `error`; `usage`: the names are wrong, a
 * suffix unknown or two of them one file, else a file cannot be written or
 * gnuplot is missing.
 */
struct dr_traces *dr_traces_open(const char *const *names, int count,
                                 bool *usage, struct dr_text *error);

/* There is no run: close the files, remove those that were not there. */
void dr_traces_cancel(struct dr_traces *traces);

/* Record from now on. */
void dr_traces_begin(struct dr_traces *traces, struct dr_bus *bus,
                     const struct dr_trace_facts *facts);

/* Does any show the report of the run? */
bool dr_traces_want_report(const struct dr_traces *traces);

/*
 * Finish and close all.  `report` is the report as JSON, "" if none wants it.
 * Returns how many are not complete, a line for each in `errors`.
 */
int dr_traces_end(struct dr_traces *traces, double now_s, const char *report,
                  struct dr_text *errors);

#endif
