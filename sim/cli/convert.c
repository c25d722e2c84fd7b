/*
 * convert.c - the JSON report in the words of other tools.
 */
#include "cli/convert.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "cli/notice.h"

bool dr_convert_wanted(enum dr_report format)
{
    return format != DR_REPORT_TEXT && format != DR_REPORT_NONE;
}

const char *dr_convert_string(const json_t *object, const char *key)
{
    const char *string = json_string_value(json_object_get(object, key));

    return string ? string : "";
}

int dr_convert_number(const json_t *object, const char *key)
{
    return (int)json_integer_value(json_object_get(object, key));
}

static bool same(const json_t *one, const json_t *other, const char *key)
{
    return json_equal(json_object_get(one, key), json_object_get(other, key));
}

static bool has(const json_t *findings, const json_t *like)
{
    const json_t *it;
    size_t i;

    json_array_foreach(findings, i, it)
    {
        if (same(it, like, "kind") && same(it, like, "call") &&
            same(it, like, "file") && same(it, like, "line") &&
            same(it, like, "message"))
            return true;
    }
    return false;
}

static void add_new(json_t *findings, const json_t *from)
{
    json_t *it;
    size_t i;

    json_array_foreach(from, i, it)
    {
        if (!has(findings, it))
            json_array_append(findings, it);
    }
}

json_t *dr_convert_findings(const json_t *report)
{
    const json_t *explore = json_object_get(report, "explore"), *it;
    json_t *findings = json_array();
    size_t i;

    add_new(findings, json_object_get(report, "findings"));
    json_array_foreach(json_object_get(report, "check"), i, it)
        add_new(findings, json_object_get(it, "findings"));
    json_array_foreach(json_object_get(explore, "found"), i, it)
        add_new(findings, json_object_get(it, "findings"));
    return findings;
}

static void add_not_done(json_t *notes, const json_t *checks)
{
    const char *name;
    json_t *state;

    json_object_foreach((json_t *)(uintptr_t)checks, name, state)
    {
        if (strcmp(json_string_value(state), "done") != 0)
            json_array_append_new(
                notes, json_pack("{s:s,s:O}", "name", name, "why", state));
    }
}

json_t *dr_convert_not_done(const json_t *report)
{
    json_t *notes = json_array(), *it;
    size_t i;

    add_not_done(notes, json_object_get(report, "checks"));
    json_array_foreach(json_object_get(report, "check"), i, it)
    {
        const char *bounded = dr_convert_string(it, "bounded");

        if (bounded[0])
            json_array_append_new(notes, json_pack("{s:s,s:s}", "name",
                                                   "every order of messages",
                                                   "why", bounded));
    }
    return notes;
}

void dr_convert_who(struct dr_text *text, const json_t *finding)
{
    const json_t *ranks = json_object_get(finding, "ranks"), *it;
    const char *call = dr_convert_string(finding, "call");
    size_t i, count = json_array_size(ranks);
    int *numbers = dr_alloc((count + 1) * sizeof *numbers);

    json_array_foreach(ranks, i, it) numbers[i] = (int)json_integer_value(it);
    dr_ranks_text(text, numbers, count);
    free(numbers);
    if (call[0])
        dr_text_printf(text, "%s%s", count > 0 ? ", " : "", call);
    if (count > 0 || call[0])
        dr_text_printf(text, ": ");
}

void dr_convert(struct dr_text *text, enum dr_report format)
{
    json_t *report;

    if (format == DR_REPORT_JSON)
        return;
    report = json_loads(dr_text_string(text), 0, NULL);
    dr_text_clear(text);
    if (format == DR_REPORT_SARIF)
        dr_convert_sarif(text, report);
    else if (format == DR_REPORT_JUNIT)
        dr_convert_junit(text, report);
    else
        dr_convert_github(text, report);
    json_decref(report);
}
