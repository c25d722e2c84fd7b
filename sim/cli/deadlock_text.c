/*
 * deadlock_text.c - stuck ranks on one screen.
 *
 * Ranks that wait in the same call at the same place, for the same reason up
 * to the numbers of ranks, are one group; its first rank stands for all.
 *
 * Order: groups by their first rank.
 */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "cli/deadlock.h"
#include "core/call_text.h"
#include "core/errors.h"
#include "core/image.h"
#include "io/io.h"

enum {
    GROUPS_MOST = 8,  /* shown */
    CYCLE_MOST = 16,  /* ranks of a cycle shown */
    CALLERS_MOST = 6, /* of a call that are shown */
    SITES_MOST = 32,  /* calls that are looked at */
    RANGES_MOST = 6,  /* of ranks in one group */
    NEAR_MOST = 2,    /* misses of a rank */
    CYCLES_MOST = 4,  /* besides the first */
    REFUSED_MOST = 4, /* ranks that were refused something */
};

struct group {
    char *key;
    int *members; /* indices into stuck->ranks */
    int count, room;
};

struct groups {
    struct group *items;
    int count, room;
};

/* Append `text` with every rank's number left out. */
static void add_masked(struct dr_text *key, const char *text)
{
    while (*text) {
        bool numbered = strncmp(text, "rank ", 5) == 0 ||
                        (*text == '(' && isdigit((unsigned char)text[1]));
        size_t length = *text == '(' ? 1 : numbered ? 5 : 1;

        dr_text_add(key, text, length);
        text += length;
        while (numbered && isdigit((unsigned char)*text))
            text++;
    }
}

/* The place at `site`, and those that it was inlined into. */
static size_t add_places(const void *site, struct dr_place *places, size_t most)
{
    size_t count = 0;
    struct dr_place place;

    if (!dr_call_place(site, &place))
        return 0;
    for (const struct dr_place *it = &place; it && count < most; it = it->into)
        places[count++] = *it;
    return count;
}

size_t dr_deadlock_places(const struct dr_rank *rank, struct dr_place *places,
                          size_t most)
{
    const void *sites[SITES_MOST];
    size_t nsites, count = 0, more = 1;

    if (!rank->call || !dr_world->image || !rank->process.way_out)
        return 0;
    /* The first return address is the place of the call. */
    nsites = dr_image_callers(dr_world->image, rank->call->frame,
                              rank->process.way_out, sites, SITES_MOST);
    if (nsites > 0)
        sites[0] = rank->call->site;
    for (size_t i = 0; i < nsites && more > 0; i++) {
        more = add_places(sites[i], places + count, most - count);
        count += more;
    }
    return count;
}

static void add_callers(struct dr_text *text, const struct dr_rank *rank)
{
    struct dr_place places[CALLERS_MOST + 1];
    size_t count = dr_deadlock_places(rank, places, CALLERS_MOST + 1);

    for (size_t i = 0; i < count && count > 1; i++) {
        const char *function = places[i].function ? places[i].function : "?";

        if (i == 0)
            dr_text_printf(text, "in %s", function);
        else
            dr_text_printf(text, ", called by %s at %s:%d", function,
                           places[i].file, places[i].line);
    }
}

/* What makes two ranks equal: their call but for ranks, its place, why. */
static char *key_of(const struct dr_stuck_rank *stuck)
{
    const struct dr_rank *rank = &dr_world->ranks[stuck->rank];
    struct dr_text key = DR_TEXT_EMPTY;

    if (rank->call) {
        dr_call_text_masked(&key, rank, rank->call);
        dr_call_place_text(&key, rank->call->site);
        add_callers(&key, rank);
    }
    add_masked(&key, stuck->why);
    dr_then_text(&key, stuck);
    return key.data ? key.data : dr_strdup("");
}

static struct group *group_of(struct groups *groups, char *key)
{
    for (int i = 0; i < groups->count; i++) {
        if (strcmp(groups->items[i].key, key) == 0) {
            free(key);
            return &groups->items[i];
        }
    }
    if (groups->count == groups->room) {
        groups->room = groups->room ? 2 * groups->room : 8;
        groups->items = dr_realloc(groups->items, (size_t)groups->room *
                                                      sizeof *groups->items);
    }
    groups->items[groups->count] = (struct group){.key = key};
    return &groups->items[groups->count++];
}

static void join(struct group *group, int member)
{
    if (group->count == group->room) {
        group->room = group->room ? 2 * group->room : 4;
        group->members = dr_realloc(group->members, (size_t)group->room *
                                                        sizeof *group->members);
    }
    group->members[group->count++] = member;
}

/* Beyond so many groups all others are one: searching them costs time. */
static struct groups divide(const struct dr_stuck *stuck)
{
    struct groups groups = {0};
    const int most = 4 * GROUPS_MOST;

    for (int i = 0; i < stuck->count; i++) {
        char *key = key_of(&stuck->ranks[i]);

        if (groups.count > most) {
            free(key);
            join(&groups.items[most], i);
        } else {
            join(group_of(&groups, key), i);
        }
    }
    return groups;
}

static void end_groups(struct groups *groups)
{
    for (int i = 0; i < groups->count; i++) {
        free(groups->items[i].key);
        free(groups->items[i].members);
    }
    free(groups->items);
}


/* "0-3, 7, 9-10" */
static void add_ranges(struct dr_text *text, const struct dr_stuck *stuck,
                       const struct group *group)
{
    int ranges = 0;

    for (int i = 0, end; i < group->count; i = end) {
        int first = stuck->ranks[group->members[i]].rank;

        for (end = i + 1; end < group->count; end++) {
            if (stuck->ranks[group->members[end]].rank != first + end - i)
                break;
        }
        if (ranges++ == RANGES_MOST) {
            dr_text_printf(text, ", ...");
            return;
        }
        dr_text_printf(text, "%s%d", i > 0 ? ", " : "", first);
        if (end - i > 1)
            dr_text_printf(text, "-%d", first + end - i - 1);
    }
}

static void add_line(struct dr_text *text, const char *line, size_t length)
{
    dr_text_printf(text, "      %.*s\n", (int)length, line);
}

static void add_lines(struct dr_text *text, const char *lines)
{
    while (*lines) {
        size_t length = strcspn(lines, "\n");

        add_line(text, lines, length);
        lines += length + (lines[length] == '\n');
    }
}

/* Messages of the program's that travel to the rank. */
static void add_coming(struct dr_text *text, unsigned count, bool sure)
{
    bool one = count == 1;

    if (count == 0)
        return;
    dr_text_printf(text, "      %u message%s still on the way to it", count,
                   one ? " is" : "s are");
    if (sure)
        dr_text_printf(text, ", which %s not what this call waits for",
                       one ? "is" : "are");
    dr_text_printf(text, "\n");
}

/* All that is known of one rank; `sure`: it is stuck for ever. */
static void add_rank(struct dr_text *text, const struct dr_stuck_rank *stuck,
                     bool sure)
{
    const struct dr_rank *rank = &dr_world->ranks[stuck->rank];
    struct dr_near near[NEAR_MOST];
    struct dr_text line = DR_TEXT_EMPTY;
    int count;

    if (rank->call) {
        dr_call_text(text, rank, rank->call);
        dr_text_printf(text, " at ");
        dr_call_place_text(text, rank->call->site);
        add_callers(&line, rank);
    } else {
        dr_text_printf(text, "outside MPI");
    }
    dr_text_printf(text, "\n");
    add_lines(text, dr_text_string(&line));
    add_lines(text, stuck->why);
    dr_text_clear(&line);
    dr_then_text(&line, stuck);
    add_lines(text, dr_text_string(&line));
    count = dr_near_find(stuck, near, NEAR_MOST);
    for (int i = 0; i < count; i++) {
        dr_text_clear(&line);
        dr_near_text(&line, stuck, &near[i]);
        add_lines(text, dr_text_string(&line));
    }
    if (sure && dr_taken_find(stuck)) {
        dr_text_clear(&line);
        dr_taken_text(&line, dr_taken_find(stuck));
        add_lines(text, dr_text_string(&line));
    }
    add_coming(text, dr_message_coming(rank), sure);
    dr_text_end(&line);
}

static void add_group(struct dr_text *text, const struct dr_stuck *stuck,
                      const struct group *group, bool sure)
{
    const struct dr_stuck_rank *first = &stuck->ranks[group->members[0]];

    if (group->count == 1) {
        dr_text_printf(text, "  rank %d: ", first->rank);
    } else {
        dr_text_printf(text, "  %d ranks (", group->count);
        add_ranges(text, stuck, group);
        dr_text_printf(text, ") alike, rank %d: ", first->rank);
    }
    add_rank(text, first, sure);
}

static void add_cycle(struct dr_text *text, const struct dr_stuck *stuck)
{
    bool chain = stuck->shape == DR_STUCK_CHAIN;
    int shown = stuck->ncycle < CYCLE_MOST ? stuck->ncycle : CYCLE_MOST;

    if (stuck->shape == DR_STUCK_KNOT) {
        dr_text_printf(text,
                       "  knot of %d ranks: any of several others could free "
                       "one, but all of these wait too, or are done with "
                       "MPI\n",
                       stuck->count);
        return;
    }
    if (stuck->shape == DR_STUCK_POLL) {
        dr_text_printf(text,
                       "  livelock: all who are not asleep look for what "
                       "nobody %s\n",
                       dr_deadlock_gazes(stuck) ? "sends or writes" : "sends");
        return;
    }
    if (stuck->ncycle == 1) {
        dr_text_printf(text, "  cycle: rank %d waits for itself\n",
                       stuck->cycle[0]);
        return;
    }
    dr_text_printf(text, "  %s of %d: rank ", chain ? "chain" : "cycle",
                   stuck->ncycle);
    for (int i = 0; i < shown; i++)
        dr_text_printf(text, "%s%d", i > 0 ? " -> " : "", stuck->cycle[i]);
    if (stuck->ncycle > shown)
        dr_text_printf(text, " -> ...");
    if (chain && stuck->ncycle > shown)
        dr_text_printf(text, " -> %d", stuck->cycle[stuck->ncycle - 1]);
    if (chain)
        dr_text_printf(text, ", which is done with MPI\n");
    else
        dr_text_printf(text, " -> %d (each waits for the next)\n",
                       stuck->cycle[0]);
}

static void add_other_cycle(struct dr_text *text, const struct dr_stuck *stuck,
                            const struct dr_stuck_rank *first)
{
    const struct dr_stuck_rank *it = first;
    int shown = 0;

    dr_text_printf(text, "  another cycle: rank %d", first->rank);
    do {
        it = dr_stuck_of(stuck, it->on);
        if (++shown <= CYCLE_MOST)
            dr_text_printf(text, " -> %d", it->rank);
    } while (it != first);
    dr_text_printf(text, "%s\n", shown > CYCLE_MOST ? " -> ..." : "");
}

/* Ranks that wait in a circle of their own, apart from the first; `visit` is 0
 * for ranks not seen yet, -1 for those of the first. */
static int add_other_cycles(struct dr_text *text, const struct dr_stuck *stuck,
                            int *visit)
{
    int found = 0;

    for (int i = 0; i < stuck->count; i++) {
        const struct dr_stuck_rank *it = &stuck->ranks[i];

        while (it && visit[it->rank] == 0) {
            visit[it->rank] = i + 1;
            it = dr_stuck_of(stuck, it->on);
        }
        if (it && visit[it->rank] == i + 1 && ++found <= CYCLES_MOST)
            add_other_cycle(text, stuck, it);
    }
    if (found > CYCLES_MOST)
        dr_text_printf(text, "  and %d more cycles\n", found - CYCLES_MOST);
    return found;
}

/*
 * Ranks outside the cycle or chain whose nexts lead into it.  `visit` is -1 for
 * those in it; the others become -2 if they lead there, 1 if not.
 */
static void add_hangers(struct dr_text *text, const struct dr_stuck *stuck,
                        int *visit)
{
    struct group hangers = {0};

    for (int i = 0; i < stuck->count; i++) {
        int first = stuck->ranks[i].rank, mark;
        const struct dr_stuck_rank *it = &stuck->ranks[i];
        int at = first;

        while (it && visit[at] == 0) {
            visit[at] = 1;
            at = it->on;
            it = at >= 0 ? dr_stuck_of(stuck, at) : NULL;
        }
        mark = at >= 0 && visit[at] < 0 ? -2 : 1;
        for (at = first; at >= 0 && visit[at] == 1 && mark < 0;
             at = dr_stuck_of(stuck, at)->on)
            visit[at] = mark;
        if (visit[first] == -2)
            join(&hangers, i);
    }
    if (hangers.count > 0) {
        dr_text_printf(text, "  %d more rank%s (", hangers.count,
                       hangers.count > 1 ? "s" : "");
        add_ranges(text, stuck, &hangers);
        dr_text_printf(text, ") wait%s for those\n",
                       hangers.count > 1 ? "" : "s");
    }
    free(hangers.members);
}

/* The cycle, who hangs off it, and other cycles: how many of these. */
static int add_shape(struct dr_text *text, const struct dr_stuck *stuck)
{
    size_t n = (size_t)dr_world->nranks;
    int *visit = dr_zalloc(n, sizeof *visit);
    int others = 0;

    add_cycle(text, stuck);
    for (int i = 0; i < stuck->ncycle; i++)
        visit[stuck->cycle[i]] = -1;
    if (stuck->ncycle > 0)
        add_hangers(text, stuck, visit);
    for (size_t i = 0; i < n; i++)
        visit[i] = visit[i] > 0 ? 0 : visit[i];
    if (stuck->shape == DR_STUCK_CYCLE)
        others = add_other_cycles(text, stuck, visit);
    free(visit);
    return others;
}

/* What stuck ranks and those they wait for were refused, and went on from. */
static void add_refused(struct dr_text *text, const struct dr_stuck *stuck)
{
    int shown = 0;

    for (int rank = 0; rank < dr_world->nranks && shown < REFUSED_MOST;
         rank++) {
        const struct dr_io_failed *refused = dr_io_refused(rank);

        if (!refused || !dr_stuck_concerns(stuck, rank))
            continue;
        dr_text_printf(text, "  earlier, %s at ", refused->by.call);
        dr_call_place_text(text, refused->by.site);
        dr_text_printf(text, " returned %s to rank %d\n",
                       dr_error_name(refused->error_class), rank);
        shown++;
    }
}

static void add_note(struct dr_text *text, const struct dr_report_facts *facts,
                     const char *what, const char *note)
{
    dr_text_printf(text, "  ");
    dr_report_paint(text, facts, DR_PAINT_NOTE);
    dr_text_printf(text, "%s:", what);
    dr_report_paint(text, facts, DR_PAINT_PLAIN);
    dr_text_printf(text, " %s\n", note);
}

void dr_deadlock_text(struct dr_text *text, const struct dr_report_facts *facts)
{
    const struct dr_stuck *stuck = &facts->stuck;
    struct groups groups = divide(stuck);
    struct dr_text line = DR_TEXT_EMPTY;
    bool sure = facts->verdict == DR_VERDICT_DEADLOCK;
    int hidden = 0, others;

    for (int i = 0; i < groups.count; i++) {
        if (i < GROUPS_MOST)
            add_group(text, stuck, &groups.items[i], sure);
        else
            hidden += groups.items[i].count;
    }
    end_groups(&groups);
    if (hidden > 0)
        dr_text_printf(text, "  and %d more ranks (see --report json)\n",
                       hidden);
    if (!sure)
        return;
    others = add_shape(text, stuck);
    add_refused(text, stuck);
    dr_deadlock_change(&line, stuck);
    if (line.length > 0)
        add_note(text, facts, others ? "a way out of the first" : "a way out",
                 line.data);
    dr_text_clear(&line);
    dr_deadlock_command(&line);
    if (line.length > 0)
        add_note(text, facts, "to see it again", line.data);
    dr_text_end(&line);
}
