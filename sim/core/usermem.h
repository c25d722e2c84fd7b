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

/* Copy the first `bytes` packed bytes of one span to another, which must not
 * overlap it. */
void dr_usermem_copy(struct dr_span from, struct dr_span to, uint64_t bytes);

#endif
