/*
 * site.h - where code of the program stands in its source.
 */
#ifndef DR_CORE_SITE_H
#define DR_CORE_SITE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct dr_image;

struct dr_place {
    const char *function;  /* or NULL */
    const char *file;      /* as the compiler was told, or NULL */
    int line;              /* 0: unknown */
    struct dr_place *into; /* where this function was called, if the compiler
                              has put it there; or NULL */
};

/*
 * Find function, file and line of a code address in any copy; for a return
 * address pass `address - 1`.  Answers are cached; strings live as long as
 * the image.  Returns false if the address is not the program's.
 */
bool dr_image_find(struct dr_image *image, const void *address,
                   struct dr_place *place);

/* A number that is equal for the same code in every copy; 0 if the address is
 * not the program's. */
uint64_t dr_image_identify(struct dr_image *image, const void *address);

/*
 * The program's own callers, innermost first: the chain of frame pointers is
 * followed from `frame` up to `end`, an address near the stack's beginning
 * (process->way_out serves).  Frames of other libraries are left out.
 *
 * Returns how many return addresses were written to `sites`, at most `most`.
 */
size_t dr_image_callers(struct dr_image *image, const void *frame,
                        const void *end, const void **sites, size_t most);

/* Release the cache; dr_image_end() calls it. */
struct dr_sites;
void dr_sites_end(struct dr_sites *sites);

#endif
