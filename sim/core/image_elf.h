/*
 * image_elf.h - one ELF file of the program, as it stands on disk.
 *
 * The file is mapped read-only for as long as the run lasts and kept open, so
 * that a rebuild during the run cannot change what the ranks execute.
 * Nothing the file says is trusted: every offset is checked before use.
 */
#ifndef DR_CORE_IMAGE_ELF_H
#define DR_CORE_IMAGE_ELF_H

#include <elf.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/text.h"

struct dr_elf {
    char *path; /* absolute */
    int fd;
    const unsigned char *file;
    size_t size;
    const Elf64_Ehdr *header;
    const Elf64_Phdr *segments; /* header->e_phnum of them */
    const Elf64_Shdr *sections; /* nsections of them */
    size_t nsections;
    const Elf64_Dyn *dynamic; /* ends with DT_NULL; NULL: none */
    const char *strings;      /* of the dynamic section */
    size_t nstrings;          /* bytes; the last is zero */
    const Elf64_Sym *symbols; /* dynamic symbols */
    size_t nsymbols;
    const Elf64_Half *versions; /* one per symbol, or NULL */
    const Elf64_Phdr *tls;      /* or NULL */
    size_t low;                 /* first address, a multiple of the page */
    size_t span;                /* bytes of addresses from low, whole pages */
    size_t align;               /* strictest alignment of a segment */
};

/*
 * Map the file.  Returns NULL with a sentence in `error` if it cannot be read
 * or is not a 64-bit ELF file of this machine that can be loaded.  `name` is
 * how the user calls it.
 */
struct dr_elf *dr_elf_open(const char *path, const char *name,
                           struct dr_text *error);
void dr_elf_close(struct dr_elf *elf);

/* The file's bytes that are loaded at `address`; NULL if not `size` of them
 * stand in the file. */
const void *dr_elf_at(const struct dr_elf *elf, uint64_t address, size_t size);

/* `table` if it is aligned for its entries, else NULL: a damaged file. */
static inline const void *dr_elf_aligned(const void *table, size_t align)
{
    return (uintptr_t)table % align == 0 ? table : NULL;
}

/* A string of the dynamic section; "" if the offset is wrong. */
const char *dr_elf_string(const struct dr_elf *elf, uint64_t offset);

/* The value of the first entry with `tag`; false if there is none. */
bool dr_elf_entry(const struct dr_elf *elf, int64_t tag, uint64_t *value);

/* The library that the `index`th DT_NEEDED names, or NULL after the last. */
const char *dr_elf_needed(const struct dr_elf *elf, size_t index);

/* The version that symbol `index` asks of another library, or NULL. */
const char *dr_elf_version(const struct dr_elf *elf, size_t index);

/* A function in the full symbol table by name: its address, or 0.  It finds
 * hidden functions too, unless the file was stripped. */
uint64_t dr_elf_hidden(const struct dr_elf *elf, const char *name);

/* Address of the unwind tables (.eh_frame), or 0. */
uint64_t dr_elf_frames(const struct dr_elf *elf);

/*
 * Bytes of variables that the file's own source code defines.  What the
 * compiler's start files bring along does not count.
 */
size_t dr_elf_variables(const struct dr_elf *elf);

#endif
