/*
 * inlined.h - functions that the compiler has put into others.
 */
#ifndef DR_CORE_INLINED_H
#define DR_CORE_INLINED_H

#include <elfutils/libdwfl.h>

#include "core/site.h"

/*
 * If the code at `address` belongs to a function that was inlined,
 * `place->function` becomes its name and `place->into` where it was called,
 * and so on outwards.  The outermost keeps the name of its symbol, unless that
 * is mangled.
 */
void dr_inlined_find(Dwfl_Module *module, uint64_t address,
                     struct dr_place *place);

/* Release what a place has in `into`. */
void dr_inlined_end(struct dr_place *place);

/* A file's name as the compiler was given it: libdw puts the folder where it
 * ran before. */
const char *dr_inlined_file(const char *folder, const char *file);

#endif
