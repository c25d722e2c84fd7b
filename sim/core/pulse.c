/*
 * pulse.c - a sign of life while a run takes long.
 */
#include "core/pulse.h"

#include <stdio.h>
#include <time.h>
#include <unistd.h>

static double now_s(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

void dr_pulse_begin(struct dr_pulse *pulse)
{
    pulse->on = isatty(STDERR_FILENO);
    pulse->begun_s = now_s();
    pulse->next_s = pulse->begun_s + 2;
}

void dr_pulse_beat(struct dr_pulse *pulse, double time_s)
{
    double now;

    if (!pulse->on)
        return;
    now = now_s();
    if (now < pulse->next_s)
        return;
    dprintf(STDERR_FILENO, "\rdryrun: %.0f s so far, %.9f s simulated\033[K",
            now - pulse->begun_s, time_s);
    pulse->shown = true;
    pulse->next_s = now + 1;
}

void dr_pulse_hush(struct dr_pulse *pulse)
{
    if (pulse->shown)
        dprintf(STDERR_FILENO, "\r\033[K");
    pulse->shown = false;
}
