/*
 * signature.c - the basic types of a datatype, in pack order, compressed.
 */
#include "core/signature.h"

#include <assert.h>
#include <stdlib.h>

#include "base/memory.h"
#include "include/mpi.h"

/* As in layout.c: small signatures are copied, large ones shared. */
enum {
    COPY_RUNS = 8
};

static void append(struct dr_signature_draft *draft, struct dr_run run)
{
    struct dr_run *last;

    if (draft->nruns > 0) {
        last = &draft->runs[draft->nruns - 1];
        if (last->type == run.type && last->inner == run.inner) {
            last->count += run.count;
            return;
        }
    }
    if (draft->nruns == draft->room) {
        draft->room = draft->room ? draft->room * 2 : 4;
        draft->runs =
            dr_realloc(draft->runs, draft->room * sizeof(struct dr_run));
    }
    if (run.inner)
        dr_signature_hold(run.inner);
    draft->runs[draft->nruns++] = run;
}

void dr_signature_add(struct dr_signature_draft *draft,
                      const struct dr_signature *signature, uint64_t count)
{
    struct dr_run run = {
        .count = count, .size = signature->bytes, .inner = signature};
    uint32_t i;

    if (count == 0 || signature->nruns == 0)
        return;
    draft->elements += count * signature->elements;
    draft->bytes += count * signature->bytes;
    if (signature->nruns == 1) {
        run = signature->runs[0];
        run.count *= count;
        append(draft, run);
    } else if (count == 1 && signature->nruns <= COPY_RUNS) {
        for (i = 0; i < signature->nruns; i++)
            append(draft, signature->runs[i]);
    } else {
        append(draft, run);
    }
}

static bool loose(const struct dr_signature *signature)
{
    for (uint32_t i = 0; i < signature->nruns; i++) {
        const struct dr_run *run = &signature->runs[i];

        if (run->inner ? run->inner->loose
                       : run->type == (uintptr_t)MPI_BYTE ||
                             run->type == (uintptr_t)MPI_PACKED)
            return true;
    }
    return false;
}

bool dr_signature_loose(const struct dr_signature *signature)
{
    return signature->refs > 0 ? signature->loose : loose(signature);
}

const struct dr_signature *dr_signature_finish(struct dr_signature_draft *draft)
{
    size_t size = draft->nruns * sizeof(struct dr_run);
    struct dr_signature *signature = dr_alloc(sizeof(*signature) + size);
    struct dr_run *runs = (struct dr_run *)(signature + 1);
    size_t i;

    assert(draft->nruns <= UINT32_MAX);
    for (i = 0; i < draft->nruns; i++)
        runs[i] = draft->runs[i];
    *signature = (struct dr_signature){.elements = draft->elements,
                                       .bytes = draft->bytes,
                                       .nruns = (uint32_t)draft->nruns,
                                       .refs = 1,
                                       .runs = runs};
    signature->loose = loose(signature);
    free(draft->runs);
    *draft = DR_SIGNATURE_DRAFT_EMPTY;
    return signature;
}

void dr_signature_release(const struct dr_signature *signature)
{
    struct dr_signature *mine = (struct dr_signature *)signature;
    uint32_t i;

    if (mine->refs == 0 || --mine->refs > 0)
        return;
    for (i = 0; i < mine->nruns; i++) {
        if (mine->runs[i].inner)
            dr_signature_release(mine->runs[i].inner);
    }
    free(mine);
}

unsigned dr_signature_uniform(const struct dr_signature *signature)
{
    if (signature->nruns != 1 || signature->runs[0].inner)
        return 0;
    return signature->runs[0].type;
}

static uint64_t run_elements(const struct dr_run *run)
{
    return run->inner ? run->inner->elements : 1;
}

uint64_t dr_signature_count(const struct dr_signature *signature,
                            uint64_t bytes)
{
    uint64_t total, n, more;
    uint32_t i;

    if (signature->bytes == 0)
        return bytes == 0 ? 0 : UINT64_MAX;
    total = bytes / signature->bytes * signature->elements;
    bytes %= signature->bytes;
    for (i = 0; bytes > 0; i++) {
        const struct dr_run *run = &signature->runs[i];

        n = bytes / run->size;
        if (n > run->count)
            n = run->count;
        total += n * run_elements(run);
        bytes -= n * run->size;
        if (n == run->count)
            continue;
        if (bytes == 0)
            return total;
        if (!run->inner)
            return UINT64_MAX;
        more = dr_signature_count(run->inner, bytes);
        return more == UINT64_MAX ? more : total + more;
    }
    return total;
}

uint64_t dr_signature_bytes(const struct dr_signature *signature,
                            uint64_t elements)
{
    uint64_t total, n;
    uint32_t i;

    if (signature->elements == 0)
        return 0;
    if (__builtin_mul_overflow(elements / signature->elements, signature->bytes,
                               &total) ||
        total > INT64_MAX)
        return UINT64_MAX;
    elements %= signature->elements;
    for (i = 0; elements > 0; i++) {
        const struct dr_run *run = &signature->runs[i];

        n = elements / run_elements(run);
        if (n > run->count)
            n = run->count;
        total += n * run->size;
        elements -= n * run_elements(run);
        if (n < run->count && elements > 0)
            return total + dr_signature_bytes(run->inner, elements);
    }
    return total;
}
