/*
 * spot.c - places in the program, as small numbers.
 */
#include "trace/spot.h"

#include <stdlib.h>

#include "base/memory.h"

static uint32_t add(struct dr_spots *spots, struct dr_spot spot)
{
    if (spots->count == spots->room) {
        spots->room = spots->room ? 2 * spots->room : 16;
        spots->items =
            dr_realloc(spots->items, spots->room * sizeof *spots->items);
    }
    spots->items[spots->count] = spot;
    return spots->count++;
}

void dr_spots_init(struct dr_spots *spots, dr_identify_fn *identify)
{
    *spots = (struct dr_spots){.identify = identify};
    spots->near = dr_zalloc(DR_SPOTS_NEAR, sizeof *spots->near);
    add(spots, (struct dr_spot){0});
}

void dr_spots_end(struct dr_spots *spots)
{
    dr_table_end(&spots->known);
    free(spots->items);
    free(spots->near);
}

uint32_t dr_spots_find(struct dr_spots *spots, struct dr_spot spot)
{
    uint64_t identity = spot.site ? spots->identify(spot.site) : 0;
    uint64_t name = (uintptr_t)spot.call;
    uintptr_t number;

    if (!identity && !spot.call)
        return 0;
    number = (uintptr_t)dr_table_get(&spots->known, identity, name);
    if (number == 0) {
        number = add(spots, spot) + 1;
        dr_table_put(&spots->known, identity, name, (void *)number);
    }
    return (uint32_t)number - 1;
}
