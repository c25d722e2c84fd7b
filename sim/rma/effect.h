/*
 * effect.h - what one-sided operations do to memory.
 */
#ifndef DR_RMA_EFFECT_H
#define DR_RMA_EFFECT_H

#include "rma/op.h"

/* Bytes that travel to the target, and back. */
uint64_t dr_effect_origin_bytes(const struct dr_rma *what);
uint64_t dr_effect_result_bytes(const struct dr_rma *what);

/* Will it change the target's memory, or give it the same again? */
bool dr_effect_changes(const struct dr_rma *what);

/* Move the data of the operation, all at once. */
void dr_effect_take(const struct dr_rma *what);

#endif
