/*
 * typemap_blocks.h - random datatypes of blocks, made twice: by MPI and as
 * type maps.
 */
#ifndef DR_TESTS_TYPEMAP_BLOCKS_H
#define DR_TESTS_TYPEMAP_BLOCKS_H

#include "typemap.h"

enum {
    LIST = 40 /* blocks at most */
};

static MPI_Datatype map_random(int depth, struct map *map);

/* Blocks of one old type: contiguous to hindexed_block. */
static inline MPI_Datatype map_blocks(int depth, struct map *map)
{
    int kind = (int)map_dice(0, 6), large = (int)map_dice(0, 1);
    int lengths[LIST], at[LIST], n = (int)map_dice(0, 4);
    MPI_Aint bytes[LIST];
    MPI_Count wide_lengths[LIST], wide_at[LIST];
    int length = (int)map_dice(0, 3), stride = (int)map_dice(-5, 6);
    MPI_Datatype old, type;
    struct map part;
    long extent;

    /* Long lists are another matter, of small types. */
    if (map_dice(0, 9) == 0) {
        n = (int)map_dice(10, LIST);
        depth = map_dice(0, 1) ? 1 : depth;
    }
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
            at[i] = (int)(n > 4 ? 4 * i + map_dice(0, 2) : map_dice(-9, 12)) *
                    (step == 1 ? 8 : 1);
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

#endif
