/*
 * platform.h - from the name a user gives to a file that SimGrid can load.
 *
 * A name without a slash that is a preset's stands for platforms/NAME.xml,
 * found relative to libdryrun.so (PREFIX/share/dryrun/platforms) or, in a
 * build tree, in the source tree.  Anything else is a path.  A file called
 * like a preset is reached as ./NAME.
 *
 * Presets grow with the number of ranks: SimGrid is then given a copy in
 * memory whose cluster is wide enough.  Files without dryrun/grow are handed
 * over untouched.
 */
#ifndef DR_NET_PLATFORM_H
#define DR_NET_PLATFORM_H

#include <stdbool.h>
#include <stddef.h>

#include "base/text.h"
#include "net/protocol.h"
#include "net/storage_terms.h"

#define DR_PLATFORM_DEFAULT "default"

struct dr_platform {
    char *name; /* as given: a preset's name or a path */
    bool preset;
    char *path;      /* of the file that was read */
    char *load_path; /* what SimGrid is to load */
    int fd;          /* holds the copy behind load_path, or -1 */
    struct dr_protocol protocol;
    struct dr_storage_terms storage;
};

/*
 * Find, read and vet a platform; a NULL name is the default preset.
 *
 * Returns 0, or -1 with one sentence in `error` (a bad input file, status 65).
 * The caller ends the platform after 0, once SimGrid has loaded it.
 */
int dr_platform_open(struct dr_platform *platform, const char *name, int nranks,
                     struct dr_text *error);
void dr_platform_end(struct dr_platform *platform);

/*
 * The path of a preset or file, to be freed by the caller, or NULL with a
 * sentence in `error`.  Sets `*preset` to which of both it is.
 */
char *dr_platform_find(const char *name, bool *preset, struct dr_text *error);

/*
 * The names of all presets, "default" first, then in natural order.  Returns a
 * NULL-terminated array; free each name and the array.
 */
char **dr_platform_presets(void);

#endif
