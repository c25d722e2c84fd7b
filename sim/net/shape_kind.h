/*
 * shape_kind.h - what differs between shapes.
 */
#ifndef DR_NET_SHAPE_KIND_H
#define DR_NET_SHAPE_KIND_H

#include "base/text.h"
#include "net/shape.h"

struct dr_shape_kind {
    const char *name;
    const char *size_form; /* "SWITCHESxHOSTS" */
    int sizes_least, sizes_most;
    /* How many links there are to choose for so many sizes; 0: none. */
    int (*nlinks)(int nsizes);
    /* The default of link number i. */
    long (*link)(const struct dr_shape *shape, int i);
    /* NULL or a sentence on why SimGrid cannot have it. */
    int (*vet)(const struct dr_shape *shape, struct dr_text *error);
    /* Links of SimGrid on the shortest route that have the latency of a hop;
     * 0: the host links have the fabric's own latency. */
    int hops;
    /* Hosts and links, inside the zone. */
    void (*write)(const struct dr_shape *shape,
                  const struct dr_platform_file *fabric, double hop_s,
                  struct dr_text *out);
    const char *routing; /* of the zone */
};

/* All kinds; the last has a NULL name. */
extern const struct dr_shape_kind dr_shape_kinds[];

#endif
