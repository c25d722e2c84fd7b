/*
 * datatype.c - MPI datatypes: life and copying.
 */
#include "core/datatype.h"

#include <stdlib.h>
#include <string.h>

#include "core/datatype_info.h"

const struct dr_datatype *dr_datatype_hold(const struct dr_datatype *type)
{
    if (!type->predefined)
        ((struct dr_datatype *)type)->refs++;
    return type;
}

void dr_datatype_release(const struct dr_datatype *type)
{
    struct dr_datatype *mine = (struct dr_datatype *)type;

    if (type->predefined || --mine->refs > 0)
        return;
    dr_layout_release(mine->layout);
    dr_signature_release(mine->signature);
    dr_recipe_release(mine->recipe);
    dr_marks_free(mine->marks);
    free(mine);
}

void dr_datatype_pack(const struct dr_datatype *type, const void *buf,
                      uint64_t count, uint64_t offset, void *out,
                      uint64_t bytes)
{
    if (bytes == 0)
        return;
    if (type->contiguous)
        memcpy(out, (const char *)buf + offset, bytes);
    else
        dr_layout_pack(type->layout, type->extent, buf, count, offset, out,
                       bytes);
}

void dr_datatype_unpack(const struct dr_datatype *type, void *buf,
                        uint64_t count, uint64_t offset, const void *in,
                        uint64_t bytes)
{
    if (bytes == 0)
        return;
    if (type->contiguous)
        memcpy((char *)buf + offset, in, bytes);
    else
        dr_layout_unpack(type->layout, type->extent, buf, count, offset, in,
                         bytes);
}

uint64_t dr_datatype_elements(const struct dr_datatype *type, uint64_t bytes)
{
    return dr_signature_count(type->signature, bytes);
}

uint64_t dr_datatype_bytes(const struct dr_datatype *type, uint64_t elements)
{
    return dr_signature_bytes(type->signature, elements);
}

const char *dr_datatype_label(const struct dr_datatype *type)
{
    const char *name = dr_datatype_name(type);

    return name[0] ? name : "derived datatype";
}
