/*
 * world.c - the one simulation of this process, and its ranks.
 */
#include "core/world.h"

#include <stdio.h>
#include <unistd.h>

#include "core/output.h"

struct dr_world *dr_world;

_Noreturn void dr_world_stop(enum dr_verdict verdict, int status)
{
    struct dr_world *world = dr_world;

    /* A report that fails must not start another one. */
    if (world->over) {
        dr_over_fn *over = world->over;

        world->over = NULL;
        dr_pulse_hush(&world->pulse);
        if (world->output)
            dr_output_end(world->output);
        over(verdict, status);
    }
    fflush(NULL);
    _exit(status);
}
