/*
 * report_json.c - the report for programs: stable keys, every knob.
 *
 * Keys come in the order they are added here; numbers have twelve digits.
 */
#include "cli/deadlock.h"
#include "cli/notice.h"
#include "cli/report.h"
#include "cli/summary.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "core/call_text.h"
#include "io/io.h"
#include "net/net.h"
#include "net/platform.h"
#include "p2p/engine.h"
#include "trace/account.h"

static json_t *string_or_null(const char *string)
{
    return string ? json_string(string) : json_null();
}

static json_t *place_of(json_t *object, const void *site)
{
    struct dr_place place;
    bool known = dr_call_place(site, &place);

    json_object_set_new(object, "file",
                        known ? string_or_null(place.file) : json_null());
    json_object_set_new(object, "line",
                        known ? json_integer(place.line) : json_null());
    return object;
}

static json_t *numbers(const int *values, int count)
{
    json_t *array = json_array();

    for (int i = 0; i < count; i++)
        json_array_append_new(array, json_integer(values[i]));
    return array;
}

static json_t *bytes_or_inf(uint64_t bytes)
{
    return bytes == UINT64_MAX ? json_string("inf")
                               : json_integer((json_int_t)bytes);
}

static json_t *platform(void)
{
    const struct dr_platform *used = dr_world->platform;
    json_t *object = json_object();
    size_t nhosts;

    dr_net_hosts(&nhosts);
    json_object_set_new(object, "name", json_string(used->name));
    json_object_set_new(object, "preset", json_boolean(used->preset));
    json_object_set_new(object, "file", json_string(used->path));
    json_object_set_new(object, "hosts", json_integer((json_int_t)nhosts));
    return object;
}

static json_t *config(void)
{
    static const char *const nets[] = {"hybrid", "flow", "ns3"};
    static const char *const buffers[] = {"sampled", "all", "no"};
    static const char *const fails[] = {"error", "warning", "never"};
    const struct dr_config *knobs = &dr_world->config;
    const struct dr_protocol *protocol = &dr_world->engine->wire.protocol;
    json_t *object = json_object(), *arguments = json_array();

    for (int i = 0; i < knobs->argc; i++)
        json_array_append_new(arguments, json_string(knobs->argv[i]));
    json_object_set_new(object, "program", json_string(knobs->program));
    json_object_set_new(object, "arguments", arguments);
    json_object_set_new(object, "hostfile", string_or_null(knobs->hostfile));
    json_object_set_new(
        object, "map",
        json_string(knobs->map == DR_MAP_BLOCK ? "block" : "cyclic"));
    json_object_set_new(object, "eager", bytes_or_inf(protocol->eager_limit));
    json_object_set_new(
        object, "progress",
        json_string(knobs->progress == DR_PROGRESS_WEAK ? "weak" : "strong"));
    json_object_set_new(
        object, "coll_sync",
        json_string(knobs->coll_sync == DR_COLL_SYNC_YES ? "yes" : "no"));
    json_object_set_new(object, "coll",
                        json_string(knobs->coll ? knobs->coll : "auto"));
    json_object_set_new(object, "net", json_string(nets[knobs->net]));
    json_object_set_new(object, "flow_from", bytes_or_inf(protocol->flow_from));
    json_object_set_new(object, "tag_ub", json_integer(knobs->tag_ub));
    json_object_set_new(object, "seed", json_integer((json_int_t)knobs->seed));
    json_object_set_new(object, "time_limit_s",
                        knobs->time_limit_s > 0 ? json_real(knobs->time_limit_s)
                                                : json_null());
    json_object_set_new(object, "event_limit",
                        knobs->event_limit > 0
                            ? json_integer((json_int_t)knobs->event_limit)
                            : json_null());
    json_object_set_new(object, "check_buffers",
                        json_string(buffers[knobs->check_buffers]));
    json_object_set_new(object, "fail_on", json_string(fails[knobs->fail_on]));
    json_object_set_new(object, "suppress", string_or_null(knobs->suppress));
    json_object_set_new(object, "stack_size",
                        json_integer((json_int_t)knobs->stack_size));
    json_object_set_new(object, "tag_output", json_boolean(knobs->tag_output));
    return object;
}

/* The other calls that have their part in it. */
static json_t *related(const struct dr_finding *found)
{
    json_t *array = json_array();

    for (size_t i = 0; i < found->nrelated; i++) {
        const struct dr_related *it = &found->related[i];
        json_t *object = json_object();

        json_object_set_new(object, "rank", json_integer(it->rank));
        json_object_set_new(object, "call", string_or_null(it->call));
        json_array_append_new(array, place_of(object, it->site));
    }
    return array;
}

static json_t *finding(const struct dr_notice *notice)
{
    const struct dr_finding *found = notice->finding;
    json_t *object = json_object();
    struct dr_text message = DR_TEXT_EMPTY;

    json_object_set_new(object, "kind",
                        json_string(dr_finding_word(found->kind)));
    json_object_set_new(object, "severity",
                        json_string(dr_severity_word(found->severity)));
    json_object_set_new(object, "time_s", json_real(found->time_s));
    json_object_set_new(object, "ranks",
                        numbers(notice->ranks, (int)notice->nranks));
    json_object_set_new(object, "call", string_or_null(found->call));
    place_of(object, found->site);
    dr_notice_text(&message, notice);
    json_object_set_new(object, "message",
                        json_string(dr_text_string(&message)));
    dr_text_end(&message);
    json_object_set_new(object, "times",
                        json_integer((json_int_t)notice->times));
    json_object_set_new(object, "advice", string_or_null(found->advice));
    json_object_set_new(object, "related", related(found));
    return object;
}

/* The deadlock as a finding: at its first rank, the others related. */
static json_t *deadlock_finding(const struct dr_report_facts *facts)
{
    json_t *object = json_object(), *ranks = json_array();
    json_t *related = json_array();
    const struct dr_stuck *stuck = &facts->stuck;
    const struct dr_call *call = NULL;
    struct dr_text text = DR_TEXT_EMPTY, advice = DR_TEXT_EMPTY;

    for (int i = 0; i < stuck->count; i++) {
        const struct dr_rank *rank = &dr_world->ranks[stuck->ranks[i].rank];
        json_t *other = json_object();

        json_array_append_new(ranks, json_integer(rank->id));
        json_object_set_new(other, "rank", json_integer(rank->id));
        json_object_set_new(
            other, "call",
            string_or_null(rank->call ? rank->call->name : NULL));
        place_of(other, rank->call ? rank->call->site : NULL);
        if (i == 0)
            call = rank->call;
        if (i > 0)
            json_array_append(related, other);
        json_decref(other);
    }
    dr_text_printf(&text, "%d of %d rank%s wait%s for ever", stuck->count,
                   dr_world->nranks, dr_text_s((uint64_t)dr_world->nranks),
                   stuck->count == 1 ? "s" : "");
    if (stuck->count > 0 && stuck->ranks[0].why)
        dr_text_printf(&text, "; rank %d: %.*s", stuck->ranks[0].rank,
                       (int)strcspn(stuck->ranks[0].why, "\n"),
                       stuck->ranks[0].why);
    dr_deadlock_change(&advice, stuck);
    json_object_set_new(object, "kind", json_string("deadlock"));
    json_object_set_new(object, "severity", json_string("error"));
    json_object_set_new(object, "time_s", json_real(facts->time_s));
    json_object_set_new(object, "ranks", ranks);
    json_object_set_new(object, "call",
                        string_or_null(call ? call->name : NULL));
    place_of(object, call ? call->site : NULL);
    json_object_set_new(object, "message", json_string(text.data));
    json_object_set_new(object, "times", json_integer(1));
    json_object_set_new(object, "advice",
                        string_or_null(advice.length > 0 ? advice.data : NULL));
    json_object_set_new(object, "related", related);
    dr_text_end(&text);
    dr_text_end(&advice);
    return object;
}

static json_t *findings(const struct dr_report_facts *facts)
{
    struct dr_notices notices = dr_notices_gather(&dr_world->findings);
    json_t *array = json_array();

    for (size_t i = 0; i < notices.count; i++)
        json_array_append_new(array, finding(&notices.items[i]));
    dr_notices_end(&notices);
    if (facts->verdict == DR_VERDICT_DEADLOCK)
        json_array_append_new(array, deadlock_finding(facts));
    return array;
}

static void add_check(void *self, const char *name, const char *state)
{
    json_object_set_new(self, name, json_string(state));
}

static json_t *checks(const struct dr_report_facts *facts)
{
    json_t *object = json_object();

    dr_report_checks(facts, add_check, object);
    return object;
}

/* How many findings the user does not want to hear. */
static json_t *suppressed(void)
{
    json_int_t count = 0;

    for (size_t i = 0; i < dr_world->findings.count; i++)
        count += dr_world->findings.items[i].suppressed;
    return json_integer(count);
}

/* Peer and tag as the program wrote them; null where a call has none. */
static json_t *number_or_null(int value)
{
    return value == MPI_UNDEFINED ? json_null() : json_integer(value);
}

static const char *comm_of(const struct dr_rank *rank)
{
    const char *kind = rank->call ? strchr(rank->call->kinds, 'c') : NULL;

    if (!kind)
        return NULL;
    return dr_call_comm_name(
        rank, (MPI_Comm)rank->call->arg[kind - rank->call->kinds]);
}

static json_t *near_misses(const struct dr_stuck_rank *stuck)
{
    enum {
        MOST = 4
    };
    struct dr_near near[MOST];
    int count = dr_near_find(stuck, near, MOST);
    json_t *array = json_array();

    for (int i = 0; i < count; i++) {
        struct dr_text text = DR_TEXT_EMPTY;

        dr_near_text(&text, stuck, &near[i]);
        json_array_append_new(array, json_string(dr_text_string(&text)));
        dr_text_end(&text);
    }
    return array;
}

/* Who took what it waits for, or null. */
static json_t *taken(const struct dr_stuck_rank *stuck)
{
    const struct dr_channel *channel = dr_taken_find(stuck);
    struct dr_text text = DR_TEXT_EMPTY;
    json_t *value;

    if (!channel)
        return json_null();
    dr_taken_text(&text, channel);
    value = json_string(dr_text_string(&text));
    dr_text_end(&text);
    return value;
}

static json_t *callers(const struct dr_rank *rank)
{
    enum {
        MOST = 32
    };
    struct dr_place places[MOST];
    size_t count = dr_deadlock_places(rank, places, MOST);
    json_t *array = json_array();

    for (size_t i = 1; i < count; i++)
        json_array_append_new(array,
                              json_pack("{s:s,s:i}", "file", places[i].file,
                                        "line", places[i].line));
    return array;
}

static json_t *window_of(const struct dr_stuck_rank *stuck)
{
    struct dr_text text = DR_TEXT_EMPTY;
    json_t *window;

    if (stuck->first)
        dr_call_window_text(&text, &dr_world->ranks[stuck->rank],
                            stuck->first->comm);
    window = string_or_null(text.data);
    dr_text_end(&text);
    return window;
}

static json_t *stuck_rank(const struct dr_stuck_rank *stuck)
{
    const struct dr_rank *rank = &dr_world->ranks[stuck->rank];
    json_t *object = json_object();
    struct dr_text text = DR_TEXT_EMPTY;

    if (rank->call)
        dr_call_text(&text, rank, rank->call);
    json_object_set_new(object, "rank", json_integer(stuck->rank));
    json_object_set_new(object, "call",
                        string_or_null(rank->call ? rank->call->name : NULL));
    json_object_set_new(object, "arguments", string_or_null(text.data));
    json_object_set_new(object, "peer", number_or_null(stuck->peer));
    json_object_set_new(object, "tag", number_or_null(stuck->tag));
    json_object_set_new(object, "comm", string_or_null(comm_of(rank)));
    json_object_set_new(object, "window", window_of(stuck));
    place_of(object, rank->call ? rank->call->site : NULL);
    json_object_set_new(object, "waits_for",
                        numbers(stuck->waits_for, stuck->nwaits_for));
    json_object_set_new(object, "wait",
                        json_string(stuck->any ? "any" : "all"));
    json_object_set_new(object, "waits_for_more",
                        json_integer(stuck->unlisted));
    json_object_set_new(object, "why", json_string(stuck->why));
    json_object_set_new(object, "near_misses", near_misses(stuck));
    json_object_set_new(object, "taken", taken(stuck));
    json_object_set_new(object, "callers", callers(rank));
    json_object_set_new(object, "arriving",
                        json_integer((json_int_t)rank->port->incoming));
    dr_text_end(&text);
    return object;
}

static json_t *deadlock(const struct dr_report_facts *facts)
{
    static const char *const shapes[] = {"cycle", "chain", "knot", "livelock"};
    const struct dr_stuck *stuck = &facts->stuck;
    struct dr_text text = DR_TEXT_EMPTY;
    json_t *object, *ranks = json_array();

    if (facts->verdict != DR_VERDICT_DEADLOCK) {
        json_decref(ranks);
        return json_null();
    }
    object = json_object();
    for (int i = 0; i < stuck->count; i++)
        json_array_append_new(ranks, stuck_rank(&stuck->ranks[i]));
    json_object_set_new(object, "ranks", ranks);
    json_object_set_new(object, "cycle",
                        numbers(stuck->cycle, stuck->shape == DR_STUCK_CYCLE
                                                  ? stuck->ncycle
                                                  : 0));
    json_object_set_new(object, "shape", json_string(shapes[stuck->shape]));
    json_object_set_new(object, "others_active", json_integer(facts->others));
    dr_deadlock_change(&text, stuck);
    json_object_set_new(object, "way_out", json_string(dr_text_string(&text)));
    dr_text_clear(&text);
    dr_deadlock_command(&text);
    json_object_set_new(object, "command",
                        string_or_null(text.length > 0 ? text.data : NULL));
    dr_text_end(&text);
    return object;
}

static void add_files(json_t *object, struct dr_io_sums sums)
{
    json_object_set_new(object, "io_s", json_real(sums.io_s));
    json_object_set_new(object, "bytes_read",
                        json_integer((json_int_t)sums.bytes_read));
    json_object_set_new(object, "bytes_written",
                        json_integer((json_int_t)sums.bytes_written));
}

static json_t *per_rank(void)
{
    json_t *array = json_array();

    for (int i = 0; i < dr_world->nranks; i++) {
        const struct dr_account_rank *sums = &dr_world->account->ranks[i];
        json_t *object = json_object();

        json_object_set_new(object, "rank", json_integer(i));
        json_object_set_new(
            object, "host",
            json_string(dr_net_host_name(dr_world->ranks[i].host)));
        json_object_set_new(object, "compute_s", json_real(sums->compute_s));
        json_object_set_new(object, "mpi_s",
                            json_real(sums->end_s - sums->compute_s));
        json_object_set_new(object, "wait_s", json_real(sums->wait_s));
        json_object_set_new(object, "messages_sent",
                            json_integer((json_int_t)sums->messages_sent));
        json_object_set_new(object, "bytes_sent",
                            json_integer((json_int_t)sums->bytes_sent));
        add_files(object, dr_io_sums(i));
        json_array_append_new(array, object);
    }
    return array;
}

void dr_report_json(struct dr_text *text, const struct dr_report_facts *facts)
{
    json_t *report = json_object(), *ranks = per_rank();
    char *dump;

    json_object_set_new(report, "dryrun", json_string(DRYRUN_VERSION));
    json_object_set_new(report, "verdict",
                        json_string(dr_verdict_word(facts->verdict)));
    json_object_set_new(report, "exit_status", json_integer(facts->status));
    json_object_set_new(report, "time_s", json_real(facts->time_s));
    json_object_set_new(report, "ranks", json_integer(dr_world->nranks));
    json_object_set_new(report, "platform", platform());
    json_object_set_new(report, "config", config());
    json_object_set_new(report, "findings", findings(facts));
    json_object_set_new(report, "suppressed", suppressed());
    json_object_set_new(report, "checks", checks(facts));
    json_object_set_new(report, "deadlock", deadlock(facts));
    json_object_set_new(report, "per_rank", ranks);
    dr_summary_json(report, ranks, facts->time_s);
    dump = json_dumps(report, JSON_INDENT(1) | JSON_REAL_PRECISION(12));
    dr_text_printf(text, "%s\n", dump);
    free(dump);
    json_decref(report);
}
