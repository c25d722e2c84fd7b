/*
 * signature.h - the basic types of a datatype, in pack order, compressed.
 *
 * A signature is a list of runs: `count` times one basic type, or `count`
 * times an inner signature.  Adjacent runs of one basic type are merged, so
 * that a million doubles are one run.  Signatures never change once built and
 * are shared by reference count (MPI-3.1, section 4.1, "type signature").
 */
#ifndef DR_CORE_SIGNATURE_H
#define DR_CORE_SIGNATURE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct dr_run {
    uint64_t count;
    uint64_t size;                    /* bytes of one basic element */
    const struct dr_signature *inner; /* or NULL */
    uint16_t type;                    /* if no inner: its handle's value */
};

struct dr_signature {
    uint64_t elements; /* basic elements of all runs */
    uint64_t bytes;
    uint32_t nruns;
    uint32_t refs; /* 0: static, never freed */
    const struct dr_run *runs;
    /* For core/likeness.h, in signatures that are not static: */
    uint64_t sums[2]; /* 0: not asked yet */
    bool loose;       /* has MPI_BYTE or MPI_PACKED in it */
};

/* A signature under construction. */
struct dr_signature_draft {
    struct dr_run *runs;
    size_t nruns, room;
    uint64_t elements, bytes;
};

#define DR_SIGNATURE_DRAFT_EMPTY ((struct dr_signature_draft){0})

/* Append `count` times `signature`. */
void dr_signature_add(struct dr_signature_draft *draft,
                      const struct dr_signature *signature, uint64_t count);

/* The finished signature, with one reference; the draft is empty again. */
const struct dr_signature *
dr_signature_finish(struct dr_signature_draft *draft);

static inline const struct dr_signature *
dr_signature_hold(const struct dr_signature *signature)
{
    if (signature->refs > 0)
        ((struct dr_signature *)signature)->refs++;
    return signature;
}

void dr_signature_release(const struct dr_signature *signature);

/* Is MPI_BYTE or MPI_PACKED in it? */
bool dr_signature_loose(const struct dr_signature *signature);

/* The handle value of the one basic type of all elements; 0 if they differ. */
unsigned dr_signature_uniform(const struct dr_signature *signature);

/*
 * How many basic elements do the first `bytes` packed bytes hold?  Repeats the
 * signature as often as needed.  UINT64_MAX if the last one is incomplete.
 */
uint64_t dr_signature_count(const struct dr_signature *signature,
                            uint64_t bytes);

/* The other way round: bytes of the first `elements` basic elements.
 * UINT64_MAX if there are too many to count. */
uint64_t dr_signature_bytes(const struct dr_signature *signature,
                            uint64_t elements);

#endif
