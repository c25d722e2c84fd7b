/*
 * usermem.h - the one door to the memory of ranks.
 *
 * Ranks share this process's address space today; whoever moves them into
 * processes of their own changes this module and nothing else.
 */
#ifndef DR_CORE_USERMEM_H
#define DR_CORE_USERMEM_H

#include "core/span.h"

/* Copy the first `bytes` packed bytes of a span to `out`, and back. */
void dr_usermem_read(struct dr_span from, void *out, uint64_t bytes);
void dr_usermem_write(struct dr_span to, const void *in, uint64_t bytes);

/* The same of packed bytes [from, from + bytes); `out` and `in` point to the
 * first of them. */
void dr_usermem_read_part(struct dr_span span, uint64_t from, void *out,
                          uint64_t bytes);
void dr_usermem_write_part(struct dr_span span, uint64_t from, const void *in,
                           uint64_t bytes);

/* Where those bytes lie one after the other, or NULL if they do not. */
void *dr_usermem_flat(struct dr_span span, uint64_t from);

/* Copy the first `bytes` packed bytes of one span to another, which must not
 * overlap it. */
void dr_usermem_copy(struct dr_span from, struct dr_span to, uint64_t bytes);

#endif
