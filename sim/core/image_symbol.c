/*
 * image_symbol.c - which address a name means.
 *
 * Order of search, as for an ordinary executable: the group, our
 * replacements, libdryrun, the global scope (where preloaded libraries and
 * sanitizers stand), the other libraries.  From libdryrun only what it exports
 * itself is taken: SimGrid, which it depends on, has MPI functions too.
 */
#include <dlfcn.h>
#include <link.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "core/guard.h"
#include "core/image_layout.h"

struct dr_name {
    const char *text; /* NULL: a free place */
    const struct dr_module *module;
    const Elf64_Sym *symbol;
};

/* FNV-1a. */
static uint64_t hash(const char *text)
{
    uint64_t value = 14695981039346656037u;

    while (*text)
        value = (value ^ (unsigned char)*text++) * 1099511628211u;
    return value;
}

/* Where `text` stands in the table, or would. */
static struct dr_name *place_of(const struct dr_image *image, const char *text)
{
    size_t mask = image->nnames - 1, i = hash(text) & mask;

    while (image->names[i].text && strcmp(image->names[i].text, text) != 0)
        i = (i + 1) & mask;
    return &image->names[i];
}

static bool is_offered(const Elf64_Sym *symbol)
{
    int visibility = ELF64_ST_VISIBILITY(symbol->st_other);

    return symbol->st_shndx != SHN_UNDEF &&
           ELF64_ST_BIND(symbol->st_info) != STB_LOCAL &&
           (visibility == STV_DEFAULT || visibility == STV_PROTECTED);
}

void dr_image_index(struct dr_image *image)
{
    size_t total = 16;

    for (size_t m = 0; m < image->nmodules; m++)
        total += image->modules[m].elf->nsymbols;
    image->nnames = 1;
    while (image->nnames < 2 * total)
        image->nnames *= 2;
    image->names = dr_zalloc(image->nnames, sizeof *image->names);
    for (size_t m = 0; m < image->nmodules; m++) {
        const struct dr_elf *elf = image->modules[m].elf;

        for (size_t i = 1; i < elf->nsymbols; i++) {
            const char *text = dr_elf_string(elf, elf->symbols[i].st_name);
            struct dr_name *name = place_of(image, text);

            if (!name->text && is_offered(&elf->symbols[i]))
                *name = (struct dr_name){text, &image->modules[m],
                                         &elf->symbols[i]};
        }
    }
}

/* Does a module tell of its accesses to memory? */
static bool is_watched(const struct dr_elf *elf)
{
    for (size_t i = 1; i < elf->nsymbols; i++) {
        const char *name = dr_elf_string(elf, elf->symbols[i].st_name);

        if (elf->symbols[i].st_shndx == SHN_UNDEF &&
            strcmp(name, "__tsan_init") == 0)
            return true;
    }
    return false;
}

void dr_image_watch(struct dr_image *image)
{
    for (size_t m = 0; m < image->nmodules; m++)
        image->watched += is_watched(image->modules[m].elf);
    if (image->watched > 0)
        image->guard = dr_guard_new();
}

size_t dr_image_watched(const struct dr_image *image, size_t *all)
{
    *all = image->nmodules;
    return image->watched;
}

struct dr_guard *dr_image_guard(const struct dr_image *image)
{
    return image->guard;
}

uint64_t dr_image_function(const struct dr_image *image, const char *name)
{
    const struct dr_name *found = place_of(image, name);

    return found->text ? found->module->place + found->symbol->st_value : 0;
}

static const struct {
    const char *name;
    size_t offset;
} variables[] = {
    {"environ", offsetof(struct dr_variables, environ)},
    {"_environ", offsetof(struct dr_variables, environ)},
    {"__environ", offsetof(struct dr_variables, environ)},
    {"optarg", offsetof(struct dr_variables, optarg)},
    {"optind", offsetof(struct dr_variables, optind)},
    {"opterr", offsetof(struct dr_variables, opterr)},
    {"optopt", offsetof(struct dr_variables, optopt)},
    {"stdin", offsetof(struct dr_variables, in)},
};

enum {
    VARIABLES = sizeof variables / sizeof *variables
};

/* Index into `variables`, or VARIABLES if the name is none of them. */
static size_t variable(const char *name)
{
    size_t i = 0;

    while (i < VARIABLES && strcmp(variables[i].name, name) != 0)
        i++;
    return i;
}

bool dr_image_names_variables(const struct dr_image *image)
{
    for (size_t m = 0; m < image->nmodules; m++) {
        const struct dr_elf *elf = image->modules[m].elf;

        for (size_t i = 1; i < elf->nsymbols; i++) {
            const char *name = dr_elf_string(elf, elf->symbols[i].st_name);

            if (elf->symbols[i].st_shndx == SHN_UNDEF &&
                variable(name) < VARIABLES && !place_of(image, name)->text)
                return true;
        }
    }
    return false;
}

/* What libc's would do with a copy's functions, process.c has done. */
static void finalize_nothing(void *handle)
{
    (void)handle;
}

/* The library that this code is part of. */
static void *own_handle(void)
{
    static const char inside;
    void *handle = NULL;
    Dl_info info;

    if (dladdr(&inside, &info))
        handle = dlopen(info.dli_fname, RTLD_LAZY | RTLD_NOLOAD);
    return handle ? handle : dlopen(NULL, RTLD_LAZY);
}

/* What libdryrun itself exports under the name, or NULL. */
static void *own_export(const char *name)
{
    static const char inside;
    void *handle = own_handle(), *address = dlsym(handle, name);
    Dl_info mine, its;

    dlclose(handle);
    if (!address || !dladdr(&inside, &mine) || !dladdr(address, &its) ||
        mine.dli_fbase != its.dli_fbase)
        return NULL;
    return address;
}

/* What libdryrun exports under the name with a prefix, or NULL. */
static void *prefixed(const char *prefix, const char *name)
{
    struct dr_text whole = DR_TEXT_EMPTY;
    void *address;

    dr_text_printf(&whole, "%s%s", prefix, name);
    address = own_export(whole.data);
    dr_text_end(&whole);
    return address;
}

/* Our function that stands for one of the C library's, or NULL. */
static void *replacement(const struct dr_image *image, const char *name)
{
    void *address = NULL;

    if (strcmp(name, "__tls_get_addr") == 0)
        return (void *)dr_tls_address;
    if (strcmp(name, "__cxa_finalize") == 0)
        return (void *)finalize_nothing;
    if (image->watched > 0)
        address = prefixed("__watch_", name);
    return address ? address : prefixed("__wrap_", name);
}

/* An entry of a loaded library's dynamic section, as an address. */
static const void *section(const struct link_map *library, int64_t tag)
{
    for (const Elf64_Dyn *entry = library->l_ld; entry->d_tag; entry++) {
        if (entry->d_tag == tag)
            return (const void *)entry->d_un.d_ptr; /* relocated by ld.so */
    }
    return NULL;
}

/* Is it defined for any version, as preloaded allocators are? */
static bool is_unversioned(void *address)
{
    const Elf64_Sym *symbol = NULL, *symbols;
    struct link_map *library;
    const Elf64_Half *versions;
    Dl_info info;

    if (!dladdr1(address, &info, (void **)&library, RTLD_DL_LINKMAP) ||
        !dladdr1(address, &info, (void **)&symbol, RTLD_DL_SYMENT) || !symbol)
        return false;
    versions = section(library, DT_VERSYM);
    symbols = section(library, DT_SYMTAB);
    return !versions || (versions[symbol - symbols] & 0x7fff) == VER_NDX_GLOBAL;
}

/* The first definition that fits, as ld.so finds it: unlike dlvsym(), it takes
 * one without a version for any. */
static void *search(void *handle, const char *name, const char *version)
{
    void *first = dlsym(handle, name), *exact;

    if (!version || !first || is_unversioned(first))
        return first;
    exact = dlvsym(handle, name, version);
    return exact ? exact : first;
}

/* Find a name outside the group; NULL if nobody defines it. */
static void *outside(const struct dr_image *image, const char *name,
                     const char *version)
{
    void *address = replacement(image, name), *all;

    if (!address)
        address = own_export(name);
    if (!address) {
        all = dlopen(NULL, RTLD_LAZY);
        address = search(all, name, version);
        dlclose(all);
    }
    for (size_t i = 0; !address && i < image->nlibraries; i++)
        address = search(image->libraries[i], name, version);
    return address;
}

/* A symbol that a module of the group defines. */
static struct dr_target inside_group(const struct dr_module *module,
                                     const Elf64_Sym *symbol)
{
    struct dr_target target = {.module = module};

    target.value = symbol->st_value;
    if (ELF64_ST_TYPE(symbol->st_info) == STT_TLS)
        target.meaning = DR_MEANS_TLS;
    else if (symbol->st_shndx == SHN_ABS)
        target.meaning = DR_MEANS_CONSTANT;
    else {
        target.value += module->place;
        target.meaning = ELF64_ST_TYPE(symbol->st_info) == STT_GNU_IFUNC
                             ? DR_MEANS_RESOLVER
                             : DR_MEANS_PLACE;
    }
    return target;
}

/* Does the reference stay in its module whatever others define? */
static bool is_bound_inside(const struct dr_elf *elf, const Elf64_Sym *symbol)
{
    uint64_t flags = 0, ignored;

    if (symbol->st_shndx == SHN_UNDEF)
        return false;
    dr_elf_entry(elf, DT_FLAGS, &flags);
    return !is_offered(symbol) || (flags & DF_SYMBOLIC) ||
           ELF64_ST_VISIBILITY(symbol->st_other) == STV_PROTECTED ||
           dr_elf_entry(elf, DT_SYMBOLIC, &ignored);
}

bool dr_image_resolve(const struct dr_image *image,
                      const struct dr_module *module, size_t index,
                      struct dr_target *target, struct dr_text *error)
{
    const struct dr_elf *elf = module->elf;
    const Elf64_Sym *symbol = &elf->symbols[index];
    const char *text = dr_elf_string(elf, symbol->st_name);
    const struct dr_name *name = place_of(image, text);
    void *address;

    if (is_bound_inside(elf, symbol)) {
        *target = inside_group(module, symbol);
        return true;
    }
    if (name->text) {
        *target = inside_group(name->module, name->symbol);
        return true;
    }
    *target = (struct dr_target){.meaning = DR_MEANS_CONSTANT};
    if (variable(text) < VARIABLES) {
        target->meaning = DR_MEANS_PLACE;
        target->value = image->variables + variables[variable(text)].offset;
        return true;
    }
    address = strcmp(text, "dr_guard_table") == 0
                  ? (void *)image->guard
                  : outside(image, text, dr_elf_version(elf, index));
    target->value = (uint64_t)(uintptr_t)address;
    if (address || ELF64_ST_BIND(symbol->st_info) == STB_WEAK)
        return true;
    dr_text_printf(error, "'%s' uses %s, which no library defines", elf->path,
                   text);
    return false;
}
