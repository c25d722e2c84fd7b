/*
 * output_cxx.c - the C++ library's standard streams.
 *
 * Layouts are those of the Itanium C++ ABI and of libstdc++ since GCC 3.4; the
 * type of the stream buffer and the value to be replaced are both checked.
 */
#include "core/output_cxx.h"

#include <dlfcn.h>
#include <stddef.h>

/* __gnu_cxx::stdio_sync_filebuf<char>: a streambuf and its C stream. */
struct sync_filebuf {
    const void *vtable;
    char *get[3], *put[3];
    void *locale;
    FILE *file;
};

typedef void *rdbuf_fn(const void *ios);

static void redirect(void *stream, rdbuf_fn *rdbuf, const char *type,
                     FILE *from, FILE *to)
{
    /* NULL until the first file that includes <iostream> is constructed. */
    const ptrdiff_t *vtable = *(ptrdiff_t **)stream;
    /* The virtual base std::ios stands where the third word before says. */
    struct sync_filebuf *buffer =
        vtable ? rdbuf((char *)stream + vtable[-3]) : NULL;

    /* Objects point behind the two words that begin every table. */
    if (buffer && buffer->vtable == type + 2 * sizeof(void *) &&
        buffer->file == from)
        buffer->file = to;
}

void dr_cxx_redirect(FILE *from, FILE *to)
{
    static const char *const streams[] = {"_ZSt4cout", "_ZSt4cerr",
                                          "_ZSt4clog"};
    const char *type =
        dlsym(RTLD_DEFAULT,
              "_ZTVN9__gnu_cxx18stdio_sync_filebufIcSt11char_traitsIcEEE");
    rdbuf_fn *rdbuf = (rdbuf_fn *)dlsym(
        RTLD_DEFAULT, "_ZNKSt9basic_iosIcSt11char_traitsIcEE5rdbufEv");

    for (size_t i = 0; i < sizeof streams / sizeof *streams; i++) {
        void *stream = dlsym(RTLD_DEFAULT, streams[i]);

        if (stream && rdbuf && type)
            redirect(stream, rdbuf, type, from, to);
    }
}
