/*
 * event.c - what happened: one record type, one bus.
 */
#include "event/event.h"

#include <assert.h>

void dr_bus_subscribe(struct dr_bus *bus, uint32_t kinds, dr_observer_fn *tell,
                      void *self)
{
    assert(bus->count < DR_OBSERVERS_MOST);
    bus->observer[bus->count].tell = tell;
    bus->observer[bus->count].self = self;
    bus->observer[bus->count].kinds = kinds;
    bus->count++;
    bus->wanted |= kinds;
}

void dr_bus_tell(const struct dr_bus *bus, const struct dr_event *event)
{
    for (int i = 0; i < bus->count; i++) {
        if (bus->observer[i].kinds & (1u << event->kind))
            bus->observer[i].tell(bus->observer[i].self, event);
    }
}
