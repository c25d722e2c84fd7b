/*
 * grids - Cartesian topologies.  MPI-3.1, section 7.5.
 */
#include "expect.h"

enum {
    RANKS = 7
};

static void dims_are_completed(void)
{
    int two[2] = {0, 0}, prime[2] = {0, 0}, fixed[3] = {0, 3, 0};
    int three[3] = {0, 0, 0}, full[2] = {2, 3}, large[2] = {0, 0};

    MPI_Dims_create(6, 2, two);
    EXPECT(two[0] == 3 && two[1] == 2);
    MPI_Dims_create(7, 2, prime);
    EXPECT(prime[0] == 7 && prime[1] == 1);
    MPI_Dims_create(6, 3, fixed);
    EXPECT(fixed[0] == 2 && fixed[1] == 3 && fixed[2] == 1);
    MPI_Dims_create(24, 3, three);
    EXPECT(three[0] == 4 && three[1] == 3 && three[2] == 2);
    MPI_Dims_create(6, 2, full);
    EXPECT(full[0] == 2 && full[1] == 3);
    MPI_Dims_create(1024, 2, large);
    EXPECT(large[0] == 32 && large[1] == 32);
}

static void impossible_dims_are_refused(void)
{
    int dims[2] = {4, 0}, negative[2] = {-1, 0};

    MPI_Comm_set_errhandler(MPI_COMM_WORLD, MPI_ERRORS_RETURN);
    EXPECT(MPI_Dims_create(6, 2, dims) != MPI_SUCCESS);
    EXPECT(MPI_Dims_create(6, 2, negative) != MPI_SUCCESS);
    MPI_Comm_set_errhandler(MPI_COMM_WORLD, MPI_ERRORS_ARE_FATAL);
}


/* 2 x 3, the second dimension periodic, without reordering. */
static MPI_Comm make_grid(void)
{
    const int dims[2] = {2, 3}, periods[2] = {0, 1};
    MPI_Comm grid;

    MPI_Cart_create(MPI_COMM_WORLD, 2, dims, periods, 0, &grid);
    return grid;
}

static void ranks_without_a_place_get_nothing(int rank)
{
    MPI_Comm grid = make_grid();

    EXPECT((grid == MPI_COMM_NULL) == (rank >= 6));
    if (rank < 6)
        MPI_Comm_free(&grid);
}


static void a_grid_describes_itself(int rank, MPI_Comm grid)
{
    int ndims = 0, dims[2], periods[2], coords[2], status = -1, size;

    MPI_Cartdim_get(grid, &ndims);
    MPI_Cart_get(grid, 2, dims, periods, coords);
    MPI_Topo_test(grid, &status);
    MPI_Comm_size(grid, &size);
    EXPECT(ndims == 2 && dims[0] == 2 && dims[1] == 3 && size == 6);
    EXPECT(!periods[0] && periods[1] && status == MPI_CART);
    EXPECT(coords[0] == rank / 3 && coords[1] == rank % 3);
    MPI_Topo_test(MPI_COMM_WORLD, &status);
    EXPECT(status == MPI_UNDEFINED);
}

static void coordinates_and_ranks_correspond(MPI_Comm grid)
{
    int coords[2], rank;

    for (int i = 0; i < 6; i++) {
        MPI_Cart_coords(grid, i, 2, coords);
        EXPECT(coords[0] == i / 3 && coords[1] == i % 3);
        coords[1] += 3 * (i - 2); /* the periodic one wraps around */
        MPI_Cart_rank(grid, coords, &rank);
        EXPECT(rank == i);
    }
}

static void shifts_end_at_the_border_or_wrap(int rank, MPI_Comm grid)
{
    int source, dest, row = rank / 3, column = rank % 3;

    MPI_Cart_shift(grid, 0, 1, &source, &dest);
    EXPECT(source == (row == 0 ? MPI_PROC_NULL : rank - 3));
    EXPECT(dest == (row == 1 ? MPI_PROC_NULL : rank + 3));
    MPI_Cart_shift(grid, 1, -1, &source, &dest);
    EXPECT(source == row * 3 + (column + 1) % 3);
    EXPECT(dest == row * 3 + (column + 2) % 3);
    MPI_Cart_shift(grid, 1, 4, &source, &dest);
    EXPECT(source == row * 3 + (column + 2) % 3);
    EXPECT(dest == row * 3 + (column + 1) % 3);
}

static void a_halo_travels_along_the_grid(int rank, MPI_Comm grid)
{
    int source, dest, got = -1;

    MPI_Cart_shift(grid, 0, 1, &source, &dest);
    MPI_Sendrecv(&rank, 1, MPI_INT, dest, 1, &got, 1, MPI_INT, source, 1, grid,
                 MPI_STATUS_IGNORE);
    EXPECT(got == (rank < 3 ? -1 : rank - 3));
}

static void sub_keeps_rows_or_columns(int rank, MPI_Comm grid)
{
    const int row[2] = {0, 1}, column[2] = {1, 0};
    int dims[1], periods[1], coords[1], me;
    MPI_Comm part;

    MPI_Cart_sub(grid, row, &part);
    MPI_Cart_get(part, 1, dims, periods, coords);
    MPI_Comm_rank(part, &me);
    EXPECT(dims[0] == 3 && periods[0] && coords[0] == rank % 3);
    EXPECT(me == rank % 3);
    MPI_Comm_free(&part);

    MPI_Cart_sub(grid, column, &part);
    MPI_Cart_get(part, 1, dims, periods, coords);
    EXPECT(dims[0] == 2 && !periods[0] && coords[0] == rank / 3);
    MPI_Comm_free(&part);
}

#ifndef MPICH_VERSION /* gives only one rank a point */
static void sub_may_leave_points(MPI_Comm grid)
{
    const int none[2] = {0, 0};
    int ndims, size;
    MPI_Comm point;

    MPI_Cart_sub(grid, none, &point);
    MPI_Cartdim_get(point, &ndims);
    MPI_Comm_size(point, &size);
    EXPECT(ndims == 0 && size == 1);
    MPI_Comm_free(&point);
}
#endif

static void a_copy_has_the_topology_a_split_has_not(MPI_Comm grid)
{
    MPI_Comm other;
    int status = -1, dims[2], periods[2], coords[2];

    MPI_Comm_dup(grid, &other);
    MPI_Topo_test(other, &status);
    EXPECT(status == MPI_CART);
    MPI_Cart_get(other, 2, dims, periods, coords);
    EXPECT(dims[0] == 2 && dims[1] == 3 && periods[1]);
    MPI_Comm_free(&other);
    MPI_Comm_split(grid, 0, 0, &other);
    MPI_Topo_test(other, &status);
    EXPECT(status == MPI_UNDEFINED);
    MPI_Comm_free(&other);
}

#ifndef OPEN_MPI /* hardly looks */
static void misuse_is_an_error(MPI_Comm grid)
{
    const int outside[2] = {2, 0}, dims[2] = {9, 9}, periods[2] = {0, 0};
    int rank, coords[2], source, dest;
    MPI_Comm copy, large;

    MPI_Comm_dup(grid, &copy);
    MPI_Comm_set_errhandler(copy, MPI_ERRORS_RETURN);
    MPI_Comm_set_errhandler(MPI_COMM_WORLD, MPI_ERRORS_RETURN);
    EXPECT(MPI_Cart_rank(copy, outside, &rank) != MPI_SUCCESS);
    EXPECT(expect_class(MPI_Cart_coords(copy, 6, 2, coords)) == MPI_ERR_RANK);
    EXPECT(MPI_Cart_coords(copy, 5, 1, coords) != MPI_SUCCESS);
    EXPECT(MPI_Cart_shift(copy, 2, 1, &source, &dest) != MPI_SUCCESS);
    EXPECT(MPI_Cart_create(copy, 2, dims, periods, 0, &large) != MPI_SUCCESS);
    EXPECT(expect_class(MPI_Cartdim_get(MPI_COMM_WORLD, &rank)) ==
           MPI_ERR_TOPOLOGY);
    MPI_Comm_set_errhandler(MPI_COMM_WORLD, MPI_ERRORS_ARE_FATAL);
    MPI_Comm_free(&copy);
}
#endif


static void a_grid_of_no_dimensions_has_one_rank(int rank)
{
    MPI_Comm point;
    int none[1] = {0}, ndims = -1, at = -1, size = 0;

    MPI_Cart_create(MPI_COMM_WORLD, 0, none, none, 0, &point);
    EXPECT((point == MPI_COMM_NULL) == (rank > 0));
    if (rank > 0)
        return;
    MPI_Cartdim_get(point, &ndims);
    MPI_Cart_rank(point, none, &at);
    MPI_Comm_size(point, &size);
    EXPECT(ndims == 0 && at == 0 && size == 1);
    MPI_Comm_free(&point);
}

#ifndef OPEN_MPI /* gives everyone a place */
static void map_says_where_a_rank_would_go(void)
{
    const int dims[2] = {2, 2}, periods[2] = {0, 0};
    int place = -7, places = 0, inside;

    MPI_Cart_map(MPI_COMM_WORLD, 2, dims, periods, &place);
    EXPECT(place == MPI_UNDEFINED || (place >= 0 && place < 4));
    inside = place != MPI_UNDEFINED;
    MPI_Allreduce(&inside, &places, 1, MPI_INT, MPI_SUM, MPI_COMM_WORLD);
    EXPECT(places == 4);
}
#endif


int main(int argc, char **argv)
{
    int rank = expect_start(&argc, &argv, RANKS);
    MPI_Comm grid;

    dims_are_completed();
    impossible_dims_are_refused();
    ranks_without_a_place_get_nothing(rank);
    a_grid_of_no_dimensions_has_one_rank(rank);
#ifndef OPEN_MPI
    map_says_where_a_rank_would_go();
#endif
    grid = make_grid();
    if (grid != MPI_COMM_NULL) {
        a_grid_describes_itself(rank, grid);
        coordinates_and_ranks_correspond(grid);
        shifts_end_at_the_border_or_wrap(rank, grid);
        a_halo_travels_along_the_grid(rank, grid);
        sub_keeps_rows_or_columns(rank, grid);
#ifndef MPICH_VERSION
        sub_may_leave_points(grid);
#endif
        a_copy_has_the_topology_a_split_has_not(grid);
#ifndef OPEN_MPI
        misuse_is_an_error(grid);
#endif
        MPI_Comm_free(&grid);
    }
    return expect_end();
}
