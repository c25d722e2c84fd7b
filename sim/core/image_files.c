/*
 * image_files.c - does a program touch files?
 *
 * Only its imports are looked at: a call that is never reached counts.
 */
#include <string.h>

#include "core/image_layout.h"

static bool touches_files(const char *function)
{
    static const char *const functions[] = {
        "creat",  "fopen",  "fopen64", "fork",  "mkdir",  "open",     "open64",
        "openat", "remove", "rename",  "rmdir", "system", "truncate", "unlink"};

    for (size_t i = 0; i < sizeof functions / sizeof *functions; i++) {
        if (!strcmp(functions[i], function))
            return true;
    }
    return false;
}

const char *dr_image_writes_files(const struct dr_image *image)
{
    for (size_t m = 0; m < image->nmodules; m++) {
        const struct dr_elf *elf = image->modules[m].elf;

        for (size_t i = 1; i < elf->nsymbols; i++) {
            const char *name = dr_elf_string(elf, elf->symbols[i].st_name);

            if (elf->symbols[i].st_shndx == SHN_UNDEF && touches_files(name))
                return name;
        }
    }
    return NULL;
}
