/*
 * makes.h - four ranks make a communicator; if it is wrong, rank 1 gives
 * something else than the others.
 */
#ifndef TESTS_BAD_MAKES_H
#define TESTS_BAD_MAKES_H

#include <mpi.h>
#include <string.h>

static inline MPI_Comm make_cart(const char *what, int differs)
{
    int dims[] = {2, 2}, periods[] = {0, 1}, remain[] = {1, 0};
    MPI_Comm grid, made;

    if (strcmp(what, "cart_dims") == 0 && differs)
        dims[0] = 4, dims[1] = 1;
    if (strcmp(what, "cart_size") == 0)
        dims[0] = 3 - differs, dims[1] = 1;
    if (strcmp(what, "cart_periods") == 0)
        periods[0] = differs;
    MPI_Cart_create(MPI_COMM_WORLD, 2, dims, periods, 0, &grid);
    if (strcmp(what, "cart_sub") != 0)
        return grid;
    remain[differs] = 0;
    remain[!differs] = 1;
    MPI_Cart_sub(grid, remain, &made);
    MPI_Comm_free(&grid);
    return made;
}

/* A ring; or one edge of it leads elsewhere. */
static inline MPI_Comm make_graph(int differs)
{
    int index[] = {1, 2, 3, 4}, edges[] = {1, 2, 3, 0};
    MPI_Comm made;

    if (differs)
        edges[3] = 1;
    MPI_Graph_create(MPI_COMM_WORLD, 4, index, edges, 0, &made);
    return made;
}

/* Ranks 0 and 1, and ranks 2 and 3, each by themselves. */
static inline MPI_Comm make_group(const char *what, int rank, int differs)
{
    int first = rank / 2 * 2, ranks[] = {first, first + 1};
    MPI_Group all, group;
    MPI_Comm made;

    if (differs && strcmp(what, "group_members") == 0)
        ranks[0] = 1, ranks[1] = 2;
    else if (differs)
        ranks[0] = 1, ranks[1] = 0;
    MPI_Comm_group(MPI_COMM_WORLD, &all);
    MPI_Group_incl(all, 2, ranks, &group);
    if (strcmp(what, "group_tagged") == 0)
        MPI_Comm_create_group(MPI_COMM_WORLD, group, 7, &made);
    else
        MPI_Comm_create(MPI_COMM_WORLD, group, &made);
    MPI_Group_free(&group);
    MPI_Group_free(&all);
    return made;
}

/* A ring. */
static inline MPI_Comm make_dist(const char *what, int rank, int differs)
{
    int from = (rank + 3) % 4, to = (rank + 1) % 4;
    MPI_Comm made;

    if (differs && strcmp(what, "dist_source") == 0)
        from = 2;
    else if (differs)
        to = 0;
    MPI_Dist_graph_create_adjacent(MPI_COMM_WORLD, 1, &from, MPI_UNWEIGHTED, 1,
                                   &to, MPI_UNWEIGHTED, MPI_INFO_NULL, 0,
                                   &made);
    return made;
}

static inline int make_main(int argc, char **argv, int wrong)
{
    const char *what = argv[1];
    int rank, differs;
    MPI_Comm made;

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    differs = wrong && rank == 1;
    if (strncmp(what, "cart", 4) == 0)
        made = make_cart(what, differs);
    else if (strncmp(what, "graph", 5) == 0)
        made = make_graph(differs);
    else if (strncmp(what, "group", 5) == 0)
        made = make_group(what, rank, differs);
    else
        made = make_dist(what, rank, differs);
    if (made != MPI_COMM_NULL)
        MPI_Comm_free(&made);
    MPI_Finalize();
    return 0;
}

#endif
