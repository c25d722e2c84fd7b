/*
 * timer.h - an alarm that calls a function.
 *
 * For what takes simulated time and is no message, such as an access to
 * storage: the layers above have no alarms of their own.
 */
#ifndef DR_P2P_TIMER_H
#define DR_P2P_TIMER_H

#include "base/list.h"
#include "p2p/engine.h"

/* Embedded in whoever waits for it; `due` is called in the engine when the
 * alarm rings, which may set it again. */
struct dr_timer {
    struct dr_alarm alarm;
    void (*due)(struct dr_timer *timer);
};

static inline void dr_timer_init(struct dr_timer *timer,
                                 void (*due)(struct dr_timer *))
{
    timer->alarm.what = DR_RING_TIMER;
    timer->due = due;
}

#endif
