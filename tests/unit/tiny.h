/*
 * tiny.h - tiny programs, built while a test runs.
 *
 * They stand in a folder of their own, with an empty libdryrun.so that makes
 * them look like drycc's work.
 */
#ifndef DR_UNIT_TINY_H
#define DR_UNIT_TINY_H

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define TINY_AS_DRYCC                                                          \
    "-shared -fPIC -g -fno-omit-frame-pointer -Wl,--no-as-needed -L. -ldryrun"

/* Run a command of the shell; ends the test program if it fails. */
__attribute__((format(printf, 1, 2))) static inline void
tiny_run(const char *format, ...)
{
    char command[4096];
    va_list args;

    va_start(args, format);
    vsnprintf(command, sizeof command, format, args);
    va_end(args);
    if (system(command) != 0) {
        fprintf(stderr, "failed: %s\n", command);
        exit(1);
    }
}

/* Make the folder and go there. */
static inline int tiny_begin(void)
{
    static char folder[] = "/tmp/dryrun-unit-XXXXXX";

    if (!mkdtemp(folder) || chdir(folder) != 0)
        return 1;
    tiny_run("gcc -shared -o libdryrun.so -x c /dev/null");
    return 0;
}

static inline int tiny_end(void)
{
    char folder[4096];

    if (!getcwd(folder, sizeof folder) || chdir("/") != 0)
        return 1;
    tiny_run("rm -r '%s'", folder);
    return 0;
}

/* Build ./NAME from C (or C++, if the options say so) with these options. */
static inline void tiny_build(const char *name, const char *options,
                              const char *source)
{
    char file[256];
    FILE *out;

    snprintf(file, sizeof file, "%s.%s", name,
             strstr(options, "-lstdc++") ? "cc" : "c");
    out = fopen(file, "w");
    if (!out || fputs(source, out) == EOF || fclose(out) == EOF)
        exit(1);
    tiny_run("gcc -o %s %s %s", name, file, options);
}

#endif
