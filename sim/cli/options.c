/*
 * options.c - the command line of a run.
 */
#include "cli/options.h"

#include <getopt.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include "api/run.h"
#include "cli/meant.h"
#include "cli/option_value.h"
#include "core/suppress.h"

struct option_entry {
    char letter;       /* or 0 */
    const char *name;  /* or NULL */
    const char *value; /* as the help names it; NULL: the option has none */
    const char *help;
    dr_option_reader *read; /* NULL: the entry is a heading, in `help` */
    size_t field;           /* offset in struct dr_options */
    const char *wants;      /* the values it can have, for errors */
    bool only_tells;        /* the run is the same with it */
};


static bool ask_help(const char *words, const char *value, void *field)
{
    (void)words;
    (void)value;
    *(enum dr_ask *)field = DR_ASK_HELP;
    return true;
}

static bool ask_version(const char *words, const char *value, void *field)
{
    (void)words;
    (void)value;
    *(enum dr_ask *)field = DR_ASK_VERSION;
    return true;
}


#define HEADING(text)                                                          \
    {                                                                          \
        0, NULL, NULL, text, NULL, 0, NULL, false                              \
    }
#define AT(field) offsetof(struct dr_options, field)

static const struct option_entry entries[] = {
    HEADING("Where ranks run"),
    {'n', NULL, "RANKS", "how many (1)", dr_option_ranks, AT(config.nranks),
     "a number of ranks from 1 to 1048576", false},
    {'p', "platform", "NAME|FILE", "a preset or a SimGrid XML file (default)",
     dr_option_text, AT(config.platform), "a preset or a file", false},
    {0, "hostfile", "FILE", "hosts to use, one \"name [slots=N]\" per line",
     dr_option_text, AT(config.hostfile), "a file", false},
    {0, "map", "block|cyclic",
     "fill hosts one by one, or deal ranks out (block)", dr_option_word,
     AT(config.map), "block or cyclic", false},

    HEADING("How messages travel (flows share links)"),
    {0, "eager", "BYTES|inf",
     "larger messages wait for their receive (platform's)", dr_option_eager,
     AT(config.eager), "bytes, as 65536 or 64KiB, or inf", false},
    {0, "progress", "strong|weak",
     "weak: a rank that computes answers nobody (strong)", dr_option_word,
     AT(config.progress), "strong or weak", false},
    {0, "coll-sync", "no|yes",
     "yes: a collective ends when all have begun it (no)", dr_option_word,
     AT(config.coll_sync), "no or yes", false},
    {0, "coll", "WORDS", "algorithms of collectives, see dryrun coll (auto)",
     dr_option_list, AT(config.coll), "words, as openmpi or allreduce=ring",
     false},
    {0, "net", "hybrid|flow|ns3",
     "flows: large messages, all, all by ns-3 (hybrid)", dr_option_word,
     AT(config.net), "hybrid, flow or ns3", false},
    {0, "flow-from", "BYTES|inf",
     "hybrid: messages this large are flows (platform's)", dr_option_flow_from,
     AT(config.flow_from), "bytes, as 65536 or 64KiB, or inf", false},
    {0, "tag-ub", "N", "the largest tag, MPI_TAG_UB (2147483647)",
     dr_option_tag_ub, AT(config.tag_ub),
     "a whole number from 32767 to 2147483647", false},
    {0, "seed", "N", "for random choices; a run makes none (0)", dr_option_seed,
     AT(config.seed), "a whole number from 0", false},

    HEADING("What to check"),
    {0, "check-buffers", "sampled|all|no",
     "buffers in use: some bytes of large ones, all, none (sampled)",
     dr_option_word, AT(config.check_buffers), "sampled, all or no", false},

    HEADING("When to stop"),
    {0, "time-limit", "SECONDS", "after this much simulated time",
     dr_option_time, AT(config.time_limit_s),
     "seconds above 0, as 2.5 or 100ms", false},
    {0, "event-limit", "N", "after N events, calls of MPI included",
     dr_option_events, AT(config.event_limit), "a whole number from 1", false},

    HEADING("What to say"),
    {0, "report", "text|json|sarif|junit|github|none",
     "what to print at the end (text)", dr_option_word, AT(config.report),
     "text, json, sarif, junit, github or none", true},
    {0, "report-file", "FILE", "write the report there instead of to stderr",
     dr_option_text, AT(config.report_file), "a file", true},
    {0, "fail-on", "error|warning|never",
     "findings that give status 81 (error)", dr_option_word, AT(config.fail_on),
     "error, warning or never", true},
    {0, "suppress", "FILE", "not these: lines \"KIND FILE LINE\", * for any",
     dr_option_text, AT(config.suppress), "a file", true},
    {0, "deadlock-graph", "FILE", "draw who waits for whom, as .dot or .svg",
     dr_option_graph, AT(config.deadlock_graph),
     "a file ending in .dot or .svg", true},
    {0, "trace", "FILE", "what happened when, by suffix: .html is a timeline",
     dr_option_file, AT(config.traces), "a file", true},
    {0, "what-if", "WORDS", "other machines too, as latency=0,eager=inf",
     dr_option_list, AT(what_if), "words, as latency=0", false},
    {0, "tag-output", NULL, "begin each line of output with its rank",
     dr_option_flag, AT(config.tag_output), NULL, true},
    {'v', "verbose", NULL, "say what was checked, and how collectives went",
     dr_option_flag, AT(config.verbose), NULL, true},
    {'q', "quiet", NULL, "report only what went wrong", dr_option_flag,
     AT(config.quiet), NULL, true},

    HEADING("How far to look (dryrun explore, check)"),
    {0, "max-schedules", "N", "so many schedules (100000; check: 100)",
     dr_option_long, AT(bounds.schedules), "a number from 1", false},
    {0, "max-depth", "N", "branch at the first N choices of each (1000)",
     dr_option_count, AT(bounds.depth), "a number from 1", false},
    {0, "max-time", "TIME", "of yours, as 90s (none)", dr_option_time,
     AT(bounds.seconds), "a time, as 90s", false},
    {0, "max-memory", "BYTES", "of all branches together (4GiB)",
     dr_option_memory, AT(bounds.megabytes), "bytes, as 2GiB", false},
    {0, "jobs", "N", "branches that run at once (one a processor)",
     dr_option_count, AT(bounds.jobs), "a number from 1", false},
    {0, "no-pruning", NULL, "also schedules that are equal to others",
     dr_option_flag, AT(bounds.no_pruning), NULL, false},
    {0, "schedules", "DIR", "where to write those that fail (.)",
     dr_option_text, AT(schedules), "a folder", false},

    HEADING("Other"),
    {0, "stack-size", "BYTES", "of each rank (8MiB; less above 1024 ranks)",
     dr_option_stack, AT(config.stack_size),
     "bytes from 32KiB to 1TiB, as 1MiB", false},
    {0, "gdb", NULL, "run in the debugger, which sees every rank",
     dr_option_flag, AT(gdb), NULL, true},
    {'V', "version", NULL, "print the version", ask_version, AT(ask), NULL,
     true},
    {'h', "help", NULL, "print this", ask_help, AT(ask), NULL, true},
};

enum {
    ENTRIES = sizeof entries / sizeof *entries,
    /* getopt's value for an option without a letter: its index above this. */
    NO_LETTER = 256,
};

/* getopt's tables from ours; `letters` has room for three per entry. */
static void make_tables(char *letters, struct option *names)
{
    /* "+": options end at the program.  ":": we word the errors. */
    letters += strlen(strcpy(letters, "+:"));
    for (int i = 0; i < ENTRIES; i++) {
        const struct option_entry *entry = &entries[i];

        if (entry->letter) {
            *letters++ = entry->letter;
            if (entry->value)
                *letters++ = ':';
        }
        if (entry->name)
            *names++ = (struct option){
                entry->name, entry->value ? required_argument : no_argument,
                NULL, NO_LETTER + i};
    }
    *letters = '\0';
    *names = (struct option){NULL, 0, NULL, 0};
}

static const struct option_entry *find_entry(int found)
{
    if (found >= NO_LETTER && found < NO_LETTER + ENTRIES)
        return &entries[found - NO_LETTER];
    for (int i = 0; i < ENTRIES; i++) {
        if (entries[i].letter && entries[i].letter == found)
            return &entries[i];
    }
    return NULL;
}

/* The options that begin like `name`, as ", --max-depth or --max-time";
 * returns how many. */
static int complete(const char *name, struct dr_text *list)
{
    const char *last = NULL;
    int count = 0;

    for (int i = 0; i < ENTRIES; i++) {
        const char *option = entries[i].name;

        if (!option || strncmp(option, name, strlen(name)) != 0)
            continue;
        if (last)
            dr_text_printf(list, ", --%s", last);
        last = option;
        count++;
    }
    if (last)
        dr_text_printf(list, " or --%s", last);
    return count;
}

/* The option that `name` is nearly, or NULL. */
static const char *correct(const char *name)
{
    struct dr_meant meant = {.word = name};

    for (int i = 0; i < ENTRIES; i++) {
        if (entries[i].name)
            dr_meant_offer(&meant, entries[i].name);
    }
    return meant.nearest;
}

/* An option of many letters that is none; a value may follow. */
static void complain_name(const char *word, struct dr_text *error)
{
    char *name = strndup(word, strcspn(word, "="));
    const char *meant = correct(name + 2);
    struct dr_text list = DR_TEXT_EMPTY;

    if (strcmp(name, "--np") == 0 || strcmp(name, "--n") == 0) /* mpirun's */
        dr_text_printf(error, "unknown option %s; is -n meant?", name);
    else if (complete(name + 2, &list) > 0)
        dr_text_printf(error, "ambiguous option %s; is %s meant?", name,
                       dr_text_string(&list) + strlen(", "));
    else if (meant)
        dr_text_printf(error, "unknown option %s; is --%s meant?", name, meant);
    else
        dr_text_printf(error, "unknown option %s; try dryrun --help", name);
    dr_text_end(&list);
    free(name);
}

/* What getopt_long() did not take: an unknown option or a missing value. */
static int complain(int found, const char *word, struct dr_text *error)
{
    if (found == ':')
        dr_text_printf(error, "the option %s needs a value", word);
    else if (optopt && optopt < NO_LETTER)
        dr_text_printf(error, "unknown option -%c; try dryrun --help", optopt);
    else if (optopt)
        dr_text_printf(error, "the option in %s takes no value", word);
    else
        complain_name(word, error);
    return DR_EXIT_USAGE;
}

/* Read one option found by getopt_long(). */
static int take(struct dr_options *options, const struct option_entry *entry,
                const char *value, struct dr_text *error)
{
    if (!entry->only_tells && !options->changes)
        options->changes = entry->name ? entry->name : "n";
    if (entry->read(entry->value, value, (char *)options + entry->field))
        return 0;
    if (entry->name)
        dr_text_printf(error, "--%s", entry->name);
    else
        dr_text_printf(error, "-%c", entry->letter);
    dr_text_printf(error, " wants %s, not \"%s\"", entry->wants, value);
    return DR_EXIT_USAGE;
}

static int read_options(struct dr_options *options, int argc, char **argv,
                        struct dr_text *error)
{
    char letters[3 * ENTRIES + 3];
    struct option names[ENTRIES + 1];
    int found, status = 0;

    make_tables(letters, names);
    opterr = 0;
    optind = 0; /* glibc: begin anew, with "+" in mind */
    while (status == 0 && options->ask == DR_ASK_RUN &&
           (found = getopt_long(argc, argv, letters, names, NULL)) != -1) {
        const struct option_entry *entry = find_entry(found);

        /* mpirun's "-np 4" arrives as -n with the value "p". */
        if (found == 'n' && strcmp(optarg, "p") == 0 && optind < argc)
            optarg = argv[optind++];
        status = entry ? take(options, entry, optarg, error)
                       : complain(found, argv[optind - 1], error);
    }
    return status;
}

int dr_options_read_alone(struct dr_options *options, int argc, char **argv,
                          int *rest, struct dr_text *error)
{
    int status;

    *options = (struct dr_options){
        .config = {.nranks = 1, .eager = DR_EAGER_OF_PLATFORM, .flow_from = -1},
        .bounds = {.schedules = DR_TRIES, .depth = 1000, .megabytes = 4096},
        .schedules = ".",
    };
    status = read_options(options, argc, argv, error);
    *rest = optind;
    return status;
}

int dr_options_read(struct dr_options *options, int argc, char **argv,
                    struct dr_text *error)
{
    int rest, status = dr_options_read_alone(options, argc, argv, &rest, error);

    if (status != 0 || options->ask != DR_ASK_RUN)
        return status;
    if (rest >= argc) {
        dr_text_printf(error, "no program given; try dryrun --help");
        return DR_EXIT_USAGE;
    }
    options->config.program = argv[rest];
    options->config.argc = argc - rest;
    options->config.argv = argv + rest;
    if (options->config.suppress) {
        options->config.suppressions =
            dr_suppressions_read(options->config.suppress, error);
        if (!options->config.suppressions)
            return DR_EXIT_INPUT;
    }
    return 0;
}

int dr_options_for_many(const struct dr_options *options, const char *command,
                        const char *instead, struct dr_text *error)
{
    const char *name = options->gdb                       ? "gdb"
                       : options->config.traces.count > 0 ? "trace"
                       : options->config.deadlock_graph   ? "deadlock-graph"
                                                          : NULL;

    if (name)
        dr_text_printf(error, "--%s is for one run, not for dryrun %s%s", name,
                       command, instead);
    else if (options->what_if)
        dr_text_printf(error, "--what-if is for one run, not for dryrun %s",
                       command);
    return name || options->what_if ? DR_EXIT_USAGE : 0;
}

enum {
    LEFT_COLUMN = 25 /* of the help: options and their values */
};

static void add_entry(struct dr_text *text, const struct option_entry *entry)
{
    struct dr_text left = DR_TEXT_EMPTY;

    if (!entry->read) {
        dr_text_printf(text, "\n%s\n", entry->help);
        return;
    }
    if (entry->letter)
        dr_text_printf(&left, "-%c%s", entry->letter, entry->name ? ", " : "");
    if (entry->name)
        dr_text_printf(&left, "--%s", entry->name);
    if (entry->value)
        dr_text_printf(&left, " %s", entry->value);
    if (left.length > LEFT_COLUMN) {
        dr_text_printf(text, "  %s\n", dr_text_string(&left));
        dr_text_clear(&left);
    }
    dr_text_printf(text, "  %-*s %s\n", LEFT_COLUMN, dr_text_string(&left),
                   entry->help);
    dr_text_end(&left);
}

void dr_options_help(struct dr_text *text)
{
    dr_text_printf(text,
                   "usage: dryrun [options] program [arguments]\n"
                   "       dryrun check|explore|compare [options] program "
                   "[arguments]\n"
                   "       dryrun replay [options] FILE\n"
                   "       dryrun platform list|show|new ...\n"
                   "       dryrun coll list|show ...\n"
                   "\n"
                   "Runs an MPI program built by drycc on a simulated "
                   "cluster.\n");
    for (int i = 0; i < ENTRIES; i++)
        add_entry(text, &entries[i]);
    dr_text_printf(text,
                   "\n"
                   "Exit status: the highest of any rank, or 64 wrong usage, "
                   "65 bad input file,\n"
                   "80 deadlock, 81 misuse found, 82 a rank crashed, 83 a "
                   "limit was reached.\n");
    dr_finding_kinds_text(text);
    dr_text_printf(text,
                   "\n"
                   "Examples\n"
                   "  dryrun -n 4 ./ring\n"
                   "  dryrun -n 64 -p infiniband-edr --map cyclic ./heat 1000\n"
                   "  dryrun -n 2 --eager 0 --report json ./exchange\n");
}
