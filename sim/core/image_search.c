/*
 * image_search.c - which files belong to the program.
 *
 * The search follows ld.so(8): DT_RPATH, LD_LIBRARY_PATH, DT_RUNPATH.  What is
 * not found there, or lies in the system's folders, is left to the dynamic
 * linker and shared by all ranks, and so is what this process has loaded
 * already: a second C or C++ library in one process would not work.
 */
#include <dlfcn.h>
#include <libgen.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/memory.h"
#include "core/image_layout.h"

static bool starts(const char *text, const char *beginning)
{
    return strncmp(text, beginning, strlen(beginning)) == 0;
}

/* Open MPI, MPICH and their kin, for C, C++ and Fortran. */
static bool is_real_mpi(const char *library)
{
    return starts(library, "libmpi.") || starts(library, "libmpi_") ||
           starts(library, "libmpich") || starts(library, "libmpicxx") ||
           starts(library, "libmpifort") || starts(library, "libopen-rte");
}

static bool is_dryrun(const char *library)
{
    return starts(library, "libdryrun.so");
}

static bool refuse_real_mpi(const struct dr_elf *elf, const char *name,
                            struct dr_text *error)
{
    const char *library;

    for (size_t i = 0; (library = dr_elf_needed(elf, i)); i++) {
        if (is_real_mpi(library)) {
            dr_text_printf(error,
                           "'%s' was built by a real MPI's mpicc (it needs "
                           "%s); rebuild it with drycc",
                           name, library);
            return false;
        }
    }
    return true;
}

static bool needs_dryrun(const struct dr_elf *elf)
{
    const char *library;

    for (size_t i = 0; (library = dr_elf_needed(elf, i)); i++) {
        if (is_dryrun(library))
            return true;
    }
    return false;
}

/* Refuse what is not a program of ours, with the reason. */
static bool accept_program(const struct dr_elf *elf, const char *name,
                           struct dr_text *error)
{
    uint64_t flags = 0;

    if (!refuse_real_mpi(elf, name, error))
        return false;
    dr_elf_entry(elf, DT_FLAGS_1, &flags);
    if (elf->header->e_type == ET_DYN && !(flags & DF_1_PIE) &&
        needs_dryrun(elf))
        return true;
    dr_text_printf(error, "'%s' was not built by drycc; rebuild it with drycc",
                   name);
    return false;
}

/* Is the file in a folder of the operating system's? */
static bool is_of_system(const char *path)
{
    char *real = realpath(path, NULL);
    bool found = real && (starts(real, "/lib") || starts(real, "/usr/lib"));

    free(real);
    return found;
}

/* Append `length` bytes of a search path entry, $ORIGIN replaced. */
static void expand(struct dr_text *out, const char *entry, size_t length,
                   const char *origin)
{
    static const char *const names[] = {"$ORIGIN", "${ORIGIN}"};
    size_t i = 0;

    while (i < length) {
        size_t skip = 0;

        for (size_t n = 0; n < 2; n++) {
            if (strncmp(entry + i, names[n], strlen(names[n])) == 0)
                skip = strlen(names[n]);
        }
        if (skip == 0)
            dr_text_add(out, entry + i++, 1);
        else
            dr_text_add(out, origin, strlen(origin));
        i += skip;
    }
}

/* Look for a library in folders separated by colons; an empty entry is the
 * working directory.  Leaves the path in `found`. */
static bool look_in(const char *folders, const char *library,
                    const char *origin, struct dr_text *found)
{
    while (folders && *folders) {
        size_t length = strcspn(folders, ":");

        dr_text_clear(found);
        if (length == 0)
            dr_text_printf(found, ".");
        expand(found, folders, length, origin);
        dr_text_printf(found, "/%s", library);
        if (access(found->data, R_OK) == 0)
            return true;
        folders += length + (folders[length] == ':');
    }
    return false;
}

static const char *search_path(const struct dr_elf *elf, int64_t tag)
{
    uint64_t offset;

    return dr_elf_entry(elf, tag, &offset) ? dr_elf_string(elf, offset) : NULL;
}

/* Where the file of a library needed by `elf` stands, if not in the system's
 * folders. */
static bool locate(const struct dr_elf *elf, const char *library,
                   struct dr_text *found)
{
    const char *runpath = search_path(elf, DT_RUNPATH);
    char *copy = dr_strdup(elf->path);
    const char *origin = dirname(copy);
    bool ok;

    if (strchr(library, '/')) {
        dr_text_clear(found);
        expand(found, library, strlen(library), origin);
        ok = access(found->data, R_OK) == 0;
    } else {
        ok = (!runpath &&
              look_in(search_path(elf, DT_RPATH), library, origin, found)) ||
             look_in(getenv("LD_LIBRARY_PATH"), library, origin, found) ||
             look_in(runpath, library, origin, found);
    }
    free(copy);
    return ok && !is_of_system(found->data);
}

static void add_module(struct dr_image *image, struct dr_elf *elf)
{
    image->modules = dr_realloc(image->modules,
                                (image->nmodules + 1) * sizeof *image->modules);
    image->modules[image->nmodules++] = (struct dr_module){.elf = elf};
}

static void add_library(struct dr_image *image, void *handle)
{
    for (size_t i = 0; i < image->nlibraries; i++) {
        if (image->libraries[i] == handle) {
            dlclose(handle);
            return;
        }
    }
    image->libraries = dr_realloc(
        image->libraries, (image->nlibraries + 1) * sizeof *image->libraries);
    image->libraries[image->nlibraries++] = handle;
}

/* The module of the group that answers to a needed name, or NULL. */
static struct dr_module *member(const struct dr_image *image, const char *name)
{
    const char *slash = strrchr(name, '/');
    const char *last = slash ? slash + 1 : name;

    for (size_t i = 1; i < image->nmodules; i++) {
        const struct dr_elf *elf = image->modules[i].elf;
        const char *soname = search_path(elf, DT_SONAME);

        if ((soname && strcmp(soname, last) == 0) ||
            strcmp(strrchr(elf->path, '/') + 1, last) == 0)
            return &image->modules[i];
    }
    return NULL;
}

/* A library of the system's may need a real MPI: it would talk to that one
 * instead of us. */
static bool refuse_loaded_mpi(const char *library, const char *name,
                              struct dr_text *error)
{
    static const char *const real[] = {"libmpi.so.40", "libmpi.so.12",
                                       "libmpich.so.12"};

    for (size_t i = 0; i < sizeof real / sizeof *real; i++) {
        void *handle = dlopen(real[i], RTLD_LAZY | RTLD_NOLOAD);

        if (!handle)
            continue;
        dlclose(handle);
        dr_text_printf(error,
                       "'%s' needs %s, which was built for a real MPI "
                       "(it needs %s)",
                       name, library, real[i]);
        return false;
    }
    return true;
}

/* Take in one library that `elf` needs. */
static bool add_needed(struct dr_image *image, const struct dr_elf *elf,
                       const char *library, struct dr_text *error)
{
    struct dr_text found = DR_TEXT_EMPTY;
    void *handle = NULL;
    struct dr_elf *own;
    bool ok;

    if (is_dryrun(library) || member(image, library))
        return true;
    handle = dlopen(library, RTLD_LAZY | RTLD_NOLOAD);
    if (!handle && locate(elf, library, &found)) {
        own = dr_elf_open(found.data, found.data, error);
        ok = own && refuse_real_mpi(own, found.data, error);
        if (own)
            add_module(image, own);
        dr_text_end(&found);
        return ok;
    }
    dr_text_end(&found);
    if (!handle)
        handle = dlopen(library, RTLD_NOW | RTLD_LOCAL);
    if (!handle) {
        dr_text_printf(error, "'%s' cannot be loaded: %s", elf->path,
                       dlerror());
        return false;
    }
    add_library(image, handle);
    return refuse_loaded_mpi(library, elf->path, error);
}

/* Append module `index` to the order of construction, after its needs. */
static void arrange(struct dr_image *image, size_t index, bool *seen,
                    size_t *count)
{
    const struct dr_elf *elf = image->modules[index].elf;
    const char *library;

    seen[index] = true;
    for (size_t i = 0; (library = dr_elf_needed(elf, i)); i++) {
        const struct dr_module *need = member(image, library);
        size_t other = need ? (size_t)(need - image->modules) : index;

        if (!seen[other])
            arrange(image, other, seen, count);
    }
    image->order[(*count)++] = index;
}

bool dr_image_collect(struct dr_image *image, const char *path,
                      const char *name, struct dr_text *error)
{
    struct dr_elf *program = dr_elf_open(path, name, error);
    size_t count = 0;
    bool *seen;

    if (!program)
        return false;
    add_module(image, program);
    if (!accept_program(program, name, error))
        return false;
    for (size_t m = 0; m < image->nmodules; m++) {
        const struct dr_elf *elf = image->modules[m].elf;
        const char *library;

        for (size_t i = 0; (library = dr_elf_needed(elf, i)); i++) {
            if (!add_needed(image, elf, library, error))
                return false;
        }
    }
    seen = dr_zalloc(image->nmodules, sizeof *seen);
    image->order = dr_zalloc(image->nmodules, sizeof *image->order);
    arrange(image, 0, seen, &count);
    free(seen);
    return true;
}
