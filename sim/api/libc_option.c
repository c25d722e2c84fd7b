/*
 * libc_option.c - getopt(), getopt_long() and getopt_long_only() per rank.
 *
 * glibc keeps where it stands in the command line in variables that nobody
 * else can reach, so this is the function anew, with glibc's rules and
 * messages (getopt(3)).  Words that are no options are moved behind those that
 * are: between calls, argv looks like
 *
 *     options | words put off: first_skipped..last_skipped | optind...
 */
#include <getopt.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "api/libc.h"

enum order {
    MOVE_WORDS, /* default: options may stand behind other words */
    STOP_AT_WORD,
    RETURN_WORDS,
};

/* One call. */
struct scan {
    int argc;
    char **argv;
    const char *shorts; /* behind the characters that choose the order */
    const struct option *longs;
    int *which; /* index of the long option found, or NULL */
    bool only_long;
    enum order order;
    struct dr_libc *libc;
    struct dr_variables *vars;
};

char *__wrap_getenv(const char *name);

__attribute__((format(printf, 2, 3))) static void
complain(const struct scan *scan, const char *format, ...)
{
    va_list args;

    if (!scan->vars->opterr || scan->shorts[0] == ':')
        return;
    fprintf(stderr, "%s: ", scan->argv[0]);
    va_start(args, format);
    vfprintf(stderr, format, args);
    va_end(args);
    fputc('\n', stderr);
}

/* What a missing argument returns. */
static int missing(const struct scan *scan)
{
    return scan->shorts[0] == ':' ? ':' : '?';
}

static bool is_word(const char *text)
{
    return text[0] != '-' || text[1] == '\0';
}

/* Bring the options between last_skipped and optind before the words that
 * were put off. */
static void exchange(struct scan *scan)
{
    struct dr_libc *libc = scan->libc;
    int words = libc->last_skipped - libc->first_skipped;

    for (int from = libc->last_skipped; from < scan->vars->optind; from++) {
        char *option = scan->argv[from];

        memmove(&scan->argv[from - words + 1], &scan->argv[from - words],
                (size_t)words * sizeof *scan->argv);
        scan->argv[from - words] = option;
    }
    libc->first_skipped += scan->vars->optind - libc->last_skipped;
    libc->last_skipped = scan->vars->optind;
}

static int choose_order(struct scan *scan, const char *shorts)
{
    scan->shorts = shorts;
    if (*shorts == '-' || *shorts == '+')
        scan->shorts++;
    if (*shorts == '-')
        return RETURN_WORDS;
    return *shorts == '+' || __wrap_getenv("POSIXLY_CORRECT") ? STOP_AT_WORD
                                                              : MOVE_WORDS;
}

/* Before the first option, or when the program asks to begin again. */
static void begin(struct scan *scan)
{
    struct dr_libc *libc = scan->libc;

    if (scan->vars->optind == 0 || libc->first_skipped == 0) {
        if (scan->vars->optind == 0)
            scan->vars->optind = 1;
        libc->first_skipped = libc->last_skipped = scan->vars->optind;
        libc->next_option = NULL;
    }
}

/* Put words off until the next option; `optind` ends there. */
static void skip_words(struct scan *scan)
{
    struct dr_libc *libc = scan->libc;
    int *optind_ = &scan->vars->optind;

    if (libc->first_skipped != libc->last_skipped &&
        libc->last_skipped != *optind_)
        exchange(scan);
    else if (libc->last_skipped != *optind_)
        libc->first_skipped = *optind_;
    while (*optind_ < scan->argc && is_word(scan->argv[*optind_]))
        ++*optind_;
    libc->last_skipped = *optind_;
}

/* "--": everything behind it is a word. */
static void end_options(struct scan *scan)
{
    struct dr_libc *libc = scan->libc;

    scan->vars->optind++;
    if (libc->first_skipped != libc->last_skipped &&
        libc->last_skipped != scan->vars->optind)
        exchange(scan);
    else if (libc->first_skipped == libc->last_skipped)
        libc->first_skipped = scan->vars->optind;
    libc->last_skipped = scan->argc;
    scan->vars->optind = scan->argc;
}

/* How many long options the name may mean: an exact one wins, and options
 * that do the same count once. */
static int match_long(const struct scan *scan, const char *name, size_t length,
                      const struct option **found)
{
    int count = 0;

    for (const struct option *it = scan->longs; it->name; it++) {
        if (strncmp(it->name, name, length) != 0)
            continue;
        if (it->name[length] == '\0') {
            *found = it;
            return 1;
        }
        if (count == 0) {
            *found = it;
            count = 1;
        } else if (scan->only_long || (*found)->has_arg != it->has_arg ||
                   (*found)->flag != it->flag || (*found)->val != it->val) {
            count++;
        }
    }
    return count;
}

static void complain_of_many(const struct scan *scan, const char *dashes,
                             const char *name, size_t length)
{
    struct dr_text list = DR_TEXT_EMPTY;

    for (const struct option *it = scan->longs; it->name; it++) {
        if (strncmp(it->name, name, length) == 0)
            dr_text_printf(&list, " '%s%s'", dashes, it->name);
    }
    complain(scan, "option '%s%s' is ambiguous; possibilities:%s", dashes, name,
             dr_text_string(&list));
    dr_text_end(&list);
}

/* The long option was found: take its argument. */
static int take_long(struct scan *scan, const struct option *found,
                     const char *dashes, const char *equals)
{
    struct dr_variables *vars = scan->vars;

    if (*equals && found->has_arg == no_argument) {
        complain(scan, "option '%s%s' doesn't allow an argument", dashes,
                 found->name);
        vars->optopt = found->val;
        return '?';
    }
    if (*equals) {
        vars->optarg = (char *)equals + 1;
    } else if (found->has_arg == required_argument) {
        if (vars->optind >= scan->argc) {
            complain(scan, "option '%s%s' requires an argument", dashes,
                     found->name);
            vars->optopt = found->val;
            return missing(scan);
        }
        vars->optarg = scan->argv[vars->optind++];
    }
    if (scan->which)
        *scan->which = (int)(found - scan->longs);
    if (!found->flag)
        return found->val;
    *found->flag = found->val;
    return 0;
}

/* Take the word at `optind` as a long option; -1 if it may be short ones. */
static int long_option(struct scan *scan, const char *dashes)
{
    struct dr_variables *vars = scan->vars;
    const char *name = scan->argv[vars->optind] + strlen(dashes);
    size_t length = strcspn(name, "=");
    const struct option *found = NULL;
    int count = match_long(scan, name, length, &found);

    if (count == 0 && scan->only_long && dashes[1] == '\0' &&
        strchr(scan->shorts, *name))
        return -1;
    vars->optind++;
    scan->libc->next_option = NULL;
    if (count == 1)
        return take_long(scan, found, dashes, name + length);
    if (count == 0)
        complain(scan, "unrecognized option '%s%s'", dashes, name);
    else
        complain_of_many(scan, dashes, name, length);
    vars->optopt = 0;
    return '?';
}

/* Take one letter of a word like -abc. */
static int short_option(struct scan *scan)
{
    struct dr_variables *vars = scan->vars;
    struct dr_libc *libc = scan->libc;
    int letter = (unsigned char)*libc->next_option++;
    const char *known = strchr(scan->shorts, letter);
    const char *rest = libc->next_option;

    if (*rest == '\0')
        vars->optind++;
    if (!known || letter == ':' || letter == ';') {
        complain(scan, "invalid option -- '%c'", letter);
        vars->optopt = letter;
        return '?';
    }
    if (known[1] != ':')
        return letter;
    libc->next_option = NULL;
    if (*rest) {
        vars->optarg = (char *)rest;
        vars->optind++;
    } else if (known[2] != ':') {
        if (vars->optind >= scan->argc) {
            complain(scan, "option requires an argument -- '%c'", letter);
            vars->optopt = letter;
            return missing(scan);
        }
        vars->optarg = scan->argv[vars->optind++];
    }
    return letter;
}

/* Go to the next word that may be an option.  Returns 0 if there is one, or
 * what getopt() returns. */
static int next_word(struct scan *scan)
{
    struct dr_variables *vars = scan->vars;
    struct dr_libc *libc = scan->libc;

    if (libc->last_skipped > vars->optind)
        libc->last_skipped = vars->optind;
    if (libc->first_skipped > vars->optind)
        libc->first_skipped = vars->optind;
    if (scan->order == MOVE_WORDS)
        skip_words(scan);
    if (vars->optind < scan->argc &&
        strcmp(scan->argv[vars->optind], "--") == 0)
        end_options(scan);
    if (vars->optind >= scan->argc) {
        if (libc->first_skipped != libc->last_skipped)
            vars->optind = libc->first_skipped;
        return -1;
    }
    if (!is_word(scan->argv[vars->optind]))
        return 0;
    if (scan->order == STOP_AT_WORD)
        return -1;
    vars->optarg = scan->argv[vars->optind++];
    return 1;
}

static int scan_options(struct scan *scan, const char *shorts)
{
    struct dr_variables *vars = scan->vars;
    const char *word;
    int code;

    if (scan->argc < 1)
        return -1;
    vars->optarg = NULL;
    scan->order = choose_order(scan, shorts);
    begin(scan);
    if (scan->libc->next_option && *scan->libc->next_option)
        return short_option(scan);
    code = next_word(scan);
    if (code != 0)
        return code;
    word = scan->argv[vars->optind];
    if (scan->longs && word[1] == '-')
        return long_option(scan, "--");
    if (scan->longs && scan->only_long &&
        (word[2] || !strchr(scan->shorts, word[1]))) {
        code = long_option(scan, "-");
        if (code != -1)
            return code;
    }
    scan->libc->next_option = word + 1;
    return short_option(scan);
}

/* Scan for the running rank. */
static int scan_for(struct dr_process *process, struct scan scan,
                    const char *shorts)
{
    scan.libc = dr_process_libc(process);
    scan.vars = dr_process_variables(process);
    return scan_options(&scan, shorts);
}

DR_WRAP(int, getopt, (int argc, char *const *argv, const char *shorts))
{
    struct dr_process *process = dr_running();

    if (!process)
        return getopt(argc, argv, shorts);
    return scan_for(process, (struct scan){.argc = argc, .argv = (char **)argv},
                    shorts);
}

DR_WRAP(int, getopt_long,
        (int argc, char *const *argv, const char *shorts,
         const struct option *longs, int *which))
{
    struct dr_process *process = dr_running();

    if (!process)
        return getopt_long(argc, argv, shorts, longs, which);
    return scan_for(process,
                    (struct scan){.argc = argc,
                                  .argv = (char **)argv,
                                  .longs = longs,
                                  .which = which},
                    shorts);
}

DR_WRAP(int, getopt_long_only,
        (int argc, char *const *argv, const char *shorts,
         const struct option *longs, int *which))
{
    struct dr_process *process = dr_running();

    if (!process)
        return getopt_long_only(argc, argv, shorts, longs, which);
    return scan_for(process,
                    (struct scan){.argc = argc,
                                  .argv = (char **)argv,
                                  .longs = longs,
                                  .which = which,
                                  .only_long = true},
                    shorts);
}
