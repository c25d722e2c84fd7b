/*
 * platform_new.c - the command `dryrun platform new`.
 */
#include <errno.h>
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "api/run.h"
#include "base/units.h"
#include "cli/platform_cmd.h"
#include "net/platform.h"
#include "net/platform_file.h"
#include "net/shape.h"

static const char help[] =
    "usage: dryrun platform new SHAPE SIZE [options]\n"
    "\n"
    "  crossbar   HOSTS                         one switch that never blocks\n"
    "  tree       SWITCHESxHOSTS                leaf switches under one root\n"
    "  fat-tree   [PODSx]LEAVESxHOSTS           switches with many parents\n"
    "  torus      XxYxZ...                      a ring per dimension\n"
    "  dragonfly  GROUPSxCHASSISxBLADESxHOSTS   all-to-all on three levels\n"
    "\n"
    "Sizes are read from the top down; the last is hosts per switch.\n"
    "\n"
    "  --fabric NAME|FILE  figures of links and protocol (default: default)\n"
    "  --links N[xN...]    tree: cables from a leaf to the root (default 1)\n"
    "                      fat-tree: parents of a switch, per level (default\n"
    "                      as many as children: full bisection)\n"
    "                      dragonfly: cables between groups, chassis and\n"
    "                      blades (default 1x1x1)\n"
    "  --cores N           cores per host (default 1)\n"
    "  --speed FLOPS       of a core, such as 10Gf (default: the fabric's)\n"
    "  --hop TIME          latency of a link between switches (default: the\n"
    "                      fabric's)\n"
    "  -o, --output FILE   write there instead of to stdout\n"
    "\n"
    "example: dryrun platform new torus 4x4x2 --fabric infiniband-edr -o "
    "t.xml\n"
    "         dryrun -n 32 -p t.xml ./app\n";

/* What the command line asks for. */
struct wish {
    const char *kind, *size, *links, *fabric, *output, *speed;
    int cores;
    double hop_s;
};

static int usage(const char *what, const char *value, const char *expected)
{
    fprintf(stderr, "dryrun platform new: %s %s: expected %s\n", what, value,
            expected);
    return DR_EXIT_USAGE;
}

static int read_option(struct wish *wish, int option, const char *value)
{
    double flops;
    char *end;
    long cores;

    switch (option) {
    case 'f':
        wish->fabric = value;
        return 0;
    case 'l':
        wish->links = value;
        return 0;
    case 'o':
        wish->output = value;
        return 0;
    case 'c':
        cores = strtol(value, &end, 10);
        wish->cores = (int)cores;
        if (end != value && *end == '\0' && cores >= 1 && cores <= 1048576)
            return 0;
        return usage("--cores", value, "a number from 1 to 1048576");
    case 's':
        wish->speed = value;
        if (dr_units_speed(value, &flops) && flops > 0)
            return 0;
        return usage("--speed", value, "a speed such as 10Gf");
    case 'h':
        if (dr_units_time(value, &wish->hop_s) && wish->hop_s >= 0)
            return 0;
        return usage("--hop", value, "a time such as 100ns");
    default: /* getopt has complained */
        return DR_EXIT_USAGE;
    }
}

/* Returns -1 to go on, otherwise the exit status. */
static int read_wish(struct wish *wish, int argc, char **argv)
{
    static const struct option options[] = {
        {"fabric", required_argument, NULL, 'f'},
        {"links", required_argument, NULL, 'l'},
        {"cores", required_argument, NULL, 'c'},
        {"speed", required_argument, NULL, 's'},
        {"hop", required_argument, NULL, 'h'},
        {"output", required_argument, NULL, 'o'},
        {"help", no_argument, NULL, 'H'},
        {0},
    };
    int option;

    *wish =
        (struct wish){.fabric = DR_PLATFORM_DEFAULT, .cores = 1, .hop_s = -1};
    optind = 0; /* start over: the options of dryrun were read before */
    while ((option = getopt_long(argc, argv, "o:", options, NULL)) != -1) {
        int status;

        if (option == 'H') {
            fputs(help, stdout);
            return 0;
        }
        status = read_option(wish, option, optarg);
        if (status != 0)
            return status;
    }
    if (argc - optind != 2) {
        fprintf(stderr,
                "dryrun platform new: expected SHAPE and SIZE, got %d "
                "arguments (see dryrun platform new --help)\n",
                argc - optind);
        return DR_EXIT_USAGE;
    }
    wish->kind = argv[optind];
    wish->size = argv[optind + 1];
    return -1;
}

static int write_out(const struct dr_text *text, const char *path)
{
    FILE *file = path ? fopen(path, "we") : stdout;
    int failed;

    if (!file) {
        fprintf(stderr, "dryrun: cannot write the platform to %s: %s\n", path,
                strerror(errno));
        return DR_EXIT_INPUT;
    }
    fwrite(text->data, 1, text->length, file);
    failed = fflush(file) != 0 || ferror(file);
    if (failed)
        fprintf(stderr, "dryrun: %s: %s\n", path ? path : "stdout",
                strerror(errno));
    if (path)
        fclose(file);
    return failed ? DR_EXIT_INPUT : 0;
}

static int read_fabric(struct dr_platform_file *fabric, const char *name)
{
    struct dr_text error = DR_TEXT_EMPTY;
    bool preset;
    char *path = dr_platform_find(name, &preset, &error);
    int status = -1;

    if (path)
        status = dr_platform_file_read(fabric, path, name, &error);
    if (status == 0 && fabric->cluster.bandwidth <= 0) {
        dr_text_printf(&error,
                       "fabric %s: figures are read from a <cluster>, and it "
                       "has none",
                       name);
        status = -1;
    }
    if (status != 0)
        fprintf(stderr, "dryrun: %s\n", dr_text_string(&error));
    dr_text_end(&error);
    free(path);
    return status;
}

int dr_platform_new(int argc, char **argv)
{
    struct dr_text error = DR_TEXT_EMPTY, xml = DR_TEXT_EMPTY;
    struct dr_platform_file fabric = {0};
    struct dr_shape shape;
    struct wish wish;
    int status = read_wish(&wish, argc, argv);

    if (status >= 0)
        return status;
    if (dr_shape_parse(&shape, wish.kind, wish.size, wish.links, &error) != 0) {
        fprintf(stderr, "dryrun platform new: %s\n", dr_text_string(&error));
        dr_text_end(&error);
        return DR_EXIT_USAGE;
    }
    shape.cores = wish.cores;
    shape.speed = wish.speed;
    shape.hop_s = wish.hop_s;
    status = DR_EXIT_INPUT;
    if (read_fabric(&fabric, wish.fabric) == 0) {
        dr_shape_write(&shape, &fabric, &xml);
        status = write_out(&xml, wish.output);
    }
    dr_platform_file_end(&fabric);
    dr_text_end(&xml);
    return status;
}
