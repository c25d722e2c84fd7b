/*
 * page_block.c - columns of numbers, as the timeline page reads them.
 */
#include "trace/page_block.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>

#include "base/memory.h"

enum {
    LONGEST = 10, /* bytes of a number */
    LEVEL = 3
};

void dr_block_begin(struct dr_block *block, struct dr_sink *sink,
                    const char *kind, const char *codings)
{
    *block = (struct dr_block){.kind = kind,
                               .codings = codings,
                               .columns = strlen(codings),
                               .sink = sink};
    assert(block->columns <= DR_BLOCK_COLUMNS);
    block->numbers =
        dr_alloc(block->columns * DR_BLOCK_ROWS * sizeof *block->numbers);
}

static unsigned char *put(unsigned char *at, uint64_t value)
{
    while (value >= 128) {
        *at++ = (unsigned char)(value | 128);
        value >>= 7;
    }
    *at++ = (unsigned char)value;
    return at;
}

static uint64_t zigzag(int64_t value)
{
    return (uint64_t)value << 1 ^ (uint64_t)(value >> 63);
}

static unsigned char *put_column(unsigned char *at, const int64_t *numbers,
                                 size_t rows, char coding)
{
    int64_t before = 0;

    for (size_t i = 0; i < rows; i++) {
        if (coding == 'u')
            at = put(at, (uint64_t)numbers[i]);
        else
            at = put(at, zigzag(numbers[i] - before));
        if (coding == 'd')
            before = numbers[i];
    }
    return at;
}

static void put_base64(struct dr_sink *sink, const unsigned char *bytes,
                       size_t length)
{
    static const char letters[] =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    char *at;

    for (size_t i = 0; i < length; i += 3) {
        size_t some = length - i < 3 ? length - i : 3;
        uint32_t three = (uint32_t)bytes[i] << 16;

        if (some > 1)
            three |= (uint32_t)bytes[i + 1] << 8;
        if (some > 2)
            three |= bytes[i + 2];
        at = dr_sink_room(sink, 4);
        at[0] = letters[three >> 18];
        at[1] = letters[three >> 12 & 63];
        at[2] = some > 1 ? letters[three >> 6 & 63] : '=';
        at[3] = some > 2 ? letters[three & 63] : '=';
        dr_sink_take(sink, at + 4);
    }
}

void dr_block_flush(struct dr_block *block)
{
    size_t most = (block->columns * block->rows + 1) * LONGEST;
    unsigned char *plain, *at, *packed;
    uLongf length = compressBound(most);

    if (block->rows == 0)
        return;
    plain = dr_alloc(most);
    packed = dr_alloc(length);
    at = put(plain, block->rows);
    for (size_t i = 0; i < block->columns; i++)
        at = put_column(at, block->numbers + i * DR_BLOCK_ROWS, block->rows,
                        block->codings[i]);
    compress2(packed, &length, plain, (uLong)(at - plain), LEVEL);
    dr_sink_text(block->sink, "<script type=\"dryrun/");
    dr_sink_text(block->sink, block->kind);
    dr_sink_text(block->sink, "\">");
    put_base64(block->sink, packed, length);
    dr_sink_text(block->sink, "</script>\n");
    free(plain);
    free(packed);
    block->rows = 0;
}

void dr_block_end(struct dr_block *block)
{
    dr_block_flush(block);
    free(block->numbers);
}
