/*
 * contest.c - explored: a thing that one rank has at a time, and those who ask
 * for it.
 */
#include "p2p/contest.h"

#include "p2p/engine.h"

void dr_contest_open(struct dr_contest *contest)
{
    struct dr_engine *engine = dr_world->engine;

    if (contest->open)
        return;
    if (contest->number == 0)
        contest->number = ++engine->ncontests;
    dr_list_append(&engine->contests, &contest->link);
    contest->open = true;
}

void dr_contest_close(struct dr_contest *contest)
{
    if (contest->open)
        dr_list_remove(&contest->link);
    contest->open = false;
}
