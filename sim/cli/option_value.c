/*
 * option_value.c - what the values of options mean.
 */
#include "cli/option_value.h"

#include <errno.h>
#include <limits.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/memory.h"
#include "base/text.h"
#include "base/units.h"
#include "core/config.h"

enum {
    MOST_RANKS = 1 << 20,
    LEAST_STACK = 32 * 1024,
};

static const uint64_t MOST_STACK = (uint64_t)1 << 40;

/* A whole decimal number from `least` up. */
static bool whole(const char *value, int64_t least, int64_t *number)
{
    char *end;

    errno = 0;
    *number = strtoll(value, &end, 10);
    return end != value && *end == '\0' && errno == 0 && *number >= least;
}

bool dr_option_ranks(const char *words, const char *value, void *field)
{
    int64_t number;

    (void)words;
    if (!whole(value, 1, &number) || number > MOST_RANKS)
        return false;
    *(int *)field = (int)number;
    return true;
}

bool dr_option_text(const char *words, const char *value, void *field)
{
    (void)words;
    *(const char **)field = value;
    return value[0] != '\0';
}

bool dr_option_list(const char *words, const char *value, void *field)
{
    const char *before = *(const char **)field;
    struct dr_text joined = DR_TEXT_EMPTY;

    (void)words;
    if (value[0] == '\0')
        return false;
    dr_text_printf(&joined, "%s%s%s", before ? before : "", before ? "," : "",
                   value);
    free((char *)(uintptr_t)before);
    *(const char **)field = joined.data;
    return true;
}

bool dr_option_word(const char *words, const char *value, void *field)
{
    const char *at = words;
    int index = 0;

    for (;;) {
        size_t length = strcspn(at, "|");

        if (strlen(value) == length && strncmp(at, value, length) == 0) {
            memcpy(field, &index, sizeof index);
            return true;
        }
        if (at[length] == '\0')
            return false;
        at += length + 1;
        index++;
    }
}

bool dr_option_eager(const char *words, const char *value, void *field)
{
    uint64_t bytes;

    (void)words;
    if (!dr_units_bytes(value, &bytes))
        return false;
    *(int64_t *)field =
        bytes == UINT64_MAX ? DR_EAGER_UNLIMITED : (int64_t)bytes;
    return true;
}

bool dr_option_flow_from(const char *words, const char *value, void *field)
{
    uint64_t bytes;

    (void)words;
    if (!dr_units_bytes(value, &bytes))
        return false;
    *(int64_t *)field = bytes == UINT64_MAX ? INT64_MAX : (int64_t)bytes;
    return true;
}

bool dr_option_seed(const char *words, const char *value, void *field)
{
    (void)words;
    return whole(value, 0, field);
}

bool dr_option_events(const char *words, const char *value, void *field)
{
    (void)words;
    return whole(value, 1, field);
}

bool dr_option_time(const char *words, const char *value, void *field)
{
    (void)words;
    return dr_units_time(value, field) && *(double *)field > 0;
}

bool dr_option_stack(const char *words, const char *value, void *field)
{
    uint64_t bytes;

    (void)words;
    if (!dr_units_bytes(value, &bytes) || bytes < LEAST_STACK ||
        bytes > MOST_STACK)
        return false;
    *(size_t *)field = bytes;
    return true;
}

bool dr_option_long(const char *words, const char *value, void *field)
{
    int64_t number;

    (void)words;
    if (!whole(value, 1, &number))
        return false;
    *(long *)field = number;
    return true;
}

bool dr_option_count(const char *words, const char *value, void *field)
{
    int64_t number;

    (void)words;
    if (!whole(value, 1, &number) || number > INT_MAX)
        return false;
    *(int *)field = (int)number;
    return true;
}

/* MPI 4.1, section 9.1.2: MPI_TAG_UB is at least 32767. */
bool dr_option_tag_ub(const char *words, const char *value, void *field)
{
    int64_t number;

    (void)words;
    if (!whole(value, 32767, &number) || number > INT_MAX)
        return false;
    *(int *)field = (int)number;
    return true;
}

bool dr_option_memory(const char *words, const char *value, void *field)
{
    uint64_t bytes;

    (void)words;
    if (!dr_units_bytes(value, &bytes) || bytes < (uint64_t)1 << 20)
        return false;
    *(long *)field = (long)(bytes >> 20);
    return true;
}

/* A program may change the working directory. */
static const char *absolute(const char *path)
{
    struct dr_text text = DR_TEXT_EMPTY;
    char *here = getcwd(NULL, 0);

    if (*path == '/' || !here)
        return path;
    dr_text_printf(&text, "%s/%s", here, path);
    free(here);
    return text.data;
}

bool dr_option_graph(const char *words, const char *value, void *field)
{
    const char *suffix = strrchr(value, '.');

    (void)words;
    *(const char **)field = absolute(value);
    return suffix && suffix != value &&
           (strcmp(suffix, ".dot") == 0 || strcmp(suffix, ".svg") == 0);
}

bool dr_option_flag(const char *words, const char *value, void *field)
{
    (void)words;
    (void)value;
    *(bool *)field = true;
    return true;
}

bool dr_option_file(const char *words, const char *value, void *field)
{
    struct dr_files *files = field;

    (void)words;
    if (value[0] == '\0')
        return false;
    files->names = dr_realloc(files->names, (size_t)(files->count + 1) *
                                                sizeof *files->names);
    files->names[files->count++] = value;
    return true;
}
