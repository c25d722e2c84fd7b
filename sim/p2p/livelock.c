/*
 * livelock.c - ranks that look for ever for what never comes.
 */
#include "p2p/livelock.h"

#include <math.h>
#include <string.h>
#include <unwind.h>

#include "core/image.h"
#include "p2p/contest.h"
#include "p2p/detect.h"

enum {
    LOOKS_GROW = 5000,
    LOOKS_LEAST = 8000,
    LOOKS_MOST = 1000000,
    AGES = LOOKS_LEAST - LOOKS_GROW, /* looks after which nobody computes */
    RUNS = 12,                       /* looks: some rounds of 1, 2, 3 or 4 */
    SEARCH = 128,   /* looks for a circle; a round of 64 is sure to be found */
    PATIENCE = 8,   /* explored: looks until what is left open is decided */
    WIPED = 1 << 14 /* bytes of stack */
};

static const double growth = 0.01;
static const double longest_look_s = 1e6;

/* Is nothing under way but what lets ranks look again, and nobody busy? */
static bool idle(const struct dr_engine *engine)
{
    size_t others = (size_t)(engine->polling - 1 + engine->resting);

    return dr_net_pending() + engine->held_back <= others + engine->looking &&
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

/* Compare with the state some looks ago: Brent's way to find a circle.  `since`
 * counts looks from where the search begins. */
static void compare_state(struct dr_port *port, uint32_t since)
{
    struct dr_looks *looks = &port->looks;
    const struct dr_rank *rank = port->rank;
    uint64_t state;

    if ((!looks->circles && since > SEARCH) || !rank->call ||
        !rank->process.way_out)
        return;
    state = dr_state_add(state_of(rank), &looks->ops, &looks->ops + 1);
    if (since > 0 && state == looks->state) {
        looks->round_s = looks->state_s;
        if (!looks->circles)
            looks->began_s = looks->state_s;
        looks->circles = true;
    } else if (looks->circles || (since & (since - 1)) != 0) {
        looks->circles = looks->circles && looks->count - looks->at <= SEARCH;
        return;
    }
    looks->state = state;
    looks->state_s = dr_net_now();
    looks->at = looks->count;
}

__attribute__((noinline)) static void wipe(void)
{
    char below[WIPED];

    memset(below, 0, sizeof below);
    __asm__ volatile("" : : "r"(below) : "memory");
}

void dr_livelock_rested(const struct dr_port *port)
{
    if (port->looks.count >= (port->looks.far ? LOOKS_GROW : LOOKS_LEAST))
        wipe();
}

static uint64_t mix(uint64_t sum, uint64_t value)
{
    sum = (sum ^ value) * UINT64_C(0x9e3779b97f4a7c15);
    return sum ^ sum >> 29;
}

void dr_livelock_note(struct dr_port *port, uint64_t what, uint64_t where)
{
    port->looks.ops = mix(mix(port->looks.ops, what), where);
}

void dr_livelock_gaze(struct dr_port *port, const struct dr_gaze *gaze)
{
    port->looks.gaze = gaze;
    port->looks.gazed = port->looks.count;
}

const struct dr_gaze *dr_livelock_gazes(const struct dr_port *port)
{
    const struct dr_looks *looks = &port->looks;

    if (looks->count == 0 || looks->idle != dr_world->engine->idle ||
        looks->count - looks->gazed > SEARCH)
        return NULL;
    return looks->gaze;
}

/* Are the operations of this look those of 1 to 4 looks before? */
static void compare_ops(struct dr_looks *looks)
{
    for (uint32_t i = 0; i < 4; i++) {
        bool same = looks->seen[(looks->count - 1 - i) % 4] == looks->ops;

        looks->alike[i] = same ? looks->alike[i] + 1 : 0;
    }
    looks->seen[looks->count % 4] = looks->ops;
}

/* So many looks were by the same few operations. */
static uint32_t runs(const struct dr_looks *looks)
{
    uint32_t most = 0;

    for (int i = 0; i < 4; i++)
        most = looks->alike[i] > most ? looks->alike[i] : most;
    return most;
}

static bool far_in_vain(const struct dr_looks *looks)
{
    return looks->grows > 0 && looks->count - looks->grows >= AGES &&
           (looks->circles || runs(looks) >= LOOKS_MOST);
}

/* Has this rank looked often enough, and is it between two looks? */
static bool in_vain(const struct dr_rank *rank)
{
    const struct dr_looks *looks = &rank->port->looks;

    return looks->idle == dr_world->engine->idle && looks->count > 0 &&
           rank->polling && rank->port->incoming == 0 &&
           (looks->far ? far_in_vain(looks)
                       : looks->circles || looks->count >= LOOKS_MOST);
}

/* Of operations on windows, does one need another rank to act?  Else what it
 * waits for is under way. */
static bool needs_others(const struct dr_wait *wait)
{
    for (int i = 0; i < wait->count; i++) {
        const struct dr_request *request = wait->requests[i];

        if (!request->done && request->remote->needs(request, 0) >= 0)
            return true;
    }
    return false;
}

static bool sleeps(const struct dr_port *port)
{
    return port->wait && port->need > 0 && !dr_moves_may_refuse(port->rank) &&
           (!port->flushing || needs_others(port->wait));
}

/* Explored: is there something that somebody may be given? */
static bool anything_to_give(const struct dr_engine *engine)
{
    const struct dr_link *it;
    struct dr_asker asker;

    DR_LIST_FOREACH(it, &engine->contests) {
        const struct dr_contest *contest =
            DR_CONTAINER(it, struct dr_contest, link);

        if (contest->asker(contest, 0, &asker))
            return true;
    }
    return false;
}

static bool nobody_goes_on(void)
{
    double fresh_s = 0, round_s = INFINITY;

    if (anything_to_give(dr_world->engine))
        return false;
    for (int i = 0; i < dr_world->nranks; i++) {
        const struct dr_rank *rank = &dr_world->ranks[i];
        const struct dr_port *port = rank->port;

        if (rank->ended)
            continue;
        if (sleeps(port)) {
            fresh_s = fmax(fresh_s, port->since_s);
        } else if (!in_vain(rank)) {
            return false;
        } else if (port->looks.circles) {
            fresh_s = fmax(fresh_s, port->looks.began_s);
            round_s = fmin(round_s, port->looks.round_s);
        } else {
            round_s = fmin(round_s, port->looks.before_s);
        }
    }
    return round_s >= fresh_s;
}

/* A look without operations: what it looks for is not there. */
static double near_look(struct dr_port *port, double look)
{
    struct dr_looks *looks = &port->looks;

    if (looks->count > LOOKS_GROW)
        look = fmax(look, growth * (dr_net_now() - looks->since_s));
    if (looks->count >= LOOKS_LEAST)
        compare_state(port, looks->count - LOOKS_LEAST);
    return look;
}

/* Where the search for a circle begins: at 5,000 looks, 10,000, 20,000, ... */
static uint32_t search_from(uint32_t count)
{
    uint32_t from = LOOKS_GROW;

    while (count / 2 >= from)
        from *= 2;
    return from;
}

/* Begin to take longer if the program goes round in a circle, or does the same
 * for too long. */
static void seek_circle(struct dr_port *port)
{
    struct dr_looks *looks = &port->looks;
    uint32_t at = looks->at;

    compare_state(port, looks->count - search_from(looks->count));
    if (!looks->circles && runs(looks) < LOOKS_MOST)
        return;
    looks->grows = looks->count;
    looks->period = looks->circles ? looks->count - at : RUNS;
    looks->sum = looks->round = 0;
}

/* Does each round have the operations of the one before? */
static bool same_round(struct dr_looks *looks)
{
    uint64_t before = looks->round;

    looks->sum = mix(looks->sum, looks->ops);
    if ((looks->count - looks->grows) % looks->period != 0)
        return true;
    looks->round = looks->sum;
    looks->sum = 0;
    return before == 0 || before == looks->round;
}

/* After ages it still goes round? */
static bool keeps_circling(struct dr_port *port)
{
    struct dr_looks *looks = &port->looks;
    uint32_t ages = looks->grows + AGES;

    if (looks->count < ages)
        return same_round(looks);
    looks->circles = looks->circles && looks->count > ages;
    compare_state(port, looks->count - ages);
    return looks->circles || looks->count <= ages + SEARCH ||
           runs(looks) >= LOOKS_MOST;
}

/* Operations may bring something new each time: looks take longer only if they
 * are the same again and again. */
static double far_look(struct dr_port *port, double look)
{
    struct dr_looks *looks = &port->looks;

    compare_ops(looks);
    if (looks->grows > 0 && !keeps_circling(port)) {
        looks->grows = 0;
        looks->circles = false;
    } else if (looks->grows == 0 && looks->count >= LOOKS_GROW) {
        seek_circle(port);
    }
    looks->ops = 0;
    if (looks->grows > 0)
        look = fmax(look, growth * (dr_net_now() - looks->since_s));
    return look;
}

/* Count a look in vain; false if it may not have been. */
static bool count_look(struct dr_engine *engine, struct dr_looks *looks)
{
    if (!idle(engine)) {
        engine->idle++;
        return false;
    }
    if (looks->count == 0 || looks->idle != engine->idle)
        *looks =
            (struct dr_looks){.idle = engine->idle, .since_s = dr_net_now()};
    looks->count++;
    return true;
}

double dr_livelock_look(struct dr_port *port, double look, bool far)
{
    struct dr_engine *engine = dr_world->engine;
    struct dr_looks *looks = &port->looks;

    if (!count_look(engine, looks))
        return look;
    if (engine->choose && looks->count % PATIENCE == 0)
        dr_engine_decide_soon();
    looks->before_s = looks->look_s;
    looks->look_s = dr_net_now();
    looks->far = looks->far || far;
    look = looks->far ? far_look(port, look) : near_look(port, look);
    if (engine->resting == 0 && in_vain(port->rank) && nobody_goes_on())
        dr_detect_livelock();
    return fmin(look, longest_look_s);
}
