/*
 * image_files.c - does a program touch files, does it look at clocks?
 *
 * Only its imports are looked at: a call that is never reached counts.
 */
#include <string.h>

#include "core/image_layout.h"

/* The one of `names`, which end with NULL, that is equal; or NULL. */
static const char *find(const char *const *names, const char *function)
{
    for (; *names; names++) {
        if (!strcmp(*names, function))
            return *names;
    }
    return NULL;
}

/* The first of the functions that the program imports, or NULL. */
static const char *import_among(const struct dr_image *image,
                                const char *const *functions)
{
    for (size_t m = 0; m < image->nmodules; m++) {
        const struct dr_elf *elf = image->modules[m].elf;

        for (size_t i = 1; i < elf->nsymbols; i++) {
            const char *name =
                find(functions, dr_elf_string(elf, elf->symbols[i].st_name));

            if (elf->symbols[i].st_shndx == SHN_UNDEF && name)
                return name;
        }
    }
    return NULL;
}

const char *dr_image_writes_files(const struct dr_image *image)
{
    static const char *const functions[] = {
        "creat", "fopen",  "fopen64",  "fork",   "mkdir",
        "open",  "open64", "openat",   "remove", "rename",
        "rmdir", "system", "truncate", "unlink", NULL};

    return import_among(image, functions);
}

const char *dr_image_reads_clocks(const struct dr_image *image)
{
    static const char *const functions[] = {
        "MPI_Wtime", "PMPI_Wtime",   "clock", "clock_gettime", "ftime",
        "getrusage", "gettimeofday", "time",  "times",         "timespec_get",
        NULL};

    return import_among(image, functions);
}
