/*
 * spot.h - places in the program, as small numbers.
 *
 * Each rank may run its own copy of the program, so that one line has many
 * addresses: a function from outside tells which are the same.  What it said is
 * kept, since sums by place are made for every message.
 */
#ifndef DR_TRACE_SPOT_H
#define DR_TRACE_SPOT_H

#include <stdint.h>

#include "base/table.h"

/* Equal for the same code in any copy; 0: not the program's. */
typedef uint64_t dr_identify_fn(const void *site);

/* A call; number 0 is what happens outside of calls. */
struct dr_spot {
    const char *call; /* "MPI_Send", or NULL */
    const void *site; /* in the copy that came first, or NULL */
};

enum {
    DR_SPOTS_NEAR = 1 << 14
};

struct dr_spots {
    dr_identify_fn *identify;
    struct dr_spot *items;
    uint32_t count, room;
    struct dr_table known; /* by identity and name: number + 1 */
    struct dr_spot_near {
        const void *site;
        const char *call;
        uint32_t number;
    } * near; /* by address */
};

void dr_spots_init(struct dr_spots *spots, dr_identify_fn *identify);
void dr_spots_end(struct dr_spots *spots);

/* For dr_spots_number(): the answer is not near. */
uint32_t dr_spots_find(struct dr_spots *spots, struct dr_spot spot);

/* The number of a call.  Names are compared as pointers. */
static inline uint32_t dr_spots_number(struct dr_spots *spots, const char *call,
                                       const void *site)
{
    uint64_t at = (uintptr_t)site * 0x9e3779b97f4a7c15u >> 40;
    struct dr_spot_near *near = &spots->near[at % DR_SPOTS_NEAR];

    if (near->site != site || near->call != call) {
        near->number = dr_spots_find(spots, (struct dr_spot){call, site});
        near->site = site;
        near->call = call;
    }
    return near->number;
}

#endif
