/*
 * options.h - the command line of a run.
 *
 * One table holds every option: its names, its value, its place in the help
 * and the function that reads it.  Options end at the first word that is not
 * one, the program; what follows is the program's.
 */
#ifndef DR_CLI_OPTIONS_H
#define DR_CLI_OPTIONS_H

#include <stdbool.h>

#include "base/text.h"
#include "core/config.h"
#include "explore/shared.h"

enum dr_ask {
    DR_ASK_RUN,
    DR_ASK_HELP,
    DR_ASK_VERSION,
};

struct dr_options {
    struct dr_config config;
    enum dr_ask ask;
    bool gdb;                /* run under the debugger */
    const char *changes;     /* an option given that changes the run, or NULL */
    struct dr_bounds bounds; /* of `dryrun explore` */
    const char *what_if;     /* other machines, what_if.h; or NULL */
    const char *schedules;   /* folder for the schedules it finds */
};

/*
 * Read the command line of `dryrun`, argv[0] included.
 *
 * Returns 0, or DR_EXIT_USAGE with one sentence in `error` that names the
 * option and its value.  Strings of the config point into `argv`.
 */
int dr_options_read(struct dr_options *options, int argc, char **argv,
                    struct dr_text *error);

/* The same without a program: `rest` becomes the index of the first word that
 * is no option, `argc` if there is none. */
int dr_options_read_alone(struct dr_options *options, int argc, char **argv,
                          int *rest, struct dr_text *error);

/* Refuse what makes sense for one run only, for the command "dryrun COMMAND":
 * DR_EXIT_USAGE and a sentence that ends in `instead`, or 0. */
int dr_options_for_many(const struct dr_options *options, const char *command,
                        const char *instead, struct dr_text *error);

/* Append what --help prints. */
void dr_options_help(struct dr_text *text);

#endif
