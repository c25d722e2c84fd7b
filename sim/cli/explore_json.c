/*
 * explore_json.c - what an exploration tells programs.
 *
 * The keys of a run's report are those of the shortest run to the first thing
 * found, or of one that ended well; "explore" tells of all.
 */
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/explore_run.h"
#include "cli/explore_text.h"
#include "cli/report.h"

static json_t *path_of(const struct dr_text *path)
{
    return path->length > 0 ? json_string(dr_text_string(path)) : json_null();
}

static json_t *lines_of(const struct dr_choices *choices)
{
    json_t *array = json_array();

    for (int i = 0; i < choices->count; i++)
        json_array_append_new(array,
                              json_string(dr_text_string(&choices->lines[i])));
    return array;
}

static json_t *found_of(const struct dr_found *found,
                        const struct dr_text *path)
{
    const struct dr_record *record = &found->shortest;
    json_t *run = json_loads(record->json, 0, NULL);
    json_t *object = json_object();

    json_object_set_new(
        object, "verdict",
        json_string(dr_verdict_word((enum dr_verdict)record->verdict)));
    json_object_set_new(object, "exit_status", json_integer(record->status));
    json_object_set_new(object, "schedules", json_integer(found->times));
    json_object_set_new(object, "choices", lines_of(&record->choices));
    json_object_set_new(object, "schedule_file", path_of(path));
    json_object_set(object, "findings", json_object_get(run, "findings"));
    json_object_set(object, "deadlock", json_object_get(run, "deadlock"));
    json_decref(run);
    return object;
}

/* `what` is "rank 0, MPI_Recv at fan.c:12". */
static void add_place(json_t *object, const char *what)
{
    const char *call = strstr(what, ", "), *at = strstr(what, " at ");
    const char *colon = strrchr(what, ':');
    size_t length;

    json_object_set_new(object, "rank",
                        json_integer(atoi(what + strlen("rank "))));
    if (!call || !at || at < call)
        return;
    call += strlen(", ");
    length = (size_t)(at - call);
    json_object_set_new(object, "call", json_stringn(call, length));
    if (!colon || colon < at)
        return;
    at += strlen(" at ");
    length = (size_t)(colon - at);
    json_object_set_new(object, "file", json_stringn(at, length));
    json_object_set_new(object, "line", json_integer(atoi(colon + 1)));
}

static json_t *races_of(const struct dr_summary *summary)
{
    json_t *array = json_array();

    for (int i = 0; i < summary->nraces; i++) {
        json_t *object = json_object(), *senders = json_array();

        add_place(object, summary->races[i].what);
        for (int rank = 0; rank < summary->nranks; rank++) {
            if (summary->races[i].senders[rank])
                json_array_append_new(senders, json_integer(rank));
        }
        json_object_set_new(object, "senders", senders);
        json_array_append_new(array, object);
    }
    return array;
}

static json_t *difference_of(const struct dr_explored *explored)
{
    const struct dr_summary *summary = explored->summary;
    const struct dr_text *paths = explored->paths + summary->nfound;
    struct dr_text text = DR_TEXT_EMPTY;
    json_t *object;

    if (!summary->different.signature)
        return json_null();
    dr_summary_difference(summary, &text);
    object = json_object();
    json_object_set_new(object, "message", json_string(dr_text_string(&text)));
    json_object_set_new(
        object, "schedule_files",
        json_pack("[o,o]", path_of(&paths[0]), path_of(&paths[1])));
    dr_text_end(&text);
    return object;
}

static json_t *explore_of(const struct dr_explored *explored)
{
    const struct dr_shared *shared = explored->shared;
    const struct dr_summary *summary = explored->summary;
    json_t *object = json_object(), *bounded = json_array();
    json_t *found = json_array();
    struct dr_text words[DR_BOUND_KINDS];
    int bounds = dr_explore_bounds(shared, words);

    for (int i = 0; i < bounds; i++) {
        json_array_append_new(bounded, json_string(words[i].data));
        dr_text_end(&words[i]);
    }
    for (int i = 0; i < summary->nfound; i++)
        json_array_append_new(
            found, found_of(&summary->found[i], &explored->paths[i]));
    json_object_set_new(object, "schedules",
                        json_integer(atomic_load(&shared->schedules)));
    json_object_set_new(object, "complete", json_boolean(bounds == 0));
    json_object_set_new(object, "pruned",
                        json_integer(atomic_load(&shared->pruned)));
    json_object_set_new(object, "bounded", bounded);
    json_object_set_new(object, "refusals_bounded",
                        json_boolean(atomic_load(&shared->impatient)));
    json_object_set_new(object, "found", found);
    json_object_set_new(object, "races", races_of(summary));
    json_object_set_new(object, "difference", difference_of(explored));
    json_object_set_new(object, "writes_files",
                        explored->side_effect
                            ? json_string(explored->side_effect)
                            : json_null());
    return object;
}

void dr_explore_races_json(void *findings, const struct dr_summary *summary)
{
    json_t *races = races_of(summary), *race;
    size_t i;

    if (!dr_explore_is_racy(summary))
        json_array_clear(races);
    json_array_foreach(races, i, race)
    {
        json_t *ranks = json_array();

        json_array_append(ranks, json_object_get(race, "rank"));
        json_object_set_new(race, "kind", json_string("message_race"));
        json_object_set_new(race, "severity", json_string("warning"));
        json_object_set_new(race, "time_s", json_real(0));
        json_object_set_new(race, "ranks", ranks);
        json_object_set_new(
            race, "message",
            json_sprintf("gets its message from any of %zu senders",
                         json_array_size(json_object_get(race, "senders"))));
        json_object_set_new(race, "times", json_integer(1));
        json_object_set_new(race, "advice",
                            json_string("name the source, or make the result "
                                        "independent of the order"));
        json_object_set_new(race, "related", json_array());
        json_array_append(findings, race);
    }
    json_decref(races);
}

void dr_explore_json(struct dr_text *text, const struct dr_explored *explored)
{
    const struct dr_summary *summary = explored->summary;
    const struct dr_record *record =
        summary->nfound > 0 ? &summary->found[0].shortest : &summary->plain;
    json_t *object = record->json ? json_loads(record->json, 0, NULL) : NULL;
    char *dump;

    if (!object)
        object = json_pack("{s:s,s:s,s:[]}", "dryrun", DRYRUN_VERSION,
                           "verdict", "limit", "findings");
    dr_explore_races_json(json_object_get(object, "findings"), summary);
    json_object_set_new(object, "exit_status", json_integer(explored->status));
    json_object_set_new(object, "explore", explore_of(explored));
    dump = json_dumps(object, JSON_INDENT(1) | JSON_REAL_PRECISION(12));
    dr_text_printf(text, "%s\n", dump);
    free(dump);
    json_decref(object);
}
