/*
 * agenda.c - alarms in the order they will ring: a four-way heap.
 */
#include "net/agenda.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>

#include "base/memory.h"
#include "net/net.h"

/* Four children share a cache line and a half, and halve the depth. */
enum {
    CHILDREN = 4,
    FIRST_ROOM = 64
};

static bool before(const struct dr_agenda_entry *a,
                   const struct dr_agenda_entry *b)
{
    return a->when < b->when || (a->when == b->when && a->order < b->order);
}

uint64_t dr_agenda_number(struct dr_agenda *agenda)
{
    return agenda->next_order++;
}

void dr_agenda_add(struct dr_agenda *agenda, struct dr_alarm *alarm)
{
    dr_agenda_add_as(agenda, alarm, agenda->next_order++);
}

void dr_agenda_add_as(struct dr_agenda *agenda, struct dr_alarm *alarm,
                      uint64_t number)
{
    struct dr_agenda_entry entry = {alarm->when, number, alarm};
    size_t hole = agenda->count++;

    alarm->order = entry.order;
    if (hole == agenda->room) {
        agenda->room = agenda->room ? 2 * agenda->room : FIRST_ROOM;
        agenda->entries =
            dr_realloc(agenda->entries, agenda->room * sizeof entry);
    }
    while (hole > 0) {
        size_t parent = (hole - 1) / CHILDREN;

        if (!before(&entry, &agenda->entries[parent]))
            break;
        agenda->entries[hole] = agenda->entries[parent];
        hole = parent;
    }
    agenda->entries[hole] = entry;
}

static size_t first_child(const struct dr_agenda *agenda, size_t parent)
{
    size_t child = CHILDREN * parent + 1;
    size_t end = child + CHILDREN;
    size_t first = child;

    if (end > agenda->count)
        end = agenda->count;
    for (; child < end; child++) {
        if (before(&agenda->entries[child], &agenda->entries[first]))
            first = child;
    }
    return first;
}

struct dr_alarm *dr_agenda_take(struct dr_agenda *agenda)
{
    struct dr_alarm *alarm = agenda->entries[0].alarm;
    struct dr_agenda_entry last;
    size_t hole = 0;

    assert(agenda->count > 0);
    last = agenda->entries[--agenda->count];
    while (CHILDREN * hole + 1 < agenda->count) {
        size_t child = first_child(agenda, hole);

        if (!before(&agenda->entries[child], &last))
            break;
        agenda->entries[hole] = agenda->entries[child];
        hole = child;
    }
    agenda->entries[hole] = last;
    return alarm;
}

double dr_agenda_next(const struct dr_agenda *agenda)
{
    return agenda->count > 0 ? agenda->entries[0].when : INFINITY;
}

void dr_agenda_end(struct dr_agenda *agenda)
{
    free(agenda->entries);
    *agenda = (struct dr_agenda){0};
}
