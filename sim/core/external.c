/*
 * external.c - the data representation "external32" (MPI 3.1, section 13.5.2).
 *
 * Some elements at a time are packed as they are and then converted basic
 * element by basic element, along the signature.  This machine is
 * little-endian: the upper bytes of a number come last.
 */
#include "core/external.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

enum {
    CHUNK = 65536 /* packed bytes converted at a time, or one element */
};

/* What becomes of a basic element. */
struct form {
    size_t native, external; /* bytes of one part */
    unsigned parts;          /* 2 of a complex number */
    bool is_signed;          /* extends with its sign */
    bool is_extended;        /* the x87's long double: another format */
};

struct cursor {
    char *native;
    char *external;
    bool unpack; /* from external to native */
};

static unsigned parts_of(enum dr_basic basic)
{
    return basic >= DR_BASIC_COMPLEX_FLOAT && basic <= DR_BASIC_COMPLEX_QUAD
               ? 2
               : 1;
}

static struct form form_of(unsigned handle)
{
    const struct dr_datatype *type =
        dr_datatype_get((MPI_Datatype)(uintptr_t)handle);
    struct form form = {.parts = parts_of(type->basic)};

    form.native = type->size / form.parts;
    form.external = form.native;
    form.is_extended = type->basic == DR_BASIC_LONG_DOUBLE ||
                       type->basic == DR_BASIC_COMPLEX_LONG_DOUBLE;
    if (type->predefined == MPI_LONG || type->predefined == MPI_UNSIGNED_LONG)
        form.external = 4;
    if (type->predefined == MPI_WCHAR)
        form.external = 2;
    form.is_signed = type->predefined == MPI_LONG;
    return form;
}

static uint64_t size_of(const struct dr_signature *signature)
{
    uint64_t bytes = 0;
    uint32_t i;

    for (i = 0; i < signature->nruns; i++) {
        const struct dr_run *run = &signature->runs[i];
        struct form form;

        if (run->inner) {
            bytes += run->count * size_of(run->inner);
            continue;
        }
        form = form_of(run->type);
        bytes += run->count * form.parts * form.external;
    }
    return bytes;
}

uint64_t dr_external_size(const struct dr_datatype *type)
{
    return size_of(type->signature);
}

static void reverse(char *to, const char *from, size_t bytes)
{
    size_t i;

    for (i = 0; i < bytes; i++)
        to[i] = from[bytes - 1 - i];
}

static void convert_extended(struct cursor *c)
{
    __float128 quad;
    long double extended;

    if (c->unpack) {
        reverse((char *)&quad, c->external, sizeof(quad));
        extended = (long double)quad;
        memset(c->native, 0, sizeof(extended));
        memcpy(c->native, &extended, 10); /* the rest is padding */
    } else {
        memcpy(&extended, c->native, sizeof(extended));
        quad = extended;
        reverse(c->external, (const char *)&quad, sizeof(quad));
    }
}

static void convert_part(struct cursor *c, struct form form)
{
    bool negative = form.is_signed && (c->external[0] & 0x80);

    if (form.is_extended) {
        convert_extended(c);
    } else if (c->unpack) {
        memset(c->native, negative ? 0xff : 0, form.native);
        reverse(c->native, c->external, form.external);
    } else {
        reverse(c->external, c->native, form.external);
    }
    c->native += form.native;
    c->external += form.external;
}

static void convert(struct cursor *c, const struct dr_signature *signature)
{
    uint64_t n;
    uint32_t i;

    for (i = 0; i < signature->nruns; i++) {
        const struct dr_run *run = &signature->runs[i];
        struct form form;

        if (run->inner) {
            for (n = run->count; n > 0; n--)
                convert(c, run->inner);
            continue;
        }
        form = form_of(run->type);
        for (n = run->count * form.parts; n > 0; n--)
            convert_part(c, form);
    }
}

/* How many elements to convert at a time. */
static uint64_t portion(const struct dr_datatype *type)
{
    return type->size < CHUNK ? CHUNK / type->size : 1;
}

void dr_external_pack(const struct dr_datatype *type, const void *buf,
                      uint64_t count, void *out)
{
    struct cursor c = {.external = out};
    uint64_t part, done, i;
    char *native;

    if (type->size == 0)
        return;
    native = dr_alloc(portion(type) * type->size);
    for (done = 0; done < count; done += part) {
        part = count - done < portion(type) ? count - done : portion(type);
        dr_datatype_pack(type, buf, count, done * type->size, native,
                         part * type->size);
        c.native = native;
        for (i = 0; i < part; i++)
            convert(&c, type->signature);
    }
    free(native);
}

void dr_external_unpack(const struct dr_datatype *type, void *buf,
                        uint64_t count, const void *in)
{
    struct cursor c = {.external = (char *)(uintptr_t)in, .unpack = true};
    uint64_t part, done, i;
    char *native;

    if (type->size == 0)
        return;
    native = dr_alloc(portion(type) * type->size);
    for (done = 0; done < count; done += part) {
        part = count - done < portion(type) ? count - done : portion(type);
        c.native = native;
        for (i = 0; i < part; i++)
            convert(&c, type->signature);
        dr_datatype_unpack(type, buf, count, done * type->size, native,
                           part * type->size);
    }
    free(native);
}
