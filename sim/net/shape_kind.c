/*
 * shape_kind.c - what differs between shapes.
 */
#include "net/shape_kind.h"

#include <string.h>

/* What each <cluster> of a shape says alike. */
static void write_hosts(const struct dr_shape *shape,
                        const struct dr_platform_file *fabric, double latency_s,
                        struct dr_text *out)
{
    const struct dr_cluster *c = &fabric->cluster;

    dr_text_printf(out,
                   "      speed=\"%s\" core=\"%d\" bw=\"%.10gMBps\" "
                   "lat=\"%.10gus\"",
                   shape->speed ? shape->speed : c->speed, shape->cores,
                   c->bandwidth / 1e6, latency_s * 1e6);
    if (c->loopback_bandwidth > 0)
        dr_text_printf(out,
                       "\n      loopback_bw=\"%.10gMBps\" "
                       "loopback_lat=\"%.10gus\"",
                       c->loopback_bandwidth / 1e6,
                       c->loopback_latency_s * 1e6);
    dr_text_printf(out, "/>\n");
}

static void begin_cluster(struct dr_text *out, long number, long first,
                          long last)
{
    dr_text_printf(out,
                   "    <cluster id=\"cluster-%ld\" prefix=\"node-\" "
                   "radical=\"%ld-%ld\" suffix=\"\"\n",
                   number, first, last);
}

static int no_links(int nsizes)
{
    (void)nsizes;
    return 0;
}

static long one_cable(const struct dr_shape *shape, int i)
{
    (void)shape;
    (void)i;
    return 1;
}

static int fits(const struct dr_shape *shape, struct dr_text *error)
{
    (void)shape;
    (void)error;
    return 0;
}


/* --- crossbar ------------------------------------------------------------ */

static void write_crossbar(const struct dr_shape *shape,
                           const struct dr_platform_file *fabric, double hop_s,
                           struct dr_text *out)
{
    (void)hop_s;
    begin_cluster(out, 0, 0, dr_shape_hosts(shape) - 1);
    write_hosts(shape, fabric, fabric->cluster.latency_s, out);
}


/* --- tree: one cluster per leaf switch, one cable bundle to the root ----- */

static int tree_links(int nsizes)
{
    return nsizes - 1;
}

static void write_tree(const struct dr_shape *shape,
                       const struct dr_platform_file *fabric, double hop_s,
                       struct dr_text *out)
{
    long leaves = shape->size[0], hosts = shape->size[1];

    for (long i = 0; i < leaves; i++) {
        begin_cluster(out, i, i * hosts, (i + 1) * hosts - 1);
        dr_text_printf(out, "      router_id=\"leaf-%ld\"\n", i);
        write_hosts(shape, fabric, fabric->cluster.latency_s, out);
    }
    dr_text_printf(out, "    <zone id=\"top\" routing=\"None\">\n"
                        "      <router id=\"root\"/>\n"
                        "    </zone>\n");
    for (long i = 0; i < leaves; i++)
        dr_text_printf(
            out,
            "    <link id=\"uplink-%ld\" bandwidth=\"%.10gMBps\" "
            "latency=\"%.10gus\"\n"
            "      sharing_policy=\"SPLITDUPLEX\"/>\n",
            i, fabric->cluster.bandwidth / 1e6 * (double)shape->links[0],
            hop_s * 1e6);
    for (long i = 0; i < leaves; i++)
        dr_text_printf(out,
                       "    <zoneRoute src=\"cluster-%ld\" dst=\"top\" "
                       "gw_src=\"leaf-%ld\" gw_dst=\"root\">\n"
                       "      <link_ctn id=\"uplink-%ld\" direction=\"UP\"/>\n"
                       "    </zoneRoute>\n",
                       i, i, i);
}


/* --- fat tree, torus, dragonfly: SimGrid knows them ---------------------- */

static void write_topology(const struct dr_shape *shape,
                           const struct dr_platform_file *fabric, double hop_s,
                           const char *topology, const char *parameters,
                           struct dr_text *out)
{
    begin_cluster(out, 0, 0, dr_shape_hosts(shape) - 1);
    dr_text_printf(out, "      topology=\"%s\" topo_parameters=\"%s\"\n",
                   topology, parameters);
    write_hosts(shape, fabric, hop_s, out);
}

/* Full bisection: a switch has as many parents as children. */
static long fat_tree_link(const struct dr_shape *shape, int i)
{
    return shape->size[i + 1];
}

/* SimGrid counts levels from the hosts up: children, parents, cables. */
static void write_fat_tree(const struct dr_shape *shape,
                           const struct dr_platform_file *fabric, double hop_s,
                           struct dr_text *out)
{
    struct dr_text p = DR_TEXT_EMPTY;
    int levels = shape->nsizes;

    dr_text_printf(&p, "%d;", levels);
    for (int i = levels - 1; i >= 0; i--)
        dr_text_printf(&p, "%ld%s", shape->size[i], i > 0 ? "," : ";1");
    for (int i = levels - 2; i >= 0; i--)
        dr_text_printf(&p, ",%ld", shape->links[i]);
    for (int i = 0; i < levels; i++)
        dr_text_printf(&p, "%s1", i > 0 ? "," : ";");
    write_topology(shape, fabric, hop_s, "FAT_TREE", dr_text_string(&p), out);
    dr_text_end(&p);
}

static void write_torus(const struct dr_shape *shape,
                        const struct dr_platform_file *fabric, double hop_s,
                        struct dr_text *out)
{
    struct dr_text p = DR_TEXT_EMPTY;

    for (int i = 0; i < shape->nsizes; i++)
        dr_text_printf(&p, "%s%ld", i > 0 ? "," : "", shape->size[i]);
    write_topology(shape, fabric, hop_s, "TORUS", dr_text_string(&p), out);
    dr_text_end(&p);
}

static int dragonfly_links(int nsizes)
{
    return nsizes - 1;
}

static int vet_dragonfly(const struct dr_shape *shape, struct dr_text *error)
{
    if (shape->size[0] <= shape->size[2])
        return 0;
    dr_text_printf(error,
                   "dragonfly: %ld groups need at least %ld blades per "
                   "chassis, not %ld, as SimGrid leaves for group g through "
                   "blade g",
                   shape->size[0], shape->size[0], shape->size[2]);
    return -1;
}

static void write_dragonfly(const struct dr_shape *shape,
                            const struct dr_platform_file *fabric, double hop_s,
                            struct dr_text *out)
{
    struct dr_text p = DR_TEXT_EMPTY;

    for (int i = 0; i < 3; i++)
        dr_text_printf(&p, "%ld,%ld;", shape->size[i], shape->links[i]);
    dr_text_printf(&p, "%ld", shape->size[3]);
    write_topology(shape, fabric, hop_s, "DRAGONFLY", dr_text_string(&p), out);
    dr_text_end(&p);
}

/* Dijkstra with a cache: Floyd would take the cube of the switches. */
const struct dr_shape_kind dr_shape_kinds[] = {
    {"crossbar", "HOSTS", 1, 1, no_links, one_cable, fits, 0, write_crossbar,
     "Full"},
    {"tree", "SWITCHESxHOSTS", 2, 2, tree_links, one_cable, fits, 0, write_tree,
     "DijkstraCache"},
    {"fat-tree", "[PODSx]LEAVESxHOSTS", 2, DR_SHAPE_LEVELS, tree_links,
     fat_tree_link, fits, 2, write_fat_tree, "Full"},
    {"torus", "XxYxZ...", 1, DR_SHAPE_LEVELS, no_links, one_cable, fits, 1,
     write_torus, "Full"},
    {"dragonfly", "GROUPSxCHASSISxBLADESxHOSTS", 4, 4, dragonfly_links,
     one_cable, vet_dragonfly, 2, write_dragonfly, "Full"},
    {0},
};
