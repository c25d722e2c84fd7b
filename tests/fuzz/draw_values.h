/*
 * draw_values.h - numbers, arrays, buffers, strings and functions, drawn.
 */
#ifndef TESTS_FUZZ_DRAW_VALUES_H
#define TESTS_FUZZ_DRAW_VALUES_H

#include "draw.h"

static int draw_int(enum range range)
{
    static const int odd[] = {INT_MIN, INT_MAX,       -1,         -2,   -3,
                              -4,      MPI_UNDEFINED, 0x40000000, 65536};
    unsigned how = byte();

    if (range == COUNT)
        return how < 224 ? (int)(how % (MOST + 1)) : -(int)bytes(how % 4);
    if (range == RANK && how < 160)
        return how % 4 == 3 ? (drawn.me + 1) % drawn.size
                            : (int)(how % (unsigned)drawn.size);
    if (range == RANK && how < 224)
        return how % 2 ? MPI_PROC_NULL : MPI_ANY_SOURCE;
    if (how < 192)
        return (int)(how % 16);
    if (how < 240)
        return odd[how % (sizeof odd / sizeof *odd)];
    return (int)bytes(4);
}

static int64_t draw_wide(enum range range)
{
    unsigned how = byte();

    if (how < 208 || range != COUNT)
        return draw_int(range);
    if (how < 232)
        return INT64_MAX >> how % 8;
    return -(int64_t)(bytes(8) >> 1);
}

static int *draw_ints(enum range range)
{
    unsigned how = byte();
    int *array = drawn.ints[drawn.next_ints++ % 8];

    if (how % 32 == 31)
        return NULL;
    for (int i = 0; i < ENTRIES; i++)
        array[i] = range == COUNT ? (int)(how / 32 % 3) : (int)(how / 32) + i;
    for (unsigned i = 0; i < how % 4; i++)
        array[byte() % 4] = draw_int(range);
    return array;
}

static int64_t *draw_wides(enum range range)
{
    unsigned how = byte();
    int64_t *array = drawn.wides[drawn.next_wides++ % 8];

    if (how % 32 == 31)
        return NULL;
    for (int i = 0; i < ENTRIES; i++)
        array[i] = range == COUNT ? (int)(how / 32 % 3) : (int)(how / 32) + i;
    for (unsigned i = 0; i < how % 4; i++)
        array[byte() % 4] = draw_wide(range);
    return array;
}

static int (*draw_triples(void))[3]
{
    return (int(*)[3])draw_ints(ANY);
}

/* The middle of the arena, with room on either side. */
static void *draw_buffer(void)
{
    unsigned how = byte();

    if (how % 16 == 15)
        return NULL;
    if (how % 16 == 14)
        return MPI_IN_PLACE;
    return drawn.room + ARENA / 2 + (how & 1) * (ARENA / 2) + how / 16 * 8;
}

static char *draw_room(void)
{
    unsigned how = byte();

    return how % 32 == 31 ? NULL : drawn.room + how * 4096;
}

static const char *draw_string(void)
{
    unsigned how = byte(), length = how % 8 == 7 ? 299 : how / 32;
    char *string = drawn.string[drawn.next_string++ % 2];

    if (how % 32 == 31)
        return NULL;
    if (how % 8 == 1)
        return "external32";
    memset(string, 'a' + (int)(how % 4), length);
    string[length] = 0;
    return string;
}

static MPI_Status *draw_statuses(void)
{
    return byte() % 4 ? drawn.statuses : MPI_STATUS_IGNORE;
}

static void *draw_allocated(void)
{
    void *block = drawn.allocated;

    drawn.allocated = NULL;
    return block;
}

static void *draw_allocation(void)
{
    return byte() % 32 == 31 ? NULL : &drawn.allocated;
}

/* Of any signature: it looks at none of its arguments. */
static int nothing(void)
{
    return MPI_SUCCESS;
}

static int failure(void)
{
    return MPI_ERR_OTHER;
}

static void *draw_function(void)
{
    unsigned how = byte();

    return how % 16 == 15  ? NULL
           : how % 16 == 0 ? (void *)failure
                           : (void *)nothing;
}

#endif
