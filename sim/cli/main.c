/*
 * main.c - the program `dryrun`: loads libdryrun and hands over.
 *
 * The library is loaded for this program alone (RTLD_LOCAL) instead of being
 * linked: so a program under rehearsal looks up MPI symbols in itself, in its
 * own libraries and then in ours, in that order, as it would as an executable
 * of its own, and a PMPI wrapper between it and us is heard.
 */
#include <dlfcn.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static const char library[] = "/../lib/libdryrun.so.0";

enum {
    CANNOT_START = 65
};

/* The library's path, from our own: bin/dryrun stands beside lib/. */
static int find_library(char *path, size_t room)
{
    ssize_t length = readlink("/proc/self/exe", path, room - sizeof library);
    char *slash;

    if (length < 0)
        return -1;
    path[length] = '\0';
    slash = strrchr(path, '/');
    strcpy(slash, library);
    return 0;
}

int main(int argc, char **argv)
{
    char path[PATH_MAX];
    void *handle, *symbol;
    int (*run)(int, char **);

    if (find_library(path, sizeof path) != 0) {
        perror("dryrun: /proc/self/exe");
        return CANNOT_START;
    }
    /* Lazily: binding all of SimGrid takes longer than a short run. */
    handle = dlopen(path, RTLD_LAZY | RTLD_LOCAL);
    symbol = handle ? dlsym(handle, "dr_main") : NULL;
    if (!symbol) {
        fprintf(stderr, "dryrun: %s\n", dlerror());
        return CANNOT_START;
    }
    memcpy(&run, &symbol, sizeof run);
    return run(argc, argv);
}
