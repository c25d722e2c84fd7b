/*
 * convert_github.c - the findings as annotations of a pull request.
 *
 * GitHub Docs, "Workflow commands for GitHub Actions": lines
 * "::error file=...,line=...,title=...::message", with % CR LF escaped, and
 * : and , in properties too.
 */
#include "cli/convert.h"

#include <string.h>

static void add_escaped(struct dr_text *text, const char *string,
                        const char *special)
{
    for (; *string; string++) {
        if (strchr(special, *string))
            dr_text_printf(text, "%%%02X", (unsigned)*string);
        else
            dr_text_add(text, string, 1);
    }
}

static void add_property(struct dr_text *text, const char *key,
                         const char *value)
{
    dr_text_printf(text, "%s=", key);
    add_escaped(text, value, "%\r\n:,");
}

static void add_finding(struct dr_text *text, const json_t *finding)
{
    const char *file = dr_convert_string(finding, "file");
    const char *advice = dr_convert_string(finding, "advice");
    const char *severity = dr_convert_string(finding, "severity");
    struct dr_text message = DR_TEXT_EMPTY;

    dr_text_printf(text, "::%s ",
                   strcmp(severity, "note") == 0 ? "notice" : severity);
    if (file[0]) {
        add_property(text, "file", file);
        dr_text_printf(text, ",line=%d,", dr_convert_number(finding, "line"));
    }
    add_property(text, "title", dr_convert_string(finding, "kind"));
    dr_text_printf(text, "::");
    dr_convert_who(&message, finding);
    dr_text_printf(&message, "%s", dr_convert_string(finding, "message"));
    if (advice[0])
        dr_text_printf(&message, "\nto do: %s", advice);
    add_escaped(text, dr_text_string(&message), "%\r\n");
    dr_text_printf(text, "\n");
    dr_text_end(&message);
}

/* Not of a place in the program, and nothing that is wrong with it. */
static void add_note(struct dr_text *text, const json_t *note)
{
    dr_text_printf(text, "::notice ");
    add_property(text, "title", dr_convert_string(note, "name"));
    dr_text_printf(text, "::");
    add_escaped(text, dr_convert_string(note, "why"), "%\r\n");
    dr_text_printf(text, "\n");
}

void dr_convert_github(struct dr_text *text, const json_t *report)
{
    json_t *findings = dr_convert_findings(report), *it;
    json_t *notes = dr_convert_not_done(report);
    size_t i;

    json_array_foreach(findings, i, it) add_finding(text, it);
    json_array_foreach(notes, i, it) add_note(text, it);
    json_decref(findings);
    json_decref(notes);
}
