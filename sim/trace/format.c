/*
 * format.c - the formats of a trace, by the suffix of its file.
 */
#include "trace/format.h"

#include <string.h>

/* Longer suffixes come before those they end in. */
static const struct dr_trace_format *const formats[] = {
    &dr_trace_page,         &dr_trace_chrome,     &dr_trace_paje,
    &dr_trace_messages_csv, &dr_trace_matrix_csv, &dr_trace_matrix_png,
    &dr_trace_matrix_svg,   &dr_trace_calls_csv};

enum {
    FORMATS = sizeof formats / sizeof *formats
};

/* Does it end in the suffix, or is it named by the suffix without its dot? */
static bool ends_in(const char *name, size_t length, const char *suffix)
{
    size_t tail = strlen(suffix);

    if (length > tail)
        return strncmp(name + length - tail, suffix, tail) == 0;
    return strchr(suffix + 1, '.') && length == tail - 1 &&
           strncmp(name, suffix + 1, length) == 0;
}

static void list_suffixes(struct dr_text *text)
{
    for (int i = 0; i < FORMATS; i++)
        dr_text_printf(text, "%s%s",
                       i == 0             ? ""
                       : i == FORMATS - 1 ? " or "
                                          : ", ",
                       formats[i]->suffix);
}

const struct dr_trace_format *dr_trace_format_of(const char *path, bool *gzip,
                                                 struct dr_text *error)
{
    const char *slash = strrchr(path, '/');
    const char *name = slash ? slash + 1 : path;
    size_t length = strlen(name);

    *gzip = length > 3 && strcmp(name + length - 3, ".gz") == 0;
    if (*gzip)
        length -= 3;
    for (int i = 0; i < FORMATS; i++) {
        if (ends_in(name, length, formats[i]->suffix) &&
            (formats[i]->text || !*gzip))
            return formats[i];
    }
    dr_text_printf(error, "--trace wants a file ending in ");
    list_suffixes(error);
    dr_text_printf(error, " (texts also in .gz), not \"%s\"", path);
    return NULL;
}
