/*
 * image_run.c - constructors and destructors of a copy.
 *
 * Order of System V ABI 5.4: what a module needs is constructed before it and
 * destructed after it; DT_INIT before the array, DT_FINI after it.
 */
#include "core/image_layout.h"

typedef void construct_fn(int argc, char **argv, char **envp);
typedef void destruct_fn(void);

/* A table of functions in a copy; entries are relocated already. */
struct table {
    void *const *functions;
    size_t count;
};

static struct table find_table(const struct dr_copy *copy,
                               const struct dr_module *module, int64_t where,
                               int64_t how_long)
{
    uint64_t at, size;

    if (!dr_elf_entry(module->elf, where, &at) ||
        !dr_elf_entry(module->elf, how_long, &size) ||
        at % sizeof(void *) != 0 || !dr_elf_at(module->elf, at, size))
        return (struct table){0};
    return (struct table){(void *const *)(copy->base + module->place + at),
                          size / sizeof(void *)};
}

/* DT_INIT or DT_FINI, or NULL. */
static void *single(const struct dr_copy *copy, const struct dr_module *module,
                    int64_t tag)
{
    uint64_t at;

    if (!dr_elf_entry(module->elf, tag, &at) || !dr_elf_at(module->elf, at, 1))
        return NULL;
    return copy->base + module->place + at;
}

void dr_copy_construct(struct dr_copy *copy, int argc, char **argv, char **envp)
{
    const struct dr_image *image = copy->image;

    for (size_t i = 0; i < image->nmodules; i++) {
        const struct dr_module *module = &image->modules[image->order[i]];
        construct_fn *init = (construct_fn *)single(copy, module, DT_INIT);
        struct table table =
            find_table(copy, module, DT_INIT_ARRAY, DT_INIT_ARRAYSZ);

        if (init)
            init(argc, argv, envp);
        for (size_t f = 0; f < table.count; f++)
            ((construct_fn *)table.functions[f])(argc, argv, envp);
    }
}

void dr_copy_destruct(struct dr_copy *copy)
{
    const struct dr_image *image = copy->image;

    for (size_t i = image->nmodules; i-- > 0;) {
        const struct dr_module *module = &image->modules[image->order[i]];
        destruct_fn *fini = (destruct_fn *)single(copy, module, DT_FINI);
        struct table table =
            find_table(copy, module, DT_FINI_ARRAY, DT_FINI_ARRAYSZ);

        for (size_t f = table.count; f-- > 0;)
            ((destruct_fn *)table.functions[f])();
        if (fini)
            fini();
    }
}
