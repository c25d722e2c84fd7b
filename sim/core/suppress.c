/*
 * suppress.c - findings that the user knows of and does not want to hear.
 */
#include "core/suppress.h"

#include <errno.h>
#include <fnmatch.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "core/call_text.h"

struct rule {
    char *kind; /* "*": any; so `file` */
    char *file;
    int line; /* 0: any */
    int stands_at;
    bool used;
};

struct dr_suppressions {
    char *path;
    struct rule *rules;
    size_t count;
};

static bool known_kind(const char *word)
{
    if (strcmp(word, "*") == 0)
        return true;
    for (int i = 0; i < DR_FOUND_KINDS; i++) {
        if (strcmp(word, dr_finding_word((enum dr_finding_kind)i)) == 0)
            return true;
    }
    return false;
}

/* False: not a line number or "*". */
static bool read_line_number(const char *word, int *line)
{
    char *end;
    long number = strtol(word, &end, 10);

    *line = 0;
    if (strcmp(word, "*") == 0)
        return true;
    *line = (int)number;
    return *end == '\0' && number > 0 && number == *line;
}

/* What is wrong with a line of the file, or NULL; empty ones make no rule. */
static const char *add_rule(struct dr_suppressions *list, char *line,
                            int stands_at)
{
    const char *blanks = " \t\r\n";
    char *rest, *kind, *file, *number;
    struct rule rule = {.stands_at = stands_at};

    line[strcspn(line, "#")] = '\0';
    kind = strtok_r(line, blanks, &rest);
    if (!kind)
        return NULL;
    file = strtok_r(NULL, blanks, &rest);
    number = file ? strtok_r(NULL, blanks, &rest) : NULL;
    if (number && strtok_r(NULL, blanks, &rest))
        return "has more than a kind, a file and a line";
    if (!known_kind(kind))
        return "names no kind of finding first";
    if (!read_line_number(number ? number : "*", &rule.line))
        return "has no line number behind the file";
    rule.kind = dr_strdup(kind);
    rule.file = dr_strdup(file ? file : "*");
    list->rules =
        dr_realloc(list->rules, (list->count + 1) * sizeof *list->rules);
    list->rules[list->count++] = rule;
    return NULL;
}

static void add_complaint(struct dr_text *error, const char *path, int number,
                          const char *wrong)
{
    dr_text_printf(error,
                   "%s:%d: the line %s: KIND FILE LINE is wanted; kinds are ",
                   path, number, wrong);
    for (int i = 0; i < DR_FOUND_KINDS; i++)
        dr_text_printf(error, "%s%s", i > 0 ? ", " : "",
                       dr_finding_word((enum dr_finding_kind)i));
}

struct dr_suppressions *dr_suppressions_read(const char *path,
                                             struct dr_text *error)
{
    struct dr_suppressions *list = dr_realloc(NULL, sizeof *list);
    FILE *file = fopen(path, "r");
    const char *wrong = NULL;
    char *line = NULL;
    size_t room = 0;
    int number = 0;

    *list = (struct dr_suppressions){.path = dr_strdup(path)};
    while (file && !wrong && getline(&line, &room, file) >= 0) {
        number++;
        wrong = add_rule(list, line, number);
    }
    if (wrong)
        add_complaint(error, path, number, wrong);
    else if (!file || ferror(file))
        dr_text_printf(error, "cannot read the suppressions in %s: %s", path,
                       strerror(errno));
    if (wrong || !file || ferror(file)) {
        dr_suppressions_end(list);
        list = NULL;
    }
    if (file)
        fclose(file);
    free(line);
    return list;
}

void dr_suppressions_end(struct dr_suppressions *suppressions)
{
    for (size_t i = 0; i < suppressions->count; i++) {
        free(suppressions->rules[i].kind);
        free(suppressions->rules[i].file);
    }
    free(suppressions->rules);
    free(suppressions->path);
    free(suppressions);
}

/* The whole path, or its end from some folder on. */
static bool names_file(const char *pattern, const char *path)
{
    if (strcmp(pattern, "*") == 0)
        return true;
    for (; path; path = strchr(path, '/')) {
        path += *path == '/';
        if (fnmatch(pattern, path, 0) == 0)
            return true;
    }
    return false;
}

static bool names(const struct rule *rule, const struct dr_finding *finding)
{
    struct dr_place place;

    if (strcmp(rule->kind, "*") != 0 &&
        strcmp(rule->kind, dr_finding_word(finding->kind)) != 0)
        return false;
    dr_call_place(finding->site, &place);
    return names_file(rule->file, place.file) &&
           (rule->line == 0 || rule->line == place.line);
}

void dr_suppress(struct dr_suppressions *suppressions,
                 struct dr_findings *findings)
{
    for (size_t i = 0; suppressions && i < findings->count; i++) {
        for (size_t k = 0; k < suppressions->count; k++) {
            struct rule *rule = &suppressions->rules[k];

            if (names(rule, &findings->items[i]))
                rule->used = findings->items[i].suppressed = true;
        }
    }
}

void dr_suppressions_unused_text(struct dr_text *text,
                                 const struct dr_suppressions *suppressions)
{
    size_t unused = 0, told = 0;

    for (size_t i = 0; suppressions && i < suppressions->count; i++)
        unused += !suppressions->rules[i].used;
    if (unused == 0)
        return;
    dr_text_printf(text, "dryrun: %s: line%s ", suppressions->path,
                   dr_text_s(unused));
    for (size_t i = 0; i < suppressions->count; i++) {
        if (suppressions->rules[i].used)
            continue;
        dr_text_printf(text, "%s%d",
                       told == 0            ? ""
                       : told + 1 == unused ? " and "
                                            : ", ",
                       suppressions->rules[i].stands_at);
        told++;
    }
    dr_text_printf(text, " suppress%s nothing\n", unused == 1 ? "es" : "");
}
