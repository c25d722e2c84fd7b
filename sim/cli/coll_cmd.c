/*
 * coll_cmd.c - the command `dryrun coll`: algorithms and tables to choose from.
 */
#include "cli/coll_cmd.h"

#include <stdio.h>
#include <string.h>

#include "coll/selection.h"

static const char help[] =
    "usage: dryrun coll list [OPERATION]\n"
    "       dryrun coll show TABLE\n"
    "\n"
    "  list   the algorithms of each collective operation, and what they want\n"
    "  show   a table of rules, to read or to start a tuning file from;\n"
    "         tables are auto, openmpi and mpich\n"
    "\n"
    "dryrun --coll takes words, separated by commas or in several options:\n"
    "  openmpi                        a table to start from (auto)\n"
    "  allreduce=ring                 this algorithm, wherever it can serve\n"
    "  bcast=pipeline:64KiB           with this segment size\n"
    "  FILE                           a tuning file\n"
    "\n"
    "A tuning file has a rule per line: operation, from how many ranks on, "
    "from how\n"
    "many bytes on, algorithm; then, if wanted, a segment size and conditions. "
    "Of\n"
    "the rules that fit, the last counts. Bytes are those of the vector for "
    "bcast,\n"
    "reduce, allreduce, scan and exscan, else of one rank's block (average); "
    "with the\n"
    "condition \"total\", of all ranks' blocks. Other conditions:\n";

static void print_help(void)
{
    fputs(help, stdout);
    for (unsigned i = 0; i < DR_DEMANDS; i++)
        printf("  %-20s %s\n", dr_algorithm_demand(1u << i),
               dr_algorithm_wants(1u << i));
}

static int complain(const char *why, const char *what)
{
    fprintf(stderr, "dryrun coll: %s%s (see dryrun coll --help)\n", why, what);
    return DR_EXIT_USAGE;
}

static void list_one(const struct dr_coll_row *row)
{
    for (const struct dr_algorithm *it = row->algorithms; it->name; it++) {
        const char *join = " wants ";

        printf("%-21s %-30s", it == row->algorithms ? row->name : "", it->name);
        for (unsigned left = it->demands; left; left &= left - 1) {
            printf("%s%s", join, dr_algorithm_wants(left & -left));
            join = ", ";
        }
        printf("\n");
    }
}

static int list(const char *name)
{
    struct dr_text error = DR_TEXT_EMPTY;
    int operation = name ? dr_coll_operation_of(name, &error) : 0;

    if (operation < 0) {
        complain(dr_text_string(&error), "");
        dr_text_end(&error);
        return DR_EXIT_USAGE;
    }
    if (name)
        list_one(&dr_coll_rows[operation]);
    for (int i = 0; !name && i < DR_COLL_OPERATIONS; i++)
        list_one(&dr_coll_rows[i]);
    return 0;
}

static void show_table(const struct dr_rule_table *table)
{
    struct dr_text text = DR_TEXT_EMPTY;

    dr_text_printf(&text,
                   "# %s: %s\n# operation           ranks       bytes "
                   "algorithm, segment, conditions\n",
                   table->name, table->source);
    for (size_t i = 0; i < table->count; i++) {
        dr_rule_text(&text, &table->rules[i]);
        dr_text_printf(&text, "\n");
    }
    fputs(dr_text_string(&text), stdout);
    dr_text_end(&text);
}

static int show(const char *name)
{
    for (int i = 0; i < DR_RULE_TABLES; i++) {
        if (strcmp(dr_rule_tables[i]->name, name) == 0) {
            show_table(dr_rule_tables[i]);
            return 0;
        }
    }
    return complain("tables are auto, openmpi and mpich, not ", name);
}

int dr_coll_command(int argc, char **argv)
{
    if (argc < 2)
        return complain("expected list or show", "");
    if (strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "-h") == 0) {
        print_help();
        return 0;
    }
    if (strcmp(argv[1], "list") == 0 && argc <= 3)
        return list(argv[2]);
    if (strcmp(argv[1], "show") == 0 && argc == 3)
        return show(argv[2]);
    return complain("expected list [OPERATION] or show TABLE, got ", argv[1]);
}
