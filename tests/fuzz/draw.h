/*
 * draw.h - arguments for calls of MPI, drawn from a stream of bytes.
 *
 * The simulator cannot know how large the program's memory is.  Counts and
 * displacements therefore stay within the arena below, or are negative, or so
 * large that no memory holds them.  Handles are good ones, freed ones, those
 * of other objects, small integers, addresses and noise.
 */
#ifndef TESTS_FUZZ_DRAW_H
#define TESTS_FUZZ_DRAW_H

#include <limits.h>
#include <mpi.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    KIND_COMM,
    KIND_GROUP,
    KIND_DATATYPE,
    KIND_OP,
    KIND_REQUEST,
    KIND_ERRHANDLER,
    KIND_INFO,
    KIND_MESSAGE,
    KIND_WIN,
    KIND_FILE,
    KIND_SESSION,
    KIND_T_CVAR_HANDLE,
    KIND_T_PVAR_HANDLE,
    KIND_T_PVAR_SESSION,
    KIND_T_ENUM,
    KINDS,
    SLOTS = 8,
    ENTRIES = 64,
    MOST = 8,     /* elements of a message, entries of an array */
    REACH = 2048, /* bytes of a datatype, to either side */
    ARENA = 1 << 20
};

enum range {
    COUNT,
    RANK,
    TAG,
    ANY
};

/* Predefined handles, then null: what slots hold in the beginning. */
static const uintptr_t predefined[KINDS][3] = {
    [KIND_COMM] = {0x101, 0x102, 0x100},
    [KIND_GROUP] = {0x109, 0x109, 0x108},
    [KIND_DATATYPE] = {0x20c, 0x20e, 0x200}, /* set by start_drawing() */
    [KIND_OP] = {0x21, 0x22, 0x20},
    [KIND_REQUEST] = {0x180, 0x180, 0x180},
    [KIND_ERRHANDLER] = {0x143, 0x143, 0x140},
    [KIND_INFO] = {0x130, 0x131, 0x130},
    [KIND_MESSAGE] = {0x129, 0x128, 0x128},
    [KIND_WIN] = {0x110, 0x110, 0x110},
    [KIND_FILE] = {0x118, 0x118, 0x118},
    [KIND_SESSION] = {0x120, 0x120, 0x120},
};

static struct {
    int me, size;
    uint8_t (*byte)(void);
    uintptr_t slots[KINDS][SLOTS], before[KINDS][SLOTS], stale[KINDS][SLOTS];
    uintptr_t handles[2][ENTRIES];
    int next_handles;
    int ints[8][ENTRIES];
    int64_t wides[8][ENTRIES];
    int next_ints, next_wides;
    MPI_Status statuses[ENTRIES];
    char room[2 * ARENA], string[2][300];
    void *allocated;
    int next_string;
} drawn;

static unsigned byte(void)
{
    return drawn.byte();
}

static uint64_t bytes(int n)
{
    uint64_t number = 0;

    while (n-- > 0)
        number = number << 8 | byte();
    return number;
}

/* Set slots 0 and 1 to predefined objects, so that something always works. */
static void refresh(void)
{
    for (int kind = 0; kind < KINDS; kind++)
        for (int i = 0; i < 2; i++)
            drawn.slots[kind][i] = predefined[kind][i];
    drawn.slots[KIND_DATATYPE][0] = (uintptr_t)MPI_INT;
    drawn.slots[KIND_DATATYPE][1] = (uintptr_t)MPI_DOUBLE;
}

/* Files and windows that work: hardly any drawn arguments make some. */
static void open_some(void)
{
    const MPI_Comm comms[] = {MPI_COMM_WORLD, MPI_COMM_SELF};

    for (int i = 0; i < 4; i++) {
        MPI_Comm comm = comms[i % 2];
        MPI_File file;
        MPI_Win win;
        void *base;

        PMPI_File_open(comm, i % 2 ? drawn.string[0] : "ours",
                       MPI_MODE_CREATE |
                           (i < 2 ? MPI_MODE_RDWR : MPI_MODE_WRONLY),
                       MPI_INFO_NULL, &file);
        PMPI_Win_allocate(REACH, 1 + i, MPI_INFO_NULL, comm, &base, &win);
        PMPI_Win_set_errhandler(win, MPI_ERRORS_RETURN);
        drawn.slots[KIND_FILE][2 + i] = (uintptr_t)file;
        drawn.slots[KIND_WIN][2 + i] = (uintptr_t)win;
    }
}

static void start_drawing(uint8_t (*source)(void))
{
    drawn.byte = source;
    for (int kind = 0; kind < KINDS; kind++)
        for (int i = 0; i < SLOTS; i++)
            drawn.slots[kind][i] = predefined[kind][2];
    refresh();
    snprintf(drawn.string[0], sizeof drawn.string[0], "mine%d", drawn.me);
    open_some();
}

static uintptr_t draw_handle(int kind)
{
    unsigned how = byte(), which = how / 16 % SLOTS;

    switch (how % 16) {
    case 10:
    case 11:
        return drawn.stale[kind][which];
    case 12:
        return drawn.slots[byte() % KINDS][which];
    case 13:
        return byte() * 4;
    case 14:
        return bytes(8);
    case 15:
        return how & 16 ? (uintptr_t)&drawn : predefined[kind][2];
    default:
        return drawn.slots[kind][which];
    }
}

static void *draw_slot(int kind)
{
    unsigned how = byte();

    return how % 32 == 31 ? NULL : &drawn.slots[kind][how % SLOTS];
}

static void *draw_handles(int kind)
{
    unsigned how = byte();
    uintptr_t *array = drawn.handles[drawn.next_handles++ % 2];

    if (how % 32 == 31)
        return NULL;
    if (kind == KIND_REQUEST && how % 2)
        return drawn.slots[kind];
    for (int i = 0; i < ENTRIES; i++)
        array[i] = drawn.slots[kind][i % SLOTS];
    array[byte() % 4] = draw_handle(kind);
    return array;
}

#endif
