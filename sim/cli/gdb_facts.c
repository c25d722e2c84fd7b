/*
 * gdb_facts.c - what the debugger's commands ask the simulator.
 */
#include "cli/gdb_facts.h"

#include <stdint.h>

#include "core/call_text.h"
#include "p2p/engine.h"
#include "p2p/stuck.h"

static void add_rank(struct dr_text *text, const struct dr_rank *rank)
{
    dr_text_printf(text, "rank %d: ", rank->id);
    if (rank->ended) {
        dr_text_printf(text, "has ended\n");
        return;
    }
    if (rank == dr_world->self)
        dr_text_printf(text, "running, ");
    else if (rank->port->wait)
        dr_text_printf(text, "waiting, ");
    else if (rank->polling)
        dr_text_printf(text, "polling, ");
    if (rank->call) {
        dr_call_text(text, rank, rank->call);
        dr_text_printf(text, " at ");
        dr_call_place_text(text, rank->call->site);
    } else {
        dr_text_printf(text, "outside MPI");
    }
    dr_text_printf(text, "\n");
}

const char *dr_gdb_ranks(void)
{
    struct dr_text text = DR_TEXT_EMPTY;

    if (!dr_world)
        return "there are no ranks yet\n";
    for (int i = 0; i < dr_world->nranks; i++)
        add_rank(&text, &dr_world->ranks[i]);
    return text.data;
}

const char *dr_gdb_waits(void)
{
    struct dr_text text = DR_TEXT_EMPTY;
    struct dr_stuck stuck;

    if (!dr_world)
        return "there are no ranks yet\n";
    stuck = dr_stuck_find(true);
    for (int i = 0; i < stuck.count; i++) {
        const struct dr_stuck_rank *it = &stuck.ranks[i];

        if (!it->wait)
            continue;
        dr_text_printf(&text, "rank %d waits for", it->rank);
        for (int j = 0; j < it->nwaits_for; j++)
            dr_text_printf(&text, "%s %d",
                           j == 0    ? ""
                           : it->any ? " or"
                                     : ",",
                           it->waits_for[j]);
        dr_text_printf(&text, ": %s\n", it->why ? it->why : "");
    }
    dr_stuck_end(&stuck);
    return text.length > 0 ? text.data : "nobody waits\n";
}

static const struct dr_rank *sleeper(int rank)
{
    if (!dr_world || rank < 0 || rank >= dr_world->nranks ||
        &dr_world->ranks[rank] == dr_world->self)
        return NULL;
    return &dr_world->ranks[rank];
}

unsigned long dr_gdb_frame(int rank)
{
    const struct dr_rank *it = sleeper(rank);

    return it ? (uintptr_t)it->sleep_frame : 0;
}

unsigned long dr_gdb_code(int rank)
{
    const struct dr_rank *it = sleeper(rank);

    return it ? (uintptr_t)it->sleep_code : 0;
}
