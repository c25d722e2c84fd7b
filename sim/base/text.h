/*
 * text.h - a string that grows.
 *
 * Invariant: `data` is NULL while nothing was added, otherwise a string of
 * `length` bytes and a terminating zero.
 */
#ifndef DR_BASE_TEXT_H
#define DR_BASE_TEXT_H

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

struct dr_text {
    char *data;
    size_t length;
    size_t room;
};

#define DR_TEXT_EMPTY ((struct dr_text){0})

/* Append `length` bytes. */
void dr_text_add(struct dr_text *text, const char *bytes, size_t length);

/* Append in the manner of printf(). */
void dr_text_printf(struct dr_text *text, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
void dr_text_vprintf(struct dr_text *text, const char *format, va_list args);

/* Append "1st", "2nd", "11th". */
void dr_text_ordinal(struct dr_text *text, unsigned number);

/* What a noun after that number ends in: "" for one, else "s". */
static inline const char *dr_text_s(uint64_t count)
{
    return count == 1 ? "" : "s";
}

/* The string; "" while nothing was added.  Valid until the next change. */
const char *dr_text_string(const struct dr_text *text);

/* Make it empty, keep the memory. */
void dr_text_clear(struct dr_text *text);

/* Release the memory; the text is empty again. */
void dr_text_end(struct dr_text *text);

#endif
