/*
 * plan.h - a collective access: what all members want, and who does it.
 *
 * Every member says in an allgather where its part begins and ends; then all
 * know the same and come to the same plan.  If parts interleave, the bytes of
 * the file between the first and the last are divided among aggregators, one
 * on each host, and these access the storage (two-phase I/O: Thakur, Gropp,
 * Lusk: "Data Sieving and Collective I/O in ROMIO", Frontiers 1999); else each
 * member accesses its own part.
 *
 *     offsets   lo ........|..........|.......... hi
 *               aggregator 0     1         2        domains, in whole stripes
 *               w w w ..   w w w ..              windows of cb_buffer_size
 *
 * A member gives its data to the aggregators window by window, and gets it
 * from them.  What a member wants is known from here, in the memory that all
 * ranks share; the lists of blocks that a real run would send travel as so
 * many bytes with the messages.
 */
#ifndef DR_IO_PLAN_H
#define DR_IO_PLAN_H

#include "io/access.h"

/* Bytes in a message for each block of the file, and for each message. */
enum {
    DR_PLAN_BLOCK_BYTES = 16,
    DR_PLAN_MESSAGE_BYTES = 16
};

/* What one member wants. */
struct dr_wish {
    bool known;
    struct dr_view view; /* a copy */
    uint64_t position, bytes;
    uint64_t begin, end; /* offsets that hold all of it; equal: it is empty */
};

/* Shared by the members; goes with the last of them. */
struct dr_plan {
    struct dr_link link; /* among the file's */
    uint32_t number;     /* of the file's collectives */
    int references;
    int size;
    bool made;
    bool two_phase;
    uint64_t limit;  /* where the file ended when the plan was made */
    uint64_t lo, hi; /* offsets in the file */
    uint64_t domain; /* bytes of each aggregator's */
    uint64_t window;
    uint64_t rounds;
    int naggregators;
    int *aggregators; /* ranks */
    struct dr_wish wishes[];
};

/* Join the collective access that the operation's schedule is, and say what it
 * wants. */
struct dr_plan *dr_plan_join(struct dr_io_op *op);

/* Everybody has joined: decide, once, and tell the operation its position. */
void dr_plan_make(struct dr_plan *plan, struct dr_io_op *op);

/* This member needs it no more. */
void dr_plan_leave(struct dr_plan *plan);

/* The offsets of an aggregator's window; empty ones have begin == end. */
void dr_plan_window(const struct dr_plan *plan, int aggregator, uint64_t round,
                    uint64_t *begin, uint64_t *end);

/* A member's positions between these offsets. */
void dr_plan_share(const struct dr_wish *wish, uint64_t begin, uint64_t end,
                   uint64_t *from, uint64_t *to);

/* Begin a collective operation. */
struct dr_request *dr_io_collective(struct dr_io_op *op);

/* The rounds of two phases; the plan is made (two_phase.c). */
void dr_two_phase_begin(struct dr_io_op *op);

#endif
