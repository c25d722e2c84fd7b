/*
 * dice.h - numbers for property tests: the same ones in every run.
 */
#ifndef DR_UNIT_DICE_H
#define DR_UNIT_DICE_H

#include <stdint.h>

/* Marsaglia's xorshift; the state is any number but 0. */
static inline uint32_t dice_roll(uint64_t *state, uint32_t sides)
{
    *state ^= *state << 13;
    *state ^= *state >> 7;
    *state ^= *state << 17;
    return (uint32_t)(*state >> 16) % sides;
}

#endif
