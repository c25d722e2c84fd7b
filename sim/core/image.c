/*
 * image.c - the program under rehearsal, and the private copies of it.
 */
#include "core/image.h"

#include <dlfcn.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/memory.h"
#include "core/image_layout.h"
#include "core/image_room.h"

enum {
    PAGE = 4096
};

static size_t round_up(size_t value, size_t align)
{
    return (value + align - 1) & ~(align - 1);
}

/* Find a program that was named without a slash, as mpirun does. */
static void find_program(const char *name, struct dr_text *path)
{
    const char *folders = getenv("PATH");

    dr_text_printf(path, "%s", name);
    if (strchr(name, '/') || access(name, F_OK) == 0)
        return;
    while (folders && *folders) {
        size_t length = strcspn(folders, ":");

        dr_text_clear(path);
        dr_text_printf(path, "%.*s/%s", (int)length, folders, name);
        if (length > 0 && access(path->data, X_OK) == 0)
            return;
        folders += length + (folders[length] == ':');
    }
    dr_text_clear(path);
    dr_text_printf(path, "%s", name);
}

/* Give every module and block its place in a copy. */
static void lay_out(struct dr_image *image)
{
    size_t at = 0;

    image->align = PAGE;
    for (size_t m = 0; m < image->nmodules; m++) {
        struct dr_module *module = &image->modules[m];
        size_t align = module->elf->align;

        if (align > image->align)
            image->align = align;
        at = round_up(at, align) + module->elf->low % align;
        module->place = at - module->elf->low;
        at += module->elf->span;
    }
    for (size_t m = 0; m < image->nmodules; m++) {
        struct dr_module *module = &image->modules[m];
        const Elf64_Phdr *tls = module->elf->tls;
        size_t align = tls && tls->p_align > 16 ? tls->p_align : 16;

        if (!tls)
            continue;
        module->tls_place = round_up(at + dr_tls_room(), align);
        at = module->tls_place + tls->p_memsz;
    }
    if (dr_image_names_variables(image)) {
        image->variables = round_up(at, 16);
        at = image->variables + sizeof(struct dr_variables);
    }
    image->span = round_up(at, PAGE);
}

static void count_private(struct dr_image *image)
{
    for (size_t m = 0; m < image->nmodules; m++)
        image->private_bytes += dr_elf_variables(image->modules[m].elf);
    if (image->variables)
        image->private_bytes += sizeof(struct dr_variables);
}

/* Does a module take part in unwinding for exceptions? */
static bool throws(const struct dr_elf *elf)
{
    for (size_t i = 1; i < elf->nsymbols; i++) {
        const char *name = dr_elf_string(elf, elf->symbols[i].st_name);

        if (strncmp(name, "_Unwind_", strlen("_Unwind_")) == 0 ||
            strcmp(name, "__gxx_personality_v0") == 0)
            return true;
    }
    return false;
}

/* Ask the resolvers of indirect functions once, in the first copy: they
 * choose by processor, so the answer holds for all copies. */
static void run_resolvers(struct dr_image *image)
{
    char *base = image->first->base;

    for (size_t i = 0; i < image->resolvers.count; i++) {
        struct dr_word word = image->resolvers.items[i];
        uint64_t (*resolver)(void) = (uint64_t(*)(void))(base + word.value);
        uint64_t value = resolver();
        uint64_t place = value - (uint64_t)(uintptr_t)base;

        memcpy(base + word.place, &value, sizeof value);
        if (place < image->span)
            dr_words_add(&image->moving, word.place, place);
        else
            dr_words_add(&image->constant, word.place, value);
    }
    image->resolvers.count = 0;
}

/*
 * main() as the start file shows it, as the program exports it, or as its
 * symbol table has it.
 */
static bool find_main(struct dr_image *image, const char *name,
                      struct dr_text *error)
{
    const struct dr_elf *program = image->modules[0].elf;
    uint64_t shown = dr_image_function(image, "dr_program_main");
    uint64_t exported = dr_image_function(image, "main"), pointer;

    if (shown) {
        memcpy(&pointer, image->first->base + shown, sizeof pointer);
        image->main = pointer - (uint64_t)(uintptr_t)image->first->base;
    } else if (exported) {
        image->main = exported;
    } else if (dr_elf_hidden(program, "main")) {
        image->main = image->modules[0].place + dr_elf_hidden(program, "main");
    } else {
        dr_text_printf(error, "'%s' has no main; is it a library?", name);
        return false;
    }
    return true;
}

static bool open_image(struct dr_image *image, const char *name,
                       struct dr_text *error)
{
    struct dr_text path = DR_TEXT_EMPTY;
    bool ok;

    find_program(name, &path);
    ok = dr_image_collect(image, path.data, name, error);
    dr_text_end(&path);
    if (!ok)
        return false;
    dr_image_index(image);
    dr_image_watch(image);
    lay_out(image);
    count_private(image);
    for (size_t m = 0; m < image->nmodules; m++)
        image->throws |= throws(image->modules[m].elf);
    image->most_mappings = dr_room_mappings();
    if (!dr_image_bind(image, error))
        return false;
    image->first = dr_copy_map(image, error);
    if (!image->first)
        return false;
    run_resolvers(image);
    return find_main(image, name, error);
}

struct dr_image *dr_image_open(const char *path, struct dr_text *error)
{
    struct dr_image *image = dr_zalloc(1, sizeof *image);

    if (!open_image(image, path, error)) {
        dr_image_end(image);
        return NULL;
    }
    return image;
}

void dr_image_end(struct dr_image *image)
{
    while (image->ncopies > 0) {
        image->copies[0]->users = 0;
        dr_copy_end(image->copies[0]);
    }
    for (size_t i = 0; i < image->nlibraries; i++)
        dlclose(image->libraries[i]);
    for (size_t m = 0; m < image->nmodules; m++)
        dr_elf_close(image->modules[m].elf);
    dr_sites_end(image->sites);
    free(image->constant.items);
    free(image->moving.items);
    free(image->resolvers.items);
    free(image->copies);
    free(image->libraries);
    free(image->modules);
    free(image->order);
    free(image->names);
    free(image->guard);
    free(image);
}

size_t dr_image_private_bytes(const struct dr_image *image)
{
    return image->private_bytes;
}

struct dr_copy *dr_copy_new(struct dr_image *image, struct dr_text *error)
{
    struct dr_copy *copy = image->first;

    if (!copy)
        copy = dr_copy_map(image, error);
    if (!copy)
        return NULL;
    copy->users++;
    image->first = image->private_bytes == 0 ? copy : NULL;
    return copy;
}

static int by_base(const void *a, const void *b)
{
    const char *one = (*(struct dr_copy *const *)a)->base;
    const char *other = (*(struct dr_copy *const *)b)->base;

    return (one > other) - (one < other);
}

/* The copy whose range holds the address, or NULL. */
static struct dr_copy *copy_of(struct dr_image *image, const void *address)
{
    size_t low = 0, high = image->ncopies;

    if (!image->sorted)
        qsort(image->copies, image->ncopies, sizeof *image->copies, by_base);
    image->sorted = true;
    while (low < high) {
        size_t middle = (low + high) / 2;
        struct dr_copy *copy = image->copies[middle];

        if ((const char *)address < copy->base)
            high = middle;
        else if ((const char *)address >= copy->base + image->span)
            low = middle + 1;
        else
            return copy;
    }
    return NULL;
}

bool dr_image_owns(struct dr_image *image, const void *address)
{
    return copy_of(image, address) != NULL;
}

bool dr_image_locate(struct dr_image *image, const void *address,
                     const struct dr_copy **copy,
                     const struct dr_module **module)
{
    *copy = copy_of(image, address);
    for (size_t m = 0; *copy && m < image->nmodules; m++) {
        const struct dr_elf *elf = image->modules[m].elf;
        size_t from = image->modules[m].place + elf->low;
        size_t place = (size_t)((const char *)address - (*copy)->base);

        if (place >= from && place - from < elf->span) {
            *module = &image->modules[m];
            return true;
        }
    }
    return false;
}
