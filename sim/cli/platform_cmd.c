/*
 * platform_cmd.c - the command `dryrun platform`: list and show.
 */
#include "cli/platform_cmd.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "api/run.h"
#include "net/platform.h"
#include "net/platform_file.h"

static const char help[] =
    "usage: dryrun platform list\n"
    "       dryrun platform show NAME|FILE\n"
    "       dryrun platform new SHAPE SIZE [options]\n"
    "\n"
    "A platform is a SimGrid XML file; dryrun -p takes a preset's NAME or a "
    "FILE.\n"
    "\n"
    "  list   the presets, with the figures of their fabrics\n"
    "  show   the file, to read or to start your own from\n"
    "  new    write a platform of any shape and size from a fabric's figures;\n"
    "         dryrun platform new --help has the shapes\n";

static int complain(const char *why, const char *what)
{
    fprintf(stderr, "dryrun platform: %s%s (see dryrun platform --help)\n", why,
            what);
    return DR_EXIT_USAGE;
}

static int bad_input(struct dr_text *error)
{
    fprintf(stderr, "dryrun: %s\n", dr_text_string(error));
    dr_text_end(error);
    return DR_EXIT_INPUT;
}

static void bytes_words(char *out, size_t room, uint64_t bytes)
{
    if (bytes == UINT64_MAX)
        snprintf(out, room, "unlimited");
    else if (bytes % 1024 == 0 && bytes > 0)
        snprintf(out, room, "%llu KiB", (unsigned long long)bytes / 1024);
    else
        snprintf(out, room, "%llu B", (unsigned long long)bytes);
}

/* The latency is that of an empty message: what a user would measure. */
static void list_one(const char *name, const struct dr_platform_file *file)
{
    const struct dr_protocol *p = &file->protocol;
    const struct dr_segment *first =
        dr_protocol_segment(p->segments, p->nsegments, 0);
    double latency_s = 2 * file->cluster.latency_s + p->send_overhead_s +
                       p->recv_overhead_s + (first ? first->extra_s : 0);
    char eager[32];

    bytes_words(eager, sizeof eager, p->eager_limit);
    printf("%-15s %7.4g us %6.4g GB/s %11s  %s\n", name, latency_s * 1e6,
           file->cluster.bandwidth / 1e9, eager,
           file->fabric ? file->fabric : "");
    printf("%46s %s\n", "", file->source ? file->source : "");
}

static int list(int argc, char **argv)
{
    char **names;
    int status = 0;

    if (argc > 1)
        return complain("list takes no argument, got ", argv[1]);
    names = dr_platform_presets();
    printf("%-15s %10s %11s %11s  %s\n", "PRESET", "LATENCY", "BANDWIDTH",
           "EAGER LIMIT", "FABRIC, SOURCE OF THE FIGURES");
    for (size_t i = 0; names[i]; i++) {
        struct dr_text error = DR_TEXT_EMPTY;
        struct dr_platform_file file = {0};
        bool preset;
        char *path = dr_platform_find(names[i], &preset, &error);

        if (path && dr_platform_file_read(&file, path, names[i], &error) == 0)
            list_one(names[i], &file);
        else
            status = bad_input(&error);
        dr_platform_file_end(&file);
        free(path);
        free(names[i]);
    }
    free(names);
    return status;
}

static int show(int argc, char **argv)
{
    struct dr_text error = DR_TEXT_EMPTY;
    struct dr_platform_file file = {0};
    bool preset;
    char *path;
    int status = 0;

    if (argc != 2)
        return complain("show takes one name or file", "");
    path = dr_platform_find(argv[1], &preset, &error);
    if (path && dr_platform_file_read(&file, path, argv[1], &error) == 0)
        fwrite(file.bytes, 1, file.length, stdout);
    else
        status = bad_input(&error);
    dr_platform_file_end(&file);
    free(path);
    return status;
}

int dr_platform_command(int argc, char **argv)
{
    static char name[] = "dryrun platform new";

    if (argc < 2)
        return complain("expected list, show or new", "");
    if (strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "-h") == 0) {
        fputs(help, stdout);
        return 0;
    }
    if (strcmp(argv[1], "list") == 0)
        return list(argc - 1, argv + 1);
    if (strcmp(argv[1], "show") == 0)
        return show(argc - 1, argv + 1);
    if (strcmp(argv[1], "new") == 0) {
        argv[1] = name; /* what getopt puts before its complaints */
        return dr_platform_new(argc - 1, argv + 1);
    }
    return complain("expected list, show or new, got ", argv[1]);
}
