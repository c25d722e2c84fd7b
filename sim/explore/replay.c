/*
 * replay.c - making the choices of a schedule again.
 */
#include "explore/replay.h"

int dr_replay_choose(void *self, const struct dr_move *moves, int count)
{
    struct dr_replay *replay = self;
    int chosen;

    /* Only moves with alternatives are in the schedule. */
    if (count == 1 || replay->next == replay->choices->count)
        return 0;
    chosen = dr_choice_find(
        dr_text_string(&replay->choices->lines[replay->next]), moves, count);
    if (chosen < 0)
        replay->parted(replay, moves, count);
    replay->next++;
    return chosen;
}
