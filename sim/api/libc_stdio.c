/*
 * libc_stdio.c - standard streams and their descriptors.
 *
 * What is printed through stdout and stderr needs no help (core/output.c).
 * Here are the functions that read stdin without naming it, those that would
 * change a stream which all ranks share, and those that use descriptors.
 */
#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <unistd.h>

#include "api/libc.h"
#include "core/output.h"

static FILE *input(void)
{
    return dr_running() ? dr_output_input(dr_world->output, dr_world->self->id)
                        : stdin;
}

/* 0, 1 or 2 if a rank uses a stream that is not its own; else -1. */
static int shared(const FILE *stream)
{
    return dr_running() ? dr_output_shared(dr_world->output, stream) : -1;
}

DR_WRAP(int, getchar, (void))
{
    return getc(input());
}

DR_WRAP(int, getchar_unlocked, (void))
{
    return getc(input());
}

DR_WRAP(int, vscanf, (const char *format, va_list args))
{
    return vfscanf(input(), format, args);
}

DR_WRAP(int, __isoc99_vscanf, (const char *format, va_list args))
{
    return vfscanf(input(), format, args);
}

DR_WRAP(int, scanf, (const char *format, ...))
{
    va_list args;
    int count;

    va_start(args, format);
    count = vfscanf(input(), format, args);
    va_end(args);
    return count;
}

DR_WRAP(int, __isoc99_scanf, (const char *format, ...))
{
    va_list args;
    int count;

    va_start(args, format);
    count = vfscanf(input(), format, args);
    va_end(args);
    return count;
}

DR_WRAP(int, setvbuf,
        (FILE *restrict stream, char *restrict buffer, int mode, size_t size))
{
    return shared(stream) > 0 ? 0 : setvbuf(stream, buffer, mode, size);
}

DR_WRAP(void, setbuf, (FILE *restrict stream, char *restrict buffer))
{
    if (shared(stream) <= 0)
        setbuf(stream, buffer);
}

DR_WRAP(void, setbuffer,
        (FILE *restrict stream, char *restrict buffer, size_t size))
{
    if (shared(stream) <= 0)
        setbuffer(stream, buffer, size);
}

DR_WRAP(void, setlinebuf, (FILE * stream))
{
    if (shared(stream) <= 0)
        setlinebuf(stream);
}

DR_WRAP(int, fclose, (FILE * stream))
{
    return shared(stream) >= 0 ? 0 : fclose(stream);
}

/* One rank cannot send its stdout elsewhere: all share the stream. */
DR_WRAP(FILE *, freopen,
        (const char *restrict path, const char *restrict mode,
         FILE *restrict stream))
{
    if (shared(stream) < 0)
        return freopen(path, mode, stream);
    errno = ENOTSUP;
    return NULL;
}

DR_WRAP(int, fileno, (FILE * stream))
{
    return shared(stream) >= 0 ? shared(stream) : fileno(stream);
}

DR_WRAP(ssize_t, write, (int file, const void *bytes, size_t length))
{
    if (!dr_running() || (file != 1 && file != 2))
        return write(file, bytes, length);
    dr_output_write(dr_world->output, file, bytes, length);
    return (ssize_t)length;
}

DR_WRAP(ssize_t, read, (int file, void *bytes, size_t room))
{
    if (dr_running() && file == 0 && dr_world->self->id != 0)
        return 0;
    return read(file, bytes, room);
}

DR_WRAP(int, vdprintf, (int file, const char *format, va_list args))
{
    char *text;
    int length;

    if (!dr_running() || (file != 1 && file != 2))
        return vdprintf(file, format, args);
    length = vasprintf(&text, format, args);
    if (length > 0)
        dr_output_write(dr_world->output, file, text, (size_t)length);
    if (length >= 0)
        free(text);
    return length;
}

DR_WRAP(int, dprintf, (int file, const char *format, ...))
{
    va_list args;
    int length;

    va_start(args, format);
    length = __wrap_vdprintf(file, format, args);
    va_end(args);
    return length;
}

/* std::ios::sync_with_stdio(): C++ streams stay tied to C streams, which know
 * the rank that writes. */
DR_WRAP(bool, _ZNSt8ios_base15sync_with_stdioEb, (bool sync))
{
    (void)sync;
    return true;
}
