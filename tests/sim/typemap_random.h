/*
 * typemap_random.h - random nested datatypes, each made twice: by MPI and as a
 * type map.
 */
#ifndef DR_TESTS_TYPEMAP_RANDOM_H
#define DR_TESTS_TYPEMAP_RANDOM_H

#include "typemap_blocks.h"

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
