/*
 * drycc_args.c - lists of words, response files, printing.
 */
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/text.h"
#include "cli/drycc.h"

/* Response files may name response files; more than this is a circle. */
enum {
    DEEPEST = 100
};

static void add_owned(struct args *args, char *word)
{
    if (args->count + 1 >= args->room) {
        args->room = args->room ? 2 * args->room : 32;
        args->items = dr_realloc(args->items, args->room * sizeof *args->items);
    }
    args->items[args->count++] = word;
    args->items[args->count] = NULL;
}

void args_add(struct args *args, const char *word)
{
    add_owned(args, dr_strdup(word));
}

void args_add_all(struct args *args, char *const *more)
{
    while (more && *more)
        args_add(args, *more++);
}

void args_add_path(struct args *args, const char *directory, const char *name)
{
    struct dr_text path = DR_TEXT_EMPTY;

    dr_text_printf(&path, "%s%s", directory, name);
    add_owned(args, path.data);
}


/* The whole file, or false if it cannot be read. */
static bool read_file(const char *path, struct dr_text *content)
{
    char block[4096];
    size_t got;
    FILE *file = fopen(path, "re");

    if (!file)
        return false;
    while ((got = fread(block, 1, sizeof block, file)) > 0)
        dr_text_add(content, block, got);
    got = (size_t)ferror(file);
    fclose(file);
    return got == 0;
}

/* One word beginning at `at`, without its quotes; returns where it ends. */
static const char *take_word(const char *at, struct dr_text *word)
{
    char quote = 0;

    for (; *at && (quote || !isspace((unsigned char)*at)); at++) {
        if (*at == '\\' && at[1])
            dr_text_add(word, ++at, 1);
        else if (*at == quote)
            quote = 0;
        else if (!quote && (*at == '"' || *at == '\''))
            quote = *at;
        else
            dr_text_add(word, at, 1);
    }
    return at;
}

static void expand_word(struct args *args, const char *word, int depth)
{
    struct dr_text content = DR_TEXT_EMPTY, part = DR_TEXT_EMPTY;
    const char *at;

    if (word[0] != '@' || depth == DEEPEST || !read_file(word + 1, &content)) {
        args_add(args, word);
        return;
    }
    at = dr_text_string(&content);
    for (;;) {
        while (isspace((unsigned char)*at))
            at++;
        if (!*at)
            break;
        dr_text_clear(&part);
        at = take_word(at, &part);
        expand_word(args, dr_text_string(&part), depth + 1);
    }
    dr_text_end(&part);
    dr_text_end(&content);
}

void args_expand(struct args *args, char *const *words)
{
    while (*words)
        expand_word(args, *words++, 0);
}


static void print_word(const char *word)
{
    static const char plain[] = "abcdefghijklmnopqrstuvwxyz"
                                "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
                                "0123456789-_=+,./:@%";

    if (*word && word[strspn(word, plain)] == '\0') {
        fputs(word, stdout);
        return;
    }
    putchar('\'');
    for (; *word; word++) {
        if (*word == '\'')
            fputs("'\\''", stdout);
        else
            putchar(*word);
    }
    putchar('\'');
}

void args_print(const struct args *args)
{
    for (size_t i = 0; i < args->count; i++) {
        if (i > 0)
            putchar(' ');
        print_word(args->items[i]);
    }
    putchar('\n');
}
