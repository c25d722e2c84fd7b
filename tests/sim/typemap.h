/*
 * typemap.h - a datatype as the list of basic elements that MPI-3.1, section
 * 4.1 calls a type map.
 *
 * The type map is the oracle of type_random.c.  It follows the text of the
 * standard element by element and knows nothing of how types are stored.
 */
#ifndef DR_TESTS_TYPEMAP_H
#define DR_TESTS_TYPEMAP_H

#include "expect.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

enum {
    MOST_ELEMENTS = 2000
};

struct element {
    long at;
    int size;
    MPI_Datatype type;
};

struct map {
    int n;
    struct element *elements;
    int align;          /* the strictest of all elements */
    int lb_set, ub_set; /* by markers, which stay */
    long lb, ub;        /* of the markers */
};

static unsigned long map_state;

/* A random number from `low` to `high`. */
static inline long map_dice(long low, long high)
{
    map_state = map_state * 6364136223846793005ul + 1442695040888963407ul;
    return low + (long)((map_state >> 33) % (unsigned long)(high - low + 1));
}

static inline void map_put(struct map *map, long at, int size, int align,
                           MPI_Datatype type)
{
    map->elements =
        realloc(map->elements, (size_t)(map->n + 1) * sizeof *map->elements);
    map->elements[map->n++] = (struct element){at, size, type};
    if (align > map->align)
        map->align = align;
}

static inline void map_mark(struct map *map, int low, long at)
{
    if (low && (!map->lb_set || at < map->lb))
        map->lb = at;
    if (!low && (!map->ub_set || at > map->ub))
        map->ub = at;
    map->lb_set |= low;
    map->ub_set |= !low;
}

/* One more copy of `part`, displaced. */
static inline void map_add(struct map *map, const struct map *part, long at)
{
    for (int i = 0; i < part->n; i++)
        map_put(map, at + part->elements[i].at, part->elements[i].size,
                part->align, part->elements[i].type);
    if (part->lb_set)
        map_mark(map, 1, at + part->lb);
    if (part->ub_set)
        map_mark(map, 0, at + part->ub);
    if (part->align > map->align)
        map->align = part->align;
}

static inline void map_free(struct map *map)
{
    free(map->elements);
}

static inline long map_true_lb(const struct map *map)
{
    long low = map->n > 0 ? map->elements[0].at : 0;

    for (int i = 1; i < map->n; i++)
        if (map->elements[i].at < low)
            low = map->elements[i].at;
    return low;
}

static inline long map_true_ub(const struct map *map)
{
    long high = map->n > 0 ? LONG_MIN : 0;

    for (int i = 0; i < map->n; i++)
        if (map->elements[i].at + map->elements[i].size > high)
            high = map->elements[i].at + map->elements[i].size;
    return high;
}

static inline long map_lb(const struct map *map)
{
    return map->lb_set ? map->lb : map_true_lb(map);
}

static inline long map_extent(const struct map *map)
{
    long extent;

    if (map->ub_set)
        return map->ub - map_lb(map);
    extent = map_true_ub(map) - map_lb(map);
    while (map->align > 1 && extent % map->align != 0)
        extent++;
    return extent;
}

static inline long map_size(const struct map *map)
{
    long size = 0;

    for (int i = 0; i < map->n; i++)
        size += map->elements[i].size;
    return size;
}

/* A predefined type; MPI_LB and MPI_UB are markers without data. */
static inline MPI_Datatype map_basic(struct map *map)
{
    *map = (struct map){.align = 1};
    switch (map_dice(0, 8)) {
    case 0:
        map_put(map, 0, 1, 1, MPI_CHAR);
        return MPI_CHAR;
    case 1:
        map_put(map, 0, 2, 2, MPI_SHORT);
        return MPI_SHORT;
    case 2:
    case 3:
        map_put(map, 0, 4, 4, MPI_INT);
        return MPI_INT;
    case 4:
    case 5:
        map_put(map, 0, 8, 8, MPI_DOUBLE);
        return MPI_DOUBLE;
    case 6:
        map_put(map, 0, 16, 16, MPI_LONG_DOUBLE);
        return MPI_LONG_DOUBLE;
    case 7:
        map_put(map, 0, 8, 8, MPI_DOUBLE);
        map_put(map, 8, 4, 8, MPI_INT);
        return MPI_DOUBLE_INT;
    default:
        map_put(map, 0, 2, 2, MPI_SHORT);
        map_put(map, 4, 4, 4, MPI_INT);
        return MPI_SHORT_INT;
    }
}

static inline void map_free_type(MPI_Datatype *type)
{
    int a, b, c, combiner;

    MPI_Type_get_envelope(*type, &a, &b, &c, &combiner);
    if (combiner != MPI_COMBINER_NAMED)
        MPI_Type_free(type);
}

#endif
