/*
 * vet.c - are bytes one well-formed MessagePack object?
 *
 * A table says of each first byte what follows it.  Containers that are open
 * stand on a stack with what they still lack, so nothing recurses.  Keys may be
 * anything; extension types are refused, since objects have none.
 */
#include "object/codec.h"

/* After the first byte, `width` bytes say how many bytes or items follow;
 * otherwise `fixed` bytes do. */
enum shape {
    SCALAR, /* fixed bytes */
    BYTES,
    ITEMS,
    PAIRS,
    NEVER
};

struct format {
    unsigned char shape, width, fixed;
};

/* From 0xc0 to 0xdf. */
static const struct format formats[] = {
    {SCALAR, 0, 0}, {NEVER, 0, 0},  {SCALAR, 0, 0}, {SCALAR, 0, 0},
    {BYTES, 1, 0},  {BYTES, 2, 0},  {BYTES, 4, 0},  {NEVER, 0, 0},
    {NEVER, 0, 0},  {NEVER, 0, 0},  {SCALAR, 0, 4}, {SCALAR, 0, 8},
    {SCALAR, 0, 1}, {SCALAR, 0, 2}, {SCALAR, 0, 4}, {SCALAR, 0, 8},
    {SCALAR, 0, 1}, {SCALAR, 0, 2}, {SCALAR, 0, 4}, {SCALAR, 0, 8},
    {NEVER, 0, 0},  {NEVER, 0, 0},  {NEVER, 0, 0},  {NEVER, 0, 0},
    {NEVER, 0, 0},  {BYTES, 1, 0},  {BYTES, 2, 0},  {BYTES, 4, 0},
    {ITEMS, 2, 0},  {ITEMS, 4, 0},  {PAIRS, 2, 0},  {PAIRS, 4, 0},
};

struct cursor {
    const unsigned char *bytes;
    size_t size, at;
    uint64_t missing[DR_OBJECT_DEPTH]; /* of each open container */
    int depth;
};

/* What a first byte says; its own low bits may be the length. */
static enum shape read_head(struct cursor *cursor, uint64_t *length)
{
    unsigned char first = cursor->bytes[cursor->at++];
    struct format format;

    *length = 0;
    if (first < 0x80 || first >= 0xe0)
        return SCALAR;
    if (first < 0xc0) {
        *length = first & (first < 0xa0 ? 0x0f : 0x1f);
        return first < 0x90 ? PAIRS : first < 0xa0 ? ITEMS : BYTES;
    }
    format = formats[first - 0xc0];
    *length = format.fixed;
    if (cursor->size - cursor->at < format.width)
        *length = UINT64_MAX;
    for (int i = 0; i < format.width && *length != UINT64_MAX; i++)
        *length = *length << 8 | cursor->bytes[cursor->at++];
    return (enum shape)format.shape;
}

/* One more is complete, and perhaps what it is in. */
static void close_one(struct cursor *cursor)
{
    while (cursor->depth > 0 && --cursor->missing[cursor->depth - 1] == 0)
        cursor->depth--;
}

/* Items take a byte each at least, so that more of them than bytes are left
 * cannot be. */
static const char *read_one(struct cursor *cursor)
{
    uint64_t length, left;
    enum shape shape;

    if (cursor->at == cursor->size)
        return "it ends too early";
    shape = read_head(cursor, &length);
    left = cursor->size - cursor->at;
    if (shape == NEVER)
        return "this byte begins no value";
    if (length > left || (shape == PAIRS && 2 * length > left))
        return "it says that more follows than there is";
    if (shape == SCALAR || shape == BYTES) {
        cursor->at += length;
        close_one(cursor);
        return NULL;
    }
    if (cursor->depth == DR_OBJECT_DEPTH)
        return "arrays and maps are too deep in one another";
    if (length == 0) {
        close_one(cursor);
    } else {
        cursor->missing[cursor->depth++] = shape == PAIRS ? 2 * length : length;
    }
    return NULL;
}

struct dr_object_fault dr_object_vet(const char *bytes, size_t size)
{
    struct cursor cursor = {.bytes = (const unsigned char *)bytes,
                            .size = size};
    struct dr_object_fault fault = {NULL, 0};

    do {
        fault.at = cursor.at;
        fault.why = read_one(&cursor);
    } while (!fault.why && cursor.depth > 0);
    if (!fault.why && cursor.at < size) {
        fault.at = cursor.at;
        fault.why = "something follows the value";
    }
    return fault;
}
