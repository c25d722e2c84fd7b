/*
 * alltoall_bruck.c - blocks hop towards their targets by powers of two.
 *
 * A rank numbers its blocks by how far ahead their targets are.  In round k
 * those whose number has bit k go 2^k ranks ahead together, half of all;
 * after the last round block i is the one from the rank i behind.
 *
 * Cost: ceil(log2 p) (alpha + p/2 n beta), and as many copies of p n bytes.
 *
 * Bruck, Ho, Kipnis, Upfal, Weathersby: "Efficient Algorithms for All-to-All
 * Communications in Multiport Message-Passing Systems", IEEE TPDS 8(11), 1997.
 */
#include <string.h>

#include "coll/builders.h"
#include "coll/row.h"

/* One round's blocks: those of `row` whose number has `bit`, and where they
 * lie together on their way out and in. */
struct hop {
    char *row, *out, *in;
    uint64_t bytes; /* of a block */
    int size, bit;
};

static void load(void *self)
{
    const struct hop *hop = self;
    char *to = hop->out;

    for (int i = 0; i < hop->size; i++) {
        if (!(i & hop->bit))
            continue;
        memcpy(to, hop->row + (uint64_t)i * hop->bytes, hop->bytes);
        to += hop->bytes;
    }
}

static void unload(void *self)
{
    const struct hop *hop = self;
    const char *from = hop->in;

    for (int i = 0; i < hop->size; i++) {
        if (!(i & hop->bit))
            continue;
        memcpy(hop->row + (uint64_t)i * hop->bytes, from, hop->bytes);
        from += hop->bytes;
    }
}

static uint64_t blocks_with(int bit, int size)
{
    uint64_t count = 0;

    for (int i = 0; i < size; i++)
        count += (i & bit) != 0;
    return count;
}

static void round_of(struct dr_schedule *schedule, const struct dr_coll *coll,
                     const struct hop *template, int bit)
{
    int size = coll->comm->size, rank = coll->comm->rank;
    uint64_t bytes = template->bytes * blocks_with(bit, size);
    struct hop *hop = dr_schedule_scratch(schedule, sizeof *hop);

    *hop = *template;
    hop->bit = bit;
    dr_schedule_call(schedule, load, hop);
    dr_schedule_recv(schedule, (struct dr_span){hop->in, bytes, NULL},
                     (rank - bit + size) % size);
    dr_schedule_send(schedule, (struct dr_span){hop->out, bytes, NULL},
                     (int)(((int64_t)rank + bit) % size));
    dr_schedule_end_round(schedule);
    dr_schedule_call(schedule, unload, hop);
}

void dr_coll_alltoall_bruck(struct dr_schedule *schedule,
                            const struct dr_coll *coll)
{
    int size = coll->comm->size, rank = coll->comm->rank;
    const struct dr_blocks *blocks = coll->in_place ? &coll->recv : &coll->send;
    struct dr_row row = dr_row_packed(schedule, blocks, size, rank);
    uint64_t half = row.bytes * ((uint64_t)size / 2);
    struct hop hop = {.row = row.memory, .bytes = row.bytes, .size = size};

    hop.out = dr_schedule_scratch(schedule, half);
    hop.in = dr_schedule_scratch(schedule, half);
    dr_row_fill(schedule, &row, 0, size);
    for (int64_t bit = 1; bit < size; bit *= 2)
        round_of(schedule, coll, &hop, (int)bit);
    for (int i = 0; i < size; i++)
        dr_schedule_copy(schedule, dr_row_span(&row, i, 1),
                         dr_blocks_at(&coll->recv, (rank - i + size) % size));
}
