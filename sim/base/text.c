/*
 * text.c - a string that grows.
 */
#include "base/text.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

/* Room for `more` bytes and the zero behind them. */
static char *extend(struct dr_text *text, size_t more)
{
    size_t need = text->length + more + 1;

    if (need > text->room) {
        text->room = need < 64 ? 64 : need * 2;
        text->data = dr_realloc(text->data, text->room);
    }
    return text->data + text->length;
}

void dr_text_add(struct dr_text *text, const char *bytes, size_t length)
{
    char *end = extend(text, length);

    if (length > 0)
        memcpy(end, bytes, length);
    end[length] = '\0';
    text->length += length;
}

void dr_text_vprintf(struct dr_text *text, const char *format, va_list args)
{
    va_list again;
    int length;

    va_copy(again, args);
    length = vsnprintf(NULL, 0, format, args);
    if (length > 0) {
        vsnprintf(extend(text, (size_t)length), (size_t)length + 1, format,
                  again);
        text->length += (size_t)length;
    }
    va_end(again);
}

void dr_text_printf(struct dr_text *text, const char *format, ...)
{
    va_list args;

    va_start(args, format);
    dr_text_vprintf(text, format, args);
    va_end(args);
}

void dr_text_ordinal(struct dr_text *text, unsigned number)
{
    static const char *const ends[] = {"th", "st", "nd", "rd"};
    bool teens = number / 10 % 10 == 1;

    dr_text_printf(text, "%u%s", number,
                   number % 10 < 4 && !teens ? ends[number % 10] : "th");
}

const char *dr_text_string(const struct dr_text *text)
{
    return text->data ? text->data : "";
}

void dr_text_clear(struct dr_text *text)
{
    text->length = 0;
    if (text->data)
        text->data[0] = '\0';
}

void dr_text_end(struct dr_text *text)
{
    free(text->data);
    *text = DR_TEXT_EMPTY;
}
