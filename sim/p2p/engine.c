/*
 * engine.c - the message engine: what it keeps for the world and per rank.
 */
#include "p2p/engine.h"

#include "p2p/detect.h"
#include "p2p/limit.h"
#include "p2p/lore.h"
#include "p2p/message.h"
#include "p2p/operation.h"
#include "p2p/parcel.h"
#include "p2p/progress.h"
#include "p2p/protocol.h"
#include "p2p/timer.h"

/* Rounds in which all ranks look, in vain, before any looks again. */
enum {
    /* Looks become dear: this is a day. */
    IDLE_ROUNDS_MOST = 150,
    /* The same if they compute or sleep in between: it may never end. */
    BUSY_ROUNDS_MOST = 100000
};

void dr_engine_begin(struct dr_world *world, const struct dr_wire *wire)
{
    struct dr_engine *engine = dr_zalloc(1, sizeof *engine);
    struct dr_port *ports = dr_zalloc((size_t)world->nranks, sizeof *ports);

    world->engine = engine;
    engine->wire = *wire;
    engine->detect = dr_detect_begin(world->nranks);
    dr_list_init(&engine->contests);
    dr_pool_init(&engine->bins, dr_match_bin_size());
    dr_pool_init(&engine->messages, sizeof(struct dr_message));
    dr_pool_init(&engine->channels, sizeof(struct dr_channel));
    dr_pool_init(&engine->taken, sizeof(struct dr_taken));
    for (size_t i = 0; i < sizeof engine->payloads / sizeof *engine->payloads;
         i++)
        dr_pool_init(&engine->payloads[i], (size_t)128 << i);
    for (int i = 0; i < world->nranks; i++) {
        struct dr_port *port = &ports[i];

        dr_match_init(&port->match, &engine->bins);
        dr_list_init(&port->deferred);
        dr_list_init(&port->stalled);
        dr_list_init(&port->parcels);
        dr_list_init(&port->freed);
        dr_list_init(&port->under_way);
        port->rank = &world->ranks[i];
        world->ranks[i].port = port;
    }
}

_Noreturn static void stop_stuck(void)
{
    dr_detect_take_all();
    dr_world_stop(DR_VERDICT_DEADLOCK, DR_EXIT_DEADLOCK);
}

void dr_engine_explore(struct dr_world *world, dr_choose_fn *choose, void *self)
{
    struct dr_engine *engine = world->engine;

    world->config.explore = true;
    engine->choose = choose;
    engine->chooser = self;
    dr_detect_rest(world);
    for (int i = 0; i < world->nranks; i++)
        world->ranks[i].port->match.lazy = true;
    engine->lore = dr_lore_begin();
}

void dr_engine_check_stuck(void)
{
    struct dr_alarm *quiet = &dr_world->engine->quiet;

    if (dr_world->alive == 0 || dr_world->blocked < dr_world->alive ||
        dr_net_pending() > 0)
        return;
    if (!dr_world->engine->choose)
        stop_stuck();
    /* Decisions are made in the engine: the rank that blocked last is still
     * running here. */
    quiet->what = DR_RING_QUIET;
    quiet->when = dr_net_now();
    dr_net_set(quiet);
}

void dr_engine_decide_soon(void)
{
    struct dr_engine *engine = dr_world->engine;

    if (engine->vain_set)
        return;
    engine->vain.what = DR_RING_VAIN;
    engine->vain.when = dr_net_now();
    engine->vain_set = true;
    dr_net_set(&engine->vain);
}

/* Nobody can go on but by looking again. */
static void refuse_all(struct dr_engine *engine)
{
    if (engine->idle_polls == 0)
        engine->idle_since_s = dr_net_now();
    if (++engine->idle_polls > IDLE_ROUNDS_MOST || !dr_moves_refuse_all())
        stop_stuck();
    if (++engine->idle_rounds > BUSY_ROUNDS_MOST)
        dr_world_stop(DR_VERDICT_LIMIT, DR_EXIT_LIMIT);
}

/* False if there is nothing to decide. */
static bool decide(struct dr_engine *engine)
{
    int chosen;

    dr_moves_find(&engine->moves);
    if (engine->moves.count == 0)
        return false;
    engine->idle_polls = engine->idle_rounds = 0;
    engine->idle++;
    chosen = engine->choose(engine->chooser, engine->moves.list,
                            engine->moves.count);
    dr_moves_make(&engine->moves.list[chosen]);
    return true;
}

/* Others go on looking, so a refusal may be all that can be done, for ever. */
static void decide_in_vain(struct dr_engine *engine)
{
    bool refused = !decide(engine) && dr_moves_refuse_all();

    if (refused && ++engine->idle_rounds > BUSY_ROUNDS_MOST)
        dr_world_stop(DR_VERDICT_LIMIT, DR_EXIT_LIMIT);
    engine->idle += refused;
}

void dr_engine_ring(struct dr_alarm *alarm)
{
    struct dr_engine *engine = dr_world->engine;

    dr_limit_check();
    switch ((enum dr_ring)alarm->what) {
    case DR_RING_SLEEP:
        dr_progress_awake(alarm);
        break;
    case DR_RING_QUIET:
        if (!decide(engine))
            refuse_all(engine);
        break;
    case DR_RING_VAIN:
        engine->vain_set = false;
        decide_in_vain(engine);
        break;
    case DR_RING_TEST:
        dr_detect_due(engine);
        break;
    case DR_RING_TIMER: {
        struct dr_timer *timer = DR_CONTAINER(alarm, struct dr_timer, alarm);

        timer->due(timer);
        break;
    }
    case DR_RING_RECEIVED:
        dr_recv_taken(DR_CONTAINER(alarm, struct dr_request, alarm));
        break;
    case DR_RING_PARCEL_INJECT:
    case DR_RING_PARCEL_LAUNCH:
    case DR_RING_PARCEL:
        dr_parcel_ring(DR_CONTAINER(alarm, struct dr_parcel, alarm));
        break;
    default:
        dr_protocol_advance(DR_CONTAINER(alarm, struct dr_message, alarm));
    }
    dr_engine_check_stuck();
    if (++engine->alarms >= engine->test_at || engine->look)
        dr_detect_rang(engine);
}
