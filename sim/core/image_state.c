/*
 * image_state.c - are a rank's variables the same as before?
 */
#include <string.h>

#include "core/image_layout.h"

uint64_t dr_state_add(uint64_t sum, const void *from, const void *end)
{
    const char *at = from;
    uint64_t word;

    for (; (const char *)end - at >= (ptrdiff_t)sizeof word;
         at += sizeof word) {
        memcpy(&word, at, sizeof word);
        sum = (sum ^ word) * 0x9e3779b97f4a7c15u;
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
