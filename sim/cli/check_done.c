/*
 * check_done.c - what `dryrun check` has looked for, and what it could not.
 *
 * It is what the given run tells, but for buffering: that the variations
 * decide.
 */
#include <string.h>

#include "cli/check.h"
#include "core/world.h"

/* Does the verdict say whether the program hangs? */
static bool decided(const struct dr_trial *trial)
{
    return trial->record.signature && trial->record.verdict != DR_VERDICT_LIMIT;
}

static const char *buffering_state(const struct dr_check *check)
{
    if (!decided(&check->trials[DR_VARIATION_GIVEN]))
        return "not done: the run as given did not come to its end";
    if (!decided(&check->trials[DR_VARIATION_NO_BUFFERS]))
        return "not done: the run with --eager 0 did not come to its end";
    return "done";
}

json_t *dr_check_done(const struct dr_check *check)
{
    const char *given = check->trials[DR_VARIATION_GIVEN].record.json;
    json_t *report = given ? json_loads(given, 0, NULL) : NULL;
    json_t *checks = json_object_get(report, "checks");

    if (checks)
        json_object_set_new(checks, "buffering_dependent",
                            json_string(buffering_state(check)));
    json_incref(checks);
    json_decref(report);
    return checks;
}

/* "; not done: memory (why), leaks (why)" */
static void add_those(struct dr_text *text, json_t *checks, const char *state)
{
    size_t length = strlen(state);
    bool first = true;
    const char *name;
    json_t *it;

    json_object_foreach(checks, name, it)
    {
        const char *words = json_string_value(it);

        if (strncmp(words, state, length) != 0)
            continue;
        if (first)
            dr_text_printf(text, "%s%s", text->length > 0 ? "; " : "", state);
        dr_text_printf(text, "%s %s (%s)", first ? "" : ",", name,
                       words + length + 1);
        first = false;
    }
}

void dr_check_done_text(struct dr_text *text, const struct dr_check *check)
{
    json_t *checks = dr_check_done(check);
    struct dr_text words = DR_TEXT_EMPTY;

    add_those(&words, checks, "not done:");
    add_those(&words, checks, "partly:");
    if (words.length > 0)
        dr_text_printf(text, "dryrun check: checks %s\n", words.data);
    dr_text_end(&words);
    json_decref(checks);
}
