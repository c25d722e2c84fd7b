/*
 * livelock.c - ranks that look for ever for what never comes.
 */
#include "p2p/livelock.h"

#include <math.h>
#include <string.h>
#include <unwind.h>

#include "core/image.h"
#include "p2p/detect.h"

enum {
    LOOKS_GROW = 5000,
    LOOKS_LEAST = 8000,
    LOOKS_MOST = 1000000,
    CIRCLE_MOST = 64, /* looks in one round of a loop */
    WIPED = 1 << 14   /* bytes of stack */
};

static const double growth = 0.01;
static const double longest_look_s = 1e6;

/* Is nothing under way but what lets ranks look again, and nobody busy? */
static bool idle(const struct dr_engine *engine)
{
    size_t others = (size_t)(engine->polling - 1 + engine->resting);

    return dr_net_pending() <= others + engine->looking &&
           dr_world->blocked + engine->polling + engine->resting +
                   engine->woken >=
               dr_world->alive;
}

struct registers {
    const void *site; /* where the program goes on */
    uint64_t sum;
};

/* What the program keeps in registers that calls preserve. */
static _Unwind_Reason_Code look_at_frame(struct _Unwind_Context *context,
                                         void *self)
{
    static const int preserved[] = {3, 6, 12, 13, 14, 15}; /* rbx rbp r12.. */
    struct registers *registers = self;

    if (_Unwind_GetIP(context) != (uintptr_t)registers->site)
        return _URC_NO_REASON;
    for (size_t i = 0; i < sizeof preserved / sizeof *preserved; i++) {
        _Unwind_Word word = _Unwind_GetGR(context, preserved[i]);

        registers->sum = dr_state_add(registers->sum, &word, &word + 1);
    }
    return _URC_END_OF_STACK;
}

/* All that the running rank keeps on its stack, in registers and in
 * variables. */
static uint64_t state_of(const struct dr_rank *rank)
{
    struct registers registers = {rank->call->site, 1};
    const char *above = (const char *)rank->call->frame + 2 * sizeof(void *);
    uint64_t sum;

    _Unwind_Backtrace(look_at_frame, &registers);
    sum = dr_state_add(registers.sum, above, rank->process.way_out);
    return rank->process.copy ? dr_copy_state(rank->process.copy, sum) : sum;
}

/* Compare with the state some looks ago: Brent's way to find a circle. */
static void compare_state(struct dr_port *port)
{
    struct dr_looks *looks = &port->looks;
    uint32_t since = looks->count - LOOKS_LEAST;
    const struct dr_rank *rank = port->rank;
    uint64_t state;

    if (looks->circles || since > 2 * CIRCLE_MOST || !rank->call ||
        !rank->process.way_out)
        return;
    state = state_of(rank);
    looks->circles = since > 0 && state == looks->state;
    if ((since & (since - 1)) == 0)
        looks->state = state;
}

__attribute__((noinline)) static void wipe(void)
{
    char below[WIPED];

    memset(below, 0, sizeof below);
    __asm__ volatile("" : : "r"(below) : "memory");
}

void dr_livelock_rested(const struct dr_port *port)
{
    if (port->looks.count >= LOOKS_LEAST)
        wipe();
}

/* Asleep, and not because of its own looks? */
static bool sleeps(const struct dr_port *port)
{
    return port->wait && port->need > 0 && !port->flushing;
}

/* Has this rank looked often enough, and is it between two looks? */
static bool in_vain(const struct dr_rank *rank)
{
    const struct dr_looks *looks = &rank->port->looks;

    return looks->idle == dr_world->engine->idle && looks->count > 0 &&
           rank->polling && rank->port->incoming == 0 &&
           (looks->circles || looks->count >= LOOKS_MOST);
}

static bool nobody_goes_on(void)
{
    for (int i = 0; i < dr_world->nranks; i++) {
        const struct dr_rank *rank = &dr_world->ranks[i];

        if (!rank->ended && !sleeps(rank->port) && !in_vain(rank))
            return false;
    }
    return true;
}

double dr_livelock_look(struct dr_port *port, double look)
{
    struct dr_engine *engine = dr_world->engine;
    struct dr_looks *looks = &port->looks;
    double now = dr_net_now();

    if (!idle(engine)) {
        engine->idle++;
        return look;
    }
    if (looks->count == 0 || looks->idle != engine->idle)
        *looks = (struct dr_looks){.idle = engine->idle, .since_s = now};
    looks->count++;
    if (looks->count > LOOKS_GROW)
        look = fmax(look, growth * (now - looks->since_s));
    if (looks->count >= LOOKS_LEAST)
        compare_state(port);
    if ((looks->circles || looks->count >= LOOKS_MOST) &&
        engine->resting == 0 && nobody_goes_on())
        dr_detect_livelock();
    return fmin(look, longest_look_s);
}
