/*
 * source.c - the MPI calls of a C program, and the interface they go by.
 */
#include "mutate/source.h"

#include <ctype.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void source_fail(const char *format, ...)
{
    va_list args;

    va_start(args, format);
    fprintf(stderr, "mutate: ");
    vfprintf(stderr, format, args);
    fprintf(stderr, "\n");
    va_end(args);
    exit(1);
}

void buffer_add(struct buffer *buffer, const char *format, ...)
{
    va_list args;
    char *piece = NULL;
    int length;

    va_start(args, format);
    length = vasprintf(&piece, format, args);
    va_end(args);
    buffer->data = realloc(buffer->data, buffer->length + (size_t)length + 1);
    memcpy(buffer->data + buffer->length, piece, (size_t)length + 1);
    buffer->length += (size_t)length;
    free(piece);
}

void buffer_end(struct buffer *buffer)
{
    free(buffer->data);
    *buffer = (struct buffer){0};
}

char *source_file(const char *path)
{
    FILE *file = fopen(path, "r");
    char *text = NULL;
    size_t room = 0;

    if (!file || getdelim(&text, &room, '\0', file) < 0)
        source_fail("cannot read %s", path);
    fclose(file);
    return text;
}

static bool is_word(char c)
{
    return isalnum((unsigned char)c) || c == '_';
}

/* Past a comment, a string or a character that begins at `c`; else `c`. */
static const char *past_literal(const char *c)
{
    char quote = *c;

    if (c[0] == '/' && c[1] == '*')
        return strstr(c + 2, "*/") + 2;
    if (c[0] == '/' && c[1] == '/')
        return c + strcspn(c, "\n");
    if (quote != '"' && quote != '\'')
        return c;
    for (c++; *c != quote; c++)
        c += *c == '\\';
    return c + 1;
}

/* Past a directive with its continuation lines. */
static const char *past_directive(const char *c)
{
    while (*c && *c != '\n')
        c += *c == '\\' ? 2 : 1;
    return c;
}

static bool begins_line(const char *text, const char *c)
{
    while (c > text && (c[-1] == ' ' || c[-1] == '\t'))
        c--;
    return c == text || c[-1] == '\n';
}

/* A copy of what is between, without line breaks and space around. */
static char *piece(const char *from, const char *end)
{
    struct buffer out = {0};

    while (from < end && isspace((unsigned char)*from))
        from++;
    while (end > from && isspace((unsigned char)end[-1]))
        end--;
    buffer_add(&out, "%.*s", (int)(end - from), from);
    for (char *c = out.data; *c; c++)
        *c = *c == '\n' ? ' ' : *c;
    return out.data;
}

/* The arguments behind the parenthesis at `open`; returns behind the last. */
static const char *read_args(struct call *call, const char *open)
{
    const char *from = open + 1, *c = from;
    int depth = 1;

    while (*c && depth > 0) {
        const char *behind = past_literal(c);

        if (behind > c) {
            c = behind;
            continue;
        }
        depth += strchr("([{", *c) ? 1 : strchr(")]}", *c) ? -1 : 0;
        if ((depth == 1 && *c == ',') || depth == 0) {
            char *arg = piece(from, c);

            if (call->nargs == ARGS_MOST)
                source_fail("%s has too many arguments", call->name);
            if (*arg)
                call->args[call->nargs++] = arg;
            from = c + 1;
        }
        c++;
    }
    return c;
}

/* Does a statement begin at `c`, by what stands before it? */
static bool begins_statement(const char *text, const char *c)
{
    while (c > text && isspace((unsigned char)c[-1]))
        c--;
    while (c - text >= 2 && c[-1] == '/' && c[-2] == '*') {
        for (c -= 2; c > text && !(c[0] == '/' && c[1] == '*'); c--)
            ;
        while (c > text && isspace((unsigned char)c[-1]))
            c--;
    }
    if (c - text >= 6 && strncmp(c - 6, "(void)", 6) == 0)
        return false;
    if (c - text >= 4 && strncmp(c - 4, "else", 4) == 0)
        return true;
    return c > text && strchr(";{}):", c[-1]);
}

static void add_call(struct source *source, const char *name, size_t length,
                     int line)
{
    const char *text = source->text, *open = name + length;
    struct call *call = &source->calls[source->ncalls];

    open += strspn(open, " ");
    if (*open != '(')
        return;
    if (++source->ncalls == CALLS_MOST)
        source_fail("too many calls");
    call->name = strndup(name, length);
    call->line = line;
    call->start = (size_t)(name - text);
    call->end = (size_t)(read_args(call, open) - text);
    call->whole = text[call->end] == ';' && begins_statement(text, name);
    call->end += call->whole;
}

void source_read(struct source *source, const char *path)
{
    const char *c = source->text = source_file(path), *behind;
    int line = 1;

    for (size_t length; *c; c = behind) {
        length = 0;
        while (is_word(c[length]))
            length++;
        behind = *c == '#' && begins_line(source->text, c) ? past_directive(c)
                                                           : past_literal(c);
        if (length > 0) {
            if (strncmp(c, "MPI_", 4) == 0)
                add_call(source, c, length, line);
            behind = c + length;
        } else if (behind == c)
            behind++;
        for (; c < behind; c++)
            line += *c == '\n';
    }
}

/* "const void *buf", "int ranges[][3]": the name is the last word. */
static char *name_of(const char *parameter)
{
    const char *end = parameter + strcspn(parameter, "[");
    const char *from = end;

    while (from > parameter && is_word(from[-1]))
        from--;
    return piece(from, end);
}

void interface_read(struct interface *interface, const char *path)
{
    for (const char *c = source_file(path); (c = strstr(c, "\nint MPI_"));) {
        struct call *function = &interface->functions[interface->count++];
        size_t length = strcspn(c += 5, "(");

        if (interface->count == FUNCTIONS_MOST)
            source_fail("too many functions");
        function->name = strndup(c, length);
        c = read_args(function, c + length);
        for (int i = 0; i < function->nargs; i++)
            function->args[i] = name_of(function->args[i]);
    }
}

int interface_argument(const struct interface *interface, const char *function,
                       const char *name)
{
    for (int i = 0; i < interface->count; i++) {
        const struct call *it = &interface->functions[i];

        if (strcmp(it->name, function) != 0)
            continue;
        for (int k = 0; k < it->nargs; k++) {
            if (strcmp(it->args[k], name) == 0)
                return k;
        }
    }
    return -1;
}
