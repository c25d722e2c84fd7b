/*
 * image_copy.c - a copy: map the files, write the words.
 *
 * A copy is one anonymous mapping with the read-only parts of the files laid
 * over it: two mappings per module.  Initialised variables are copied in, or
 * mapped privately when they are large, so that pages nobody touches cost no
 * memory.
 *
 * The kernel allows about 65,000 mappings.  Therefore nothing is protected
 * after relocation (no RELRO), and once copies have used half of the mappings,
 * further ones are compact: code is copied too, so that a copy is all one
 * piece and the kernel joins it with its neighbours.
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

#include "base/memory.h"
#include "core/image_layout.h"
#include "core/image_room.h"

enum {
    PAGE = 4096,
    LARGE = 256 * 1024,       /* initialised variables are mapped, not copied */
    CHECK_EVERY = 256,        /* copies: is there memory? */
    SPARE = 64 * 1024 * 1024, /* bytes of it that we leave */
};

/* libgcc's: tell the unwinder about frames that dl_iterate_phdr() does not
 * know, and take them back. */
void __register_frame(void *begin);
void __deregister_frame(void *begin);

static size_t page_floor(size_t value)
{
    return value & ~(size_t)(PAGE - 1);
}

static size_t page_ceiling(size_t value)
{
    return page_floor(value + PAGE - 1);
}

/* Address space, aligned as the strictest module wants. */
static char *reserve(size_t span, size_t align, int access)
{
    size_t more = align > PAGE ? align : 0;
    char *block = mmap(NULL, span + more, access,
                       MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    size_t skip;

    if (block == MAP_FAILED || more == 0)
        return block == MAP_FAILED ? NULL : block;
    skip = -(uintptr_t)block & (align - 1);
    if (skip > 0)
        munmap(block, skip);
    munmap(block + skip + span, more - skip);
    return block + skip;
}

/* Do two segments follow each other both in the file and in memory? */
static bool continues(const Elf64_Phdr *one, const Elf64_Phdr *next)
{
    return next->p_type == PT_LOAD && !(next->p_flags & PF_W) &&
           one->p_vaddr - one->p_offset == next->p_vaddr - next->p_offset &&
           page_ceiling(one->p_vaddr + one->p_memsz) >=
               page_floor(next->p_vaddr);
}

/* Map read-only segments `first`..`last`, neighbours, as one piece. */
static bool map_code(char *start, const struct dr_elf *elf, size_t first,
                     size_t last)
{
    const Elf64_Phdr *one = &elf->segments[first];
    const Elf64_Phdr *end = &elf->segments[last];
    size_t from = page_floor(one->p_vaddr);
    size_t to = page_ceiling(end->p_vaddr + end->p_filesz);
    int access = PROT_READ;

    for (size_t i = first; i <= last; i++) {
        if (elf->segments[i].p_flags & PF_X)
            access |= PROT_EXEC;
    }
    return mmap(start + from, to - from, access, MAP_PRIVATE | MAP_FIXED,
                elf->fd, (off_t)page_floor(one->p_offset)) != MAP_FAILED;
}

/* Put initialised variables in place; the rest of the segment is zero. */
static bool map_variables(char *start, const struct dr_elf *elf,
                          const Elf64_Phdr *segment)
{
    char *at = start + segment->p_vaddr;
    size_t from = page_floor(segment->p_vaddr);
    size_t end = segment->p_vaddr + segment->p_filesz;

    if (segment->p_filesz > LARGE) {
        if (mmap(start + from, end - from, PROT_READ | PROT_WRITE,
                 MAP_PRIVATE | MAP_FIXED, elf->fd,
                 (off_t)page_floor(segment->p_offset)) == MAP_FAILED)
            return false;
        memset(start + end, 0, page_ceiling(end) - end);
    } else {
        memcpy(at, elf->file + segment->p_offset, segment->p_filesz);
    }
    return !(segment->p_flags & PF_X) ||
           mprotect(start + from, page_ceiling(end) - from,
                    PROT_READ | PROT_WRITE | PROT_EXEC) == 0;
}

static bool map_module(char *base, const struct dr_module *module)
{
    const struct dr_elf *elf = module->elf;
    char *start = base + module->place;

    for (size_t i = 0; i < elf->header->e_phnum; i++) {
        size_t last = i;

        if (elf->segments[i].p_type != PT_LOAD)
            continue;
        if (elf->segments[i].p_flags & PF_W) {
            if (!map_variables(start, elf, &elf->segments[i]))
                return false;
            continue;
        }
        while (last + 1 < elf->header->e_phnum &&
               continues(&elf->segments[last], &elf->segments[last + 1]))
            last++;
        if (!map_code(start, elf, i, last))
            return false;
        i = last;
    }
    return true;
}

/* Copy all of a module into memory that may be executed. */
static void copy_module(char *base, const struct dr_module *module)
{
    const struct dr_elf *elf = module->elf;

    for (size_t i = 0; i < elf->header->e_phnum; i++) {
        const Elf64_Phdr *segment = &elf->segments[i];

        if (segment->p_type == PT_LOAD)
            memcpy(base + module->place + segment->p_vaddr,
                   elf->file + segment->p_offset, segment->p_filesz);
    }
}

/* Map all modules as one compact copy, or NULL. */
static char *map_compact(const struct dr_image *image)
{
    char *base =
        reserve(image->span, image->align, PROT_READ | PROT_WRITE | PROT_EXEC);

    for (size_t m = 0; base && m < image->nmodules; m++)
        copy_module(base, &image->modules[m]);
    return base;
}

/* Map all modules, sharing their code with other copies, or NULL. */
static char *map_sharing(const struct dr_image *image)
{
    char *base = reserve(image->span, image->align, PROT_READ | PROT_WRITE);

    for (size_t m = 0; base && m < image->nmodules; m++) {
        if (!map_module(base, &image->modules[m])) {
            int reason = errno;

            munmap(base, image->span);
            errno = reason;
            return NULL;
        }
    }
    return base;
}

static void write_words(const struct dr_words *words, char *base,
                        uint64_t added)
{
    for (size_t i = 0; i < words->count; i++) {
        uint64_t value = words->items[i].value + added;

        memcpy(base + words->items[i].place, &value, sizeof value);
    }
}

/* Fill the blocks of thread-local variables from their relocated images. */
static void begin_tls(const struct dr_image *image, char *base)
{
    for (size_t m = 0; m < image->nmodules; m++) {
        const struct dr_module *module = &image->modules[m];
        const Elf64_Phdr *tls = module->elf->tls;

        if (tls)
            dr_tls_begin(base + module->tls_place, tls,
                         base + module->place + tls->p_vaddr);
    }
}

static void end_tls(const struct dr_image *image, char *base)
{
    for (size_t m = 0; m < image->nmodules; m++) {
        if (image->modules[m].elf->tls)
            dr_tls_end(base + image->modules[m].tls_place);
    }
}

/* Call `visit` with the unwind tables of every module, if they are needed. */
static void each_frame_table(const struct dr_copy *copy, void visit(void *))
{
    const struct dr_image *image = copy->image;

    for (size_t m = 0; image->throws && m < image->nmodules; m++) {
        const struct dr_module *module = &image->modules[m];
        uint64_t at = dr_elf_frames(module->elf);

        if (at)
            visit(copy->base + module->place + at);
    }
}

/* Map the files; NULL with errno if there is no room. */
static char *map_group(const struct dr_image *image)
{
    const size_t mappings = image->ncopies * 2 * image->nmodules;

    if (image->ncopies % CHECK_EVERY == CHECK_EVERY - 1 &&
        dr_room_memory() < SPARE) {
        errno = ENOMEM;
        return NULL;
    }
    return mappings > image->most_mappings / 2 ? map_compact(image)
                                               : map_sharing(image);
}

static void explain_failure(const struct dr_image *image, int reason,
                            struct dr_text *error)
{
    dr_text_printf(error,
                   "no room for copy %zu of the program's variables (%zu "
                   "bytes each): %s; ",
                   image->ncopies + 1, image->private_bytes, strerror(reason));
    dr_room_explain(error);
}

static void remember(struct dr_image *image, struct dr_copy *copy)
{
    if (image->ncopies == image->room_copies) {
        image->room_copies = image->room_copies ? image->room_copies * 2 : 8;
        image->copies = dr_realloc(image->copies,
                                   image->room_copies * sizeof *image->copies);
    }
    image->copies[image->ncopies++] = copy;
    image->sorted = false;
}

struct dr_copy *dr_copy_map(struct dr_image *image, struct dr_text *error)
{
    char *base = map_group(image);
    struct dr_copy *copy;

    if (!base) {
        explain_failure(image, errno, error);
        return NULL;
    }
    write_words(&image->constant, base, 0);
    write_words(&image->moving, base, (uint64_t)(uintptr_t)base);
    begin_tls(image, base);
    copy = dr_zalloc(1, sizeof *copy);
    *copy = (struct dr_copy){.image = image, .base = base};
    each_frame_table(copy, __register_frame);
    remember(image, copy);
    dr_image_announce(copy);
    return copy;
}

static void forget(struct dr_image *image, const struct dr_copy *copy)
{
    size_t i = 0;

    while (image->copies[i] != copy)
        i++;
    image->copies[i] = image->copies[--image->ncopies];
    image->sorted = false;
}

void dr_copy_end(struct dr_copy *copy)
{
    if (copy->users > 1) {
        copy->users--;
        return;
    }
    each_frame_table(copy, __deregister_frame);
    forget(copy->image, copy);
    if (copy->image->first == copy)
        copy->image->first = NULL;
    end_tls(copy->image, copy->base);
    munmap(copy->base, copy->image->span);
    free(copy);
}

struct dr_variables *dr_copy_variables(const struct dr_copy *copy)
{
    if (copy->image->variables == 0)
        return NULL;
    return (struct dr_variables *)(copy->base + copy->image->variables);
}

dr_main_fn *dr_copy_main(const struct dr_copy *copy)
{
    return (dr_main_fn *)(copy->base + copy->image->main);
}
