/*
 * deadlock_command.c - the command line of a run.
 *
 * Only what differs from the defaults is named, so that it can be typed.
 */
#include <limits.h>
#include <string.h>

#include "cli/deadlock.h"

/* A word as the shell reads it. */
static void add_word(struct dr_text *text, const char *word)
{
    static const char plain[] = "abcdefghijklmnopqrstuvwxyz"
                                "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
                                "0123456789_-+=./:,@%";

    if (*word && strspn(word, plain) == strlen(word)) {
        dr_text_printf(text, " %s", word);
        return;
    }
    dr_text_printf(text, " '");
    for (; *word; word++)
        dr_text_printf(text, *word == '\'' ? "'\\''" : "%c", *word);
    dr_text_printf(text, "'");
}

static void add_network(struct dr_text *text, const struct dr_config *config)
{
    static const char *const nets[] = {"hybrid", "flow", "ns3"};

    if (config->eager == DR_EAGER_UNLIMITED)
        dr_text_printf(text, " --eager inf");
    else if (config->eager >= 0)
        dr_text_printf(text, " --eager %lld", (long long)config->eager);
    if (config->progress == DR_PROGRESS_WEAK)
        dr_text_printf(text, " --progress weak");
    if (config->coll_sync == DR_COLL_SYNC_YES)
        dr_text_printf(text, " --coll-sync yes");
    if (config->coll) {
        dr_text_printf(text, " --coll");
        add_word(text, config->coll);
    }
    if (config->net != DR_NET_HYBRID)
        dr_text_printf(text, " --net %s", nets[config->net]);
    if (config->flow_from == INT64_MAX)
        dr_text_printf(text, " --flow-from inf");
    else if (config->flow_from >= 0)
        dr_text_printf(text, " --flow-from %lld", (long long)config->flow_from);
}

void dr_deadlock_command(struct dr_text *text)
{
    /* A plain run takes another schedule than one that was explored. */
    if (!dr_world->config.explore)
        dr_command_text(text, "dryrun", &dr_world->config);
}

void dr_command_text(struct dr_text *text, const char *command,
                     const struct dr_config *config)
{
    dr_text_printf(text, "%s -n %d", command, config->nranks);
    if (config->platform) {
        dr_text_printf(text, " -p");
        add_word(text, config->platform);
    }
    if (config->hostfile) {
        dr_text_printf(text, " --hostfile");
        add_word(text, config->hostfile);
    }
    if (config->map != DR_MAP_BLOCK)
        dr_text_printf(text, " --map cyclic");
    add_network(text, config);
    if (config->tag_ub != INT_MAX && config->tag_ub > 0)
        dr_text_printf(text, " --tag-ub %d", config->tag_ub);
    if (config->seed)
        dr_text_printf(text, " --seed %llu", (unsigned long long)config->seed);
    add_word(text, config->program);
    for (int i = 1; i < config->argc; i++)
        add_word(text, config->argv[i]);
}
