/*
 * image.h - the program under rehearsal, and the private copies of it.
 *
 * drycc makes a program a shared object.  We load it ourselves, together with
 * its own libraries, in place of the dynamic linker: a real MPI starts one
 * process per rank, so every rank must find the variables of the program and
 * of those libraries as the file has them, and must run their constructors.
 *
 *   own libraries     needed by the program (directly or not), found through
 *                     DT_RPATH, LD_LIBRARY_PATH or DT_RUNPATH outside the
 *                     system's folders, and not loaded already
 *   other libraries   loaded once by the dynamic linker; their variables are
 *                     shared by all ranks
 *
 * Program and own libraries form a group.  A rank's copy of the group is one
 * range of addresses: code is mapped from the files (one copy in memory for
 * all), variables stand behind it, so that switching ranks costs nothing:
 *
 *     base [ program: code | variables ][ library: code | variables ]...
 *          [ thread-local variables of each ][ the C library's variables ]
 *
 * A program without variables is mapped once and shared by all ranks.
 *
 * Symbols are found as in an ordinary executable: first in the group, in the
 * order of its libraries, then in our replacements (a function `__wrap_X` of
 * libdryrun stands for X), then in the other libraries.
 *
 * Every rank lives in the same thread, so "thread-local" means "of the rank".
 * Threads that a rank starts have variables of their own in code that drycc
 * compiled; code of another TLS model finds the rank's.
 */
#ifndef DR_CORE_IMAGE_H
#define DR_CORE_IMAGE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include "base/text.h"
#include "core/site.h"

struct dr_image; /* program and own libraries */
struct dr_copy;  /* what one rank runs */
struct dr_guard; /* core/guard.h */

typedef int dr_main_fn(int argc, char **argv, char **envp);

/*
 * Load the program at `path`; without a slash it is looked for in the working
 * directory and then in PATH.
 *
 * Returns NULL with one sentence in `error` if there is no such file, it is
 * not an ELF file, is an ordinary executable, was built by a real MPI's
 * mpicc, has no main, or needs a library or symbol that does not exist.  The
 * caller ends the image with dr_image_end().
 */
struct dr_image *dr_image_open(const char *path, struct dr_text *error);
void dr_image_end(struct dr_image *image);

/* Of the program and its own libraries, how many were compiled to tell of
 * their accesses to memory (drycc -fdryrun-memory), and how many there are;
 * the table they ask then, which is the image's, or NULL. */
size_t dr_image_watched(const struct dr_image *image, size_t *all);
struct dr_guard *dr_image_guard(const struct dr_image *image);

/* Bytes of variables that each rank must have for itself; 0: none. */
size_t dr_image_private_bytes(const struct dr_image *image);

/* A function it calls that may change files, such as "fopen", or NULL.  The
 * string lives as long as the image. */
const char *dr_image_writes_files(const struct dr_image *image);

/* A function it calls that tells the time, such as "MPI_Wtime", or NULL. */
const char *dr_image_reads_clocks(const struct dr_image *image);

/*
 * What the next rank runs: a fresh copy with its constructors not yet run, or
 * one that is shared if nothing is private.
 *
 * Returns NULL with a sentence in `error` that carries the numbers (copies,
 * mappings, the kernel's limit) if there is no room.
 */
struct dr_copy *dr_copy_new(struct dr_image *image, struct dr_text *error);

/* Run constructors and destructors, on the rank's own stack: before main, and
 * after the functions that atexit() collected. */
void dr_copy_construct(struct dr_copy *copy, int argc, char **argv,
                       char **envp);
void dr_copy_destruct(struct dr_copy *copy);

/* main() of this copy. */
dr_main_fn *dr_copy_main(const struct dr_copy *copy);

/* Unmap it.  Pointers into its code and variables die. */
void dr_copy_end(struct dr_copy *copy);

/* Variables of the C library that programs use by name. */
struct dr_variables {
    char **environ;
    char *optarg;
    int optind, opterr, optopt;
    FILE *in; /* stdin */
};

/* Those of this copy, all zero in a fresh one; NULL if the program uses none
 * of them by name. */
struct dr_variables *dr_copy_variables(const struct dr_copy *copy);

/* `sum` and all bytes of a range, as a number; and all variables of a copy.
 * Equal numbers mean, as far as one can tell, equal bytes. */
uint64_t dr_state_add(uint64_t sum, const void *from, const void *end);
uint64_t dr_copy_state(const struct dr_copy *copy, uint64_t sum);

/* Is the address inside a copy (code or variables)? */
bool dr_image_owns(struct dr_image *image, const void *address);

#endif
