/*
 * pulse.h - a sign of life while a run takes long.
 *
 * Only if stderr is a terminal: a line that is written over and over, once a
 * second from the second one on, and is gone before anything else is written.
 * It tells the user's time, which files and pipes never get.
 */
#ifndef DR_CORE_PULSE_H
#define DR_CORE_PULSE_H

#include <stdbool.h>
#include <stdint.h>

struct dr_pulse {
    bool on;
    bool shown;     /* the line is on the screen now */
    uint32_t steps; /* since the clock was looked at */
    double begun_s, next_s;
};

/* From now on, if there is a terminal. */
void dr_pulse_begin(struct dr_pulse *pulse);

/* Something was done; `time_s` is simulated. */
void dr_pulse_beat(struct dr_pulse *pulse, double time_s);

/* A small step was done: is it time for a beat, which looks at the clock? */
static inline bool dr_pulse_due(struct dr_pulse *pulse)
{
    return __builtin_expect(pulse->on, 0) && (++pulse->steps & 1023) == 0;
}

/* Something else is about to be written. */
void dr_pulse_hush(struct dr_pulse *pulse);

#endif
