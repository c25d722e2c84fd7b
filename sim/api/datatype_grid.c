/*
 * datatype_grid.c - MPI_Type_create_subarray and MPI_Type_create_darray.
 */
#include <stdlib.h>

#include "api/datatype_door.h"
#include "api/door.h"
#include "core/datatype_info.h"
#include "core/datatype_make.h"

/* What both calls have in common. */
static int check_grid(int ndims, int order, MPI_Datatype oldtype,
                      const MPI_Datatype *newtype,
                      const struct dr_datatype **old)
{
    int code = dr_door_make(0, oldtype, newtype, old);

    if (code != MPI_SUCCESS)
        return code;
    if (ndims < 1)
        return dr_raise(NULL, MPI_ERR_ARG, "ndims is %d", ndims);
    if (order != MPI_ORDER_C && order != MPI_ORDER_FORTRAN)
        return dr_raise(NULL, MPI_ERR_ARG,
                        "order is %d, neither MPI_ORDER_C nor "
                        "MPI_ORDER_FORTRAN",
                        order);
    return MPI_SUCCESS;
}

static int check_part(int d, MPI_Count size, MPI_Count subsize, MPI_Count start)
{
    if (size < 1)
        return dr_raise(NULL, MPI_ERR_ARG, "array_of_sizes[%d] is %lld", d,
                        (long long)size);
    if (subsize < 1 || subsize > size)
        return dr_raise(NULL, MPI_ERR_ARG,
                        "array_of_subsizes[%d] is %lld of %lld", d,
                        (long long)subsize, (long long)size);
    if (start < 0 || start > size - subsize)
        return dr_raise(NULL, MPI_ERR_ARG,
                        "array_of_starts[%d] is %lld: %lld elements from there "
                        "leave an array of %lld",
                        d, (long long)start, (long long)subsize,
                        (long long)size);
    return MPI_SUCCESS;
}

static int check_parts(int ndims, const MPI_Count *sizes,
                       const MPI_Count *subsizes, const MPI_Count *starts)
{
    int d, code = MPI_SUCCESS;

    if (!sizes || !subsizes || !starts)
        return dr_raise(NULL, MPI_ERR_ARG, "an array is NULL");
    for (d = 0; d < ndims && code == MPI_SUCCESS; d++)
        code = check_part(d, sizes[d], subsizes[d], starts[d]);
    return code;
}

static int make_subarray(bool large, int ndims, const MPI_Count *sizes,
                         const MPI_Count *subsizes, const MPI_Count *starts,
                         int order, MPI_Datatype oldtype, MPI_Datatype *newtype)
{
    const struct dr_datatype *old;
    struct dr_datatype *type;
    struct dr_recipe *recipe;
    int code = check_grid(ndims, order, oldtype, newtype, &old);

    if (code == MPI_SUCCESS)
        code = check_parts(ndims, sizes, subsizes, starts);
    if (code != MPI_SUCCESS)
        return code;
    type = dr_datatype_subarray(ndims, sizes, subsizes, starts, order, old);
    if (type) {
        recipe = dr_datatype_recipe(type, MPI_COMBINER_SUBARRAY, large);
        dr_recipe_integer(recipe, ndims);
        dr_recipe_counts(recipe, sizes, ndims);
        dr_recipe_counts(recipe, subsizes, ndims);
        dr_recipe_counts(recipe, starts, ndims);
        dr_recipe_integer(recipe, order);
        dr_recipe_type(recipe, old);
    }
    return dr_door_new_datatype(type, newtype);
}

int PMPI_Type_create_subarray(int ndims, const int array_of_sizes[],
                              const int array_of_subsizes[],
                              const int array_of_starts[], int order,
                              MPI_Datatype oldtype, MPI_Datatype *newtype)
{
    DR_DOOR("MPI_Type_create_subarray", "i***it&", ndims, array_of_sizes,
            array_of_subsizes, array_of_starts, order, oldtype, newtype);
    int64_t *sizes = dr_door_widen(array_of_sizes, ndims);
    int64_t *subsizes = dr_door_widen(array_of_subsizes, ndims);
    int64_t *starts = dr_door_widen(array_of_starts, ndims);
    int code = make_subarray(false, ndims, sizes, subsizes, starts, order,
                             oldtype, newtype);

    free(sizes);
    free(subsizes);
    free(starts);
    return code;
}
DR_ALIAS(int, Type_create_subarray,
         (int, const int[], const int[], const int[], int, MPI_Datatype,
          MPI_Datatype *))

int PMPI_Type_create_subarray_c(int ndims, const MPI_Count array_of_sizes[],
                                const MPI_Count array_of_subsizes[],
                                const MPI_Count array_of_starts[], int order,
                                MPI_Datatype oldtype, MPI_Datatype *newtype)
{
    DR_DOOR("MPI_Type_create_subarray_c", "i***it&", ndims, array_of_sizes,
            array_of_subsizes, array_of_starts, order, oldtype, newtype);

    return make_subarray(true, ndims, array_of_sizes, array_of_subsizes,
                         array_of_starts, order, oldtype, newtype);
}
DR_ALIAS(int, Type_create_subarray_c,
         (int, const MPI_Count[], const MPI_Count[], const MPI_Count[], int,
          MPI_Datatype, MPI_Datatype *))

/* One dimension of a distributed array. */
static int check_share(int d, MPI_Count size, int distrib, int darg, int psize)
{
    if (size < 1)
        return dr_raise(NULL, MPI_ERR_ARG, "array_of_gsizes[%d] is %lld", d,
                        (long long)size);
    if (psize < 1)
        return dr_raise(NULL, MPI_ERR_ARG, "array_of_psizes[%d] is %d", d,
                        psize);
    if (distrib != MPI_DISTRIBUTE_NONE && distrib != MPI_DISTRIBUTE_BLOCK &&
        distrib != MPI_DISTRIBUTE_CYCLIC)
        return dr_raise(NULL, MPI_ERR_ARG,
                        "array_of_distribs[%d] is %d, no MPI_DISTRIBUTE_ "
                        "constant",
                        d, distrib);
    if (distrib == MPI_DISTRIBUTE_NONE && psize != 1)
        return dr_raise(NULL, MPI_ERR_ARG,
                        "dimension %d is not distributed, but "
                        "array_of_psizes[%d] is %d",
                        d, d, psize);
    if (distrib == MPI_DISTRIBUTE_NONE || darg == MPI_DISTRIBUTE_DFLT_DARG)
        return MPI_SUCCESS;
    if (darg < 1)
        return dr_raise(NULL, MPI_ERR_ARG, "array_of_dargs[%d] is %d", d, darg);
    if (distrib == MPI_DISTRIBUTE_BLOCK && (int64_t)darg * psize < size)
        return dr_raise(NULL, MPI_ERR_ARG,
                        "array_of_dargs[%d]: %d blocks of %d do not hold %lld "
                        "elements",
                        d, psize, darg, (long long)size);
    return MPI_SUCCESS;
}

static int check_shares(int size, int rank, int ndims, const MPI_Count *gsizes,
                        const int *distribs, const int *dargs,
                        const int *psizes)
{
    int64_t processes = 1;
    int d, code = MPI_SUCCESS;

    if (!gsizes || !distribs || !dargs || !psizes)
        return dr_raise(NULL, MPI_ERR_ARG, "an array is NULL");
    if (rank < 0 || rank >= size)
        return dr_raise(NULL, MPI_ERR_ARG, "rank is %d of size %d", rank, size);
    for (d = 0; d < ndims && code == MPI_SUCCESS; d++) {
        code = check_share(d, gsizes[d], distribs[d], dargs[d], psizes[d]);
        if (code == MPI_SUCCESS && processes <= size)
            processes *= psizes[d];
    }
    if (code == MPI_SUCCESS && processes != size)
        return dr_raise(NULL, MPI_ERR_ARG,
                        "the product of array_of_psizes is not size %d", size);
    return code;
}

static int make_darray(bool large, int size, int rank, int ndims,
                       const MPI_Count *gsizes, const int *distribs,
                       const int *dargs, const int *psizes, int order,
                       MPI_Datatype oldtype, MPI_Datatype *newtype)
{
    const struct dr_datatype *old;
    struct dr_datatype *type;
    struct dr_recipe *recipe;
    int code = check_grid(ndims, order, oldtype, newtype, &old);

    if (code == MPI_SUCCESS)
        code = check_shares(size, rank, ndims, gsizes, distribs, dargs, psizes);
    if (code != MPI_SUCCESS)
        return code;
    type = dr_datatype_darray(rank, ndims, gsizes, distribs, dargs, psizes,
                              order, old);
    if (type) {
        recipe = dr_datatype_recipe(type, MPI_COMBINER_DARRAY, large);
        dr_recipe_integer(recipe, size);
        dr_recipe_integer(recipe, rank);
        dr_recipe_integer(recipe, ndims);
        dr_recipe_counts(recipe, gsizes, ndims);
        dr_recipe_integers(recipe, distribs, ndims);
        dr_recipe_integers(recipe, dargs, ndims);
        dr_recipe_integers(recipe, psizes, ndims);
        dr_recipe_integer(recipe, order);
        dr_recipe_type(recipe, old);
    }
    return dr_door_new_datatype(type, newtype);
}

int PMPI_Type_create_darray(int size, int rank, int ndims,
                            const int array_of_gsizes[],
                            const int array_of_distribs[],
                            const int array_of_dargs[],
                            const int array_of_psizes[], int order,
                            MPI_Datatype oldtype, MPI_Datatype *newtype)
{
    DR_DOOR("MPI_Type_create_darray", "iii****it&", size, rank, ndims,
            array_of_gsizes, array_of_distribs, array_of_dargs, array_of_psizes,
            order, oldtype, newtype);
    int64_t *gsizes = dr_door_widen(array_of_gsizes, ndims);
    int code =
        make_darray(false, size, rank, ndims, gsizes, array_of_distribs,
                    array_of_dargs, array_of_psizes, order, oldtype, newtype);

    free(gsizes);
    return code;
}
DR_ALIAS(int, Type_create_darray,
         (int, int, int, const int[], const int[], const int[], const int[],
          int, MPI_Datatype, MPI_Datatype *))

int PMPI_Type_create_darray_c(int size, int rank, int ndims,
                              const MPI_Count array_of_gsizes[],
                              const int array_of_distribs[],
                              const int array_of_dargs[],
                              const int array_of_psizes[], int order,
                              MPI_Datatype oldtype, MPI_Datatype *newtype)
{
    DR_DOOR("MPI_Type_create_darray_c", "iii****it&", size, rank, ndims,
            array_of_gsizes, array_of_distribs, array_of_dargs, array_of_psizes,
            order, oldtype, newtype);

    return make_darray(true, size, rank, ndims, array_of_gsizes,
                       array_of_distribs, array_of_dargs, array_of_psizes,
                       order, oldtype, newtype);
}
DR_ALIAS(int, Type_create_darray_c,
         (int, int, int, const MPI_Count[], const int[], const int[],
          const int[], int, MPI_Datatype, MPI_Datatype *))
