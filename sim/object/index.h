/*
 * index.h - finding a key in a map.
 *
 * Small maps are searched from front to back; larger ones get a table of
 * hashes with open addressing, at most half full, extended as keys come.
 */
#ifndef DR_OBJECT_INDEX_H
#define DR_OBJECT_INDEX_H

#include "object/value.h"

#define DR_OBJECT_NOWHERE SIZE_MAX

/* Where the key stands among the items of a map, or DR_OBJECT_NOWHERE. */
size_t dr_object_find(DR_Object *map, const DR_Object *key);

/* Release it; NULL is allowed. */
void dr_object_index_end(struct dr_object_index *index);

#endif
