/*
 * image_bind.c - relocations, worked out once into lists of words.
 *
 * The types are those of the System V ABI for x86-64, 4.4.  Thread-local
 * variables of the group stand in the copy itself, in one block per module:
 *
 *   general dynamic   descriptor = {address of the block + 1, offset in it}
 *   initial exec      word = address - thread pointer
 *   descriptors       {function, address - thread pointer}
 *
 * A difference to the thread pointer may be any 64-bit number, and all ranks
 * live in one thread, so that every model works with blocks anywhere.
 */
#include <stdlib.h>

#include "base/memory.h"
#include "core/image_layout.h"

void dr_words_add(struct dr_words *words, uint64_t place, uint64_t value)
{
    if (words->count == words->room) {
        words->room = words->room ? words->room * 2 : 64;
        words->items =
            dr_realloc(words->items, words->room * sizeof *words->items);
    }
    words->items[words->count++] = (struct dr_word){place, value};
}

/* The function of a TLS descriptor: called with %rax pointing to it, returns
 * in %rax, and must change no other register. */
void dr_tls_descriptor(void);
__asm__(".text\n"
        ".local dr_tls_descriptor\n"
        ".type dr_tls_descriptor, @function\n"
        "dr_tls_descriptor:\n"
        "    movq 8(%rax), %rax\n"
        "    ret\n"
        ".size dr_tls_descriptor, . - dr_tls_descriptor\n");

/* May a copy write `size` bytes at this address of the file? */
static bool is_writable(const struct dr_elf *elf, uint64_t address,
                        uint64_t size)
{
    for (size_t i = 0; i < elf->header->e_phnum; i++) {
        const Elf64_Phdr *segment = &elf->segments[i];
        uint64_t inside = address - segment->p_vaddr;

        if (segment->p_type == PT_LOAD && (segment->p_flags & PF_W) &&
            address >= segment->p_vaddr && inside <= segment->p_memsz &&
            size <= segment->p_memsz - inside)
            return true;
    }
    return false;
}

/* One relocation in the course of being worked out. */
struct job {
    struct dr_image *image;
    const struct dr_module *module;
    uint64_t place; /* of the word to set */
    uint64_t addend;
    struct dr_target target;
};

static void bind_address(struct job *job, uint64_t addend)
{
    const struct dr_target *target = &job->target;
    struct dr_image *image = job->image;

    if (target->meaning == DR_MEANS_CONSTANT)
        dr_words_add(&image->constant, job->place, target->value + addend);
    else if (target->meaning == DR_MEANS_RESOLVER)
        dr_words_add(&image->resolvers, job->place, target->value);
    else
        dr_words_add(&image->moving, job->place, target->value + addend);
}

/* First word of a general dynamic descriptor. */
static void bind_tls_block(struct job *job)
{
    const struct dr_target *target = &job->target;

    if (target->meaning == DR_MEANS_TLS)
        dr_words_add(&job->image->moving, job->place,
                     target->module->tls_place + DR_TLS_OWN);
    else
        dr_words_add(&job->image->constant, job->place, target->value);
}

/* Second word of it.  A variable of another library is found by address, so
 * that its block is the variable itself. */
static void bind_tls_offset(struct job *job)
{
    uint64_t offset =
        job->target.meaning == DR_MEANS_TLS ? job->target.value : 0;

    dr_words_add(&job->image->constant, job->place, offset + job->addend);
}

/* The distance from the thread pointer. */
static void bind_tls_distance(struct job *job, uint64_t place)
{
    const struct dr_target *target = &job->target;
    uint64_t value = target->value + job->addend - dr_tls_thread();

    if (target->meaning == DR_MEANS_TLS)
        dr_words_add(&job->image->moving, place,
                     target->module->tls_place + value);
    else
        dr_words_add(&job->image->constant, place, value);
}

static void bind_tls_descriptor(struct job *job)
{
    dr_words_add(&job->image->constant, job->place,
                 (uint64_t)(uintptr_t)dr_tls_descriptor);
    bind_tls_distance(job, job->place + 8);
}

/* Thread-local relocations without a symbol mean the module's own block. */
static bool is_of_tls(uint32_t type)
{
    return type == R_X86_64_DTPMOD64 || type == R_X86_64_DTPOFF64 ||
           type == R_X86_64_TPOFF64 || type == R_X86_64_TLSDESC;
}

/* Find the symbol, if the relocation has one. */
static bool find_target(struct job *job, const Elf64_Rela *entry,
                        struct dr_text *error)
{
    size_t index = ELF64_R_SYM(entry->r_info);
    uint32_t type = ELF64_R_TYPE(entry->r_info);

    job->target = (struct dr_target){.module = job->module};
    if (index == 0) {
        job->target.meaning =
            is_of_tls(type) ? DR_MEANS_TLS : DR_MEANS_CONSTANT;
        return true;
    }
    if (index >= job->module->elf->nsymbols) {
        dr_text_printf(error, "'%s' is a damaged ELF file",
                       job->module->elf->path);
        return false;
    }
    return dr_image_resolve(job->image, job->module, index, &job->target,
                            error);
}

static bool bind_one(struct job *job, const Elf64_Rela *entry,
                     struct dr_text *error)
{
    uint32_t type = ELF64_R_TYPE(entry->r_info);
    const struct dr_elf *elf = job->module->elf;
    size_t size = type == R_X86_64_TLSDESC ? 16 : 8;

    job->place = job->module->place + entry->r_offset;
    job->addend = (uint64_t)entry->r_addend;
    if (type == R_X86_64_NONE)
        return true;
    if (!is_writable(elf, entry->r_offset, size)) {
        dr_text_printf(error,
                       "'%s' holds code that is not position independent; "
                       "rebuild it with drycc or with -fPIC",
                       elf->path);
        return false;
    }
    if (!find_target(job, entry, error))
        return false;
    if (type == R_X86_64_RELATIVE)
        dr_words_add(&job->image->moving, job->place,
                     job->module->place + job->addend);
    else if (type == R_X86_64_IRELATIVE)
        dr_words_add(&job->image->resolvers, job->place,
                     job->module->place + job->addend);
    else if (type == R_X86_64_64)
        bind_address(job, job->addend);
    else if (type == R_X86_64_GLOB_DAT || type == R_X86_64_JUMP_SLOT)
        bind_address(job, 0);
    else if (type == R_X86_64_DTPMOD64)
        bind_tls_block(job);
    else if (type == R_X86_64_DTPOFF64)
        bind_tls_offset(job);
    else if (type == R_X86_64_TPOFF64)
        bind_tls_distance(job, job->place);
    else if (type == R_X86_64_TLSDESC)
        bind_tls_descriptor(job);
    else {
        dr_text_printf(error, "'%s' has a relocation of unknown type %u",
                       elf->path, type);
        return false;
    }
    return true;
}

/* Work out one table of relocations. */
static bool bind_table(struct dr_image *image, const struct dr_module *module,
                       int64_t where, int64_t how_long, struct dr_text *error)
{
    struct job job = {.image = image, .module = module};
    const Elf64_Rela *entries;
    uint64_t at, size;

    if (!dr_elf_entry(module->elf, where, &at) ||
        !dr_elf_entry(module->elf, how_long, &size))
        return true;
    entries = dr_elf_aligned(dr_elf_at(module->elf, at, size), 8);
    if (!entries) {
        dr_text_printf(error, "'%s' is a damaged ELF file", module->elf->path);
        return false;
    }
    for (size_t i = 0; i < size / sizeof *entries; i++) {
        if (!bind_one(&job, &entries[i], error))
            return false;
    }
    return true;
}

/* A word of a compact table: what stands in the file is the addend. */
static void bind_relative(struct dr_image *image,
                          const struct dr_module *module, uint64_t address)
{
    const uint64_t *word =
        dr_elf_aligned(dr_elf_at(module->elf, address, 8), 8);

    if (word && is_writable(module->elf, address, 8))
        dr_words_add(&image->moving, module->place + address,
                     module->place + *word);
}

/* Compact tables (DT_RELR): an even entry is an address; an odd one is a bit
 * mask for the 63 words behind the last. */
static void bind_compact(struct dr_image *image, const struct dr_module *module)
{
    const uint64_t *entries;
    uint64_t at, size, next = 0;

    if (!dr_elf_entry(module->elf, DT_RELR, &at) ||
        !dr_elf_entry(module->elf, DT_RELRSZ, &size))
        return;
    entries = dr_elf_aligned(dr_elf_at(module->elf, at, size), 8);
    for (size_t i = 0; entries && i < size / sizeof *entries; i++) {
        if (!(entries[i] & 1)) {
            bind_relative(image, module, entries[i]);
            next = entries[i] + 8;
            continue;
        }
        for (uint64_t bit = 1; bit < 64; bit++) {
            if (entries[i] >> bit & 1)
                bind_relative(image, module, next + 8 * (bit - 1));
        }
        next += 8 * 63;
    }
}

bool dr_image_bind(struct dr_image *image, struct dr_text *error)
{
    for (size_t m = 0; m < image->nmodules; m++) {
        const struct dr_module *module = &image->modules[m];

        bind_compact(image, module);
        if (!bind_table(image, module, DT_RELA, DT_RELASZ, error) ||
            !bind_table(image, module, DT_JMPREL, DT_PLTRELSZ, error))
            return false;
    }
    return true;
}
