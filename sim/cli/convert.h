/*
 * convert.h - the JSON report in the words of other tools.
 *
 * Every command makes one JSON report; what SARIF viewers, continuous
 * integration and code hosts read is made from it.
 */
#ifndef DR_CLI_CONVERT_H
#define DR_CLI_CONVERT_H

#include <jansson.h>

#include "base/text.h"
#include "core/config.h"

/* Does this report begin as a JSON report? */
bool dr_convert_wanted(enum dr_report format);

/* Replace the JSON report in `text` by the one in `format`. */
void dr_convert(struct dr_text *text, enum dr_report format);

/*
 * All findings of a report: those of the run, and of the variations of a check
 * or the schedules of an exploration that the run has not.  The caller
 * releases the array; each element has the keys of a finding.
 */
json_t *dr_convert_findings(const json_t *report);

/*
 * What was not, or only partly, looked for: an array that the caller releases,
 * of objects with "name" and "why".
 */
json_t *dr_convert_not_done(const json_t *report);

/* A string of an object, "" if there is none; a number, or 0. */
const char *dr_convert_string(const json_t *object, const char *key);
int dr_convert_number(const json_t *object, const char *key);

/* Append "ranks 0-1, 3: MPI_Send: " as far as a finding has it. */
void dr_convert_who(struct dr_text *text, const json_t *finding);

/* Append SARIF 2.1.0 (OASIS standard, 27 March 2020). */
void dr_convert_sarif(struct dr_text *text, const json_t *report);

/* Append a JUnit XML report as continuous integration servers read it: a test
 * case for the run, one for each variation of a check, and for each finding;
 * what was not looked for is skipped. */
void dr_convert_junit(struct dr_text *text, const json_t *report);

/* Append GitHub's workflow commands: an annotation for each finding. */
void dr_convert_github(struct dr_text *text, const json_t *report);

#endif
