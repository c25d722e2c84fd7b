/*
 * around_call.h - what happens to the slots before and after each drawn call.
 */
#ifndef TESTS_FUZZ_AROUND_CALL_H
#define TESTS_FUZZ_AROUND_CALL_H

#include "draw.h"

/* A datatype that reaches too far for the arena does not stay. */
static void keep_small(uintptr_t *slot)
{
    MPI_Datatype type = (MPI_Datatype)*slot;
    MPI_Count lb, extent, true_lb, true_extent, size;

    if (*slot < 4096 || PMPI_Type_size_c(type, &size) ||
        PMPI_Type_get_extent_c(type, &lb, &extent) ||
        PMPI_Type_get_true_extent_c(type, &true_lb, &true_extent))
        return;
    if (lb >= -REACH && lb <= REACH && extent >= -REACH && extent <= REACH &&
        true_lb >= -REACH && true_lb <= REACH && true_extent <= REACH &&
        size <= REACH)
        return;
    PMPI_Type_free(&type);
    *slot = (uintptr_t)MPI_BYTE;
}

static void before_call(void)
{
    refresh();
    memcpy(drawn.before, drawn.slots, sizeof drawn.slots);
}

static void after_call(void)
{
    static unsigned turn;

    for (int kind = 0; kind < KINDS; kind++)
        for (int i = 0; i < SLOTS; i++)
            if (drawn.slots[kind][i] != drawn.before[kind][i])
                drawn.stale[kind][turn++ % SLOTS] = drawn.before[kind][i];
    for (int i = 0; i < SLOTS; i++)
        keep_small(&drawn.slots[KIND_DATATYPE][i]);
}

#endif
