/*
 * hints.c - what a program may ask of the way its files are accessed.
 */
#include "io/hints.h"

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ROMIO's default. */
enum {
    BUFFER_SIZE = 16 << 20
};

static const char *const words[] = {
    [DR_HINT_AUTOMATIC] = "automatic",
    [DR_HINT_ENABLE] = "enable",
    [DR_HINT_DISABLE] = "disable",
};

struct dr_hints dr_hints_default(void)
{
    return (struct dr_hints){.cb_buffer_size = BUFFER_SIZE};
}

static void take_word(enum dr_hint *hint, const char *value)
{
    for (int i = DR_HINT_AUTOMATIC; i <= DR_HINT_DISABLE; i++) {
        if (value && strcmp(value, words[i]) == 0)
            *hint = (enum dr_hint)i;
    }
}

/* A whole number from 1 to `most`. */
static bool number_of(const char *value, uint64_t most, uint64_t *number)
{
    char *end;

    if (!value || value[0] < '0' || value[0] > '9')
        return false;
    errno = 0;
    *number = strtoull(value, &end, 10);
    return !errno && !*end && *number >= 1 && *number <= most;
}

void dr_hints_take(struct dr_hints *hints, const struct dr_info *info)
{
    uint64_t number;

    if (!info)
        return;
    take_word(&hints->cb_read, dr_info_value(info, "romio_cb_read"));
    take_word(&hints->cb_write, dr_info_value(info, "romio_cb_write"));
    if (number_of(dr_info_value(info, "cb_buffer_size"), INT64_MAX, &number))
        hints->cb_buffer_size = number;
    if (number_of(dr_info_value(info, "cb_nodes"), INT32_MAX, &number))
        hints->cb_nodes = (int)number;
}

static void tell_number(struct dr_info *info, const char *key, uint64_t number)
{
    char text[32];

    snprintf(text, sizeof text, "%" PRIu64, number);
    dr_info_set(info, key, text);
}

struct dr_info *dr_hints_tell(const struct dr_hints *hints,
                              const struct dr_storage_terms *terms, int hosts)
{
    struct dr_info *info = dr_info_new();
    int nodes = hints->cb_nodes > 0 && hints->cb_nodes < hosts ? hints->cb_nodes
                                                               : hosts;

    dr_info_set(info, "romio_cb_read", words[hints->cb_read]);
    dr_info_set(info, "romio_cb_write", words[hints->cb_write]);
    tell_number(info, "cb_buffer_size", hints->cb_buffer_size);
    tell_number(info, "cb_nodes", (uint64_t)nodes);
    tell_number(info, "striping_factor", terms->servers);
    tell_number(info, "striping_unit", terms->stripe);
    return info;
}
