/*
 * convert_junit.c - the report as test cases of a continuous integration.
 *
 * There is no standard; this is the part that Jenkins, GitLab and others read
 * alike: https://github.com/testmoapp/junitxml.
 */
#include "cli/convert.h"

#include <libxml/tree.h>
#include <stdio.h>
#include <string.h>

struct counts {
    size_t tests, failures, skipped;
};

static const xmlChar *chars(const char *string)
{
    return (const xmlChar *)string;
}

static void set(xmlNode *node, const char *key, const char *value)
{
    xmlNewProp(node, chars(key), chars(value));
}

static void set_number(xmlNode *node, const char *key, size_t value)
{
    char digits[24];

    snprintf(digits, sizeof digits, "%zu", value);
    set(node, key, digits);
}

/* "heat", as the name of its test suite. */
static const char *program_of(const json_t *report)
{
    const char *path =
        dr_convert_string(json_object_get(report, "config"), "program");
    const char *slash = strrchr(path, '/');

    return slash ? slash + 1 : path;
}

static xmlNode *add_case(xmlNode *suite, const json_t *report, const char *name)
{
    xmlNode *node = xmlNewChild(suite, NULL, chars("testcase"), NULL);
    char seconds[32];

    snprintf(seconds, sizeof seconds, "%.9f",
             json_number_value(json_object_get(report, "time_s")));
    set(node, "classname", program_of(report));
    set(node, "name", name);
    set(node, "time", seconds);
    return node;
}

static void add_failure(xmlNode *node, const char *type, const char *message,
                        const char *details)
{
    xmlNode *failure =
        xmlNewTextChild(node, NULL, chars("failure"), chars(details));

    set(failure, "type", type);
    set(failure, "message", message);
}

static void add_finding(xmlNode *suite, const json_t *report,
                        const json_t *finding)
{
    const char *kind = dr_convert_string(finding, "kind");
    const char *file = dr_convert_string(finding, "file");
    const char *advice = dr_convert_string(finding, "advice");
    struct dr_text name = DR_TEXT_EMPTY, details = DR_TEXT_EMPTY;
    xmlNode *node;

    dr_text_printf(&name, "%s", kind);
    if (file[0])
        dr_text_printf(&name, " at %s:%d", file,
                       dr_convert_number(finding, "line"));
    dr_convert_who(&details, finding);
    dr_text_printf(&details, "%s", dr_convert_string(finding, "message"));
    if (advice[0])
        dr_text_printf(&details, "\nto do: %s", advice);
    node = add_case(suite, report, dr_text_string(&name));
    if (strcmp(dr_convert_string(finding, "severity"), "error") == 0)
        add_failure(node, kind, dr_convert_string(finding, "message"),
                    dr_text_string(&details));
    else
        xmlNewTextChild(node, NULL, chars("system-out"),
                        chars(dr_text_string(&details)));
    dr_text_end(&name);
    dr_text_end(&details);
}

/* Of `dryrun check`: each variation that ran is a case, and fails if its run
 * does. */
static void add_variations(xmlNode *suite, const json_t *report,
                           struct counts *counts)
{
    const json_t *rows = json_object_get(report, "check"), *row;
    size_t i;

    json_array_foreach(rows, i, row)
    {
        const char *verdict = dr_convert_string(row, "verdict");
        xmlNode *node;

        if (strcmp(verdict, "not run") == 0)
            continue;
        node = add_case(suite, report, dr_convert_string(row, "name"));
        counts->tests++;
        if (dr_convert_number(row, "exit_status") == 0)
            continue;
        add_failure(node, "variation", verdict, dr_convert_string(row, "why"));
        counts->failures++;
    }
}

/* What was not looked for is skipped. */
static void add_notes(xmlNode *suite, const json_t *report,
                      struct counts *counts)
{
    json_t *notes = dr_convert_not_done(report), *it;
    size_t i;

    json_array_foreach(notes, i, it)
    {
        xmlNode *node = add_case(suite, report, dr_convert_string(it, "name"));

        set(xmlNewChild(node, NULL, chars("skipped"), NULL), "message",
            dr_convert_string(it, "why"));
    }
    counts->tests += json_array_size(notes);
    counts->skipped += json_array_size(notes);
    json_decref(notes);
}

static size_t errors_of(const json_t *findings)
{
    const json_t *it;
    size_t i, count = 0;

    json_array_foreach(findings, i, it) count +=
        strcmp(dr_convert_string(it, "severity"), "error") == 0;
    return count;
}

/* How the run ended is a case of its own: it may fail without a finding. */
static size_t add_verdict(xmlNode *suite, const json_t *report)
{
    int status = dr_convert_number(report, "exit_status");
    xmlNode *node = add_case(suite, report, "verdict");
    struct dr_text text = DR_TEXT_EMPTY;

    if (status == 0)
        return 0;
    dr_text_printf(&text, "%s, exit status %d",
                   dr_convert_string(report, "verdict"), status);
    add_failure(node, "verdict", dr_text_string(&text), "");
    dr_text_end(&text);
    return 1;
}

void dr_convert_junit(struct dr_text *text, const json_t *report)
{
    json_t *findings = dr_convert_findings(report), *it;
    xmlDoc *document = xmlNewDoc(chars("1.0"));
    xmlNode *suites = xmlNewNode(NULL, chars("testsuites"));
    xmlNode *suite = xmlNewChild(suites, NULL, chars("testsuite"), NULL);
    struct counts counts = {.tests = json_array_size(findings) + 1};
    size_t i;
    xmlChar *dump;
    int length;

    xmlDocSetRootElement(document, suites);
    counts.failures = add_verdict(suite, report) + errors_of(findings);
    add_variations(suite, report, &counts);
    json_array_foreach(findings, i, it) add_finding(suite, report, it);
    add_notes(suite, report, &counts);
    set(suite, "name", "dryrun");
    set_number(suite, "tests", counts.tests);
    set_number(suite, "failures", counts.failures);
    set_number(suite, "errors", 0);
    set_number(suite, "skipped", counts.skipped);
    xmlDocDumpFormatMemoryEnc(document, &dump, &length, "UTF-8", 1);
    dr_text_add(text, (const char *)dump, (size_t)length);
    xmlFree(dump);
    xmlFreeDoc(document);
    json_decref(findings);
}
