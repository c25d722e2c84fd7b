/*
 * notice.h - findings as their reader gets them: equal ones told once.
 *
 * Findings of one kind with the same words at the same place, and the same
 * place of the first other call, are one notice, whichever ranks made them, how
 * often and of which numbers.  Notices keep the
 * order in which their first findings were made; those that the user suppressed
 * are counted.
 */
#ifndef DR_CLI_NOTICE_H
#define DR_CLI_NOTICE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/table.h"
#include "base/text.h"
#include "core/site.h"
#include "event/finding.h"

struct dr_notice {
    const struct dr_finding *finding; /* the first of them */
    struct dr_place place;            /* file NULL: not known */
    struct dr_place other;            /* of the first related call */
    bool differ;                      /* in numbers: those of the first */
    int *ranks;                       /* ascending, each once */
    size_t nranks;
    size_t times; /* how many findings */
    uint64_t key; /* equal for equal ones */
};

struct dr_notices {
    struct dr_notice *items;
    size_t count, room;
    size_t suppressed;
    struct dr_table by_key; /* index + 1 */
};

/* The findings must stay as long as the notices. */
struct dr_notices dr_notices_gather(const struct dr_findings *findings);
void dr_notices_end(struct dr_notices *notices);

/* Append what the notice says; of findings that differ, that of the first. */
void dr_notice_text(struct dr_text *text, const struct dr_notice *notice);

/* Append "rank 3" or "ranks 0-3, 7" of ascending ranks; nothing for none, which
 * is the whole run. */
void dr_ranks_text(struct dr_text *text, const int *ranks, size_t count);

#endif
