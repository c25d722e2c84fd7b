/*
 * image_room.h - how much the kernel lets us map.
 */
#ifndef DR_CORE_IMAGE_ROOM_H
#define DR_CORE_IMAGE_ROOM_H

#include <stddef.h>

#include "base/text.h"

/* The most memory mappings a process may have (vm.max_map_count). */
size_t dr_room_mappings(void);

/* Bytes of memory that are free or can be freed (MemAvailable);
 * SIZE_MAX: unknown. */
size_t dr_room_memory(void);

/* Append the numbers that explain why mapping failed. */
void dr_room_explain(struct dr_text *text);

#endif
