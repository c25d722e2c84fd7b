/*
 * info.c - MPI_Info: keys and values, in the order they were set.
 */
#include "core/info.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "core/world.h"

struct dr_info *dr_info_new(void)
{
    return dr_zalloc(1, sizeof(struct dr_info));
}

struct dr_info *dr_info_copy(const struct dr_info *info)
{
    struct dr_info *copy = dr_info_new();
    size_t i;

    for (i = 0; i < info->count; i++)
        dr_info_set(copy, info->pairs[i].key, info->pairs[i].value);
    return copy;
}

void dr_info_free(struct dr_info *info)
{
    size_t i;

    for (i = 0; i < info->count; i++) {
        free(info->pairs[i].key);
        free(info->pairs[i].value);
    }
    free(info->pairs);
    free(info);
}

struct dr_info *dr_info_get(MPI_Info handle)
{
    return dr_handle_get(&dr_world->self->handles, DR_KIND_INFO,
                         (uintptr_t)handle);
}

static struct dr_info_pair *find(const struct dr_info *info, const char *key)
{
    size_t i;

    for (i = 0; i < info->count; i++) {
        if (strcmp(info->pairs[i].key, key) == 0)
            return &info->pairs[i];
    }
    return NULL;
}

void dr_info_set(struct dr_info *info, const char *key, const char *value)
{
    struct dr_info_pair *pair = find(info, key);

    if (pair) {
        free(pair->value);
        pair->value = dr_strdup(value);
        return;
    }
    if (info->count == info->room) {
        info->room = info->room ? info->room * 2 : 4;
        info->pairs =
            dr_realloc(info->pairs, info->room * sizeof(*info->pairs));
    }
    pair = &info->pairs[info->count++];
    pair->key = dr_strdup(key);
    pair->value = dr_strdup(value);
}

const char *dr_info_value(const struct dr_info *info, const char *key)
{
    const struct dr_info_pair *pair = find(info, key);

    return pair ? pair->value : NULL;
}

bool dr_info_says(const struct dr_info *info, const char *key)
{
    const char *value = info ? dr_info_value(info, key) : NULL;

    return value && strcmp(value, "true") == 0;
}

bool dr_info_delete(struct dr_info *info, const char *key)
{
    struct dr_info_pair *pair = find(info, key);
    size_t behind;

    if (!pair)
        return false;
    free(pair->key);
    free(pair->value);
    behind = (size_t)(info->pairs + info->count - (pair + 1));
    memmove(pair, pair + 1, behind * sizeof(*pair));
    info->count--;
    return true;
}
