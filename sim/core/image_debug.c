/*
 * image_debug.c - tell a debugger where the copies are.
 *
 * cli/gdb.c makes gdb stop at the two small functions below: it answers the
 * first with 1, and reads the second's arguments.
 *
 * gdb looks up an external variable in the symbol tables of all files and
 * takes the first (it expects copy relocations), which would always be the
 * variable of rank 0.  So it gets a copy of the file, in memory, whose symbol
 * tables are hidden; the debug information alone leads to the right one.
 */
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "core/image_layout.h"

/* Is a debugger listening?  It changes what this returns. */
__attribute__((noipa)) static int dr_image_debugged(void)
{
    return 0;
}

/* The file at `path` was mapped so that its address 0 is `start`. */
__attribute__((noipa)) static void dr_image_mapped(const char *path,
                                                   const char *start)
{
    __asm__ volatile("" : : "r"(path), "r"(start) : "memory");
}

static void hide_tables(const struct dr_elf *elf, char *file)
{
    Elf64_Shdr *sections = (Elf64_Shdr *)(file + elf->header->e_shoff);

    for (size_t i = 0; i < elf->nsections; i++) {
        if (sections[i].sh_type == SHT_SYMTAB ||
            sections[i].sh_type == SHT_DYNSYM)
            sections[i].sh_type = SHT_PROGBITS;
    }
}

/* Make the copy of the file, open for as long as the process lives. */
static int make_file(const struct dr_elf *elf)
{
    int fd = memfd_create(elf->path, 0);
    char *file;

    if (fd < 0 || ftruncate(fd, (off_t)elf->size) != 0)
        return -1;
    file = mmap(NULL, elf->size, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
    if (file == MAP_FAILED)
        return -1;
    memcpy(file, elf->file, elf->size);
    hide_tables(elf, file);
    munmap(file, elf->size);
    return fd;
}

void dr_image_announce(struct dr_copy *copy)
{
    struct dr_image *image = copy->image;
    char path[64];

    if (!dr_image_debugged())
        return;
    for (size_t m = 0; m < image->nmodules; m++) {
        struct dr_module *module = &image->modules[m];

        if (module->debug_file == 0)
            module->debug_file = make_file(module->elf);
        snprintf(path, sizeof path, "/proc/%d/fd/%d", (int)getpid(),
                 module->debug_file);
        if (module->debug_file > 0)
            dr_image_mapped(path, copy->base + module->place);
    }
}
