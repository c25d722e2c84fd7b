/*
 * suppress.h - findings that the user knows of and does not want to hear.
 *
 * A file of suppressions has lines "KIND FILE LINE": the kind as the report
 * has it or *, a pattern of fnmatch(3) for the file or the end of its path,
 * and a line or *; what is left out is *.  Text from # on is a comment.
 */
#ifndef DR_CORE_SUPPRESS_H
#define DR_CORE_SUPPRESS_H

#include "base/text.h"
#include "event/finding.h"

struct dr_suppressions;

/* Read a file: NULL, with a sentence in `error`, if it cannot be read or a
 * line says nothing sensible. */
struct dr_suppressions *dr_suppressions_read(const char *path,
                                             struct dr_text *error);
void dr_suppressions_end(struct dr_suppressions *suppressions);

/* Mark those of the findings that a line names; `suppressions` may be NULL. */
void dr_suppress(struct dr_suppressions *suppressions,
                 struct dr_findings *findings);

/* Append a sentence about the lines that have named no finding so far, if there
 * are any. */
void dr_suppressions_unused_text(struct dr_text *text,
                                 const struct dr_suppressions *suppressions);

#endif
