/*
 * shadow.h - files that a run changes in its memory only.
 *
 * `dryrun explore` and `dryrun check` run a program many times, side by side,
 * and continue copies of one run: each must find the files as they were, and
 * none may see what another has written.  So what such a run writes stays in
 * pages of its process, over the file as it is; it goes with the process.
 *
 * Functions return 0 or an errno, as those of io/backing.h.
 */
#ifndef DR_IO_SHADOW_H
#define DR_IO_SHADOW_H

#include <stdint.h>

#include "io/backing.h"

struct dr_shadow;

/* All files of a run that it has opened or deleted; NULL at first. */
struct dr_shadows {
    struct dr_shadow *first;
};

/* dr_shadow_open(), dr_shadow_delete(), dr_shadow_read(), dr_shadow_write(),
 * dr_shadow_set_size(): as their namesakes in backing.h. */
int dr_shadow_open(struct dr_shadows *shadows, struct dr_shadow **shadow,
                   const char *path, struct dr_backing_how how);
int dr_shadow_delete(struct dr_shadows *shadows, const char *path);
int dr_shadow_read(struct dr_shadow *shadow, void *out, uint64_t bytes,
                   uint64_t offset, uint64_t *done);
int dr_shadow_write(struct dr_shadow *shadow, const void *in, uint64_t bytes,
                    uint64_t offset);

/* The name of the file itself. */
const char *dr_shadow_path(const struct dr_shadow *shadow);
uint64_t dr_shadow_size(const struct dr_shadow *shadow);
void dr_shadow_set_size(struct dr_shadow *shadow, uint64_t bytes);

#endif
