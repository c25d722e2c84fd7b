/*
 * selection.c - the rules in force, from a table, options and files.
 */
#include "coll/selection.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/units.h"

const struct dr_rule_table *const dr_rule_tables[DR_RULE_TABLES] = {
    &dr_rules_auto,
    &dr_rules_openmpi,
    &dr_rules_mpich,
};

int dr_coll_operation_of(const char *name, struct dr_text *error)
{
    for (int i = 0; i < DR_COLL_OPERATIONS; i++) {
        if (strcmp(dr_coll_rows[i].name, name) == 0)
            return i;
    }
    dr_text_printf(error, "unknown operation \"%s\"; there are", name);
    for (int i = 0; i < DR_COLL_OPERATIONS; i++)
        dr_text_printf(error, "%s %s", i ? "," : "", dr_coll_rows[i].name);
    return -1;
}

static void list_algorithms(struct dr_text *text, enum dr_coll_operation it)
{
    const struct dr_algorithm *all = dr_coll_rows[it].algorithms;

    for (int i = 0; all[i].name; i++)
        dr_text_printf(text, "%s %s", i ? "," : "", all[i].name);
}

bool dr_selection_add(struct dr_selection *selection,
                      const struct dr_rule *rule,
                      const struct dr_choice *origin, struct dr_text *error)
{
    struct dr_choices *choices = &selection->of[rule->operation];
    const struct dr_coll_row *row = &dr_coll_rows[rule->operation];
    const struct dr_algorithm *algorithm =
        dr_algorithm_find(rule->operation, rule->algorithm);

    if (!algorithm) {
        dr_text_printf(error, "%s has no algorithm \"%s\"; it has", row->name,
                       rule->algorithm);
        list_algorithms(error, rule->operation);
        return false;
    }
    if (rule->bytes > 0 && !dr_coll_has_bytes(rule->operation)) {
        dr_text_printf(error,
                       "%s cannot be chosen from %llu bytes on: not every "
                       "rank knows its bytes",
                       row->name, (unsigned long long)rule->bytes);
        return false;
    }
    if (choices->count == choices->room) {
        choices->room = choices->room ? 2 * choices->room : 16;
        choices->items =
            dr_realloc(choices->items, choices->room * sizeof *choices->items);
    }
    choices->items[choices->count++] = (struct dr_choice){
        .algorithm = algorithm,
        .ranks = rule->ranks,
        .when = rule->when,
        .bytes = rule->bytes,
        .segment = rule->segment,
        .origin = origin->origin,
        .line = origin->line,
        .wished = origin->wished,
    };
    return true;
}

static const struct dr_rule_table *table_of(const char *word)
{
    for (int i = 0; i < DR_RULE_TABLES; i++) {
        if (strcmp(dr_rule_tables[i]->name, word) == 0)
            return dr_rule_tables[i];
    }
    return NULL;
}

static bool add_table(struct dr_selection *selection,
                      const struct dr_rule_table *table, struct dr_text *error)
{
    struct dr_choice origin = {.origin = table->name};

    for (size_t i = 0; i < table->count; i++) {
        if (!dr_selection_add(selection, &table->rules[i], &origin, error))
            return false;
    }
    return true;
}

/* "allreduce=ring" or "bcast=pipeline:64KiB". */
static bool add_wish(struct dr_selection *selection, const char *word,
                     struct dr_text *error)
{
    struct dr_choice origin = {.origin = word, .wished = true};
    struct dr_rule rule = {.ranks = 0};
    char *copy = dr_strdup(word), *name = strchr(copy, '='), *segment;
    int operation;
    bool added = true;

    *name++ = '\0';
    segment = strchr(name, ':');
    if (segment)
        *segment++ = '\0';
    operation = dr_coll_operation_of(copy, error);
    if (segment && (!dr_units_bytes(segment, &rule.segment) ||
                    rule.segment == 0 || rule.segment == UINT64_MAX)) {
        dr_text_printf(error, "\"%s\" is no segment size, as 64KiB", segment);
        added = false;
    }
    if (operation >= 0 && added) {
        rule.operation = (enum dr_coll_operation)operation;
        rule.algorithm = name;
        added = dr_selection_add(selection, &rule, &origin, error);
    }
    free(copy);
    return operation >= 0 && added;
}

/* The last table named is the one to start from. */
static bool add_first(struct dr_selection *selection, const char *words,
                      size_t length, struct dr_text *error)
{
    const struct dr_rule_table *table = &dr_rules_auto;

    for (size_t at = 0; at < length; at += strlen(words + at) + 1) {
        if (table_of(words + at))
            table = table_of(words + at);
    }
    return add_table(selection, table, error);
}

static bool add_words(struct dr_selection *selection, const char *words,
                      size_t length, bool *usage, struct dr_text *error)
{
    for (size_t at = 0; at < length; at += strlen(words + at) + 1) {
        const char *word = words + at;

        if (table_of(word) || *word == '\0')
            continue;
        *usage = strchr(word, '=') != NULL;
        if (!(*usage ? add_wish(selection, word, error)
                     : dr_selection_read(selection, word, error)))
            return false;
    }
    return true;
}

struct dr_selection *dr_selection_new(const char *words, bool *usage,
                                      struct dr_text *error)
{
    struct dr_selection *selection = dr_zalloc(1, sizeof *selection);
    size_t length = words ? strlen(words) + 1 : 0;

    *usage = true;
    if (words) {
        selection->words = dr_strdup(words);
        for (char *it = selection->words; *it; it++)
            *it = *it == ',' ? '\0' : *it;
    }
    if (add_first(selection, selection->words, length, error) &&
        add_words(selection, selection->words, length, usage, error))
        return selection;
    dr_selection_end(selection);
    return NULL;
}

void dr_selection_end(struct dr_selection *selection)
{
    for (int i = 0; i < DR_COLL_OPERATIONS; i++)
        free(selection->of[i].items);
    dr_table_end(&selection->said);
    free(selection->notes);
    free(selection->words);
    free(selection);
}
