/*
 * convert_sarif.c - the findings for viewers of static and dynamic analyses.
 *
 * SARIF 2.1.0 (OASIS standard, 27 March 2020): a rule per kind of finding, a
 * result per finding with its place, the ranks and the simulated time.
 */
#include "cli/convert.h"

#include <libxml/uri.h>
#include <stdlib.h>

#include "event/finding.h"

static const char *const schema =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/"
    "sarif-schema-2.1.0.json";

static json_t *message(const char *text)
{
    return json_pack("{s:s}", "text", text);
}

/* Every kind there is, whether found or not: results refer to them by index. */
static json_t *rules(void)
{
    json_t *array = json_array();

    for (int i = 0; i < DR_FOUND_KINDS; i++) {
        enum dr_finding_kind kind = (enum dr_finding_kind)i;

        json_array_append_new(
            array,
            json_pack("{s:s,s:o}", "id", dr_finding_word(kind),
                      "shortDescription", message(dr_finding_meaning(kind))));
    }
    return array;
}

/* The kind's index among the rules. */
static int rule_of(const json_t *finding)
{
    json_t *kind = json_object_get(finding, "kind");

    for (int i = 0; i < DR_FOUND_KINDS; i++) {
        json_t *word = json_string(dr_finding_word((enum dr_finding_kind)i));
        bool found = json_equal(word, kind);

        json_decref(word);
        if (found)
            return i;
    }
    return -1;
}

/* A relative path stays one: viewers look for it below the source's root. */
static void add_uri(struct dr_text *text, const char *path)
{
    xmlChar *escaped =
        xmlURIEscapeStr((const xmlChar *)path, (const xmlChar *)"/");

    dr_text_printf(text, "%s%s", path[0] == '/' ? "file://" : "",
                   (const char *)escaped);
    xmlFree(escaped);
}

/* NULL: the place is not known. */
static json_t *location(const json_t *place)
{
    const char *file = dr_convert_string(place, "file");
    int line = dr_convert_number(place, "line");
    struct dr_text uri = DR_TEXT_EMPTY;
    json_t *physical;

    if (!file[0])
        return NULL;
    add_uri(&uri, file);
    physical =
        json_pack("{s:{s:s}}", "artifactLocation", "uri", dr_text_string(&uri));
    dr_text_end(&uri);
    if (line > 0)
        json_object_set_new(physical, "region",
                            json_pack("{s:i}", "startLine", line));
    return json_pack("{s:o}", "physicalLocation", physical);
}

/* Ranks often stand at the same place. */
static bool seen_before(const json_t *finding, size_t index)
{
    const json_t *related = json_object_get(finding, "related");
    const json_t *it = json_array_get(related, index);

    while (index-- > 0) {
        const json_t *other = json_array_get(related, index);

        if (json_equal(json_object_get(it, "line"),
                       json_object_get(other, "line")) &&
            json_equal(json_object_get(it, "file"),
                       json_object_get(other, "file")) &&
            json_equal(json_object_get(it, "call"),
                       json_object_get(other, "call")))
            return true;
    }
    return false;
}

static json_t *related_of(const json_t *finding)
{
    json_t *array = json_array(), *it;
    size_t i;

    json_array_foreach(json_object_get(finding, "related"), i, it)
    {
        json_t *place = seen_before(finding, i) ? NULL : location(it);
        struct dr_text text = DR_TEXT_EMPTY;

        if (!place)
            continue;
        dr_text_printf(&text, "rank %d: %s", dr_convert_number(it, "rank"),
                       dr_convert_string(it, "call"));
        json_object_set_new(place, "id",
                            json_integer((json_int_t)json_array_size(array)));
        json_object_set_new(place, "message", message(dr_text_string(&text)));
        json_array_append_new(array, place);
        dr_text_end(&text);
    }
    return array;
}

static json_t *result_of(const json_t *finding)
{
    struct dr_text text = DR_TEXT_EMPTY;
    json_t *place = location(finding), *related = related_of(finding);
    json_t *result =
        json_pack("{s:s,s:i,s:s}", "ruleId", dr_convert_string(finding, "kind"),
                  "ruleIndex", rule_of(finding), "level",
                  dr_convert_string(finding, "severity"));

    dr_convert_who(&text, finding);
    dr_text_printf(&text, "%s", dr_convert_string(finding, "message"));
    if (dr_convert_string(finding, "advice")[0])
        dr_text_printf(&text, ". To do: %s",
                       dr_convert_string(finding, "advice"));
    json_object_set_new(result, "message", message(dr_text_string(&text)));
    dr_text_end(&text);
    if (place)
        json_object_set_new(result, "locations", json_pack("[o]", place));
    if (json_array_size(related) > 0)
        json_object_set(result, "relatedLocations", related);
    json_decref(related);
    json_object_set_new(result, "properties", json_object());
    json_object_set(json_object_get(result, "properties"), "ranks",
                    json_object_get(finding, "ranks"));
    json_object_set(json_object_get(result, "properties"), "time_s",
                    json_object_get(finding, "time_s"));
    return result;
}

/* What was not looked for: SARIF 2.1.0, 3.20.21 and 3.58. */
static json_t *notifications(const json_t *report)
{
    json_t *notes = dr_convert_not_done(report), *array = json_array(), *it;
    size_t i;

    json_array_foreach(notes, i, it)
    {
        struct dr_text text = DR_TEXT_EMPTY;

        dr_text_printf(&text, "%s: %s", dr_convert_string(it, "name"),
                       dr_convert_string(it, "why"));
        json_array_append_new(array,
                              json_pack("{s:s,s:o}", "level", "note", "message",
                                        message(dr_text_string(&text))));
        dr_text_end(&text);
    }
    json_decref(notes);
    return array;
}

void dr_convert_sarif(struct dr_text *text, const json_t *report)
{
    json_t *findings = dr_convert_findings(report), *results = json_array();
    json_t *log, *it;
    size_t i;
    char *dump;

    json_array_foreach(findings, i, it)
        json_array_append_new(results, result_of(it));
    log = json_pack(
        "{s:s,s:s,s:[{s:{s:{s:s,s:s,s:s,s:o}},s:[{s:b,s:O,s:o}],s:o}]}",
        "$schema", schema, "version", "2.1.0", "runs", "tool", "driver", "name",
        "Dryrun", "version", DRYRUN_VERSION, "semanticVersion", DRYRUN_VERSION,
        "rules", rules(), "invocations", "executionSuccessful", 1, "exitCode",
        json_object_get(report, "exit_status"), "toolExecutionNotifications",
        notifications(report), "results", results);
    dump = json_dumps(log, JSON_INDENT(1) | JSON_REAL_PRECISION(12));
    dr_text_printf(text, "%s\n", dump);
    free(dump);
    json_decref(log);
    json_decref(findings);
}
