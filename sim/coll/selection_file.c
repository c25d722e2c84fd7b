/*
 * selection_file.c - tuning files: rules as lines of text.
 */
#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/units.h"
#include "coll/selection.h"

unsigned dr_rule_condition(const char *word)
{
    for (unsigned i = 0; i < DR_DEMANDS; i++) {
        if (strcmp(dr_algorithm_demand(1u << i), word) == 0)
            return 1u << i;
    }
    return strcmp(word, "total") == 0 ? DR_TOTAL : 0;
}

static void add_bytes(struct dr_text *text, uint64_t bytes)
{
    bool kib = bytes && bytes % 1024 == 0, mib = kib && bytes % 1048576 == 0;

    dr_text_printf(text, " %8llu%-3s",
                   (unsigned long long)(mib   ? bytes / 1048576
                                        : kib ? bytes / 1024
                                              : bytes),
                   mib   ? "MiB"
                   : kib ? "KiB"
                         : "");
}

void dr_rule_text(struct dr_text *text, const struct dr_rule *rule)
{
    dr_text_printf(text, "%-21s %6d", dr_coll_rows[rule->operation].name,
                   rule->ranks);
    add_bytes(text, rule->bytes);
    dr_text_printf(text, " %s", rule->algorithm);
    if (rule->segment)
        add_bytes(text, rule->segment);
    for (unsigned i = 0; i < DR_DEMANDS; i++) {
        if (rule->when & 1u << i)
            dr_text_printf(text, " %s", dr_algorithm_demand(1u << i));
    }
    if (rule->when & DR_TOTAL)
        dr_text_printf(text, " total");
}

static bool read_ranks(const char *word, int *ranks, struct dr_text *error)
{
    char *end;
    long number;

    errno = 0;
    number = strtol(word, &end, 10);
    *ranks = (int)number;
    if (end != word && *end == '\0' && !errno && number >= 0 &&
        number <= INT_MAX)
        return true;
    dr_text_printf(error, "\"%s\" is no number of ranks", word);
    return false;
}

static bool read_bytes(const char *word, uint64_t *bytes, struct dr_text *error)
{
    if (dr_units_bytes(word, bytes) && *bytes != UINT64_MAX)
        return true;
    dr_text_printf(error, "\"%s\" is no number of bytes, as 64KiB", word);
    return false;
}

/* A condition must be one that calls of the operation have. */
static bool read_condition(struct dr_rule *rule, const char *word,
                           struct dr_text *error)
{
    const unsigned with_operator =
        DR_COMMUTATIVE | DR_PREDEFINED | DR_ELEMENT_PER_RANK;
    unsigned condition = dr_rule_condition(word);

    rule->when |= condition;
    if (!condition) {
        dr_text_printf(error, "unknown condition \"%s\"; there are", word);
        for (unsigned i = 0; i < DR_DEMANDS; i++)
            dr_text_printf(error, " %s,", dr_algorithm_demand(1u << i));
        dr_text_printf(error, " total");
        return false;
    }
    if (condition & with_operator && !dr_coll_reduces(rule->operation)) {
        dr_text_printf(error, "\"%s\" is for operations with an operator",
                       word);
        return false;
    }
    return true;
}

/* The words behind the algorithm: a size begins with a digit. */
static bool read_rest(struct dr_rule *rule, char **at, struct dr_text *error)
{
    const char *word;

    while ((word = strtok_r(NULL, " \t\r\n", at))) {
        bool size = *word >= '0' && *word <= '9';

        if (!(size ? read_bytes(word, &rule->segment, error)
                   : read_condition(rule, word, error)))
            return false;
    }
    return true;
}

static bool read_line(struct dr_selection *selection, char *line,
                      const struct dr_choice *origin, struct dr_text *error)
{
    struct dr_rule rule = {0};
    const char *words[4];
    char *at = NULL;
    int operation;

    line[strcspn(line, "#")] = '\0';
    for (int i = 0; i < 4; i++) {
        words[i] = strtok_r(i ? NULL : line, " \t\r\n", &at);
        if (!words[i] && i == 0)
            return true;
        if (!words[i]) {
            dr_text_printf(error,
                           "a rule is: operation, ranks, bytes, algorithm");
            return false;
        }
    }
    operation = dr_coll_operation_of(words[0], error);
    if (operation < 0)
        return false;
    rule.operation = (enum dr_coll_operation)operation;
    rule.algorithm = words[3];
    return read_ranks(words[1], &rule.ranks, error) &&
           read_bytes(words[2], &rule.bytes, error) &&
           read_rest(&rule, &at, error) &&
           dr_selection_add(selection, &rule, origin, error);
}

static bool open_failed(const char *file, struct dr_text *error)
{
    dr_text_printf(error, "--coll %s: %s; it is no table (", file,
                   strerror(errno));
    for (int i = 0; i < DR_RULE_TABLES; i++)
        dr_text_printf(error, "%s%s", i ? ", " : "", dr_rule_tables[i]->name);
    dr_text_printf(error, "), no OPERATION=ALGORITHM and no tuning file");
    return false;
}

bool dr_selection_read(struct dr_selection *selection, const char *file,
                       struct dr_text *error)
{
    struct dr_choice origin = {.origin = file, .wished = true};
    struct dr_text why = DR_TEXT_EMPTY;
    FILE *in = fopen(file, "re");
    char *line = NULL;
    size_t room = 0;
    bool good = true;

    if (!in)
        return open_failed(file, error);
    while (good && getline(&line, &room, in) > 0) {
        origin.line++;
        good = read_line(selection, line, &origin, &why);
    }
    if (!good)
        dr_text_printf(error, "%s:%d: %s", file, origin.line,
                       dr_text_string(&why));
    dr_text_end(&why);
    free(line);
    fclose(in);
    return good;
}
