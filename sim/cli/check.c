/*
 * check.c - what `dryrun check` has found.
 */
#include "cli/check.h"

#include <stdlib.h>
#include <string.h>

#include "cli/report.h"
#include "explore/summary.h"

enum {
    PLACES_MOST = 4
};

static bool ran(const struct dr_trial *trial)
{
    return trial->record.signature != NULL;
}

static bool hangs(const struct dr_trial *trial)
{
    return ran(trial) && trial->record.verdict == DR_VERDICT_DEADLOCK;
}

const char *dr_check_word(const struct dr_trial *trial)
{
    if (ran(trial))
        return dr_verdict_word((enum dr_verdict)trial->record.verdict);
    return trial->status != 0 ? "killed" : "not run";
}

/* What a user must know first has the highest number. */
static int weight(const struct dr_trial *trial)
{
    static const int weights[] = {
        [DR_VERDICT_OK] = 0,    [DR_VERDICT_LIMIT] = 2,
        [DR_VERDICT_ABORT] = 3, [DR_VERDICT_ERROR] = 4,
        [DR_VERDICT_CRASH] = 5, [DR_VERDICT_DEADLOCK] = 6,
    };

    if (!ran(trial))
        return trial->status != 0;
    return weights[trial->record.verdict];
}

static int status_of(const struct dr_trial *trial)
{
    if (ran(trial))
        return trial->record.status;
    return trial->status != 0 ? DR_EXIT_LIMIT : 0;
}

int dr_check_worst(const struct dr_check *check)
{
    int worst = 0;

    for (int i = 1; i < DR_VARIATIONS; i++) {
        const struct dr_trial *it = &check->trials[i];
        const struct dr_trial *other = &check->trials[worst];

        if (weight(it) > weight(other) ||
            (weight(it) == weight(other) && status_of(it) > status_of(other)))
            worst = i;
    }
    return worst;
}

int dr_check_status(const struct dr_check *check)
{
    if (check->signal != 0)
        return 128 + check->signal;
    return status_of(&check->trials[dr_check_worst(check)]);
}

bool dr_check_needs_buffers(const struct dr_check *check)
{
    const struct dr_trial *strict = &check->trials[DR_VARIATION_NO_BUFFERS];

    return hangs(strict) && strict->record.sends.count > 0 &&
           ran(&check->trials[DR_VARIATION_GIVEN]) &&
           !hangs(&check->trials[DR_VARIATION_GIVEN]);
}

struct dr_check_send dr_check_send_of(const struct dr_record *record, int i)
{
    const char *line = dr_text_string(&record->sends.lines[i]);
    struct dr_check_send send;
    char *end;

    send.bytes = strtoull(line, &end, 10);
    send.rank = (int)strtol(end, &end, 10);
    send.where = end + 1;
    return send;
}

static bool seen_before(const struct dr_record *record, int i)
{
    const char *where = dr_check_send_of(record, i).where;

    while (i-- > 0) {
        if (!strcmp(dr_check_send_of(record, i).where, where))
            return true;
    }
    return false;
}

void dr_check_sends_text(struct dr_text *text, const struct dr_record *record)
{
    int places = 0;

    for (int i = 0; i < record->sends.count; i++) {
        if (seen_before(record, i))
            continue;
        if (places++ == PLACES_MOST) {
            dr_text_printf(text, " and others");
            return;
        }
        dr_text_printf(text, "%s%s", places > 1 ? ", " : "",
                       dr_check_send_of(record, i).where);
    }
}

int dr_check_difference(const struct dr_check *check, struct dr_text *text)
{
    const struct dr_trial *given = &check->trials[DR_VARIATION_GIVEN];
    size_t before = text->length;

    for (int i = 1; i < DR_VARIATION_ORDERS; i++) {
        const struct dr_trial *it = &check->trials[i];
        struct dr_summary pair = {.plain = given->record,
                                  .different = it->record};

        if (!ran(given) || weight(given) > 0 || !ran(it) || weight(it) > 0)
            continue;
        dr_summary_difference(&pair, text);
        if (text->length > before)
            return i;
    }
    return 0;
}
