/*
 * cart.c - Cartesian topologies: ranks and coordinates.
 */
#include <stdint.h>

#include "core/topology.h"

/* `at` moved into 0 .. size - 1. */
static int wrap(int64_t at, int size)
{
    at %= size;
    return (int)(at < 0 ? at + size : at);
}

static bool inside(const struct dr_cart *cart, int i, int64_t at)
{
    return cart->periods[i] || (at >= 0 && at < cart->dims[i]);
}

int dr_cart_rank(const struct dr_cart *cart, const int *coords)
{
    int rank = 0;

    for (int i = 0; i < cart->ndims; i++) {
        if (!inside(cart, i, coords[i]))
            return -1;
        rank = rank * cart->dims[i] + wrap(coords[i], cart->dims[i]);
    }
    return rank;
}

void dr_cart_coords(const struct dr_cart *cart, int rank, int *coords)
{
    for (int i = cart->ndims - 1; i >= 0; i--) {
        coords[i] = rank % cart->dims[i];
        rank /= cart->dims[i];
    }
}

int dr_cart_neighbor(const struct dr_cart *cart, int rank, int direction,
                     int disp)
{
    int size = cart->dims[direction], stride = 1;
    int64_t at;
    int old;

    for (int i = direction + 1; i < cart->ndims; i++)
        stride *= cart->dims[i];
    old = rank / stride % size;
    at = (int64_t)old + disp;
    if (!inside(cart, direction, at))
        return MPI_PROC_NULL;
    return rank + (wrap(at, size) - old) * stride;
}
