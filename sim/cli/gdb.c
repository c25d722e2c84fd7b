/*
 * gdb.c - a run in the debugger.
 *
 * Programs are loaded by us, not by the dynamic linker, and once per rank, so
 * gdb must be told where.  It stops at dr_image_debugged() and
 * dr_image_mapped() of core/image_debug.c, whose arguments say it, and goes
 * on: a breakpoint then stands in the copies of all ranks, and variables are
 * those of the rank that stopped.  It also stops at deadlocks, and knows the
 * commands of dryrun-gdb.py.
 */
#include <limits.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/memory.h"
#include "cli/cli.h"

/* 1 is DR_VERDICT_DEADLOCK. */
_Static_assert(DR_VERDICT_DEADLOCK == 1, "the script says 1");

static const char script[] =
    "set confirm off\n"
    "set breakpoint pending on\n"
    "break dr_image_debugged\n"
    "commands\n"
    "silent\n"
    "return (int)1\n"
    "continue\n"
    "end\n"
    "break dr_image_mapped\n"
    "commands\n"
    "silent\n"
    "eval \"add-symbol-file %s -o %lu\", (char *)$rdi, $rsi\n"
    "continue\n"
    "end\n"
    "break dr_world_stop if $rdi == 1\n"
    "commands\n"
    "silent\n"
    "echo dryrun: deadlock; try: dryrun ranks, dryrun rank 0, dryrun "
    "waits\\n\n"
    "end\n"
    "set confirm on\n";

/* A file without a name that holds the script; its descriptor, or -1. */
static int write_script(void)
{
    int file = memfd_create("dryrun", 0);
    ssize_t size = sizeof script - 1;

    if (file >= 0 && write(file, script, (size_t)size) != size) {
        close(file);
        return -1;
    }
    return file;
}

/* The commands of ours, beside bin/ of this program. */
static const char *commands_near(char *self, char *path)
{
    const char *slash = strrchr(self, '/');

    sprintf(path, "%.*s/../share/dryrun/dryrun-gdb.py",
            slash ? (int)(slash - self) : 0, self);
    return path;
}

int dr_gdb_run(int argc, char **argv, struct dr_text *error)
{
    const char **args = dr_zalloc((size_t)argc + 8, sizeof *args);
    char self[PATH_MAX] = "", file[64], commands[PATH_MAX + 64];
    bool dropped = false;
    size_t count = 0;

    if (readlink("/proc/self/exe", self, sizeof self - 1) < 0)
        dr_text_printf(error, "cannot read /proc/self/exe; ");
    snprintf(file, sizeof file, "/proc/self/fd/%d", write_script());
    args[count++] = "gdb";
    args[count++] = "--quiet";
    args[count++] = "-x";
    args[count++] = file;
    args[count++] = "-x";
    args[count++] = commands_near(self, commands);
    args[count++] = "--args";
    args[count++] = self;
    for (int i = 1; i < argc; i++) {
        if (!dropped && strcmp(argv[i], "--gdb") == 0)
            dropped = true;
        else
            args[count++] = argv[i];
    }
    execvp(args[0], (char *const *)args);
    free(args);
    dr_text_printf(error, "--gdb needs the debugger gdb in the PATH");
    return DR_EXIT_USAGE;
}
