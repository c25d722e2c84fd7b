/*
 * memory_libc.c - functions of the C library that read and write memory, for
 * programs compiled by drycc -fdryrun-memory.
 *
 * Such a program's reference to X gets __watch_X (core/image_symbol.c).  The
 * others of the C library are not watched.
 */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "api/memory_watch.h"

#define WATCH(result, name, parameters)                                        \
    result __watch_##name parameters;                                          \
    result __watch_##name parameters

WATCH(void *, memcpy, (void *to, const void *from, size_t bytes))
{
    DR_READS(from, bytes);
    DR_WRITES(to, bytes);
    return memcpy(to, from, bytes);
}

WATCH(void *, memmove, (void *to, const void *from, size_t bytes))
{
    DR_READS(from, bytes);
    DR_WRITES(to, bytes);
    return memmove(to, from, bytes);
}

WATCH(void *, mempcpy, (void *to, const void *from, size_t bytes))
{
    DR_READS(from, bytes);
    DR_WRITES(to, bytes);
    return mempcpy(to, from, bytes);
}

WATCH(void *, memset, (void *to, int value, size_t bytes))
{
    DR_WRITES(to, bytes);
    return memset(to, value, bytes);
}

WATCH(int, memcmp, (const void *one, const void *other, size_t bytes))
{
    DR_READS(one, bytes);
    DR_READS(other, bytes);
    return memcmp(one, other, bytes);
}

/* With -D_FORTIFY_SOURCE; the room was checked by the compiler, or here. */
static void check_room(size_t bytes, size_t room)
{
    if (bytes > room)
        abort();
}

WATCH(void *, __memcpy_chk,
      (void *to, const void *from, size_t bytes, size_t room))
{
    check_room(bytes, room);
    DR_READS(from, bytes);
    DR_WRITES(to, bytes);
    return memcpy(to, from, bytes);
}

WATCH(void *, __memmove_chk,
      (void *to, const void *from, size_t bytes, size_t room))
{
    check_room(bytes, room);
    DR_READS(from, bytes);
    DR_WRITES(to, bytes);
    return memmove(to, from, bytes);
}

WATCH(void *, __memset_chk, (void *to, int value, size_t bytes, size_t room))
{
    check_room(bytes, room);
    DR_WRITES(to, bytes);
    return memset(to, value, bytes);
}


WATCH(size_t, strlen, (const char *string))
{
    size_t length = strlen(string);

    DR_READS(string, length + 1);
    return length;
}

WATCH(char *, strcpy, (char *to, const char *from))
{
    size_t bytes = strlen(from) + 1;

    DR_READS(from, bytes);
    DR_WRITES(to, bytes);
    return memcpy(to, from, bytes);
}

WATCH(char *, strncpy, (char *to, const char *from, size_t bytes))
{
    DR_READS(from, strnlen(from, bytes));
    DR_WRITES(to, bytes);
    return strncpy(to, from, bytes);
}

WATCH(char *, strcat, (char *to, const char *from))
{
    size_t before = strlen(to), bytes = strlen(from) + 1;

    DR_READS(to, before + 1);
    DR_READS(from, bytes);
    DR_WRITES(to + before, bytes);
    memcpy(to + before, from, bytes);
    return to;
}

WATCH(int, strcmp, (const char *one, const char *other))
{
    size_t same = 0;

    while (one[same] && one[same] == other[same])
        same++;
    DR_READS(one, same + 1);
    DR_READS(other, same + 1);
    return strcmp(one, other);
}

WATCH(char *, strdup, (const char *string))
{
    DR_READS(string, strlen(string) + 1);
    return strdup(string);
}


WATCH(size_t, fread,
      (void *restrict to, size_t size, size_t count, FILE *restrict stream))
{
    DR_WRITES(to, size * count);
    return fread(to, size, count, stream);
}

WATCH(size_t, fwrite,
      (const void *restrict from, size_t size, size_t count,
       FILE *restrict stream))
{
    DR_READS(from, size * count);
    return fwrite(from, size, count, stream);
}

WATCH(int, vsnprintf, (char *to, size_t room, const char *format, va_list args))
{
    int length = vsnprintf(to, room, format, args);

    if (length >= 0 && room > 0)
        DR_WRITES(to, (size_t)length < room ? (size_t)length + 1 : room);
    return length;
}

WATCH(int, snprintf, (char *to, size_t room, const char *format, ...))
{
    va_list args;
    int length;

    va_start(args, format);
    length = vsnprintf(to, room, format, args);
    va_end(args);
    if (length >= 0 && room > 0)
        DR_WRITES(to, (size_t)length < room ? (size_t)length + 1 : room);
    return length;
}

WATCH(int, sprintf, (char *to, const char *format, ...))
{
    va_list args;
    int length;

    va_start(args, format);
    length = vsprintf(to, format, args);
    va_end(args);
    if (length >= 0)
        DR_WRITES(to, (size_t)length + 1);
    return length;
}

/* Comparing and moving are the library's, of elements it knows. */
WATCH(void, qsort,
      (void *base, size_t count, size_t size,
       int (*compare)(const void *, const void *)))
{
    DR_WRITES(base, count * size);
    qsort(base, count, size, compare);
}
