/*
 * image.h - the program under rehearsal, and the private copies of it.
 *
 * drycc makes a program a shared object.  It is loaded once by the dynamic
 * linker (the original).  A program with variables of its own, or whose own
 * libraries have some, gets one copy per rank: its segments are mapped again
 * elsewhere and relocated, so that code and variables of a rank stand
 * together and switching ranks costs nothing.  A program without variables
 * is shared by all ranks.
 */
#ifndef DR_CORE_IMAGE_H
#define DR_CORE_IMAGE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/text.h"

struct dr_image; /* the original: program and its own libraries */
struct dr_copy;  /* what one rank runs */

typedef int dr_main_fn(int argc, char **argv, char **envp);

/*
 * Load the program at `path`.
 *
 * Returns NULL with one sentence in `error` if there is no such file, it is
 * not an ELF file, is an ordinary executable, was built by a real MPI's
 * mpicc, or has no main.  The caller ends the image with dr_image_end().
 */
struct dr_image *dr_image_open(const char *path, struct dr_text *error);
void dr_image_end(struct dr_image *image);

/* Bytes of variables that each rank must have for itself; 0: none. */
size_t dr_image_private_bytes(const struct dr_image *image);

/*
 * What the next rank runs: the original if there is nothing private,
 * otherwise a fresh copy with its constructors not yet run.
 *
 * Returns NULL with a sentence in `error` that carries the numbers (ranks,
 * mappings, the kernel's limit) if there is no room.
 */
struct dr_copy *dr_copy_new(struct dr_image *image, struct dr_text *error);

/* Run the copy's constructors: on the rank's own stack, before main. */
void dr_copy_construct(struct dr_copy *copy);
dr_main_fn *dr_copy_main(const struct dr_copy *copy);
void dr_copy_end(struct dr_copy *copy);

/* Where code of the program stands in its file. */
struct dr_place {
    const char *function; /* or NULL */
    const char *file;     /* as the compiler was told, or NULL */
    int line;             /* 0: unknown */
};

/*
 * Find file and line of a code address in the original or any copy; for a
 * return address pass `address - 1`.  Answers are cached; strings live as
 * long as the image.  Returns false if the address is not the program's.
 */
bool dr_image_find(struct dr_image *image, const void *address,
                   struct dr_place *place);

/* Is the address inside the original or a copy (code or variables)? */
bool dr_image_owns(const struct dr_image *image, const void *address);

/*
 * The program's own callers, innermost first, walking frame pointers from
 * `frame` while they stay in the stack and in the program.  Returns how many
 * addresses were written to `sites`.
 */
size_t dr_image_callers(struct dr_image *image, const void *frame,
                        const void **sites, size_t most);

#endif
