/*
 * what_if.c - the same run on machines that do not exist.
 */
#include "cli/what_if.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/units.h"
#include "core/world.h"

/* An infinite bandwidth, as a factor. */
static const double boundless = 1e9;

/* Each reads `value` into the configuration; false: it cannot be that. */
typedef bool change_fn(struct dr_config *config, const char *value);

/* "x0.5", or the word for what no factor gives. */
static bool read_factor(const char *value, const char *word, double at_word,
                        double *factor)
{
    char *end;

    if (strcmp(value, word) == 0) {
        *factor *= at_word;
        return true;
    }
    if (value[0] != 'x')
        return false;
    *factor *= strtod(value + 1, &end);
    return end != value + 1 && *end == '\0' && *factor > 0 && isfinite(*factor);
}

static bool change_latency(struct dr_config *config, const char *value)
{
    return read_factor(value, "0", 0, &config->scale.latency);
}

static bool change_bandwidth(struct dr_config *config, const char *value)
{
    return read_factor(value, "inf", boundless, &config->scale.bandwidth);
}

static bool change_compute(struct dr_config *config, const char *value)
{
    return read_factor(value, "0", 0, &config->scale.compute);
}

static bool change_eager(struct dr_config *config, const char *value)
{
    uint64_t bytes;

    if (!dr_units_bytes(value, &bytes))
        return false;
    config->eager = bytes == UINT64_MAX ? DR_EAGER_UNLIMITED : (int64_t)bytes;
    return true;
}

/* The place of a value among words; -1: it is none of them. */
static int index_of(const char *value, const char *const *words, int count)
{
    for (int i = 0; i < count; i++) {
        if (strcmp(value, words[i]) == 0)
            return i;
    }
    return -1;
}

static bool change_progress(struct dr_config *config, const char *value)
{
    int index = index_of(value, (const char *[]){"strong", "weak"}, 2);

    config->progress = (enum dr_progress)index;
    return index >= 0;
}

static bool change_net(struct dr_config *config, const char *value)
{
    int index = index_of(value, (const char *[]){"hybrid", "flow", "ns3"}, 3);

    config->net = (enum dr_net_mode)index;
    return index >= 0;
}

static bool change_map(struct dr_config *config, const char *value)
{
    int index = index_of(value, (const char *[]){"block", "cyclic"}, 2);

    config->map = (enum dr_map)index;
    return index >= 0;
}

static bool change_coll_sync(struct dr_config *config, const char *value)
{
    int index = index_of(value, (const char *[]){"no", "yes"}, 2);

    config->coll_sync = (enum dr_coll_sync)index;
    return index >= 0;
}

static bool change_coll(struct dr_config *config, const char *value)
{
    config->coll = value;
    return *value != '\0';
}

static bool change_platform(struct dr_config *config, const char *value)
{
    config->platform = value;
    return *value != '\0';
}

static bool change_ranks(struct dr_config *config, const char *value)
{
    char *end;
    long ranks = strtol(value, &end, 10);

    config->nranks = (int)ranks;
    return end != value && *end == '\0' && ranks > 0 && ranks <= 1 << 20;
}

static const struct {
    const char *name, *wants;
    change_fn *change;
} things[] = {
    {"latency", "0 or a factor, as x0.5", change_latency},
    {"bandwidth", "inf or a factor, as x2", change_bandwidth},
    {"compute", "0 or a factor, as x0.5", change_compute},
    {"eager", "bytes, as 64KiB, or inf", change_eager},
    {"progress", "strong or weak", change_progress},
    {"net", "hybrid, flow or ns3", change_net},
    {"map", "block or cyclic", change_map},
    {"coll", "a word, as openmpi or allreduce=ring", change_coll},
    {"coll-sync", "no or yes", change_coll_sync},
    {"platform", "a preset or a file", change_platform},
    {"ranks", "a number from 1 to 1048576", change_ranks},
};

enum {
    THINGS = sizeof things / sizeof *things
};

/* Which thing a word changes, or -1. */
static int thing_of(const char *word)
{
    size_t length = strcspn(word, "=");

    for (int i = 0; i < THINGS && word[length]; i++) {
        if (strlen(things[i].name) == length &&
            strncmp(word, things[i].name, length) == 0)
            return i;
    }
    return -1;
}

int dr_what_if_change(struct dr_config *config, const char *word,
                      struct dr_text *error)
{
    int thing = thing_of(word);

    if (thing < 0) {
        dr_text_printf(error, "--what-if does not know \"%s\"; it knows", word);
        for (int i = 0; i < THINGS; i++)
            dr_text_printf(error, "%s %s=", i > 0 ? "," : "", things[i].name);
        return DR_EXIT_USAGE;
    }
    if (!config->scale.used)
        config->scale = (struct dr_scale){true, 1, 1, 1};
    if (things[thing].change(config, strchr(word, '=') + 1))
        return 0;
    dr_text_printf(error, "%s wants %s, not \"%s\"", things[thing].name,
                   things[thing].wants, strchr(word, '=') + 1);
    return DR_EXIT_USAGE;
}

static bool twice(const struct dr_what_if *what)
{
    for (int i = 1; i < what->count; i++) {
        for (int k = 1; k < i; k++) {
            if (thing_of(what->name[i]) == thing_of(what->name[k]))
                return true;
        }
    }
    return false;
}

/* One more machine, where all is changed. */
static void add_all(struct dr_what_if *what, const struct dr_config *given)
{
    struct dr_text none = DR_TEXT_EMPTY;
    struct dr_config *all = &what->config[what->count];

    *all = *given;
    for (int i = 1; i < what->count; i++)
        dr_what_if_change(all, what->name[i], &none);
    what->name[what->count++] = "all together";
    dr_text_end(&none);
}

int dr_what_if_read(struct dr_what_if *what, const struct dr_config *given,
                    const char *list, struct dr_text *error)
{
    char *words = dr_strdup(list), *rest = words, *word;
    int status = 0;

    *what = (struct dr_what_if){
        .count = 1, .name = {"as given"}, .config = {*given}};
    while (status == 0 && (word = strsep(&rest, ","))) {
        if (what->count == DR_WHAT_IF_MOST - 1) {
            dr_text_printf(error, "--what-if takes at most %d words",
                           DR_WHAT_IF_MOST - 2);
            return DR_EXIT_USAGE;
        }
        what->config[what->count] = *given;
        what->name[what->count] = word;
        status = dr_what_if_change(&what->config[what->count++], word, error);
    }
    if (status == 0 && what->count > 2 && !twice(what))
        add_all(what, given);
    return status;
}
