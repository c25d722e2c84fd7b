/*
 * summary_json.c - where the time went, for programs.
 */
#include <stdlib.h>

#include "base/memory.h"
#include "cli/summary.h"
#include "core/call_text.h"
#include "core/world.h"

static void add_parts(json_t *object, const double parts_s[DR_PATH_PARTS])
{
    for (int i = 0; i < DR_PATH_PARTS; i++)
        json_object_set_new(object, dr_path_part_key((enum dr_path_part)i),
                            json_real(parts_s[i]));
}

static json_t *string_or_null(const char *string)
{
    return string ? json_string(string) : json_null();
}

static json_t *share(const struct dr_path_share *it)
{
    json_t *object = json_object();
    struct dr_place place = {0};

    if (it->spot.site)
        dr_call_place(it->spot.site, &place);
    json_object_set_new(object, "call", string_or_null(it->spot.call));
    json_object_set_new(object, "file", string_or_null(place.file));
    json_object_set_new(object, "line", json_integer(place.line));
    json_object_set_new(object, "all_s", json_real(it->all_s));
    add_parts(object, it->parts_s);
    return object;
}

/* All of it, the calls with the most first. */
static json_t *path(const struct dr_summary_facts *facts)
{
    bool *taken = dr_zalloc(facts->path.count + 1, sizeof *taken);
    json_t *object = json_object(), *calls = json_array();
    const struct dr_path_share *it;

    json_object_set_new(object, "length_s", json_real(facts->time_s));
    add_parts(object, facts->path.parts_s);
    while ((it = dr_summary_next(&facts->path, taken)))
        json_array_append_new(calls, share(it));
    json_object_set_new(object, "calls", calls);
    free(taken);
    return object;
}

static json_t *sizes(void)
{
    const struct dr_account_class *classes = dr_world->account->classes;
    json_t *array = json_array();

    for (int i = 0; i < DR_SIZE_CLASSES; i++) {
        json_t *object = json_object();

        json_object_set_new(
            object, "up_to",
            i < DR_SIZE_CLASSES - 1
                ? json_integer((json_int_t)dr_size_class_most[i])
                : json_null());
        json_object_set_new(object, "messages",
                            json_integer((json_int_t)classes[i].messages));
        json_object_set_new(object, "bytes",
                            json_integer((json_int_t)classes[i].bytes));
        json_array_append_new(array, object);
    }
    return array;
}

static json_t *overlap(const struct dr_summary_overlap *it)
{
    json_t *object = json_object();

    json_object_set_new(object, "transfer_s", json_real(it->transfer_s));
    json_object_set_new(object, "hidden_s", json_real(it->hidden_s));
    json_object_set_new(object, "ratio", json_real(it->ratio));
    json_object_set_new(object, "payload_s", json_real(it->payload_s));
    json_object_set_new(object, "behind_transfers_s",
                        json_real(it->behind_transfers_s));
    json_object_set_new(object, "all", json_real(it->all));
    return object;
}

static json_t *advice(const struct dr_summary_advice *it)
{
    json_t *object;

    if (!it->kind)
        return json_null();
    object = json_object();
    json_object_set_new(object, "change", json_string(it->kind));
    json_object_set_new(object, "gain_s", json_real(it->gain_s));
    json_object_set_new(object, "message", json_string(it->text));
    return object;
}

static void add_to_ranks(json_t *per_rank)
{
    for (int i = 0; i < dr_world->nranks; i++) {
        const struct dr_account_rank *sums = &dr_world->account->ranks[i];
        const struct dr_path_waits *waits = &dr_world->path->ranks[i].waits;
        json_t *object = json_array_get(per_rank, (size_t)i);

        json_object_set_new(object, "late_sender_s",
                            json_real(waits->late_sender_s));
        json_object_set_new(object, "late_receiver_s",
                            json_real(waits->late_receiver_s));
        json_object_set_new(object, "transfer_wait_s",
                            json_real(waits->transfer_s));
        json_object_set_new(object, "payload_s", json_real(sums->payload_s));
        json_object_set_new(object, "transfer_s", json_real(sums->transfer_s));
        json_object_set_new(object, "hidden_s", json_real(sums->hidden_s));
    }
}

void dr_summary_json(json_t *report, json_t *per_rank, double time_s)
{
    struct dr_summary_facts facts = dr_summary_gather(time_s);

    add_to_ranks(per_rank);
    json_object_set_new(report, "overlap", overlap(&facts.overlap));
    json_object_set_new(report, "sizes", sizes());
    json_object_set_new(report, "critical_path",
                        facts.path.count > 0 ? path(&facts) : json_null());
    json_object_set_new(report, "advice", advice(&facts.advice));
    dr_path_found_end(&facts.path);
}
