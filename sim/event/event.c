/*
 * event.c - what happened: one record type, one bus.
 */
#include "event/event.h"

#include <assert.h>

#include "base/memory.h"

_Static_assert(DR_EVENT_KINDS < 32, "a kind is a bit of 32");

void dr_bus_subscribe(struct dr_bus *bus, uint32_t kinds, dr_observer_fn *tell,
                      void *self)
{
    assert(bus->count < DR_OBSERVERS_MOST);
    bus->count++;
    bus->wanted |= kinds;
    for (int kind = 0; kind < DR_EVENT_KINDS; kind++) {
        struct dr_observers *to = &bus->listeners[kind];

        if (!(kinds & (UINT32_C(1) << kind)))
            continue;
        to->observer[to->count].tell = tell;
        to->observer[to->count].self = self;
        to->count++;
    }
}

void dr_bus_tell(const struct dr_bus *bus, const struct dr_event *event)
{
    const struct dr_observers *to = &bus->listeners[event->kind];

    for (int i = 0; i < to->count; i++)
        to->observer[i].tell(to->observer[i].self, event);
}

static uint32_t take_slot(struct dr_bus *bus)
{
    if (bus->free_slots > 0)
        return bus->free_slot[--bus->free_slots];
    return bus->slots++;
}

void dr_event_signal_begin(struct dr_bus *bus, struct dr_event_message *signal)
{
    signal->number = 0;
    signal->slot = take_slot(bus);
}

void dr_event_message_begin(struct dr_bus *bus,
                            struct dr_event_message *message)
{
    message->number = ++bus->messages;
    message->slot = take_slot(bus);
}

void dr_event_message_end(struct dr_bus *bus,
                          const struct dr_event_message *message)
{
    if (bus->free_slots == bus->room) {
        bus->room = bus->room ? 2 * bus->room : 64;
        bus->free_slot =
            dr_realloc(bus->free_slot, bus->room * sizeof *bus->free_slot);
    }
    bus->free_slot[bus->free_slots++] = message->slot;
}
