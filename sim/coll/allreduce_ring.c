/*
 * allreduce_ring.c - blocks go round a ring, once to be reduced, once to be
 * told.
 *
 * In the first turn a rank adds its part of a block to what comes from behind
 * and passes it on; after p - 1 steps each rank has the result of one block.
 * The segmented ring does the first turn once per segment of the blocks, so
 * that what is on its way fits into a cache.
 *
 * Cost: 2 (p - 1) (alpha + n/p beta) + (p - 1)/p n gamma; with s segments
 * (p - 1) s alpha in the first turn.
 *
 * Patarasuk, Yuan: "Bandwidth Optimal All-reduce Algorithms for Clusters of
 * Workstations", JPDC 69(2), 2009.
 */
#include "coll/builders.h"
#include "coll/vector.h"

enum {
    USUAL_SEGMENT = 1 << 20
};

struct ring {
    struct dr_schedule *schedule;
    const struct dr_coll *coll;
    int size, rank, ahead, behind;
    void *sum, *room;
};

/* Segment `s` of `n` of the block that is `back` ranks behind mine. */
static struct dr_part part(const struct ring *ring, int back, uint64_t s,
                           uint64_t n)
{
    int block = (ring->rank - back + 2 * ring->size) % ring->size;
    struct dr_part all = dr_part_of(ring->coll, block, ring->size);
    uint64_t each = (all.count + n - 1) / n, first = s * each;

    if (first > all.count)
        first = all.count;
    all.first += first;
    all.count -= first;
    if (all.count > each)
        all.count = each;
    return all;
}

static void pass(const struct ring *ring, const void *to, struct dr_part got,
                 struct dr_part passed)
{
    dr_schedule_recv(ring->schedule, dr_part_span(ring->coll, to, got),
                     ring->behind);
    dr_schedule_send(ring->schedule,
                     dr_part_span(ring->coll, ring->sum, passed), ring->ahead);
    dr_schedule_end_round(ring->schedule);
}

static void build(struct dr_schedule *schedule, const struct dr_coll *coll,
                  uint64_t segments)
{
    int size = coll->comm->size, rank = coll->comm->rank;
    struct ring ring = {
        schedule, coll, size, rank, (rank + 1) % size, (rank - 1 + size) % size,
        NULL,     NULL};

    ring.sum = dr_vector_load(schedule, coll);
    ring.room = size > 1 ? dr_vector_scratch(schedule, coll) : NULL;
    for (uint64_t s = 0; s < segments; s++) {
        for (int i = 0; i < size - 1; i++) {
            struct dr_part got = part(&ring, i + 1, s, segments);

            pass(&ring, ring.room, got, part(&ring, i, s, segments));
            dr_vector_combine(schedule, coll, ring.room, ring.sum, got);
        }
    }
    for (int i = 0; i < size - 1; i++)
        pass(&ring, ring.sum, part(&ring, i, 0, 1), part(&ring, i - 1, 0, 1));
}

void dr_coll_allreduce_ring(struct dr_schedule *schedule,
                            const struct dr_coll *coll)
{
    build(schedule, coll, 1);
}

void dr_coll_allreduce_segmented_ring(struct dr_schedule *schedule,
                                      const struct dr_coll *coll)
{
    uint64_t segment = coll->segment ? coll->segment : USUAL_SEGMENT;
    uint64_t block =
        dr_part_of(coll, 0, coll->comm->size).count * coll->send.type->size;

    build(schedule, coll,
          block > segment ? (block + segment - 1) / segment : 1);
}
