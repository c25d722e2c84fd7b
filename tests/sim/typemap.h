/*
 * typemap.h - random nested datatypes, each made twice: by MPI, and as the
 * list of basic elements that MPI-3.1, section 4.1 calls a type map.
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

enum {
    LIST = 4 /* blocks at most */
};

static inline void map_free_type(MPI_Datatype *type)
{
    int a, b, c, combiner;

    MPI_Type_get_envelope(*type, &a, &b, &c, &combiner);
    if (combiner != MPI_COMBINER_NAMED)
        MPI_Type_free(type);
}

static MPI_Datatype map_random(int depth, struct map *map);

/* Blocks of one old type: contiguous to hindexed_block. */
static inline MPI_Datatype map_blocks(int depth, struct map *map)
{
    int kind = (int)map_dice(0, 6), large = (int)map_dice(0, 1);
    int lengths[LIST], at[LIST], n = (int)map_dice(0, LIST);
    MPI_Aint bytes[LIST];
    MPI_Count wide_lengths[LIST], wide_at[LIST];
    int length = (int)map_dice(0, 3), stride = (int)map_dice(-5, 6);
    MPI_Datatype old, type;
    struct map part;
    long extent;

    old = map_random(depth - 1, &part);
    extent = map_extent(&part);
    for (int i = 0; i < n; i++) {
        int step = kind == 2 || kind == 4 || kind == 6 ? 1 : (int)extent;

        lengths[i] = (int)map_dice(0, 3);
        if (kind == 0)
            length = 1, at[i] = i;
        else if (kind == 1)
            at[i] = i * stride;
        else if (kind == 2)
            at[i] = i * 8 * stride;
        else
            at[i] = (int)map_dice(-9, 12) * (step == 1 ? 8 : 1);
        if (kind <= 2 || kind >= 5)
            lengths[i] = length;
        bytes[i] = wide_at[i] = at[i];
        wide_lengths[i] = lengths[i];
        for (int k = 0; k < lengths[i]; k++)
            map_add(map, &part, (long)at[i] * step + k * extent);
    }
    if (kind == 0 && large)
        MPI_Type_contiguous_c(n, old, &type);
    else if (kind == 0)
        MPI_Type_contiguous(n, old, &type);
    else if (kind == 1 && large)
        MPI_Type_vector_c(n, length, stride, old, &type);
    else if (kind == 1)
        MPI_Type_vector(n, length, stride, old, &type);
    else if (kind == 2 && large)
        MPI_Type_create_hvector_c(n, length, 8 * stride, old, &type);
    else if (kind == 2)
        MPI_Type_create_hvector(n, length, 8 * stride, old, &type);
    else if (kind == 3 && large)
        MPI_Type_indexed_c(n, wide_lengths, wide_at, old, &type);
    else if (kind == 3)
        MPI_Type_indexed(n, lengths, at, old, &type);
    else if (kind == 4 && large)
        MPI_Type_create_hindexed_c(n, wide_lengths, wide_at, old, &type);
    else if (kind == 4)
        MPI_Type_create_hindexed(n, lengths, bytes, old, &type);
    else if (kind == 5 && large)
        MPI_Type_create_indexed_block_c(n, length, wide_at, old, &type);
    else if (kind == 5)
        MPI_Type_create_indexed_block(n, length, at, old, &type);
    else if (large)
        MPI_Type_create_hindexed_block_c(n, length, wide_at, old, &type);
    else
        MPI_Type_create_hindexed_block(n, length, bytes, old, &type);
    map_free_type(&old);
    map_free(&part);
    return type;
}

static inline MPI_Datatype map_struct(int depth, struct map *map)
{
    int n = (int)map_dice(1, 3), lengths[LIST];
    MPI_Count wide_lengths[LIST], wide_at[LIST];
    MPI_Aint at[LIST], next = 0;
    MPI_Datatype olds[LIST], type;
    struct map part;

    for (int i = 0; i < n; i++) {
        lengths[i] = (int)map_dice(0, 3);
        at[i] = map_dice(0, 3) ? next : map_dice(-64, 64);
        if (map_dice(0, 9) == 0) {
            int low = (int)map_dice(0, 1);

            part = (struct map){.align = 1};
            map_mark(&part, low, 0);
            olds[i] = low ? MPI_LB : MPI_UB;
            lengths[i] = 1;
        } else {
            olds[i] = map_random(depth - 1, &part);
        }
        for (int k = 0; k < lengths[i]; k++)
            map_add(map, &part, at[i] + k * map_extent(&part));
        next = at[i] + lengths[i] * map_extent(&part) + map_dice(0, 1) * 16;
        wide_lengths[i] = lengths[i];
        wide_at[i] = at[i];
        map_free(&part);
    }
    if (map_dice(0, 1))
        MPI_Type_create_struct_c(n, wide_lengths, wide_at, olds, &type);
    else
        MPI_Type_create_struct(n, lengths, at, olds, &type);
    for (int i = 0; i < n; i++)
        map_free_type(&olds[i]);
    return type;
}

/* Does the process with this coordinate own this index of a dimension? */
static inline int map_owns(int size, int distribution, int darg, int processes,
                           int coordinate, int index)
{
    if (distribution == MPI_DISTRIBUTE_NONE)
        return 1;
    if (distribution == MPI_DISTRIBUTE_BLOCK) {
        int block = darg == MPI_DISTRIBUTE_DFLT_DARG
                        ? (size + processes - 1) / processes
                        : darg;

        return index / block == coordinate;
    }
    if (darg == MPI_DISTRIBUTE_DFLT_DARG)
        darg = 1;
    return index / darg % processes == coordinate;
}

/* Part of an array: the elements that are in, in the order of memory. */
static inline MPI_Datatype map_array(int depth, struct map *map)
{
    int subarray = (int)map_dice(0, 1), nd = (int)map_dice(1, 3);
    int order = map_dice(0, 1) ? MPI_ORDER_C : MPI_ORDER_FORTRAN;
    int sizes[3], parts[3], starts[3], distribs[3], dargs[3], psizes[3];
    int coords[3], all = 1, processes = 1, rank = 0;
    MPI_Datatype old, type;
    struct map part;
    long extent;

    old = map_random(depth - 1, &part);
    extent = map_extent(&part);
    for (int d = 0; d < nd; d++) {
        sizes[d] = (int)map_dice(1, 5);
        parts[d] = (int)map_dice(1, sizes[d]);
        starts[d] = (int)map_dice(0, sizes[d] - parts[d]);
        psizes[d] = (int)map_dice(1, 3);
        distribs[d] = (int[]){MPI_DISTRIBUTE_NONE, MPI_DISTRIBUTE_BLOCK,
                              MPI_DISTRIBUTE_CYCLIC}[map_dice(0, 2)];
        if (distribs[d] == MPI_DISTRIBUTE_NONE)
            psizes[d] = 1;
        dargs[d] = MPI_DISTRIBUTE_DFLT_DARG;
        if (map_dice(0, 1) && distribs[d] == MPI_DISTRIBUTE_CYCLIC)
            dargs[d] = (int)map_dice(1, 3);
        if (map_dice(0, 1) && distribs[d] == MPI_DISTRIBUTE_BLOCK)
            dargs[d] = (sizes[d] + psizes[d] - 1) / psizes[d] + 1;
        coords[d] = (int)map_dice(0, psizes[d] - 1);
        all *= sizes[d];
        processes *= psizes[d];
        rank = rank * psizes[d] + coords[d];
    }
    for (int cell = 0; cell < all; cell++) {
        int in = 1, rest = cell;

        for (int k = 0; k < nd; k++) {
            int d = order == MPI_ORDER_C ? nd - 1 - k : k;
            int index = rest % sizes[d];

            rest /= sizes[d];
            in &= subarray ? index >= starts[d] && index < starts[d] + parts[d]
                           : map_owns(sizes[d], distribs[d], dargs[d],
                                      psizes[d], coords[d], index);
        }
        if (in)
            map_add(map, &part, cell * extent);
    }
    map->lb_set = map->ub_set = 1;
    map->lb = 0;
    map->ub = all * extent;
    if (part.align > map->align)
        map->align = part.align;
    if (subarray)
        MPI_Type_create_subarray(nd, sizes, parts, starts, order, old, &type);
    else
        MPI_Type_create_darray(processes, rank, nd, sizes, distribs, dargs,
                               psizes, order, old, &type);
    map_free_type(&old);
    map_free(&part);
    return type;
}

static inline MPI_Datatype map_renamed(int depth, struct map *map)
{
    MPI_Datatype old = map_random(depth - 1, map), type;
    long extent = map_extent(map);

    if (map_dice(0, 2) == 0) {
        MPI_Type_dup(old, &type);
    } else {
        map->lb = map_dice(-3, 3) * 8;
        map->ub = map->lb + extent + map_dice(-1, 4) * 8;
        map->lb_set = map->ub_set = 1;
        if (map_dice(0, 1))
            MPI_Type_create_resized(old, map->lb, map->ub - map->lb, &type);
        else
            MPI_Type_create_resized_c(old, map->lb, map->ub - map->lb, &type);
    }
    map_free_type(&old);
    return type;
}

/* A random type of at most this depth, not committed, and its map. */
static MPI_Datatype map_random(int depth, struct map *map)
{
    MPI_Datatype type;

    *map = (struct map){.align = 1};
    switch (depth <= 0 ? 0 : map_dice(0, 9)) {
    case 0:
        return map_basic(map);
    case 1:
    case 2:
    case 3:
    case 4:
        type = map_blocks(depth, map);
        break;
    case 5:
    case 6:
        type = map_struct(depth, map);
        break;
    case 7:
    case 8:
        type = map_array(depth, map);
        break;
    default:
        type = map_renamed(depth, map);
    }
    if (map->n <= MOST_ELEMENTS)
        return type;
    map_free_type(&type);
    map_free(map);
    return map_random(0, map);
}

#endif
