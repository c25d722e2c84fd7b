/*
 * text.c - objects as JSON, for people.
 *
 * Numbers are as short as they can be and still be read back exactly.  What
 * JSON has no word for: nan and inf are null, binary data is a string of hex
 * digits, a key that is no string is the string of its text.
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "object/value.h"

/* What has been written, of which only the first `room` bytes are kept. */
struct page {
    char *text;
    size_t room, length;
};

static void put(struct page *page, char c)
{
    if (page->length < page->room)
        page->text[page->length] = c;
    page->length++;
}

static void put_text(struct page *page, const char *text)
{
    while (*text)
        put(page, *text++);
}

static void put_double(struct page *page, double value)
{
    char digits[32];

    if (!isfinite(value)) {
        put_text(page, "null");
        return;
    }
    for (int precision = 1; precision <= 17; precision++) {
        snprintf(digits, sizeof digits, "%.*g", precision, value);
        if (strtod(digits, NULL) == value)
            break;
    }
    put_text(page, digits);
}

static void put_string(struct page *page, const char *text, size_t size)
{
    char escape[8];

    put(page, '"');
    for (size_t i = 0; i < size; i++) {
        unsigned char c = (unsigned char)text[i];

        if (c == '"' || c == '\\')
            put(page, '\\');
        if (c >= ' ' && c != 127) {
            put(page, (char)c);
            continue;
        }
        snprintf(escape, sizeof escape, c == '\n' ? "\\n" : "\\u%04x", c);
        put_text(page, escape);
    }
    put(page, '"');
}

static void put_binary(struct page *page, const char *bytes, size_t size)
{
    static const char digits[] = "0123456789abcdef";

    put_text(page, "\"hex:");
    for (size_t i = 0; i < size; i++) {
        put(page, digits[(unsigned char)bytes[i] >> 4]);
        put(page, digits[bytes[i] & 15]);
    }
    put(page, '"');
}

static void put_object(struct page *page, const DR_Object *object);

static void put_key(struct page *page, const DR_Object *key)
{
    char text[64];

    if (DR_Object_kind(key) == DR_OBJECT_STRING) {
        put_object(page, key);
        return;
    }
    DR_Object_text(key, text, sizeof text);
    put(page, '"');
    for (const char *c = text; *c; c++) {
        if (*c == '"' || *c == '\\')
            put(page, '\\');
        put(page, *c);
    }
    put(page, '"');
}

static void put_items(struct page *page, const DR_Object *object)
{
    int map = object->kind == DR_OBJECT_MAP;

    put(page, map ? '{' : '[');
    for (size_t i = 0; i < DR_Object_size(object); i++) {
        if (i > 0)
            put_text(page, ", ");
        if (map) {
            put_key(page, DR_Object_key_at(object, i));
            put_text(page, ": ");
        }
        put_object(page, DR_Object_at(object, i));
    }
    put(page, map ? '}' : ']');
}

static void put_object(struct page *page, const DR_Object *object)
{
    char digits[32];

    switch (DR_Object_kind(object)) {
    case DR_OBJECT_NIL:
        put_text(page, "null");
        break;
    case DR_OBJECT_BOOL:
        put_text(page, object->boolean ? "true" : "false");
        break;
    case DR_OBJECT_INTEGER:
        snprintf(digits, sizeof digits, "%lld", object->integer);
        put_text(page, digits);
        break;
    case DR_OBJECT_UNSIGNED:
        snprintf(digits, sizeof digits, "%llu", object->natural);
        put_text(page, digits);
        break;
    case DR_OBJECT_DOUBLE:
        put_double(page, object->real);
        break;
    case DR_OBJECT_STRING:
        put_string(page, object->bytes, object->size);
        break;
    case DR_OBJECT_BINARY:
        put_binary(page, object->bytes, object->size);
        break;
    default:
        put_items(page, object);
    }
}

size_t DR_Object_text(const DR_Object *object, char *text, size_t room)
{
    struct page page = {text, room > 0 ? room - 1 : 0, 0};

    put_object(&page, object);
    if (room > 0)
        text[page.length < page.room ? page.length : page.room] = '\0';
    return page.length;
}
