/*
 * groups.c - arguments of calls on groups, communicators and topologies.
 *
 * ranks: 2
 */
#include "misuse.h"

static void on_groups(void)
{
    MPI_Group group, copy, other = MPI_GROUP_NULL;
    int size, result[2];
    int range[1][3] = {{0, EITHER(2, 1), 1}}, still[1][3] = {{0, 1, 0}},
        moving[1][3] = {{0, 1, 1}};

    MPI_Comm_group(WORLD, &group);
    MPI_Comm_group(MPI_COMM_SELF, &other);
    copy = group;
    CASE(group_null)
    MPI_Group_size(EITHER(MPI_GROUP_NULL, group), &size);
    CASE(group_freed)
    {
        if (wrong)
            MPI_Group_free(&group);
        MPI_Group_rank(copy, &size);
    }
    CASE(group_is_a_communicator)
    MPI_Group_size(EITHER((MPI_Group)WORLD, group), &size);
    CASE(group_free_of_null)
    {
        MPI_Group_free(&other);
        MPI_Group_free(EITHER(&other, &group));
    }
    CASE(group_union_freed)
    {
        copy = other;
        if (wrong)
            MPI_Group_free(&other);
        MPI_Group_compare(group, copy, &size);
    }
    if (other != MPI_GROUP_NULL)
        MPI_Group_free(&other);
    CASE(group_rank_too_large)
    MPI_Group_incl(group, 1, (int[]){EITHER(2, 1)}, &other);
    CASE(group_rank_twice)
    MPI_Group_incl(group, 2, (int[]){0, EITHER(0, 1)}, &other);
    CASE(group_excl_negative)
    MPI_Group_excl(group, 1, (int[]){EITHER(-1, 1)}, &other);
    CASE(group_n_negative)
    MPI_Group_incl(group, EITHER(-1, 1), steps, &other);
    CASE(group_ranks_null)
    MPI_Group_incl(group, 1, EITHER(NULL, steps), &other);
    CASE(group_range_too_far)
    MPI_Group_range_incl(group, 1, range, &other);
    CASE(group_range_stride_zero)
    MPI_Group_range_incl(group, 1, EITHER(still, moving), &other);
    CASE(group_translate_rank)
    MPI_Group_translate_ranks(group, 1, (int[]){EITHER(5, 1)}, group, result);
    CASE(group_result_null)
    MPI_Group_incl(group, 1, steps, EITHER(NULL, &other));
    if (other != MPI_GROUP_NULL)
        MPI_Group_free(&other);
    if (group != MPI_GROUP_NULL)
        MPI_Group_free(&group);
}

static void on_communicators(void)
{
    MPI_Comm comm, copy, made = MPI_COMM_NULL;
    MPI_Group group;
    int size;

    MPI_Comm_dup(WORLD, &comm);
    copy = comm;
    CASE(comm_size_of_null)
    MPI_Comm_size(EITHER(MPI_COMM_NULL, WORLD), &size);
    CASE(comm_rank_to_null)
    MPI_Comm_rank(WORLD, EITHER(NULL, &size));
    CASE(comm_free_world)
    {
        copy = WORLD;
        MPI_Comm_free(EITHER(&copy, &comm));
    }
    CASE(comm_free_twice)
    {
        MPI_Comm_free(&comm);
        if (wrong)
            MPI_Comm_free(&copy);
    }
    CASE(comm_free_null_pointer)
    MPI_Comm_free(EITHER(NULL, &comm));
    CASE(comm_split_color)
    MPI_Comm_split(comm, EITHER(-3, MPI_UNDEFINED), 0, &made);
    CASE(comm_split_result_null)
    MPI_Comm_split(comm, 0, 0, EITHER(NULL, &made));
    CASE(comm_split_type)
    MPI_Comm_split_type(comm, EITHER(12345, MPI_COMM_TYPE_SHARED), 0,
                        MPI_INFO_NULL, &made);
    CASE(comm_create_alien_group)
    {
        MPI_Comm_group(WORLD, &group);
        MPI_Comm_create(EITHER(MPI_COMM_SELF, comm), group, &made);
        MPI_Group_free(&group);
    }
    CASE(comm_create_null_group)
    MPI_Comm_create(comm, EITHER(MPI_GROUP_NULL, MPI_GROUP_EMPTY), &made);
    CASE(comm_name_null)
    MPI_Comm_set_name(comm, EITHER(NULL, "comm"));
    CASE(comm_compare_freed)
    {
        if (wrong)
            MPI_Comm_free(&comm);
        MPI_Comm_compare(WORLD, copy, &size);
    }
    CASE(comm_info_garbage)
    MPI_Comm_set_info(comm, EITHER((MPI_Info)MPI_INT, MPI_INFO_NULL));
    CASE(remote_size_of_intra)
    {
        if (wrong)
            MPI_Comm_remote_size(comm, &size);
        MPI_Comm_size(comm, &size);
    }
    CASE(merge_of_intra)
    {
        if (wrong)
            MPI_Intercomm_merge(comm, 0, &made);
        MPI_Comm_dup(comm, &made);
    }
    if (made != MPI_COMM_NULL)
        MPI_Comm_free(&made);
    if (comm != MPI_COMM_NULL)
        MPI_Comm_free(&comm);
}

static void on_grids(void)
{
    MPI_Comm grid, made = MPI_COMM_NULL;
    int periods[4] = {0}, at[4], size, dims[2] = {2, 1};

    MPI_Cart_create(WORLD, 1, &nranks, periods, 0, &grid);
    CASE(cart_too_large)
    MPI_Cart_create(WORLD, 2, (int[]){2, EITHER(2, 1)}, periods, 0, &made);
    CASE(cart_negative_dims)
    MPI_Cart_create(WORLD, 1, (int[]){EITHER(-2, 2)}, periods, 0, &made);
    CASE(cart_product_overflows)
    MPI_Cart_create(
        WORLD, 3, wrong ? (int[]){1 << 30, 1 << 30, 1 << 30} : (int[]){1, 2, 1},
        periods, 0, &made);
    CASE(cart_null_dims)
    MPI_Cart_create(WORLD, 2, EITHER(NULL, dims), periods, 0, &made);
    CASE(cart_ndims_negative)
    MPI_Cart_create(WORLD, EITHER(-1, 1), dims, periods, 0, &made);
    CASE(cart_shift_direction)
    MPI_Cart_shift(grid, EITHER(1, 0), 1, &at[0], &at[1]);
    CASE(cart_coords_rank)
    MPI_Cart_coords(grid, EITHER(7, 1), 1, at);
    CASE(cart_coords_maxdims)
    MPI_Cart_coords(grid, 1, EITHER(0, 1), at);
    CASE(cart_rank_outside)
    MPI_Cart_rank(grid, (int[]){EITHER(2, 1)}, &size);
    CASE(cart_of_no_grid)
    MPI_Cartdim_get(EITHER(WORLD, grid), &size);
    CASE(graph_of_grid)
    {
        if (wrong)
            MPI_Graphdims_get(grid, &size, &size);
        MPI_Cartdim_get(grid, &size);
    }
    CASE(dims_create_negative)
    MPI_Dims_create(2, 1, (int[]){EITHER(-1, 0)});
    CASE(dims_create_does_not_fill)
    MPI_Dims_create(EITHER(7, 6), 2, (int[]){2, 0});
    MPI_Comm_free(&grid);
    if (made != MPI_COMM_NULL)
        MPI_Comm_free(&made);
}

static void on_graphs(void)
{
    static const int ring[] = {1, 2, 3}, falls[] = {1, 0}, edges[] = {1, 0, 0};
    MPI_Comm made = MPI_COMM_NULL;
    int degree = EITHER(-1, 1);

    CASE(graph_too_large)
    MPI_Graph_create(WORLD, EITHER(3, 2), ring, edges, 0, &made);
    CASE(graph_index_falls)
    MPI_Graph_create(WORLD, 2, EITHER(falls, ring), edges, 0, &made);
    CASE(graph_edge_outside)
    MPI_Graph_create(WORLD, 2, ring, (int[]){EITHER(9, 1), 0}, 0, &made);
    CASE(graph_null_index)
    MPI_Graph_create(WORLD, 2, EITHER(NULL, ring), edges, 0, &made);
    CASE(dist_graph_source)
    MPI_Dist_graph_create_adjacent(WORLD, 1, (int[]){EITHER(5, 1 - me)},
                                   MPI_UNWEIGHTED, 1, (int[]){1 - me},
                                   MPI_UNWEIGHTED, MPI_INFO_NULL, 0, &made);
    CASE(dist_graph_negative)
    MPI_Dist_graph_create_adjacent(WORLD, degree, (int[]){1 - me},
                                   MPI_UNWEIGHTED, 1, (int[]){1 - me},
                                   MPI_UNWEIGHTED, MPI_INFO_NULL, 0, &made);
    if (made != MPI_COMM_NULL)
        MPI_Comm_free(&made);
}

static void on_error(MPI_Comm *comm, int *code, ...)
{
    (void)comm;
    (void)code;
}

static void on_handlers(void)
{
    MPI_Errhandler handler, copy;
    MPI_Comm comm;

    MPI_Comm_dup(MPI_COMM_SELF, &comm);
    MPI_Comm_create_errhandler(
        !strcmp(which, "errhandler_null_function") && wrong ? NULL : on_error,
        &handler);
    copy = handler;
    CASE(errhandler_freed)
    {
        if (wrong)
            MPI_Errhandler_free(&handler);
        MPI_Comm_set_errhandler(comm, copy);
    }
    CASE(errhandler_is_an_operator)
    MPI_Comm_set_errhandler(comm,
                            EITHER((MPI_Errhandler)MPI_SUM, MPI_ERRORS_RETURN));
    CASE(errhandler_null)
    MPI_Comm_set_errhandler(comm,
                            EITHER(MPI_ERRHANDLER_NULL, MPI_ERRORS_RETURN));
    MPI_Errhandler_free(&handler);
    MPI_Comm_free(&comm);
}

static void on_attributes(void)
{
    MPI_Comm comm;
    int key, type_key, copy, flag;
    void *value;

    MPI_Comm_dup(MPI_COMM_SELF, &comm);
    MPI_Comm_create_keyval(MPI_COMM_NULL_COPY_FN, MPI_COMM_NULL_DELETE_FN,
                           !strcmp(which, "keyval_null") && wrong ? NULL : &key,
                           NULL);
    MPI_Type_create_keyval(MPI_TYPE_NULL_COPY_FN, MPI_TYPE_NULL_DELETE_FN,
                           &type_key, NULL);
    copy = key;
    CASE(keyval_invalid)
    MPI_Comm_set_attr(comm, EITHER(MPI_KEYVAL_INVALID, key), &comm);
    CASE(keyval_predefined)
    MPI_Comm_set_attr(comm, EITHER(MPI_TAG_UB, key), &comm);
    CASE(keyval_freed)
    {
        MPI_Comm_set_attr(comm, key, &comm);
        if (wrong)
            MPI_Comm_free_keyval(&key);
        MPI_Comm_set_attr(comm, copy, &comm);
    }
    CASE(keyval_of_datatypes)
    MPI_Comm_get_attr(comm, EITHER(type_key, key), &value, &flag);
    CASE(attribute_to_null)
    MPI_Comm_get_attr(comm, key, &value, EITHER(NULL, &flag));
    MPI_Comm_free_keyval(&key);
    MPI_Type_free_keyval(&type_key);
    MPI_Comm_free(&comm);
}

static void cases(void)
{
    on_groups();
    on_communicators();
    on_grids();
    on_graphs();
    if (!strncmp(which, "errhandler", 10))
        on_handlers();
    if (!strncmp(which, "keyval", 6) || !strncmp(which, "attribute", 9))
        on_attributes();
}
