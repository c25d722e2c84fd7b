/*
 * agenda.h - alarms in the order they will ring: a four-way heap.
 *
 * Invariant: no entry rings before its parent.  The sequence number makes the
 * order total, so two runs ring alike.
 */
#ifndef DR_NET_AGENDA_H
#define DR_NET_AGENDA_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct dr_alarm;

struct dr_agenda_entry {
    double when;
    uint64_t order;
    struct dr_alarm *alarm;
};

struct dr_agenda {
    struct dr_agenda_entry *entries;
    size_t count, room;
    uint64_t next_order;
};

#ifdef __cplusplus
extern "C" {
#endif

/* Add the alarm at `alarm->when`; fills in its order. */
void dr_agenda_add(struct dr_agenda *agenda, struct dr_alarm *alarm);

/* The number that an alarm added now would get; it is used up. */
uint64_t dr_agenda_number(struct dr_agenda *agenda);

/* Add the alarm at its time under a number got before. */
void dr_agenda_add_as(struct dr_agenda *agenda, struct dr_alarm *alarm,
                      uint64_t number);

/* Remove and return the first alarm; there must be one. */
struct dr_alarm *dr_agenda_take(struct dr_agenda *agenda);

/* When the first alarm rings; infinity if there is none. */
double dr_agenda_next(const struct dr_agenda *agenda);

void dr_agenda_end(struct dr_agenda *agenda);

#ifdef __cplusplus
}
#endif

#endif
