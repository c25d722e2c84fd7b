/*
 * site.c - where code of the program stands in its source.
 *
 * libdw reads the debug information of the file, not of a copy: an address is
 * first turned into one of the file, so that all copies share the answers.
 */
#include "core/site.h"

#include <elfutils/libdwfl.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/memory.h"
#include "core/image_layout.h"
#include "core/inlined.h"

struct answer {
    const struct dr_module *module; /* NULL: a free entry */
    uint64_t address;
    struct dr_place place;
};

struct dr_sites {
    Dwfl **readers; /* by module; NULL until asked */
    size_t nmodules;
    struct answer *answers; /* hash table */
    size_t count, room;     /* room is a power of two */
};

/* Separate debug files are not looked for: it might ask the network. */
static int no_debug_file(Dwfl_Module *module, void **userdata, const char *name,
                         Dwarf_Addr base, const char *file, const char *link,
                         GElf_Word crc, char **found)
{
    (void)module, (void)userdata, (void)name, (void)base, (void)file;
    (void)link, (void)crc, (void)found;
    return -1;
}

static const Dwfl_Callbacks callbacks = {
    .find_elf = dwfl_build_id_find_elf,
    .find_debuginfo = no_debug_file,
};

static Dwfl *open_reader(const struct dr_elf *elf)
{
    Dwfl *reader = dwfl_begin(&callbacks);
    int fd = dup(elf->fd);

    if (reader && fd >= 0) {
        if (!dwfl_report_elf(reader, "program", elf->path, fd, 0, false))
            close(fd);
        dwfl_report_end(reader, NULL, NULL);
    }
    return reader;
}

/* The reader of a module's file, opened when first needed. */
static Dwfl *reader_of(struct dr_image *image, const struct dr_module *module)
{
    size_t index = (size_t)(module - image->modules);
    struct dr_sites *sites = image->sites;

    if (!sites) {
        sites = dr_zalloc(1, sizeof *sites);
        sites->nmodules = image->nmodules;
        sites->readers = dr_zalloc(image->nmodules, sizeof(Dwfl *));
        sites->room = 64;
        sites->answers = dr_zalloc(sites->room, sizeof *sites->answers);
        image->sites = sites;
    }
    if (!sites->readers[index])
        sites->readers[index] = open_reader(module->elf);
    return sites->readers[index];
}

static struct dr_place look_up(Dwfl *reader, uint64_t address)
{
    struct dr_place place = {0};
    Dwfl_Module *module = reader ? dwfl_addrmodule(reader, address) : NULL;
    Dwfl_Line *line;
    const char *file;

    if (!module)
        return place;
    place.function = dwfl_module_addrname(module, address);
    line = dwfl_module_getsrc(module, address);
    file =
        line ? dwfl_lineinfo(line, NULL, &place.line, NULL, NULL, NULL) : NULL;
    if (file)
        place.file = dr_inlined_file(dwfl_line_comp_dir(line), file);
    dr_inlined_find(module, address, &place);
    return place;
}

/* The entry of an address, free if it is not known yet. */
static struct answer *entry_of(struct dr_sites *sites,
                               const struct dr_module *module, uint64_t address)
{
    size_t mask = sites->room - 1;
    size_t i = (address * 0x9e3779b97f4a7c15u >> 32) & mask;

    while (sites->answers[i].module && (sites->answers[i].module != module ||
                                        sites->answers[i].address != address))
        i = (i + 1) & mask;
    return &sites->answers[i];
}

static void grow(struct dr_sites *sites)
{
    struct answer *old = sites->answers;
    size_t room = sites->room;

    sites->room = room * 2;
    sites->answers = dr_zalloc(sites->room, sizeof *sites->answers);
    for (size_t i = 0; i < room; i++) {
        if (old[i].module)
            *entry_of(sites, old[i].module, old[i].address) = old[i];
    }
    free(old);
}

static uint64_t inside(const struct dr_copy *copy,
                       const struct dr_module *module, const void *address)
{
    return (uint64_t)((const char *)address - copy->base) - module->place;
}

uint64_t dr_image_identify(struct dr_image *image, const void *address)
{
    const struct dr_copy *copy;
    const struct dr_module *module;

    if (!dr_image_locate(image, address, &copy, &module))
        return 0;
    return (uint64_t)(module - image->modules + 1) << 48 |
           inside(copy, module, address);
}

bool dr_image_find(struct dr_image *image, const void *address,
                   struct dr_place *place)
{
    const struct dr_copy *copy;
    const struct dr_module *module;
    struct answer *answer;
    uint64_t within;
    Dwfl *reader;

    *place = (struct dr_place){0};
    if (!dr_image_locate(image, address, &copy, &module))
        return false;
    within = inside(copy, module, address);
    reader = reader_of(image, module);
    answer = entry_of(image->sites, module, within);
    if (!answer->module) {
        *answer = (struct answer){module, within, look_up(reader, within)};
        *place = answer->place;
        if (++image->sites->count * 2 > image->sites->room)
            grow(image->sites);
        return true;
    }
    *place = answer->place;
    return true;
}

size_t dr_image_callers(struct dr_image *image, const void *frame,
                        const void *end, const void **sites, size_t most)
{
    const uintptr_t last = (uintptr_t)end;
    uintptr_t at = (uintptr_t)frame;
    size_t count = 0;

    /* A frame is the caller's frame pointer, then the return address. */
    while (count < most && at % 8 == 0 && at != 0 && at + 16 <= last) {
        const uintptr_t *words = (const uintptr_t *)at;

        if (dr_image_owns(image, (const void *)(words[1] - 1)))
            sites[count++] = (const void *)words[1];
        if (words[0] <= at)
            break;
        at = words[0];
    }
    return count;
}

void dr_sites_end(struct dr_sites *sites)
{
    if (!sites)
        return;
    for (size_t i = 0; i < sites->nmodules; i++) {
        if (sites->readers[i])
            dwfl_end(sites->readers[i]);
    }
    for (size_t i = 0; i < sites->room; i++)
        dr_inlined_end(&sites->answers[i].place);
    free(sites->readers);
    free(sites->answers);
    free(sites);
}
