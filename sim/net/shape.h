/*
 * shape.h - platforms of any size and shape from the figures of one fabric.
 *
 * Sizes are read from the top down; the last is hosts per switch:
 *
 *     crossbar    HOSTS                        one switch that never blocks
 *     tree        SWITCHESxHOSTS               leaf switches under one root
 *     fat-tree    [PODSx]LEAVESxHOSTS          every switch has many parents
 *     torus       XxYxZ...                     no switches, a host per node
 *     dragonfly   GROUPSxCHASSISxBLADESxHOSTS  all-to-all on three levels
 *
 * `links` makes the upper levels wider or narrower:
 *
 *     tree        cables from a leaf to the root, default 1
 *     fat-tree    parents of a switch per level; default full bisection
 *     dragonfly   cables between groups, chassis, blades; default 1x1x1
 *
 * The latency of a fabric is mostly that of its network cards and libraries,
 * so longer routes must not multiply it.  Crossbar and tree keep it in the
 * links of the hosts.  The others have one latency for all links in SimGrid:
 * that of a hop between switches; what is missing to the fabric's latency on
 * the shortest route moves into the segments of the protocol.
 */
#ifndef DR_NET_SHAPE_H
#define DR_NET_SHAPE_H

#include "base/text.h"
#include "net/platform_file.h"

enum {
    DR_SHAPE_LEVELS = 8,
    DR_SHAPE_HOSTS_MOST = 1048576
};

struct dr_shape {
    const struct dr_shape_kind *kind;
    long size[DR_SHAPE_LEVELS];
    int nsizes;
    long links[DR_SHAPE_LEVELS];
    int nlinks;
    int cores;         /* per host */
    const char *speed; /* of a core, as SimGrid spells it; NULL: the fabric's */
    double hop_s;      /* between switches; negative: the fabric's */
};

/*
 * Understand a shape: "torus", "4x4x2", and links such as "2x1" or NULL.
 *
 * Returns 0, or -1 with one sentence in `error` that carries the numbers.
 * Cores, speed and hop are set to 1, NULL and -1.
 */
int dr_shape_parse(struct dr_shape *shape, const char *kind, const char *size,
                   const char *links, struct dr_text *error);

/* The product of its sizes. */
long dr_shape_hosts(const struct dr_shape *shape);

/* The platform file, in SimGrid's XML; `fabric` must have a cluster. */
void dr_shape_write(const struct dr_shape *shape,
                    const struct dr_platform_file *fabric, struct dr_text *out);

#endif
