/*
 * singleton.c - a program that was started without dryrun.
 *
 * It becomes `dryrun -n 1 program arguments`, by the dryrun that stands beside
 * this library.  Nothing of the program has run yet.
 */
#include <dlfcn.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "api/run.h"
#include "base/memory.h"
#include "cli/cli.h"

static const char launcher[] = "/../bin/dryrun";

/* bin/dryrun from the place of libdryrun; the caller frees it. */
static char *find_launcher(void)
{
    Dl_info info;
    char *path, *slash;

    if (!dladdr((const void *)launcher, &info))
        return NULL;
    path = dr_alloc(strlen(info.dli_fname) + sizeof launcher);
    strcpy(path, info.dli_fname);
    slash = strrchr(path, '/');
    strcpy(slash ? slash : path, launcher);
    return path;
}

/* A path that names the program even if it was found through $PATH. */
static const char *own_path(const char *typed, char *room, size_t size)
{
    ssize_t length;

    if (typed && strchr(typed, '/'))
        return typed;
    length = readlink("/proc/self/exe", room, size - 1);
    if (length < 0)
        return typed;
    room[length] = '\0';
    return room;
}

void dr_singleton(int argc, char **argv)
{
    char room[PATH_MAX];
    char *path = find_launcher();
    const char **args = dr_zalloc((size_t)argc + 6, sizeof *args);
    size_t n = 0;

    args[n++] = "dryrun";
    args[n++] = "-n";
    args[n++] = "1";
    args[n++] = "--quiet";
    args[n++] = own_path(argc > 0 ? argv[0] : NULL, room, sizeof room);
    for (int i = 1; i < argc; i++)
        args[n++] = argv[i];
    if (path)
        execv(path, (char *const *)args);
    fprintf(stderr, "dryrun: cannot start %s: ", path ? path : launcher);
    perror(NULL);
    _exit(DR_EXIT_INPUT);
}
