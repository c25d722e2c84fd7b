/*
 * hints.h - what a program may ask of the way its files are accessed (MPI 4.1,
 * section 14.2.8, and ROMIO's keys).
 */
#ifndef DR_IO_HINTS_H
#define DR_IO_HINTS_H

#include <stdint.h>

#include "core/info.h"
#include "net/storage_terms.h"

enum dr_hint {
    DR_HINT_AUTOMATIC, /* if the members' parts interleave */
    DR_HINT_ENABLE,
    DR_HINT_DISABLE
};

struct dr_hints {
    enum dr_hint cb_read, cb_write; /* collective buffering */
    uint64_t cb_buffer_size;        /* bytes an aggregator handles at once */
    int cb_nodes;                   /* aggregators; 0: one per host */
};

/* ROMIO's: automatic, buffers of 16 MiB. */
struct dr_hints dr_hints_default(void);

/*
 * Take over what is known in `info`, NULL being nothing; values that make no
 * sense are ignored, as MPI asks.
 */
void dr_hints_take(struct dr_hints *hints, const struct dr_info *info);

/* A new object with all keys that are known, for a file whose members are on
 * `hosts` hosts. */
struct dr_info *dr_hints_tell(const struct dr_hints *hints,
                              const struct dr_storage_terms *terms, int hosts);

#endif
