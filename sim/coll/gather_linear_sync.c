/*
 * gather_linear_sync.c - the root asks one rank after the other.
 *
 * A rank sends nothing before the root's empty message has come; then the
 * first part of its block, and the rest.  The root asks the next rank once the
 * first part is there: large blocks neither wait unexpected nor crowd the
 * root's port.  The first part is of 32 KiB, or of `coll->segment` bytes; this
 * is the algorithm Open MPI has for large blocks.
 *
 * Cost: (p - 1) (2 alpha + n beta).
 */
#include "coll/builders.h"
#include "coll/row.h"

enum {
    FIRST_PART = 32768
};

/* The two parts of a packed block. */
struct parts {
    struct dr_span first, rest;
};

static struct parts split(const struct dr_coll *coll, struct dr_span block)
{
    uint64_t part = coll->segment > 0 ? coll->segment : FIRST_PART;
    uint64_t bytes = dr_span_bytes(block);

    part = part < bytes ? part : bytes;
    return (struct parts){
        {block.buffer, part, NULL},
        {(char *)block.buffer + part, bytes - part, NULL},
    };
}

static void at_root(struct dr_schedule *schedule, const struct dr_coll *coll)
{
    int size = coll->comm->size, root = coll->root;
    struct dr_row row = dr_row_packed(schedule, &coll->recv, size, 0);
    struct dr_span nothing = {0};

    for (int i = 0; i < size; i++) {
        struct parts parts = split(coll, dr_row_span(&row, i, 1));

        if (i == root)
            continue;
        dr_schedule_recv(schedule, parts.first, i);
        dr_schedule_send(schedule, nothing, i);
        dr_schedule_end_round(schedule);
        dr_schedule_recv(schedule, parts.rest, i);
    }
    dr_schedule_end_round(schedule);
    dr_row_empty(schedule, &row, 0, root);
    dr_row_empty(schedule, &row, root + 1, size - root - 1);
    if (!coll->in_place)
        dr_schedule_copy(schedule, dr_blocks_all(&coll->send),
                         dr_blocks_at(&coll->recv, root));
}

void dr_coll_gather_linear_sync(struct dr_schedule *schedule,
                                const struct dr_coll *coll)
{
    struct dr_span mine = dr_blocks_all(&coll->send), packed, nothing = {0};
    struct parts parts;

    dr_schedule_lend(schedule);
    if (coll->comm->rank == coll->root) {
        at_root(schedule, coll);
        return;
    }
    packed = dr_coll_packed(schedule, dr_span_bytes(mine));
    parts = split(coll, packed);
    dr_schedule_copy(schedule, mine, packed);
    dr_schedule_recv(schedule, nothing, coll->root);
    dr_schedule_end_round(schedule);
    dr_schedule_send(schedule, parts.first, coll->root);
    dr_schedule_send(schedule, parts.rest, coll->root);
}
