/*
 * info.h - MPI_Info: keys and values, in the order they were set.
 *
 * Few keys per object: search is linear.
 */
#ifndef DR_CORE_INFO_H
#define DR_CORE_INFO_H

#include <stdbool.h>
#include <stddef.h>

#include "include/mpi.h"

struct dr_info_pair {
    char *key;
    char *value;
};

struct dr_info {
    struct dr_info_pair *pairs;
    size_t count, room;
};

/* An empty object; and one with the same pairs. */
struct dr_info *dr_info_new(void);
struct dr_info *dr_info_copy(const struct dr_info *info);
void dr_info_free(struct dr_info *info);

/* The object of a handle of the running rank, NULL if there is none.
 * MPI_INFO_NULL has none. */
struct dr_info *dr_info_get(MPI_Info handle);

/* Both strings are copied; an existing key keeps its place. */
void dr_info_set(struct dr_info *info, const char *key, const char *value);

/* NULL if the key is not there. */
const char *dr_info_value(const struct dr_info *info, const char *key);

/* Is the key there, with the value "true"?  `info` may be NULL. */
bool dr_info_says(const struct dr_info *info, const char *key);

/* False if the key was not there. */
bool dr_info_delete(struct dr_info *info, const char *key);

#endif
