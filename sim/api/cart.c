/*
 * cart.c - Cartesian topologies (MPI 3.1, section 7.5).
 */
#include <stdlib.h>

#include "api/reorder.h"
#include "api/topology.h"

static int check_dims(struct dr_comm *comm, int nnodes, int ndims,
                      const int dims[])
{
    if (ndims < 0)
        return dr_raise(comm, MPI_ERR_DIMS, "the number of dimensions is %d",
                        ndims);
    if (ndims > 0 && !dims)
        return dr_check_array(comm, ndims, dims, "dims");
    for (int i = 0; i < ndims; i++) {
        if (dims[i] < 0)
            return dr_raise(comm, MPI_ERR_DIMS, "dims[%d] is %d", i, dims[i]);
    }
    if (nnodes <= 0)
        return dr_raise(comm, MPI_ERR_ARG, "the number of nodes is %d", nnodes);
    return MPI_SUCCESS;
}

int PMPI_Dims_create(int nnodes, int ndims, int dims[])
{
    int error;

    DR_DOOR("MPI_Dims_create", "ii*", nnodes, ndims, dims);

    error = check_dims(NULL, nnodes, ndims, dims);
    if (error || ndims == 0)
        return error;
    if (!dr_dims_create(nnodes, ndims, dims))
        return dr_raise(NULL, MPI_ERR_DIMS,
                        "%d nodes do not fill a grid with these dimensions",
                        nnodes);
    return MPI_SUCCESS;
}
DR_ALIAS(int, Dims_create, (int, int, int[]))

/* Is there a rank for each place of the grid?  Gives their number. */
static int check_grid(struct dr_comm *comm, int ndims, const int dims[],
                      int *places)
{
    int64_t product = 1;
    int error = check_dims(comm, 1, ndims, dims);

    for (int i = 0; i < ndims && !error; i++) {
        if (dims[i] == 0)
            error = dr_raise(comm, MPI_ERR_DIMS, "dims[%d] is 0", i);
        product *= dims[i];
        if (!error && product > comm->size)
            error = dr_raise(comm, MPI_ERR_DIMS,
                             "the grid has more places than there are ranks: "
                             "dims[0] to dims[%d] make %lld for %d",
                             i, (long long)product, comm->size);
    }
    *places = (int)product;
    return error;
}

int PMPI_Cart_create(MPI_Comm comm_old, int ndims, const int dims[],
                     const int periods[], int reorder, MPI_Comm *comm_cart)
{
    struct dr_comm *found;
    int error, places;

    DR_DOOR("MPI_Cart_create", "ci**i&", comm_old, ndims, dims, periods,
            reorder, comm_cart);

    error = dr_check_comm(comm_old, &found);
    if (!error)
        error = dr_check_intra(found);
    if (!error)
        error = check_grid(found, ndims, dims, &places);
    if (!error)
        error = dr_check_array(found, ndims, periods, "periods");
    if (error)
        return error;
    *comm_cart = dr_reorder_lay_out(found, places, reorder,
                                    dr_topology_cart(ndims, dims, periods));
    return MPI_SUCCESS;
}
DR_ALIAS(int, Cart_create,
         (MPI_Comm, int, const int[], const int[], int, MPI_Comm *))

int PMPI_Cart_map(MPI_Comm comm, int ndims, const int dims[],
                  const int periods[], int *newrank)
{
    struct dr_comm *found;
    int error, places;

    DR_DOOR("MPI_Cart_map", "ci**&", comm, ndims, dims, periods, newrank);

    error = dr_check_comm(comm, &found);
    if (!error)
        error = dr_check_intra(found);
    if (!error)
        error = check_grid(found, ndims, dims, &places);
    if (!error)
        error = dr_check_array(found, ndims, periods, "periods");
    if (!error)
        *newrank = dr_reorder_map(found, places,
                                  dr_topology_cart(ndims, dims, periods));
    return error;
}
DR_ALIAS(int, Cart_map, (MPI_Comm, int, const int[], const int[], int *))

int PMPI_Cartdim_get(MPI_Comm comm, int *ndims)
{
    struct dr_comm *found;
    int error;

    DR_DOOR("MPI_Cartdim_get", "c&", comm, ndims);

    error = dr_topology_find(comm, MPI_CART, &found);
    if (!error)
        *ndims = found->topology->cart.ndims;
    return error;
}
DR_ALIAS(int, Cartdim_get, (MPI_Comm, int *))

/* Find a grid; the caller's arrays have room for all its dimensions. */
static int find_for(MPI_Comm comm, int maxdims, struct dr_comm **found,
                    const struct dr_cart **cart)
{
    int error = dr_topology_find(comm, MPI_CART, found);

    if (error)
        return error;
    *cart = &(*found)->topology->cart;
    if (maxdims < (*cart)->ndims)
        return dr_raise(*found, MPI_ERR_ARG,
                        "maxdims is %d, the grid has %d dimensions", maxdims,
                        (*cart)->ndims);
    return MPI_SUCCESS;
}

int PMPI_Cart_get(MPI_Comm comm, int maxdims, int dims[], int periods[],
                  int coords[])
{
    struct dr_comm *found;
    const struct dr_cart *cart;
    int error;

    DR_DOOR("MPI_Cart_get", "ci***", comm, maxdims, dims, periods, coords);

    error = find_for(comm, maxdims, &found, &cart);
    if (!error)
        error = dr_check_array(found, cart->ndims, dims, "dims");
    if (!error)
        error = dr_check_array(found, cart->ndims, periods, "periods");
    if (!error)
        error = dr_check_array(found, cart->ndims, coords, "coords");
    if (error)
        return error;
    dr_topology_store(dims, maxdims, cart->dims, cart->ndims);
    dr_topology_store(periods, maxdims, cart->periods, cart->ndims);
    dr_cart_coords(cart, found->rank, coords);
    return MPI_SUCCESS;
}
DR_ALIAS(int, Cart_get, (MPI_Comm, int, int[], int[], int[]))

/* The first coordinate that is in no place of the grid. */
static int raise_outside(struct dr_comm *comm, const struct dr_cart *cart,
                         const int coords[])
{
    static const struct dr_about about = {
        .advice = "give coordinates of the grid, or make it periodic in this "
                  "dimension"};
    int i = 0;

    while (cart->periods[i] || (coords[i] >= 0 && coords[i] < cart->dims[i]))
        i++;
    return dr_raise_about(comm, MPI_ERR_ARG, &about,
                          "coords[%d] is %d, outside the grid, which has 0..%d "
                          "there",
                          i, coords[i], cart->dims[i] - 1);
}

int PMPI_Cart_rank(MPI_Comm comm, const int coords[], int *rank)
{
    struct dr_comm *found;
    int error, at;

    DR_DOOR("MPI_Cart_rank", "c*&", comm, coords, rank);

    error = dr_topology_find(comm, MPI_CART, &found);
    if (!error)
        error = dr_check_array(found, found->topology->cart.ndims, coords,
                               "coords");
    if (error)
        return error;
    at = dr_cart_rank(&found->topology->cart, coords);
    if (at < 0)
        return raise_outside(found, &found->topology->cart, coords);
    *rank = at;
    return MPI_SUCCESS;
}
DR_ALIAS(int, Cart_rank, (MPI_Comm, const int[], int *))

int PMPI_Cart_coords(MPI_Comm comm, int rank, int maxdims, int coords[])
{
    struct dr_comm *found;
    const struct dr_cart *cart;
    int error;

    DR_DOOR("MPI_Cart_coords", "cpi*", comm, rank, maxdims, coords);

    error = find_for(comm, maxdims, &found, &cart);
    if (!error)
        error = dr_topology_check_rank(found, rank);
    if (!error)
        error = dr_check_array(found, cart->ndims, coords, "coords");
    if (!error)
        dr_cart_coords(cart, rank, coords);
    return error;
}
DR_ALIAS(int, Cart_coords, (MPI_Comm, int, int, int[]))

int PMPI_Cart_shift(MPI_Comm comm, int direction, int disp, int *rank_source,
                    int *rank_dest)
{
    struct dr_comm *found;
    const struct dr_cart *cart;
    int error;

    DR_DOOR("MPI_Cart_shift", "cii&&", comm, direction, disp, rank_source,
            rank_dest);

    error = dr_topology_find(comm, MPI_CART, &found);
    if (error)
        return error;
    cart = &found->topology->cart;
    if (direction < 0 || direction >= cart->ndims)
        return dr_raise(found, MPI_ERR_ARG,
                        "direction %d of a grid of %d dimensions", direction,
                        cart->ndims);
    *rank_source = dr_cart_neighbor(cart, found->rank, direction, -disp);
    *rank_dest = dr_cart_neighbor(cart, found->rank, direction, disp);
    return MPI_SUCCESS;
}
DR_ALIAS(int, Cart_shift, (MPI_Comm, int, int, int *, int *))

/* The grid without the dimensions that are dropped; its place among those that
 * arise, and the rank in it, count as in a grid. */
static struct dr_topology *reduce(const struct dr_cart *cart,
                                  const int remain[], const int coords[],
                                  int *color, int *key)
{
    int *dims = dr_topology_copy(cart->dims, cart->ndims);
    int *periods = dr_topology_copy(cart->periods, cart->ndims);
    struct dr_topology *reduced;
    int ndims = 0;

    *color = *key = 0;
    for (int i = 0; i < cart->ndims; i++) {
        if (!remain[i]) {
            *color = *color * cart->dims[i] + coords[i];
            continue;
        }
        *key = *key * cart->dims[i] + coords[i];
        dims[ndims] = cart->dims[i];
        periods[ndims++] = cart->periods[i];
    }
    reduced = dr_topology_cart(ndims, dims, periods);
    free(dims);
    free(periods);
    return reduced;
}

int PMPI_Cart_sub(MPI_Comm comm, const int remain_dims[], MPI_Comm *newcomm)
{
    struct dr_comm *found;
    const struct dr_cart *cart;
    struct dr_topology *reduced;
    struct dr_accord *accord;
    struct dr_term term;
    int error, color, key;
    int *coords;

    DR_DOOR("MPI_Cart_sub", "c*&", comm, remain_dims, newcomm);

    error = dr_topology_find(comm, MPI_CART, &found);
    if (!error)
        error = dr_check_array(found, found->topology->cart.ndims, remain_dims,
                               "remain_dims");
    if (error)
        return error;
    cart = &found->topology->cart;
    coords = dr_topology_copy(cart->dims, cart->ndims);
    dr_cart_coords(cart, found->rank, coords);
    reduced = reduce(cart, remain_dims, coords, &color, &key);
    free(coords);
    accord = dr_accord_join(found, color, key);
    term = dr_term_of_flags("remain_dims", remain_dims, cart->ndims);
    dr_accord_give(accord, found, &term);
    *newcomm = dr_comm_lay_out(found, accord, reduced);
    return MPI_SUCCESS;
}
DR_ALIAS(int, Cart_sub, (MPI_Comm, const int[], MPI_Comm *))
