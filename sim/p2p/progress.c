/*
 * progress.c - how a rank spends simulated time, and how it blocks.
 */
#include "p2p/progress.h"

#include <errno.h>
#include <math.h>

#include "p2p/detect.h"
#include "p2p/livelock.h"

/* A polling loop's first look, and its growth: see the header. */
static const double first_look_s = 100e-9;
static const double look_growth = 0.01;
/* Explored, times mean little, and each look is a decision. */
static const double explored_growth = 0.2;

/* Looks at the clock: how many are free, and what the others cost. */
static const double clock_look_s = 1e-6;
enum {
    FREE_CLOCK_LOOKS = 1000
};

/*
 * Let others run until somebody wakes this rank.  All registers are kept in
 * this frame, so that a debugger finds the callers' from here.
 */
__attribute__((noinline)) static void sleep_on_wakeup(struct dr_rank *rank)
{
    int saved = errno;

    __builtin_unwind_init();
    rank->sleep_frame = __builtin_frame_address(0);
    __asm__ volatile("lea 0(%%rip), %0" : "=r"(rank->sleep_code));
    dr_world->self = NULL;
    dr_wakeup_sleep(rank->wakeup);
    dr_world->self = rank;
    rank->sleep_frame = rank->sleep_code = NULL;
    errno = saved;
}

static void tell(const struct dr_rank *rank, enum dr_event_kind kind)
{
    DR_EMIT(&dr_world->bus, kind, .rank = rank->id, .peer = -1,
            .actor = dr_world->self ? dr_world->self->id : -1,
            .time_s = dr_net_now(), .call = rank->call);
}

void dr_progress_block(struct dr_wait *wait)
{
    struct dr_rank *rank = dr_world->self;
    struct dr_port *port = rank->port;

    port->wait = wait;
    port->polled_s = 0;
    port->since_s = dr_net_now();
    dr_world->blocked++;
    tell(rank, DR_EVENT_WAIT_BEGIN);
    dr_engine_check_stuck();
    /* What is on its way here is looked at when it has arrived. */
    if (port->incoming == 0)
        dr_detect_blocked(rank);
    sleep_on_wakeup(rank);
    dr_world->engine->woken -= port->woken;
    port->flushing = port->woken = false;
    port->wait = NULL;
    tell(rank, DR_EVENT_WAIT_END);
}

void dr_progress_one_done(struct dr_port *port)
{
    if (--port->need == 0) {
        tell(port->rank, DR_EVENT_WAIT_OVER);
        dr_world->blocked--;
        port->woken = port->flushing;
        dr_world->engine->woken += port->woken;
        dr_wakeup_wake(port->rank->wakeup);
    } else {
        dr_world->engine->look = port;
    }
}

void dr_progress_probe(struct dr_port *port, const struct dr_envelope *message)
{
    const struct dr_wait *wait = port->wait;

    if (wait && wait->kind == DR_WAIT_PROBE && port->need > 0 &&
        !wait->undecided &&
        dr_match_peek(&port->match, &wait->requests[0]->envelope) == message)
        dr_progress_one_done(port);
}

void dr_progress_awake(struct dr_alarm *alarm)
{
    struct dr_port *port = DR_CONTAINER(alarm, struct dr_port, sleep);

    dr_wakeup_wake(port->rank->wakeup);
}

/* Asleep until a moment that is sure to come. */
static void sleep_until(struct dr_rank *rank, double when)
{
    struct dr_port *port = rank->port;

    port->sleep.what = DR_RING_SLEEP;
    port->sleep.when = when;
    dr_net_set(&port->sleep);
    sleep_on_wakeup(rank);
}

static void begin_computing(struct dr_rank *rank)
{
    dr_world->engine->idle_polls = 0;
    dr_world->engine->resting++;
    rank->port->polled_s = 0;
    rank->port->computing = true;
    tell(rank, DR_EVENT_COMPUTE_BEGIN);
}

static void end_computing(struct dr_rank *rank)
{
    rank->port->computing = false;
    dr_world->engine->resting--;
    tell(rank, DR_EVENT_COMPUTE_END);
}

/*
 * Times stay in the frames of these three, below those that
 * dr_livelock_rested() can wipe.
 */
__attribute__((noinline)) static void spend_time(struct dr_rank *rank,
                                                 double seconds)
{
    begin_computing(rank);
    sleep_until(rank, dr_net_now() + seconds);
    end_computing(rank);
}

__attribute__((noinline)) static void spend_flops(struct dr_rank *rank,
                                                  double flops)
{
    int saved = errno;

    begin_computing(rank);
    dr_world->self = NULL;
    dr_net_execute(flops);
    dr_world->self = rank;
    errno = saved;
    end_computing(rank);
}

__attribute__((noinline)) static void spend_look(struct dr_rank *rank)
{
    struct dr_engine *engine = dr_world->engine;
    struct dr_port *port = rank->port;
    double growth = engine->choose ? explored_growth : look_growth;
    double look = fmax(first_look_s, growth * port->polled_s);

    port->polled_s += look;
    engine->polling++;
    rank->polling = true;
    look = dr_livelock_look(port, look, port->looks.ops != 0);
    tell(rank, DR_EVENT_POLL_BEGIN);
    sleep_until(rank, dr_net_now() + look);
    tell(rank, DR_EVENT_POLL_END);
    rank->polling = false;
    engine->polling--;
}

void dr_progress_sleep(double seconds)
{
    struct dr_rank *rank = dr_world->self;

    if (!(seconds > 0))
        return;
    spend_time(rank, seconds);
    dr_livelock_rested(rank->port);
}

void dr_progress_compute(double flops)
{
    struct dr_rank *rank = dr_world->self;

    if (!(flops > 0))
        return;
    spend_flops(rank, flops);
    dr_livelock_rested(rank->port);
}

void dr_progress_poll(void)
{
    struct dr_rank *rank = dr_world->self;

    spend_look(rank);
    dr_livelock_rested(rank->port);
}

/* Looks that take no time at all would let nobody else go on. */
__attribute__((noinline)) static void spend_far_look(struct dr_rank *rank)
{
    struct dr_engine *engine = dr_world->engine;
    struct dr_looks *looks = &rank->port->looks;
    double look;

    engine->polling++;
    rank->polling = true;
    look = dr_livelock_look(rank->port, 0, true);
    if (looks->count > FREE_CLOCK_LOOKS && looks->since_s == dr_net_now())
        look = first_look_s;
    if (look > 0) {
        tell(rank, DR_EVENT_POLL_BEGIN);
        sleep_until(rank, dr_net_now() + look);
        tell(rank, DR_EVENT_POLL_END);
    }
    rank->polling = false;
    engine->polling--;
}

void dr_progress_look_far(void)
{
    struct dr_rank *rank = dr_world->self;

    spend_far_look(rank);
    dr_livelock_rested(rank->port);
}

void dr_progress_pay_overhead(struct dr_port *port)
{
    if (port->sending_until > dr_net_now() && dr_world->self == port->rank)
        sleep_until(port->rank, port->sending_until);
}

void dr_progress_look(void)
{
    struct dr_port *port = dr_world->self->port;

    if (port->clock_at != dr_net_now())
        port->clock_looks = 0;
    if (++port->clock_looks > FREE_CLOCK_LOOKS)
        dr_progress_sleep(clock_look_s);
    port->clock_at = dr_net_now();
}
