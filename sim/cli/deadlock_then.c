/*
 * deadlock_then.c - continuations of ranks that wait for ever.
 *
 * Callbacks run in calls that wait or test for requests, and in MPI_Finalize.
 * A rank that is stuck there has none that is ready; one that is stuck
 * elsewhere may have, and others may wait for what it would do.
 */
#include "api/then.h"
#include "cli/deadlock.h"
#include "core/call_text.h"

/* "DR_Then at a.c:7" */
static void add_made(struct dr_text *text, const struct dr_related *made)
{
    dr_text_printf(text, "%s at ", made->call);
    dr_call_place_text(text, made->site);
}

/* The first whose callback could run, or NULL. */
static const struct dr_then *ready_of(const struct dr_rank *rank)
{
    const struct dr_link *it;

    DR_LIST_FOREACH(it, &rank->thens) {
        const struct dr_then *then =
            DR_CONTAINER(it, const struct dr_then, link);

        if (then->callback && dr_then_ready(then))
            return then;
    }
    return NULL;
}

void dr_then_text(struct dr_text *text, const struct dr_stuck_rank *stuck)
{
    const struct dr_rank *rank = &dr_world->ranks[stuck->rank];
    const struct dr_then *then = ready_of(rank);

    if (!then || !rank->call)
        return;
    dr_text_printf(text, "the callback of ");
    add_made(text, &then->made);
    dr_text_printf(text,
                   " is ready, but callbacks run in MPI_Wait, MPI_Test and "
                   "their kin, not in %s",
                   rank->call->name);
}

bool dr_then_change_ready(struct dr_text *text, const struct dr_stuck *stuck)
{
    for (int i = 0; i < stuck->count && i < DR_STUCK_SEARCHED; i++) {
        const struct dr_rank *rank = &dr_world->ranks[stuck->ranks[i].rank];
        const struct dr_then *then = ready_of(rank);

        if (!then || !rank->call)
            continue;
        dr_text_printf(text, "let rank %d wait for the request of ", rank->id);
        add_made(text, &then->made);
        dr_text_printf(text, " before %s at ", rank->call->name);
        dr_call_place_text(text, rank->call->site);
        dr_text_printf(text, ": its callback runs then");
        return true;
    }
    return false;
}

void dr_then_change_own(struct dr_text *text, const struct dr_stuck_rank *stuck)
{
    const struct dr_rank *rank = &dr_world->ranks[stuck->rank];

    dr_text_printf(text, "do not let %s at ", rank->call->name);
    dr_call_place_text(text, rank->call->site);
    dr_text_printf(text, " wait for the request of %s at ", stuck->first->call);
    dr_call_place_text(text, stuck->first->site);
    dr_text_printf(text, ", which is not over before its callback returns");
}

bool dr_then_in_cycle(const struct dr_stuck *stuck)
{
    for (int i = 0; i < stuck->ncycle; i++) {
        const struct dr_stuck_rank *it = dr_stuck_of(stuck, stuck->cycle[i]);

        if (it && it->first && it->first->then)
            return true;
    }
    return false;
}
