/*
 * check_json.c - what `dryrun check` tells programs.
 *
 * The report of the given run, with the verdict and the exit status of the
 * command, and a row per variation in "check".
 */
#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "cli/check.h"
#include "cli/explore_text.h"
#include "cli/report.h"
#include "core/call_text.h"

/* How far the exploration got, and the bounds that ended it. */
static void set_orders(json_t *object, const struct dr_check *check)
{
    struct dr_text text = DR_TEXT_EMPTY;

    dr_check_bounds_text(&text, check);
    json_object_set_new(object, "schedules",
                        json_integer(dr_check_tried(check)));
    json_object_set_new(object, "complete", json_boolean(text.length == 0));
    json_object_set_new(object, "bounded", json_string(dr_text_string(&text)));
    json_object_set_new(object, "output_differs",
                        json_boolean(check->orders.different.signature));
    dr_text_end(&text);
}

static json_t *row(const struct dr_check *check, int variation, int differs)
{
    const struct dr_variation *it = &dr_variations[variation];
    const struct dr_trial *trial = &check->trials[variation];
    json_t *report =
        trial->record.json ? json_loads(trial->record.json, 0, NULL) : NULL;
    json_t *object = json_object();

    json_object_set_new(object, "name", json_string(it->name));
    json_object_set_new(object, "options", json_string(it->option));
    json_object_set_new(object, "why", json_string(it->why));
    json_object_set_new(object, "verdict", json_string(dr_check_word(trial)));
    json_object_set_new(object, "exit_status", json_integer(trial->status));
    json_object_set_new(object, "time_s",
                        trial->record.signature
                            ? json_real(trial->record.time_s)
                            : json_null());
    if (variation == DR_VARIATION_ORDERS)
        set_orders(object, check);
    else
        json_object_set_new(
            object, "output_differs",
            json_boolean(variation > 0 && variation == differs));
    json_object_set(object, "findings", json_object_get(report, "findings"));
    json_object_set(object, "deadlock", json_object_get(report, "deadlock"));
    json_decref(report);
    return object;
}

/* "MPI_Send at f.c:12" in its parts. */
static void set_place(json_t *object, const char *where)
{
    const char *at = strstr(where, " at "), *colon = strrchr(where, ':');
    bool known = at && colon && colon > at;

    json_object_set_new(
        object, "call",
        json_stringn(where, at ? (size_t)(at - where) : strlen(where)));
    json_object_set_new(object, "file",
                        known ? json_stringn(at + 4, (size_t)(colon - at - 4))
                              : json_null());
    json_object_set_new(object, "line",
                        known ? json_integer(atoi(colon + 1)) : json_null());
}

static void set_message(json_t *object, const struct dr_check *check)
{
    struct dr_text text = DR_TEXT_EMPTY;

    dr_text_printf(&text, "ends only because sends are buffered");
    if (check->turns_at > 0)
        dr_text_printf(&text, ", from an eager limit of %llu byte%s on",
                       (unsigned long long)check->turns_at,
                       dr_text_s(check->turns_at));
    json_object_set_new(object, "message", json_string(dr_text_string(&text)));
    dr_text_end(&text);
}

static json_t *buffering(const struct dr_check *check)
{
    const struct dr_record *record =
        &check->trials[DR_VARIATION_NO_BUFFERS].record;
    json_t *object = json_object(), *ranks = json_array();
    json_t *related = json_array();

    for (int i = 0; i < record->sends.count; i++) {
        struct dr_check_send send = dr_check_send_of(record, i);
        json_t *other = json_object();

        json_array_append_new(ranks, json_integer(send.rank));
        json_object_set_new(other, "rank", json_integer(send.rank));
        set_place(other, send.where);
        json_object_set_new(other, "bytes",
                            json_integer((json_int_t)send.bytes));
        if (i > 0)
            json_array_append(related, other);
        json_decref(other);
    }
    json_object_set_new(object, "kind", json_string("buffering_dependent"));
    json_object_set_new(object, "severity", json_string("warning"));
    json_object_set_new(object, "time_s", json_real(record->time_s));
    json_object_set_new(object, "ranks", ranks);
    set_place(object, dr_check_send_of(record, 0).where);
    set_message(object, check);
    json_object_set_new(object, "times",
                        json_integer((json_int_t)json_array_size(ranks)));
    json_object_set_new(
        object, "advice",
        json_sprintf("let one side receive before it sends, or send with %s",
                     dr_call_nonblocking(dr_check_send_of(record, 0).where)));
    json_object_set_new(object, "related", related);
    return object;
}

void dr_check_json(struct dr_text *text, const struct dr_check *check)
{
    const struct dr_trial *given = &check->trials[DR_VARIATION_GIVEN];
    json_t *report =
        given->record.json ? json_loads(given->record.json, 0, NULL) : NULL;
    json_t *rows = json_array();
    struct dr_text where = DR_TEXT_EMPTY;
    int differs = dr_check_difference(check, &where);
    char *dump;

    if (!report)
        report = json_object();
    json_object_set_new(
        report, "verdict",
        json_string(
            check->signal != 0
                ? "abort"
                : dr_check_word(&check->trials[dr_check_worst(check)])));
    json_object_set_new(report, "exit_status",
                        json_integer(dr_check_status(check)));
    json_object_set_new(report, "checks", dr_check_done(check));
    if (dr_check_needs_buffers(check))
        json_array_append_new(json_object_get(report, "findings"),
                              buffering(check));
    dr_explore_races_json(json_object_get(report, "findings"), &check->orders);
    for (int i = 0; i < DR_VARIATIONS; i++)
        json_array_append_new(rows, row(check, i, differs));
    json_object_set_new(report, "check", rows);
    dump = json_dumps(report, JSON_INDENT(1) | JSON_REAL_PRECISION(12));
    dr_text_printf(text, "%s\n", dump);
    free(dump);
    json_decref(report);
    dr_text_end(&where);
}
