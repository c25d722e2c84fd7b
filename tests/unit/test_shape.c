/*
 * test_shape.c - suite "net/shape".
 *
 * If this fails, look in sim/net/shape*.c; SimGrid is the judge of what they
 * write.
 */
#include "net/shape.h"

#include <CUnit/CUnit.h>
#include <stdbool.h>

#include "loads.h"
#include "net/platform.h"

static struct dr_text error;

static void end(void)
{
    dr_text_end(&error);
}

/* The figures of a preset. */
static struct dr_platform_file figures(const char *name)
{
    struct dr_platform_file fabric;
    bool preset;
    char *path = dr_platform_find(name, &preset, &error);

    CU_ASSERT_PTR_NOT_NULL_FATAL(path);
    CU_ASSERT_EQUAL_FATAL(dr_platform_file_read(&fabric, path, name, &error),
                          0);
    free(path);
    return fabric;
}

/* Write a shape to a file; returns its path until the next call. */
static const char *written(const char *kind, const char *size,
                           const char *links, const char *fabric)
{
    static char path[64];
    struct dr_platform_file file = figures(fabric);
    struct dr_text xml = DR_TEXT_EMPTY;
    struct dr_shape shape;
    FILE *out;

    snprintf(path, sizeof path, "/tmp/dryrun-shape-%d.xml", (int)getpid());
    CU_ASSERT_EQUAL_FATAL(dr_shape_parse(&shape, kind, size, links, &error), 0);
    shape.cores = 3;
    dr_shape_write(&shape, &file, &xml);
    out = fopen(path, "w");
    CU_ASSERT_PTR_NOT_NULL_FATAL(out);
    fwrite(xml.data, 1, xml.length, out);
    fclose(out);
    dr_text_end(&xml);
    dr_platform_file_end(&file);
    return path;
}

/* Load a shape and check its number of hosts; the file is gone after. */
static struct loaded load_shape(const char *kind, const char *size,
                                const char *links, size_t hosts)
{
    const char *path = written(kind, size, links, "default");
    struct loaded found = loads(path);

    unlink(path);
    CU_ASSERT_EQUAL(found.hosts, hosts);
    CU_ASSERT_EQUAL(found.cores, 3);
    CU_ASSERT_DOUBLE_EQUAL(found.self, 0.2e-6, 1e-12);
    return found;
}

static bool ranges(struct loaded found, double nearest_us, double farthest_us)
{
    return found.nearest > nearest_us * 1e-6 - 1e-12 &&
           found.nearest < nearest_us * 1e-6 + 1e-12 &&
           found.farthest > farthest_us * 1e-6 - 1e-12 &&
           found.farthest < farthest_us * 1e-6 + 1e-12;
}

/* The default fabric: 1 us over two host links, 0.1 us per hop. */
static void every_shape_loads_with_the_hosts_asked_for(void)
{
    CU_ASSERT(ranges(load_shape("crossbar", "5", NULL, 5), 1, 1));
    CU_ASSERT(ranges(load_shape("tree", "3x4", NULL, 12), 1, 1.2));
    CU_ASSERT(ranges(load_shape("fat-tree", "4x8", NULL, 32), 0.2, 0.4));
    CU_ASSERT(ranges(load_shape("fat-tree", "2x3x4", "1x2", 24), 0.2, 0.6));
    CU_ASSERT(ranges(load_shape("torus", "4x4x2", NULL, 32), 0.1, 0.5));
    CU_ASSERT(ranges(load_shape("torus", "5", NULL, 5), 0.1, 0.2));
    CU_ASSERT(ranges(load_shape("dragonfly", "3x2x4x2", NULL, 48), 0.2, 0.6));
    CU_ASSERT(ranges(load_shape("dragonfly", "1x1x3x1", "2x2x2", 3), 0.3, 0.3));
}

static void a_shape_of_one_host_loads(void)
{
    load_shape("crossbar", "1", NULL, 1);
    load_shape("tree", "1x1", NULL, 1);
    load_shape("fat-tree", "1x1", NULL, 1);
    load_shape("torus", "1", NULL, 1);
    load_shape("dragonfly", "1x1x1x1", NULL, 1);
}

static bool says(const char *path, const char *words)
{
    char text[8192];
    FILE *file = fopen(path, "r");
    size_t length = file ? fread(text, 1, sizeof text - 1, file) : 0;

    if (file)
        fclose(file);
    unlink(path);
    text[length] = '\0';
    return strstr(text, words) != NULL;
}

static void links_make_upper_levels_wider(void)
{
    CU_ASSERT(says(written("tree", "2x2", NULL, "default"),
                   "id=\"uplink-1\" bandwidth=\"10000MBps\""));
    CU_ASSERT(says(written("tree", "2x2", "4", "default"),
                   "id=\"uplink-1\" bandwidth=\"40000MBps\""));
    /* Levels, children, parents, cables, from the hosts up. */
    CU_ASSERT(says(written("fat-tree", "2x3x4", NULL, "default"),
                   "\"3;4,3,2;1,4,3;1,1,1\""));
    CU_ASSERT(says(written("fat-tree", "2x3x4", "7x5", "default"),
                   "\"3;4,3,2;1,5,7;1,1,1\""));
    CU_ASSERT(says(written("dragonfly", "2x3x4x5", "6x7x8", "default"),
                   "\"2,6;3,7;4,8;5\""));
}

/* What the protocol says about a lone message over a route of `latency_s`. */
static double one_way(const struct dr_protocol *p, double latency_s,
                      double bandwidth, uint64_t size)
{
    const struct dr_segment *s =
        dr_protocol_segment(p->segments, p->nsegments, size);
    double rate = bandwidth;

    if (s && s->bandwidth > 0 && s->bandwidth < rate)
        rate = s->bandwidth;
    return (size <= p->eager_limit ? 1 : 3) * latency_s + (s ? s->extra_s : 0) +
           (double)size / rate;
}

static void neighbours_take_the_time_of_the_fabric(const char *kind,
                                                   const char *size, int hops)
{
    struct dr_platform_file fabric = figures("infiniband-edr"), shaped;
    const char *path = written(kind, size, NULL, "infiniband-edr");

    CU_ASSERT_EQUAL_FATAL(dr_platform_file_read(&shaped, path, kind, &error),
                          0);
    unlink(path);
    for (uint64_t bytes = 1; bytes <= 4 << 20; bytes *= 2) {
        double want = one_way(&fabric.protocol, 2 * fabric.cluster.latency_s,
                              fabric.cluster.bandwidth, bytes);
        double got = one_way(&shaped.protocol, hops * shaped.cluster.latency_s,
                             shaped.cluster.bandwidth, bytes);

        CU_ASSERT_DOUBLE_EQUAL(got, want, 1e-6 * want);
    }
    dr_platform_file_end(&fabric);
    dr_platform_file_end(&shaped);
}

static void nearest_hosts_take_the_time_of_the_fabric(void)
{
    neighbours_take_the_time_of_the_fabric("crossbar", "4", 2);
    neighbours_take_the_time_of_the_fabric("tree", "2x2", 2);
    neighbours_take_the_time_of_the_fabric("fat-tree", "2x4", 2);
    neighbours_take_the_time_of_the_fabric("torus", "4x4", 1);
    neighbours_take_the_time_of_the_fabric("dragonfly", "2x2x2x2", 2);
}

static bool refused(const char *kind, const char *size, const char *links,
                    const char *words)
{
    struct dr_shape shape;

    dr_text_end(&error);
    return dr_shape_parse(&shape, kind, size, links, &error) == -1 &&
           strstr(dr_text_string(&error), words);
}

static void nonsense_is_refused_with_its_numbers(void)
{
    CU_ASSERT(refused("ring", "4", NULL, "\"ring\""));
    CU_ASSERT(refused("torus", "0", NULL, "\"0\""));
    CU_ASSERT(refused("torus", "4x-1", NULL, "\"4x-1\""));
    CU_ASSERT(refused("torus", "4x", NULL, "from 1 to 1048576"));
    CU_ASSERT(refused("torus", "", NULL, "\"\""));
    CU_ASSERT(refused("torus", "1x1x1x1x1x1x1x1x1", NULL, "at most 8"));
    CU_ASSERT(refused("crossbar", "1048577", NULL, "1048576"));
    CU_ASSERT(refused("crossbar", "99999999999999999999", NULL, "1048576"));
    CU_ASSERT(refused("torus", "1024x1025", NULL, "more than 1048576"));
    CU_ASSERT(refused("torus", "1048576x1048576x1048576x1048576", NULL,
                      "more than 1048576"));
    CU_ASSERT(refused("tree", "4", NULL, "SWITCHESxHOSTS"));
    CU_ASSERT(refused("crossbar", "4x4", NULL, "HOSTS"));
    CU_ASSERT(refused("dragonfly", "5x1x4x2", NULL, "5 groups"));
    CU_ASSERT(refused("tree", "2x2", "0", "links \"0\""));
    CU_ASSERT(refused("fat-tree", "2x2x2", "2", "2 levels of links, not 1"));
    CU_ASSERT(refused("torus", "4", "2", "0 levels of links"));
}

static CU_TestInfo tests[] = {
    {"every shape loads with the hosts asked for",
     every_shape_loads_with_the_hosts_asked_for},
    {"a shape of one host loads", a_shape_of_one_host_loads},
    {"links make upper levels wider", links_make_upper_levels_wider},
    {"nearest hosts take the time of the fabric",
     nearest_hosts_take_the_time_of_the_fabric},
    {"nonsense is refused with its numbers",
     nonsense_is_refused_with_its_numbers},
    CU_TEST_INFO_NULL,
};

static CU_SuiteInfo suites[] = {
    {"net/shape", NULL, NULL, NULL, end, tests},
    CU_SUITE_INFO_NULL,
};

#include "main.h"
