/*
 * trail.h - what led to each moment that may still matter: trails back in time.
 *
 * A trail is a chain of stretches of time, each of a label, from now back to
 * the beginning of the run.  Trails share their early parts: what is known of
 * a message when it leaves is what its sender knew.
 *
 *     ranks and messages ->  o--o--o     o--o      the head of each trail
 *                                   \   /
 *                                    o-o--...--o   one root
 *
 * Stretches stand in one array, parents before children.  When it is full,
 * those that no head leads to go, and each stretch of a trail between two
 * forks becomes one knot, with a sum for each label.  So memory is bounded by
 * heads times labels, whatever the length of the run, and a stretch costs a
 * few instructions.
 *
 * Order: sums are added from late to early, alike in each run.
 */
#ifndef DR_TRACE_TRAIL_H
#define DR_TRACE_TRAIL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* The head of a trail: everything until then is accounted for. */
struct dr_trail {
    uint32_t stretch; /* its latest; 0: the root */
    double until_s;
};

/* Heads that stand in a row, `stride` bytes apart. */
struct dr_trail_heads {
    struct dr_trail *first;
    size_t count, stride;
};

struct dr_stretch {
    uint32_t parent;
    uint32_t label; /* or, of a knot, how many sums it has */
    union {
        double length_s;
        size_t sums; /* where they begin */
    };
};

struct dr_trail_sum {
    uint32_t label;
    double length_s;
};

struct dr_trails {
    struct dr_stretch *stretches;
    uint32_t count, room;
    uint32_t knots; /* the first so many are knots */
    struct dr_trail_sum *sums;
    size_t nsums, sums_room;
    double *by_label; /* scratch: all zero between uses */
    uint32_t labels_room;
    uint32_t *touched; /* labels that are not zero */
    uint32_t ntouched;
};

void dr_trails_init(struct dr_trails *trails);
void dr_trails_end(struct dr_trails *trails);

/* Is there no room for `more` stretches? */
static inline bool dr_trails_full(const struct dr_trails *trails, uint32_t more)
{
    return trails->room - trails->count < more;
}

/* Forget what none of the heads leads to, and make room. */
void dr_trails_tidy(struct dr_trails *trails, const struct dr_trail_heads *rows,
                    size_t nrows);

/* The trail goes on until `now_s`; nothing happens if it has come so far.
 * There is room. */
static inline void dr_trail_extend(struct dr_trails *trails,
                                   struct dr_trail *trail, double now_s,
                                   uint32_t label)
{
    struct dr_stretch *it = &trails->stretches[trails->count];

    if (now_s <= trail->until_s)
        return;
    it->parent = trail->stretch;
    it->label = label;
    it->length_s = now_s - trail->until_s;
    trail->stretch = trails->count++;
    trail->until_s = now_s;
}

/*
 * The sums by label of a whole trail, which belong to the caller, in the order
 * of their labels.  They add up to where the trail has come, but for rounding.
 */
struct dr_trail_sum *dr_trail_sums(struct dr_trails *trails,
                                   struct dr_trail trail, size_t *count);

#endif
