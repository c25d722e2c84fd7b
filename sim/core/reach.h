/*
 * reach.h - the memory that the elements in a buffer cover.
 */
#ifndef DR_CORE_REACH_H
#define DR_CORE_REACH_H

#include "core/datatype.h"

struct dr_reach {
    uintptr_t from, to; /* from the first byte of data to behind the last */
    bool whole;         /* all bytes in between are data: no holes */
};

/* What `count` elements at `buffer` cover; they fit into the address space. */
struct dr_reach dr_reach_of(const void *buffer, uint64_t count,
                            const struct dr_datatype *type);

/* The bytes that lie in both, holes included; 0: they are apart. */
uint64_t dr_reach_common(struct dr_reach a, struct dr_reach b);

/*
 * Must some byte belong to two places of the data?  More data than bytes to
 * hold it cannot be apart; types with holes may overlap and stay unnoticed.
 */
bool dr_reach_overlaps_itself(uint64_t count, const struct dr_datatype *type);

#endif
