/*
 * limit.c - what ends a run that would go on.
 *
 * Calls are looked at in strides, so that the limit of events may be exceeded
 * by one stride; where it ends is the same in every run.
 */
#include "p2p/limit.h"

#include "core/crash.h"
#include "core/ending.h"
#include "net/net.h"

enum {
    STRIDE = 1000,
    /* At one moment, which takes some seconds; and per rank beyond that. */
    CALLS_MOST = 20000000,
    CALLS_MOST_RANK = 1000
};

static void check_events(void)
{
    uint64_t most = dr_world->config.event_limit;

    if (most && dr_net_rung() + dr_world->calls.made > most)
        dr_world_stop(DR_VERDICT_LIMIT, DR_EXIT_LIMIT);
}

void dr_limit_check(void)
{
    double most_s = dr_world->config.time_limit_s;
    int signal = dr_crash_interrupted(dr_world->watch);

    if (signal)
        dr_ending_by_user(signal);
    if (dr_pulse_due(&dr_world->pulse))
        dr_pulse_beat(&dr_world->pulse, dr_net_now());
    check_events();
    if (most_s > 0 && dr_net_now() > most_s)
        dr_world_stop(DR_VERDICT_LIMIT, DR_EXIT_LIMIT);
}

bool dr_limit_stands_still(void)
{
    const struct dr_calls *calls = &dr_world->calls;

    return calls->made - calls->before >
           CALLS_MOST + (uint64_t)dr_world->nranks * CALLS_MOST_RANK;
}

void dr_limit_check_calls(void)
{
    struct dr_calls *calls = &dr_world->calls;
    uint64_t most = dr_world->config.event_limit, left = STRIDE;

    dr_pulse_beat(&dr_world->pulse, dr_net_now());
    check_events();
    if (most)
        left = most - dr_net_rung() - calls->made + 1;
    calls->due = calls->made + (left < STRIDE ? left : STRIDE);
    if (dr_world->config.time_limit_s <= 0)
        return;
    if (calls->moment_s != dr_net_now()) {
        calls->moment_s = dr_net_now();
        calls->before = calls->made;
    }
    if (dr_limit_stands_still())
        dr_world_stop(DR_VERDICT_LIMIT, DR_EXIT_LIMIT);
}
