/*
 * image_state.c - are a rank's variables the same as before?
 */
#include "core/image_layout.h"

/* Any eight bytes of memory, whatever they are. */
typedef uint64_t __attribute__((may_alias, aligned(1))) word;

/* AddressSanitizer keeps gaps between variables, which are as good as they. */
__attribute__((no_sanitize_address)) uint64_t
dr_state_add(uint64_t sum, const void *from, const void *end)
{
    const word *at = from;

    for (; (const char *)end - (const char *)at >= (ptrdiff_t)sizeof *at;
         at++) {
        sum = (sum ^ *at) * 0x9e3779b97f4a7c15u;
        sum ^= sum >> 32;
    }
    return sum;
}

uint64_t dr_copy_state(const struct dr_copy *copy, uint64_t sum)
{
    const struct dr_image *image = copy->image;
    size_t behind = 0;

    for (size_t i = 0; i < image->nmodules; i++) {
        const struct dr_module *module = &image->modules[i];
        const struct dr_elf *elf = module->elf;

        for (size_t j = 0; j < elf->header->e_phnum; j++) {
            const Elf64_Phdr *segment = &elf->segments[j];
            const char *at = copy->base + module->place + segment->p_vaddr;

            if (segment->p_type == PT_LOAD && segment->p_flags & PF_W)
                sum = dr_state_add(sum, at, at + segment->p_memsz);
        }
        behind = module->place + elf->low + elf->span;
    }
    /* Thread-local variables, and those of the C library. */
    return dr_state_add(sum, copy->base + behind, copy->base + image->span);
}
