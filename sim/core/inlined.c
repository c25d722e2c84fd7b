/*
 * inlined.c - functions that the compiler has put into others.
 *
 * The debug information has a tree of scopes.  Those around an address are,
 * from the inside, blocks, inlined functions, each with the place of its call,
 * and at last the function whose code it is.
 */
#include "core/inlined.h"

#include <dwarf.h>
#include <elfutils/libdw.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

enum {
    DEPTH_MOST = 64 /* scopes in each other */
};

const char *dr_inlined_file(const char *folder, const char *file)
{
    size_t length = folder ? strlen(folder) : 0;

    if (length > 0 && strncmp(file, folder, length) == 0 && file[length] == '/')
        file += length + 1;
    while (strncmp(file, "./", 2) == 0)
        file += 2;
    return file;
}

/*
 * The scopes around an address in `scope`, outermost first, from `depth` on in
 * `path`; returns the new depth.  dwarf_getscopes() would not do: it leaves an
 * inlined function for where it was defined, and loses its way in code of the
 * link-time optimizer, whose scopes refer to those of other units.
 */
static int find_scopes(Dwarf_Die *scope, Dwarf_Addr address, Dwarf_Die *path,
                       int depth)
{
    Dwarf_Die child;
    int found = dwarf_child(scope, &child);

    for (; found == 0; found = dwarf_siblingof(&child, &child)) {
        int inside;

        if (dwarf_haspc(&child, address) == 1 && depth < DEPTH_MOST) {
            path[depth] = child;
            return find_scopes(&child, address, path, depth + 1);
        }
        if (dwarf_tag(&child) != DW_TAG_namespace)
            continue;
        inside = find_scopes(&child, address, path, depth);
        if (inside > depth)
            return inside;
    }
    return depth;
}

static int number_of(Dwarf_Die *scope, unsigned name)
{
    Dwarf_Attribute attribute;
    Dwarf_Word value;

    if (!dwarf_attr(scope, name, &attribute) ||
        dwarf_formudata(&attribute, &value) != 0)
        return 0;
    return (int)value;
}

static const char *text_of(Dwarf_Die *scope, unsigned name)
{
    Dwarf_Attribute attribute;

    return dwarf_formstring(dwarf_attr_integrate(scope, name, &attribute));
}

static bool is_function(Dwarf_Die *scope)
{
    int tag = dwarf_tag(scope);

    return tag == DW_TAG_subprogram || tag == DW_TAG_inlined_subroutine;
}

/* Where the inlined function was called; false if that is not told. */
static bool find_call(Dwarf_Die *unit, Dwarf_Die *scope, struct dr_place *call)
{
    int file = number_of(scope, DW_AT_call_file);
    const char *name;
    Dwarf_Files *files;
    size_t count;

    call->line = number_of(scope, DW_AT_call_line);
    if (call->line == 0 || dwarf_getsrcfiles(unit, &files, &count) != 0)
        return false;
    name = dwarf_filesrc(files, (size_t)file, NULL, NULL);
    if (name)
        call->file = dr_inlined_file(text_of(unit, DW_AT_comp_dir), name);
    return name != NULL;
}

/* Symbols of C++, and of what the compiler made several of, are not the names
 * that stand in the source. */
static void name_as_written(Dwarf_Die *scope, struct dr_place *place)
{
    const char *symbol = place->function;

    if (!symbol || strncmp(symbol, "_Z", 2) == 0 || strchr(symbol, '.'))
        place->function = dwarf_diename(scope);
}

void dr_inlined_find(Dwfl_Module *module, uint64_t address,
                     struct dr_place *place)
{
    const char *symbol = place->function;
    Dwarf_Addr bias;
    Dwarf_Die *unit = dwfl_module_addrdie(module, address, &bias);
    Dwarf_Die scopes[DEPTH_MOST];
    int count = unit ? find_scopes(unit, address - bias, scopes, 0) : 0;

    while (count-- > 0) {
        struct dr_place call = {.function = symbol};

        if (!is_function(&scopes[count]))
            continue;
        if (dwarf_tag(&scopes[count]) == DW_TAG_subprogram) {
            name_as_written(&scopes[count], place);
            break;
        }
        if (!find_call(unit, &scopes[count], &call))
            break;
        place->function = dwarf_diename(&scopes[count]);
        place->into = dr_alloc(sizeof call);
        *place->into = call;
        place = place->into;
    }
}

void dr_inlined_end(struct dr_place *place)
{
    while (place->into) {
        struct dr_place *next = place->into;

        place->into = next->into;
        free(next);
    }
}
