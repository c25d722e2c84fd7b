/*
 * mutate.c - a right program with all its wrong siblings inside.
 *
 * usage: mutate MPI_H EDITS PROGRAM.c LIST >MUTANTS.c
 *
 * Each statement that is an MPI call becomes a switch over the number of the
 * mutant, in which the original is the default; so one compilation serves all.
 * Mutants keep the lines of the program.  LIST gets a line per mutant:
 *
 *   NUMBER EDIT CALL LINE WHERE FINDS
 *
 * EDITS is a table as edits.txt explains; the names of arguments are those of
 * MPI_H.  What a mutant calls is in mutant.h.
 */
#include "mutate/source.h"

#include <ctype.h>
#include <fnmatch.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    COLUMNS = 6,
    NUMBERS = 4096
};

struct edit {
    char *column[COLUMNS]; /* name, calls, who, change, where, finds */
};

enum column {
    NAME,
    CALLS,
    WHO,
    CHANGE,
    WHERE,
    FINDS
};

struct table {
    struct edit edits[256];
    int count;
};

/* What is made of a program. */
struct output {
    const struct source *source;
    const struct interface *interface;
    FILE *list;
    int mutants;
};

static char *trimmed(char *word)
{
    char *end;

    while (isspace((unsigned char)*word))
        word++;
    end = word + strlen(word);
    while (end > word && isspace((unsigned char)end[-1]))
        *--end = '\0';
    return word;
}

/* Columns are separated by " | ", since C has || and |. */
static bool read_edit(struct edit *edit, char *line)
{
    if (line[0] == '#' || line[0] == '\n')
        return false;
    for (int i = 0; i < COLUMNS; i++) {
        char *bar = i < COLUMNS - 1 ? strstr(line, " | ") : NULL;

        if (bar)
            *bar = '\0';
        else if (i < COLUMNS - 1)
            source_fail("an edit has only %d columns: %s", i + 1, line);
        edit->column[i] = trimmed(line);
        line = bar ? bar + 3 : line;
    }
    return true;
}

static void read_table(struct table *table, char *text)
{
    for (char *next; text && *text; text = next) {
        next = strchr(text, '\n');
        if (next)
            *next++ = '\0';
        if (*text && read_edit(&table->edits[table->count], text))
            table->count++;
    }
}

/* Do the patterns name this function?  "!" takes some out again. */
static bool is_meant(const char *patterns, const char *name)
{
    char words[1024], *word, *rest = words;
    bool meant = false;

    snprintf(words, sizeof words, "%s", patterns);
    while ((word = strsep(&rest, " "))) {
        bool not = word[0] == '!';

        if (*word && fnmatch(word + not, name, 0) == 0)
            meant = !not ;
    }
    return meant;
}

/* Append the call with argument `index` replaced by `value`. */
static void add_call(struct buffer *out, const struct call *call, int index,
                     const char *value)
{
    buffer_add(out, "%s(", call->name);
    for (int i = 0; i < call->nargs; i++)
        buffer_add(out, "%s%s", i > 0 ? ", " : "",
                   i == index ? value : call->args[i]);
    buffer_add(out, ")");
}

/* The argument that "$name" at `word` stands for; -1: none of this call. */
static int argument_at(const struct output *output, const struct call *call,
                       const char *word, size_t *length)
{
    char name[64];

    *length = strspn(word, "abcdefghijklmnopqrstuvwxyz_");
    snprintf(name, sizeof name, "%.*s", (int)*length, word);
    return interface_argument(output->interface, call->name, name);
}

/* Append `pattern` with the arguments in it; false: the call lacks one. */
static bool expand(const struct output *output, struct buffer *out,
                   const struct call *call, const char *pattern)
{
    for (const char *c = pattern; *c; c++) {
        size_t length;
        int index;

        if (*c != '$') {
            buffer_add(out, "%c", *c);
            continue;
        }
        index = argument_at(output, call, c + 1, &length);
        if (length == 4 && strncmp(c + 1, "call", 4) == 0)
            add_call(out, call, -1, NULL);
        else if (index < 0 || index >= call->nargs)
            return false;
        else
            buffer_add(out, "(%s)", call->args[index]);
        c += length;
    }
    return true;
}

/* "code: ..." is a statement in place of the call. */
static bool change_code(const struct output *output, struct buffer *out,
                        const struct call *call, const char *pattern)
{
    buffer_add(out, "mutant_is_reached(); ");
    if (!expand(output, out, call, pattern))
        return false;
    buffer_add(out, ";");
    return true;
}

/* "name = value" is the call with another argument. */
static bool change_argument(const struct output *output, struct buffer *out,
                            const struct call *call, const char *change)
{
    struct buffer value = {0};
    size_t length;
    int index = argument_at(output, call, change, &length);
    const char *equals = strchr(change, '=');
    bool fits;

    if (!equals)
        source_fail("not a change: %s", change);
    fits = index >= 0 && index < call->nargs &&
           expand(output, &value, call, equals + 1);
    if (fits) {
        buffer_add(out, "if ((%s) != (%s)) mutant_is_reached(); ", value.data,
                   call->args[index]);
        add_call(out, call, index, value.data);
        buffer_add(out, ";");
    }
    buffer_end(&value);
    return fits;
}

static void tell(struct output *output, const struct edit *edit, int call)
{
    const struct call *it = &output->source->calls[call];

    fprintf(output->list, "%d\t%s\t%s\t%d\t%s\t%s\n", output->mutants,
            edit->column[NAME], it->name, it->line, edit->column[WHERE],
            edit->column[FINDS]);
}

/* Append a case of the switch, if the edit fits. */
static void add_case(struct output *output, struct buffer *out,
                     const struct edit *edit, int number)
{
    const struct call *call = &output->source->calls[number];
    const char *change = edit->column[CHANGE];
    struct buffer body = {0};
    bool one = strcmp(edit->column[WHO], "all") != 0, fits;

    if (!is_meant(edit->column[CALLS], call->name))
        return;
    if (strncmp(change, "code:", 5) == 0)
        fits = change_code(output, &body, call, change + 5);
    else
        fits = change_argument(output, &body, call, change);
    if (fits) {
        tell(output, edit, number);
        buffer_add(out, "case %d: ", output->mutants++);
        if (one)
            buffer_add(out, "if (mutant_rank() == %s) { %s } else { ",
                       edit->column[WHO], body.data);
        else
            buffer_add(out, "{ %s", body.data);
        if (one) {
            add_call(out, call, -1, NULL);
            buffer_add(out, ";");
        }
        buffer_add(out, " } break; ");
    }
    buffer_end(&body);
}

/* "swap": the next call, if it follows at once, comes first on one rank. */
static void add_swap(struct output *output, struct buffer *cases,
                     const struct edit *edit, int number)
{
    const struct source *source = output->source;
    const struct call *call = &source->calls[number];
    const struct call *next = &source->calls[number + 1];

    if (number + 1 >= source->ncalls || !call->whole || !next->whole ||
        !is_meant(edit->column[CALLS], call->name) ||
        !is_meant(edit->column[CALLS], next->name) ||
        source->text[call->end + strspn(source->text + call->end, " \n")] !=
            source->text[next->start] ||
        call->end + strspn(source->text + call->end, " \n") != next->start)
        return;
    tell(output, edit, number);
    for (int i = 0; i < 2; i++) {
        struct buffer *out = &cases[number + i];

        buffer_add(out,
                   "case %d: mutant_is_reached(); if (mutant_rank() == 1) { ",
                   output->mutants);
        add_call(out, i == 0 ? next : call, -1, NULL);
        buffer_add(out, "; } else { ");
        add_call(out, i == 0 ? call : next, -1, NULL);
        buffer_add(out, "; } break; ");
    }
    output->mutants++;
}

static void put_source(const struct source *source, const struct buffer *cases,
                       const char *name)
{
    size_t done = 0;

    printf("#include \"mutate/mutant.h\"\n#line 1 \"%s\"\n", name);
    for (int i = 0; i < source->ncalls; i++) {
        const struct call *call = &source->calls[i];

        if (cases[i].length == 0)
            continue;
        printf("%.*sswitch (mutant_number()) { %sdefault: %.*s }",
               (int)(call->start - done), source->text + done, cases[i].data,
               (int)(call->end - call->start), source->text + call->start);
        done = call->end;
    }
    printf("%s", source->text + done);
}

int main(int argc, char **argv)
{
    static struct table table;
    static struct source source;
    static struct interface interface;
    struct output output = {&source, &interface, NULL, 1};
    struct buffer *cases;

    if (argc != 5)
        source_fail("usage: mutate MPI_H EDITS PROGRAM.c LIST");
    interface_read(&interface, argv[1]);
    read_table(&table, source_file(argv[2]));
    source_read(&source, argv[3]);
    output.list = fopen(argv[4], "w");
    if (!output.list)
        source_fail("cannot write %s", argv[4]);
    cases = calloc((size_t)source.ncalls + 1, sizeof *cases);
    for (int i = 0; i < source.ncalls; i++) {
        for (int k = 0; k < table.count && source.calls[i].whole; k++) {
            const struct edit *edit = &table.edits[k];

            if (strcmp(edit->column[CHANGE], "swap") == 0)
                add_swap(&output, cases, edit, i);
            else
                add_case(&output, &cases[i], edit, i);
        }
    }
    put_source(&source, cases, argv[3]);
    return fclose(output.list) == 0 ? 0 : 1;
}
