/*
 * datatype_grid.c - datatypes of parts of arrays: subarray and darray.
 *
 * Both are built from the fastest dimension outwards: the part of one
 * dimension is a sequence of copies of the part of all faster ones.  `step` is
 * the distance in bytes between neighbours of the dimension at hand.
 */
#include "core/datatype_draft.h"
#include "core/datatype_make.h"

/* The k-th fastest of `ndims` dimensions. */
static int dimension(int k, int ndims, int order)
{
    return order == MPI_ORDER_FORTRAN ? k : ndims - 1 - k;
}

/* Finish `draft` and release `part`, the type it was made of. */
static struct dr_datatype *next_part(struct dr_datatype_draft *draft,
                                     const struct dr_datatype *part)
{
    if (part)
        dr_datatype_release(part);
    return dr_datatype_finish(draft);
}

/* The whole array is the extent, wherever the part lies. */
static struct dr_datatype *bounded(struct dr_datatype *part, int64_t offset,
                                   int64_t bytes)
{
    struct dr_datatype_draft draft = DR_DATATYPE_DRAFT_EMPTY;

    if (!part)
        return NULL;
    dr_datatype_append(&draft, part, offset, 1, 0);
    dr_datatype_bound(&draft, 0, bytes);
    return next_part(&draft, part);
}

struct dr_datatype *dr_datatype_subarray(int ndims, const int64_t *sizes,
                                         const int64_t *subsizes,
                                         const int64_t *starts, int order,
                                         const struct dr_datatype *old)
{
    struct dr_datatype *part = dr_datatype_dup(old);
    int64_t step = old->extent, offset = 0, ahead;
    int k, d;

    for (k = 0; k < ndims && part; k++) {
        struct dr_datatype_draft draft = DR_DATATYPE_DRAFT_EMPTY;

        d = dimension(k, ndims, order);
        dr_datatype_append(&draft, part, 0, subsizes[d], step);
        draft.overflow |= __builtin_mul_overflow(starts[d], step, &ahead) ||
                          __builtin_add_overflow(offset, ahead, &offset) ||
                          __builtin_mul_overflow(step, sizes[d], &step);
        part = next_part(&draft, part);
    }
    return bounded(part, offset, step);
}

/* What one process holds of one dimension: blocks of `block` indices, every
 * `block * processes`, beginning at `block * coordinate`. */
struct share {
    int64_t block;
    int64_t first;  /* index of the first one */
    int64_t full;   /* complete blocks */
    int64_t rest;   /* length of the incomplete one behind them */
    int64_t stride; /* in indices, from block to block */
};

static struct share share_of(int64_t size, int distribution, int darg,
                             int processes, int coordinate)
{
    struct share s = {.block = size};
    int64_t ahead;

    if (distribution != MPI_DISTRIBUTE_NONE) {
        s.block = distribution == MPI_DISTRIBUTE_BLOCK
                      ? (size + processes - 1) / processes
                      : 1;
        if (darg != MPI_DISTRIBUTE_DFLT_DARG)
            s.block = darg;
    } else {
        coordinate = 0;
        processes = 1;
    }
    s.first = s.block * coordinate;
    s.stride = s.block * processes;
    ahead = size - s.first; /* indices from my first one on */
    if (ahead <= 0)
        return (struct share){0};
    s.full = ahead / s.stride;
    ahead -= s.full * s.stride;
    if (ahead >= s.block)
        s.full++;
    else
        s.rest = ahead;
    if (s.full == 0 || s.stride > size)
        s.stride = 0; /* not used, and must not overflow */
    return s;
}

/* Append the share of a dimension whose neighbours are `step` bytes apart. */
static void append_share(struct dr_datatype_draft *draft,
                         const struct dr_datatype *part, struct share s,
                         int64_t step)
{
    int64_t first = s.first * step, stride = s.stride * step;

    dr_datatype_append_blocks(draft, part, first, s.full, s.block, step,
                              stride);
    if (s.rest > 0)
        dr_datatype_append(draft, part, first + s.full * stride, s.rest, step);
}

struct dr_datatype *dr_datatype_darray(int rank, int ndims,
                                       const int64_t *gsizes,
                                       const int *distribs, const int *dargs,
                                       const int *psizes, int order,
                                       const struct dr_datatype *old)
{
    struct dr_datatype *part = dr_datatype_dup(old);
    int64_t step = old->extent, next = 0;
    int k, d, i, processes, coordinate;

    for (k = 0; k < ndims && part; k++) {
        struct dr_datatype_draft draft = DR_DATATYPE_DRAFT_EMPTY;

        d = dimension(k, ndims, order);
        /* The grid of processes is in C order whatever the array's is. */
        processes = 1;
        for (i = d + 1; i < ndims; i++)
            processes *= psizes[i];
        coordinate = rank / processes % psizes[d];
        if (gsizes[d] > DR_DATATYPE_LIMIT ||
            __builtin_mul_overflow(step, gsizes[d], &next))
            draft.overflow = true;
        else
            append_share(&draft, part,
                         share_of(gsizes[d], distribs[d], dargs[d], psizes[d],
                                  coordinate),
                         step);
        part = next_part(&draft, part);
        step = next;
    }
    return bounded(part, 0, step);
}
