/*
 * trail.c - what led to each moment that may still matter: trails back in time.
 *
 * Tidying goes over the array three times: from late to early to count what
 * leads where; then again to give the stretches that stay their new places; and
 * from each of these back to the one before, to sum up what lies between.
 */
#include "trace/trail.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

enum {
    FIRST_ROOM = 1 << 16
};

void dr_trails_init(struct dr_trails *trails)
{
    *trails = (struct dr_trails){.room = FIRST_ROOM};
    trails->stretches = dr_alloc(trails->room * sizeof *trails->stretches);
    trails->stretches[0] = (struct dr_stretch){0};
    trails->count = trails->knots = 1;
}

void dr_trails_end(struct dr_trails *trails)
{
    free(trails->stretches);
    free(trails->sums);
    free(trails->by_label);
    free(trails->touched);
}

static void add_to_label(struct dr_trails *trails, uint32_t label,
                         double length_s)
{
    if (label >= trails->labels_room) {
        uint32_t before = trails->labels_room, room = 2 * label + 16;

        trails->by_label =
            dr_realloc(trails->by_label, room * sizeof *trails->by_label);
        trails->touched =
            dr_realloc(trails->touched, room * sizeof *trails->touched);
        memset(trails->by_label + before, 0,
               (room - before) * sizeof *trails->by_label);
        trails->labels_room = room;
    }
    if (trails->by_label[label] == 0)
        trails->touched[trails->ntouched++] = label;
    trails->by_label[label] += length_s;
}

/* Add what a stretch or knot has. */
static void add_stretch(struct dr_trails *trails, uint32_t at)
{
    const struct dr_stretch *it = &trails->stretches[at];

    if (at >= trails->knots) {
        add_to_label(trails, it->label, it->length_s);
        return;
    }
    for (uint32_t i = 0; i < it->label; i++)
        add_to_label(trails, trails->sums[it->sums + i].label,
                     trails->sums[it->sums + i].length_s);
}

/* Move the sums that were added to `to`; returns how many. */
static uint32_t take_sums(struct dr_trails *trails, struct dr_trail_sum *to)
{
    uint32_t count = trails->ntouched;

    for (uint32_t i = 0; i < count; i++) {
        uint32_t label = trails->touched[i];

        to[i] = (struct dr_trail_sum){label, trails->by_label[label]};
        trails->by_label[label] = 0;
    }
    trails->ntouched = 0;
    return count;
}

static int by_label(const void *a, const void *b)
{
    const struct dr_trail_sum *x = a, *y = b;

    return (x->label > y->label) - (x->label < y->label);
}

struct dr_trail_sum *dr_trail_sums(struct dr_trails *trails,
                                   struct dr_trail trail, size_t *count)
{
    struct dr_trail_sum *sums;

    for (uint32_t at = trail.stretch; at != 0;
         at = trails->stretches[at].parent)
        add_stretch(trails, at);
    sums = dr_alloc((trails->ntouched + 1) * sizeof *sums);
    *count = take_sums(trails, sums);
    qsort(sums, *count, sizeof *sums, by_label);
    return sums;
}

/* How many heads and stretches lead to each: 2 stands for more, and for a
 * head, which must stay where it is. */
static uint8_t *count_uses(const struct dr_trails *trails,
                           const struct dr_trail_heads *rows, size_t nrows)
{
    uint8_t *uses = dr_zalloc(trails->count, 1);

    for (size_t i = 0; i < nrows; i++) {
        for (size_t k = 0; k < rows[i].count; k++) {
            const char *at = (char *)rows[i].first + k * rows[i].stride;

            uses[((const struct dr_trail *)(const void *)at)->stretch] = 2;
        }
    }
    for (uint32_t i = trails->count - 1; i > 0; i--) {
        uint8_t *parent = &uses[trails->stretches[i].parent];

        if (uses[i] > 0 && *parent < 2)
            ++*parent;
    }
    uses[0] = 2;
    return uses;
}

/* What is being built from the old arrays. */
struct tidied {
    struct dr_stretch *stretches;
    uint32_t count;
    struct dr_trail_sum *sums;
    size_t nsums, room;
};

/* A knot for the stretch at `at` and those before it that nothing else leads
 * to; `places` knows the new place of where they begin. */
static void tie(struct dr_trails *trails, struct tidied *to, uint32_t at,
                const uint8_t *uses, const uint32_t *places)
{
    struct dr_stretch *knot = &to->stretches[to->count++];

    do {
        add_stretch(trails, at);
        at = trails->stretches[at].parent;
    } while (uses[at] < 2);
    if (to->room - to->nsums < trails->ntouched) {
        to->room = 2 * to->room + trails->ntouched;
        to->sums = dr_realloc(to->sums, to->room * sizeof *to->sums);
    }
    knot->parent = places[at];
    knot->sums = to->nsums;
    knot->label = take_sums(trails, to->sums ? to->sums + to->nsums : NULL);
    to->nsums += knot->label;
}

static void move_heads(const uint32_t *places, const struct dr_trail_heads *row)
{
    for (size_t k = 0; k < row->count; k++) {
        char *at = (char *)row->first + k * row->stride;
        struct dr_trail *head = (struct dr_trail *)(void *)at;

        head->stretch = places[head->stretch];
    }
}

void dr_trails_tidy(struct dr_trails *trails, const struct dr_trail_heads *rows,
                    size_t nrows)
{
    uint8_t *uses = count_uses(trails, rows, nrows);
    uint32_t *places = dr_zalloc(trails->count, sizeof *places);
    struct tidied to = {.count = 1};
    uint32_t staying = 0;

    for (uint32_t i = 0; i < trails->count; i++)
        staying += uses[i] == 2;
    while (trails->room < 2 * staying + FIRST_ROOM / 2)
        trails->room *= 2;
    to.stretches = dr_alloc(trails->room * sizeof *to.stretches);
    to.stretches[0] = (struct dr_stretch){0};
    for (uint32_t i = 1; i < trails->count; i++) {
        if (uses[i] == 2) {
            places[i] = to.count;
            tie(trails, &to, i, uses, places);
        }
    }
    for (size_t i = 0; i < nrows; i++)
        move_heads(places, &rows[i]);
    free(trails->stretches);
    free(trails->sums);
    trails->stretches = to.stretches;
    trails->count = trails->knots = to.count;
    trails->sums = to.sums;
    trails->nsums = to.nsums;
    trails->sums_room = to.room;
    assert(!dr_trails_full(trails, FIRST_ROOM / 4));
    free(uses);
    free(places);
}
