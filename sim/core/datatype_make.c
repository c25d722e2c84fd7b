/*
 * datatype_make.c - the constructors of derived datatypes: sequences.
 *
 * Every constructor is a number of "append so many copies of that type" on a
 * draft, see datatype_draft.h.  Arrays are datatype_grid.c.
 */
#include "core/datatype_make.h"

#include "core/datatype_draft.h"

struct dr_datatype *dr_datatype_contiguous(int64_t count,
                                           const struct dr_datatype *old)
{
    struct dr_datatype_draft draft = DR_DATATYPE_DRAFT_EMPTY;

    dr_datatype_append(&draft, old, 0, count, old->extent);
    return dr_datatype_finish(&draft);
}

struct dr_datatype *dr_datatype_hvector(int64_t count, int64_t blocklength,
                                        int64_t stride_bytes,
                                        const struct dr_datatype *old)
{
    struct dr_datatype_draft draft = DR_DATATYPE_DRAFT_EMPTY;

    dr_datatype_append_blocks(&draft, old, 0, count, blocklength, old->extent,
                              stride_bytes);
    return dr_datatype_finish(&draft);
}

/* A displacement in bytes; the draft remembers an overflow. */
static int64_t scaled(struct dr_datatype_draft *draft, int64_t displacement,
                      int64_t unit)
{
    int64_t bytes;

    if (__builtin_mul_overflow(displacement, unit, &bytes)) {
        draft->overflow = true;
        return 0;
    }
    return bytes;
}

struct dr_datatype *dr_datatype_indexed(int64_t count,
                                        const int64_t *blocklengths,
                                        const int64_t *displacements,
                                        int64_t unit,
                                        const struct dr_datatype *old)
{
    struct dr_datatype_draft draft = DR_DATATYPE_DRAFT_EMPTY;
    int64_t i;

    for (i = 0; i < count; i++)
        dr_datatype_append(&draft, old, scaled(&draft, displacements[i], unit),
                           blocklengths[i], old->extent);
    return dr_datatype_finish(&draft);
}

struct dr_datatype *dr_datatype_indexed_block(int64_t count,
                                              int64_t blocklength,
                                              const int64_t *displacements,
                                              int64_t unit,
                                              const struct dr_datatype *old)
{
    struct dr_datatype_draft draft = DR_DATATYPE_DRAFT_EMPTY;
    int64_t i;

    for (i = 0; i < count; i++)
        dr_datatype_append(&draft, old, scaled(&draft, displacements[i], unit),
                           blocklength, old->extent);
    return dr_datatype_finish(&draft);
}

struct dr_datatype *dr_datatype_struct(int64_t count,
                                       const int64_t *blocklengths,
                                       const int64_t *displacements_bytes,
                                       const struct dr_datatype *const *types)
{
    struct dr_datatype_draft draft = DR_DATATYPE_DRAFT_EMPTY;
    int64_t i;

    for (i = 0; i < count; i++)
        dr_datatype_append(&draft, types[i], displacements_bytes[i],
                           blocklengths[i], types[i]->extent);
    return dr_datatype_finish(&draft);
}

struct dr_datatype *dr_datatype_resized(int64_t lb, int64_t extent,
                                        const struct dr_datatype *old)
{
    struct dr_datatype_draft draft = DR_DATATYPE_DRAFT_EMPTY;
    int64_t ub;

    dr_datatype_append(&draft, old, 0, 1, 0);
    if (__builtin_add_overflow(lb, extent, &ub))
        draft.overflow = true;
    else
        dr_datatype_bound(&draft, lb, ub);
    return dr_datatype_finish(&draft);
}

struct dr_datatype *dr_datatype_dup(const struct dr_datatype *old)
{
    struct dr_datatype_draft draft = DR_DATATYPE_DRAFT_EMPTY;
    struct dr_datatype *copy;

    dr_datatype_append(&draft, old, 0, 1, 0);
    copy = dr_datatype_finish(&draft);
    if (copy)
        copy->committed = old->committed;
    return copy;
}
