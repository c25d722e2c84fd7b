/*
 * test_platform.c - suite "net/platform".
 *
 * The presets in platforms/ are part of what is tested: each must give back
 * the fit it was made from.
 */
#include "net/platform.h"

#include <CUnit/CUnit.h>
#include <fcntl.h>
#include <math.h>
#include <stdbool.h>

#include "loads.h"
#include "net/platform_file.h"

static struct dr_platform platform;
static struct dr_text error;
static char path[] = "/tmp/dryrun-platform-XXXXXX";

static int make_file(void)
{
    int fd = mkstemp(path);

    return fd < 0 ? 1 : close(fd);
}

static int remove_file(void)
{
    return unlink(path);
}

static void end(void)
{
    dr_text_end(&error);
}

static const char *file(const char *text)
{
    FILE *out = fopen(path, "w");

    CU_ASSERT_PTR_NOT_NULL_FATAL(out);
    fputs(text, out);
    fclose(out);
    return path;
}

#define CLUSTER(attributes)                                                    \
    "<cluster id='c' prefix='n' suffix='' speed='1Gf' bw='1GBps' "             \
    "lat='1us' " attributes "/>"
#define ZONE(inside)                                                           \
    "<?xml version='1.0'?>\n"                                                  \
    "<!DOCTYPE platform SYSTEM \"https://simgrid.org/simgrid.dtd\">\n"         \
    "<platform version='4.1'>\n"                                               \
    "<zone id='z' routing='Full'>\n" inside "\n</zone></platform>\n"

static int open_text(const char *text, int nranks)
{
    dr_text_end(&error);
    return dr_platform_open(&platform, file(text), nranks, &error);
}

static bool refused(const char *text, const char *words)
{
    if (open_text(text, 2) == 0) {
        dr_platform_end(&platform);
        return false;
    }
    return strstr(dr_text_string(&error), path) &&
           strstr(dr_text_string(&error), words) &&
           !strchr(dr_text_string(&error), '\n');
}

static void no_name_is_the_default_preset(void)
{
    CU_ASSERT_EQUAL_FATAL(dr_platform_open(&platform, NULL, 2, &error), 0);
    CU_ASSERT(platform.preset);
    CU_ASSERT_STRING_EQUAL(platform.name, "default");
    CU_ASSERT_STRING_EQUAL(platform.load_path, platform.path);
    CU_ASSERT_EQUAL(platform.protocol.eager_limit, 65536);
    CU_ASSERT_EQUAL(platform.protocol.nsegments, 0);
    dr_platform_end(&platform);
}

static void a_preset_grows_with_the_ranks(void)
{
    struct loaded found;

    CU_ASSERT_EQUAL_FATAL(dr_platform_open(&platform, "default", 16, &error),
                          0);
    CU_ASSERT_EQUAL(loads(platform.load_path).hosts, 16);
    dr_platform_end(&platform);
    CU_ASSERT_EQUAL_FATAL(dr_platform_open(&platform, "default", 1000, &error),
                          0);
    found = loads(platform.load_path);
    CU_ASSERT_EQUAL(found.hosts, 1000);
    CU_ASSERT_DOUBLE_EQUAL(found.nearest, 1e-6, 1e-15);
    CU_ASSERT_DOUBLE_EQUAL(found.farthest, 1e-6, 1e-15);
    dr_platform_end(&platform);
}

static void growing_counts_cores(void)
{
    CU_ASSERT_EQUAL_FATAL(
        open_text(ZONE("<prop id='dryrun/grow' value='yes'/>" CLUSTER(
                      "core='4' radical='0-1,7'")),
                  30),
        0);
    CU_ASSERT_EQUAL(loads(platform.load_path).hosts, 8);
    dr_platform_end(&platform);
}

static void a_file_without_grow_is_left_alone(void)
{
    CU_ASSERT_EQUAL_FATAL(open_text(ZONE(CLUSTER("radical='0-3'")), 30), 0);
    CU_ASSERT_FALSE(platform.preset);
    CU_ASSERT_STRING_EQUAL(platform.load_path, path);
    CU_ASSERT_EQUAL(platform.fd, -1);
    dr_platform_end(&platform);
}

static void a_pipe_is_read_once_and_loaded_from_memory(void)
{
    static const char text[] = ZONE(CLUSTER("radical='0-3'"));
    char name[32];
    int ends[2];

    CU_ASSERT_EQUAL_FATAL(pipe(ends), 0);
    CU_ASSERT(write(ends[1], text, sizeof text - 1) > 0);
    close(ends[1]);
    snprintf(name, sizeof name, "/dev/fd/%d", ends[0]);
    CU_ASSERT_EQUAL_FATAL(dr_platform_open(&platform, name, 2, &error), 0);
    close(ends[0]);
    CU_ASSERT_EQUAL(loads(platform.load_path).hosts, 4);
    dr_platform_end(&platform);
}

static void properties_are_of_the_outermost_zone_and_first_cluster(void)
{
    CU_ASSERT_EQUAL_FATAL(
        open_text(ZONE("<prop id='dryrun/eager-limit' value='1KiB'/>"
                       "<prop id='watt' value='7'/>"
                       "<cluster id='c' prefix='n' suffix='' speed='1Gf' "
                       "bw='1GBps' lat='1us' radical='0-3'>"
                       "<prop id='dryrun/send-overhead' value='2us'/>"
                       "</cluster>"),
                  2),
        0);
    CU_ASSERT_EQUAL(platform.protocol.eager_limit, 1024);
    CU_ASSERT_EQUAL(platform.protocol.send_overhead_s, 2e-6);
    CU_ASSERT_EQUAL(loads(platform.load_path).hosts, 4);
    dr_platform_end(&platform);
}

static void a_bad_property_is_named_with_its_line(void)
{
    CU_ASSERT(refused(ZONE("<prop id='dryrun/eager-limit' value='many'/>"),
                      "has no hosts"));
    CU_ASSERT(
        refused(ZONE("<prop id='dryrun/eager-limit' value='many'/>" CLUSTER(
                    "radical='0-3'")),
                "line 5: property dryrun/eager-limit is \"many\""));
    CU_ASSERT(refused(
        ZONE("<prop id='dryrun/egaer' value='1'/>" CLUSTER("radical='0-3'")),
        "line 5: unknown property dryrun/egaer"));
    CU_ASSERT(refused(
        ZONE("<prop id='dryrun/grow' value='1'/>" CLUSTER("radical='0-3'")),
        "expected yes or no"));
}

static void what_is_not_a_platform_is_refused_with_its_line(void)
{
    CU_ASSERT(refused("", "is empty"));
    CU_ASSERT(refused("hello\n", "line 1: not well-formed XML"));
    CU_ASSERT(refused("<?xml version='1.0'?>\n<platform version='4.1'>\n"
                      "<zone id='z' routing='Full'>\n",
                      "line 4: not well-formed XML: Premature end"));
    CU_ASSERT(refused("<platform>\n<zone id=z/></platform>",
                      "line 2: not well-formed XML"));
    CU_ASSERT(refused("<topology/>", "<topology>, expected <platform>"));
    CU_ASSERT(refused(ZONE(""), "has no hosts"));
}

static void what_simgrid_aborts_on_is_refused_with_its_line(void)
{
    CU_ASSERT(refused("<platform version='4.1'>\n<zone id='z' routing='Best'>"
                      "<host id='a' speed='1f'/></zone></platform>",
                      "line 2: zone routing=\"Best\""));
    CU_ASSERT(refused("<platform version='4.1'><config>\n<prop "
                      "id='network/model' value='cm02'/></config></platform>",
                      "line 2: network/model is \"cm02\""));
    CU_ASSERT(refused(ZONE("<host id='a' speed='1f'/>\n<mount/>"),
                      "line 6: <mount>: SimGrid removed it"));
    CU_ASSERT(refused(ZONE("<host id='a' speed='1f'/><actor/>"), "<actor>"));
    CU_ASSERT(refused(ZONE(CLUSTER("radical='0-3' topology='TORUS' "
                                   "topo_parameters='2,3'")),
                      "the TORUS has 6 hosts, but radical=\"0-3\" names 4"));
    CU_ASSERT(refused(ZONE(CLUSTER("radical='0-3' topology='FAT_TREE' "
                                   "topo_parameters='2;2,2;1,2'")),
                      "does not describe a FAT_TREE"));
    CU_ASSERT(refused(ZONE(CLUSTER("radical='0-9' topology='DRAGONFLY' "
                                   "topo_parameters='5,1;1,1;2,1;1'")),
                      "dragonfly of 5 groups"));
    CU_ASSERT(refused(ZONE(CLUSTER("radical='0-9' topology='DRAGONFLY' "
                                   "topo_parameters='5'")),
                      "does not describe a DRAGONFLY"));
}

static void missing_platforms_are_told_apart(void)
{
    CU_ASSERT_EQUAL(dr_platform_open(&platform, "defualt", 2, &error), -1);
    CU_ASSERT_PTR_NOT_NULL(
        strstr(dr_text_string(&error),
               "neither a file nor a preset (presets: default, aries,"));
    dr_text_end(&error);
    CU_ASSERT_EQUAL(dr_platform_open(&platform, "none.xml", 2, &error), -1);
    CU_ASSERT_PTR_NOT_NULL(
        strstr(dr_text_string(&error), "none.xml: No such file"));
    dr_text_end(&error);
    CU_ASSERT_EQUAL(dr_platform_open(&platform, "/tmp", 2, &error), -1);
    CU_ASSERT_PTR_NOT_NULL(strstr(dr_text_string(&error), "Is a directory"));
}

/* If the entity were fetched, the platform would have a host. */
static void external_entities_are_not_fetched(void)
{
    char secret[] = "/tmp/dryrun-entity-XXXXXX";
    struct dr_text text = DR_TEXT_EMPTY;
    int fd = mkstemp(secret);

    CU_ASSERT_FATAL(fd >= 0);
    CU_ASSERT(write(fd, "<host id='a' speed='1f'/>", 25) == 25);
    close(fd);
    dr_text_printf(&text,
                   "<!DOCTYPE platform [<!ENTITY hosts SYSTEM '%s'>]>\n"
                   "<platform version='4.1'><zone id='z' routing='Full'>"
                   "&hosts;</zone></platform>\n",
                   secret);
    CU_ASSERT(refused(dr_text_string(&text), "has no hosts"));
    dr_text_clear(&text);
    dr_text_printf(&text,
                   "<!DOCTYPE platform [<!ENTITY %% more SYSTEM '%s'>%%more;]>"
                   "<platform version='4.1'/>\n",
                   secret);
    CU_ASSERT(refused(dr_text_string(&text), "has no hosts"));
    dr_text_end(&text);
    unlink(secret);
}


/* --- platforms of others, each in its own way ---------------------------- */

static void host_lists_zones_and_routers_load_unchanged(void)
{
    static const char *const texts[] = {
        ZONE("<host id='a' speed='1Gf' core='2'/><host id='b' speed='1Gf'/>"
             "<link id='l' bandwidth='1GBps' latency='1us'/>"
             "<route src='a' dst='b'><link_ctn id='l'/></route>"),
        ZONE("<zone id='x' routing='Full'><host id='a' speed='1Gf'/></zone>"
             "<zone id='y' routing='Full'><host id='b' speed='1Gf'/></zone>"
             "<link id='l' bandwidth='1GBps' latency='1us'/>"
             "<zoneRoute src='x' dst='y' gw_src='a' gw_dst='b'>"
             "<link_ctn id='l'/></zoneRoute>"),
        "<?xml version='1.0'?>\n"
        "<!DOCTYPE platform SYSTEM \"https://simgrid.org/simgrid.dtd\">\n"
        "<platform version='4.1'>"
        "<zone id='z' routing='Floyd'>"
        "<host id='a' speed='1Gf'/><host id='b' speed='1Gf'/>"
        "<router id='r'/>"
        "<link id='l' bandwidth='1GBps' latency='1us'/>"
        "<link id='m' bandwidth='1GBps' latency='1us'/>"
        "<route src='a' dst='r'><link_ctn id='l'/></route>"
        "<route src='r' dst='b'><link_ctn id='m'/></route>"
        "</zone></platform>",
        "<?xml version='1.0'?>\n"
        "<!DOCTYPE platform SYSTEM \"https://simgrid.org/simgrid.dtd\">\n"
        "<platform version='4.1'>"
        "<cluster id='c' prefix='n' suffix='' radical='0-1' speed='1Gf' "
        "bw='1GBps' lat='1us' bb_bw='1GBps' bb_lat='1us'/></platform>",
        ZONE(CLUSTER("radical='0-1' topology='DRAGONFLY' "
                     "topo_parameters='1,1;1,1;2,1;1'")),
        ZONE(CLUSTER("radical='0-3' topology='DRAGONFLY' "
                     "topo_parameters='2,1;1,1;2,1;1'")),
    };

    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        CU_ASSERT_EQUAL_FATAL(open_text(texts[i], 2), 0);
        CU_ASSERT_STRING_EQUAL(platform.load_path, path);
        CU_ASSERT(loads(platform.load_path).hosts >= 2);
        dr_platform_end(&platform);
    }
}


/* --- presets -------------------------------------------------------------- */

struct fit_row {
    char preset[32];
    double from, alpha_us, mbps;
};

/* The rows of fits.csv beside the presets; returns how many. */
static int read_fits(struct fit_row *rows, int most)
{
    struct dr_text name = DR_TEXT_EMPTY;
    char *slash, line[512];
    FILE *in;
    int n = 0;

    dr_platform_open(&platform, "default", 1, &error);
    dr_text_printf(&name, "%s", platform.path);
    dr_platform_end(&platform);
    slash = strrchr(name.data, '/');
    name.length = (size_t)(slash - name.data);
    dr_text_printf(&name, "/fits.csv");
    in = fopen(name.data, "r");
    CU_ASSERT_PTR_NOT_NULL_FATAL(in);
    while (n < most && fgets(line, sizeof line, in)) {
        struct fit_row *r = &rows[n];

        n += sscanf(line, "%31[^,],%*d,%lf,%lf,%lf", r->preset, &r->from,
                    &r->alpha_us, &r->mbps) == 4;
    }
    fclose(in);
    dr_text_end(&name);
    return n;
}

static const struct fit_row *row_of(const struct fit_row *rows, int n,
                                    const char *preset, double size)
{
    const struct fit_row *found = NULL;

    for (int i = 0; i < n; i++) {
        if (strcmp(rows[i].preset, preset) == 0 && rows[i].from <= size)
            found = &rows[i];
    }
    return found;
}

/* The latency of the payload and its rate, as protocol.h has them. */
static void check_size(const struct dr_platform_file *f,
                       const struct fit_row *row, uint64_t size)
{
    const struct dr_protocol *p = &f->protocol;
    const struct dr_segment *s =
        dr_protocol_segment(p->segments, p->nsegments, size);
    double route = 2 * f->cluster.latency_s, rate = f->cluster.bandwidth;
    double want = (row->alpha_us + (double)size / row->mbps) * 1e-6, payload;

    CU_ASSERT_FATAL(s != NULL);
    rate = s->bandwidth < rate ? s->bandwidth : rate;
    payload = s->extra_s + (double)size / rate;
    CU_ASSERT(route + payload > 0);
    /* A flow must not be faster than its link to make up for a negative
     * extra. */
    if (size >= p->flow_from)
        CU_ASSERT(payload >= (double)size / f->cluster.bandwidth * 0.9999);
    payload += route + (size > p->eager_limit ? 2 * route : 0);
    CU_ASSERT(fabs(payload / want - 1) < 0.01);
}

static void each_preset_reproduces_its_fit(void)
{
    struct fit_row rows[64];
    int n = read_fits(rows, 64), checked = 0;
    char **names = dr_platform_presets();

    for (int i = 0; names[i]; i++) {
        struct dr_platform_file f;
        bool preset;
        char *at = dr_platform_find(names[i], &preset, &error);

        CU_ASSERT_EQUAL_FATAL(dr_platform_file_read(&f, at, names[i], &error),
                              0);
        CU_ASSERT(f.grow && f.fabric && f.source);
        for (uint64_t size = 1; size <= 4 << 20; size *= 2) {
            const struct fit_row *row = row_of(rows, n, names[i], (double)size);

            if (row)
                check_size(&f, row, size);
            checked += row != NULL;
        }
        dr_platform_file_end(&f);
        free(at);
        free(names[i]);
    }
    free(names);
    CU_ASSERT_EQUAL(checked, 7 * 23);
}

static void each_preset_loads(void)
{
    char **names = dr_platform_presets();
    int count = 0;

    for (; names[count]; count++) {
        struct loaded found;

        CU_ASSERT_EQUAL_FATAL(
            dr_platform_open(&platform, names[count], 20, &error), 0);
        found = loads(platform.load_path);
        CU_ASSERT_EQUAL(found.hosts, 20);
        CU_ASSERT(found.nearest > 0 && found.nearest == found.farthest);
        CU_ASSERT(found.self > 0);
        dr_platform_end(&platform);
        free(names[count]);
    }
    CU_ASSERT_EQUAL(count, 8);
    free(names);
}

static CU_TestInfo tests[] = {
    {"no name is the default preset", no_name_is_the_default_preset},
    {"a preset grows with the ranks", a_preset_grows_with_the_ranks},
    {"growing counts cores", growing_counts_cores},
    {"a file without grow is left alone", a_file_without_grow_is_left_alone},
    {"a pipe is read once and loaded from memory",
     a_pipe_is_read_once_and_loaded_from_memory},
    {"properties are of the outermost zone and first cluster",
     properties_are_of_the_outermost_zone_and_first_cluster},
    {"a bad property is named with its line",
     a_bad_property_is_named_with_its_line},
    {"what is not a platform is refused with its line",
     what_is_not_a_platform_is_refused_with_its_line},
    {"what SimGrid aborts on is refused with its line",
     what_simgrid_aborts_on_is_refused_with_its_line},
    {"missing platforms are told apart", missing_platforms_are_told_apart},
    {"external entities are not fetched", external_entities_are_not_fetched},
    {"host lists, zones and routers load unchanged",
     host_lists_zones_and_routers_load_unchanged},
    {"each preset reproduces its fit", each_preset_reproduces_its_fit},
    {"each preset loads", each_preset_loads},
    CU_TEST_INFO_NULL,
};

static CU_SuiteInfo suites[] = {
    {"net/platform", make_file, remove_file, NULL, end, tests},
    CU_SUITE_INFO_NULL,
};

#include "main.h"
