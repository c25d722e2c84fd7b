/*
 * datatype_indexed.c - MPI_Type_* constructors that take lists of blocks:
 * indexed, hindexed, and their forms of equal blocks.
 */
#include <stdlib.h>

#include "api/datatype_door.h"
#include "api/door.h"
#include "core/datatype_info.h"
#include "core/datatype_make.h"

/* Checks of the two forms with lengths. */
static int check(int count, const int *lengths, const void *displacements,
                 MPI_Datatype oldtype, const MPI_Datatype *newtype,
                 const struct dr_datatype **old)
{
    int code = dr_door_make(count, oldtype, newtype, old);

    if (code == MPI_SUCCESS)
        code = dr_door_lengths(count, lengths);
    if (code == MPI_SUCCESS)
        code = dr_door_displacements(count, displacements);
    return code;
}

int PMPI_Type_indexed(int count, const int array_of_blocklengths[],
                      const int array_of_displacements[], MPI_Datatype oldtype,
                      MPI_Datatype *newtype)
{
    DR_DOOR("MPI_Type_indexed", "i**t*", count, array_of_blocklengths,
            array_of_displacements, oldtype, newtype);
    const struct dr_datatype *old;
    struct dr_datatype *type;
    struct dr_recipe *recipe;
    int64_t *lengths, *displacements;
    int code = check(count, array_of_blocklengths, array_of_displacements,
                     oldtype, newtype, &old);

    if (code != MPI_SUCCESS)
        return code;
    lengths = dr_door_widen(array_of_blocklengths, count);
    displacements = dr_door_widen(array_of_displacements, count);
    type = dr_datatype_indexed(count, lengths, displacements, old->extent, old);
    free(lengths);
    free(displacements);
    if (type) {
        recipe = dr_datatype_recipe(type, MPI_COMBINER_INDEXED);
        dr_recipe_integer(recipe, count);
        dr_recipe_integers(recipe, array_of_blocklengths, count);
        dr_recipe_integers(recipe, array_of_displacements, count);
        dr_recipe_type(recipe, old);
    }
    return dr_door_new_datatype(type, newtype);
}
DR_ALIAS(int, Type_indexed,
         (int, const int[], const int[], MPI_Datatype, MPI_Datatype *))

/* MPI_Aint is as wide as the core's displacements. */
static int make_hindexed(int count, const int *blocklengths,
                         const MPI_Aint *displacements, MPI_Datatype oldtype,
                         MPI_Datatype *newtype)
{
    const struct dr_datatype *old;
    struct dr_datatype *type;
    struct dr_recipe *recipe;
    int64_t *lengths;
    int code =
        check(count, blocklengths, displacements, oldtype, newtype, &old);

    if (code != MPI_SUCCESS)
        return code;
    lengths = dr_door_widen(blocklengths, count);
    type = dr_datatype_indexed(count, lengths, displacements, 1, old);
    free(lengths);
    if (type) {
        recipe = dr_datatype_recipe(type, MPI_COMBINER_HINDEXED);
        dr_recipe_integer(recipe, count);
        dr_recipe_integers(recipe, blocklengths, count);
        dr_recipe_addresses(recipe, displacements, count);
        dr_recipe_type(recipe, old);
    }
    return dr_door_new_datatype(type, newtype);
}

int PMPI_Type_create_hindexed(int count, const int array_of_blocklengths[],
                              const MPI_Aint array_of_displacements[],
                              MPI_Datatype oldtype, MPI_Datatype *newtype)
{
    DR_DOOR("MPI_Type_create_hindexed", "i**t*", count, array_of_blocklengths,
            array_of_displacements, oldtype, newtype);

    return make_hindexed(count, array_of_blocklengths, array_of_displacements,
                         oldtype, newtype);
}
DR_ALIAS(int, Type_create_hindexed,
         (int, const int[], const MPI_Aint[], MPI_Datatype, MPI_Datatype *))

int PMPI_Type_hindexed(int count, const int array_of_blocklengths[],
                       const MPI_Aint array_of_displacements[],
                       MPI_Datatype oldtype, MPI_Datatype *newtype)
{
    DR_DOOR("MPI_Type_hindexed", "i**t*", count, array_of_blocklengths,
            array_of_displacements, oldtype, newtype);

    return make_hindexed(count, array_of_blocklengths, array_of_displacements,
                         oldtype, newtype);
}
DR_ALIAS(int, Type_hindexed,
         (int, const int[], const MPI_Aint[], MPI_Datatype, MPI_Datatype *))

/* Checks of the two forms with blocks of equal length. */
static int check_equal(int count, int blocklength, const void *displacements,
                       MPI_Datatype oldtype, const MPI_Datatype *newtype,
                       const struct dr_datatype **old)
{
    int code = dr_door_make(count, oldtype, newtype, old);

    if (code == MPI_SUCCESS && blocklength < 0)
        return dr_raise(NULL, MPI_ERR_ARG, "blocklength is %d", blocklength);
    if (code == MPI_SUCCESS)
        code = dr_door_displacements(count, displacements);
    return code;
}

int PMPI_Type_create_indexed_block(int count, int blocklength,
                                   const int array_of_displacements[],
                                   MPI_Datatype oldtype, MPI_Datatype *newtype)
{
    DR_DOOR("MPI_Type_create_indexed_block", "ii*t*", count, blocklength,
            array_of_displacements, oldtype, newtype);
    const struct dr_datatype *old;
    struct dr_datatype *type;
    struct dr_recipe *recipe;
    int64_t *displacements;
    int code = check_equal(count, blocklength, array_of_displacements, oldtype,
                           newtype, &old);

    if (code != MPI_SUCCESS)
        return code;
    displacements = dr_door_widen(array_of_displacements, count);
    type = dr_datatype_indexed_block(count, blocklength, displacements,
                                     old->extent, old);
    free(displacements);
    if (type) {
        recipe = dr_datatype_recipe(type, MPI_COMBINER_INDEXED_BLOCK);
        dr_recipe_integer(recipe, count);
        dr_recipe_integer(recipe, blocklength);
        dr_recipe_integers(recipe, array_of_displacements, count);
        dr_recipe_type(recipe, old);
    }
    return dr_door_new_datatype(type, newtype);
}
DR_ALIAS(int, Type_create_indexed_block,
         (int, int, const int[], MPI_Datatype, MPI_Datatype *))

int PMPI_Type_create_hindexed_block(int count, int blocklength,
                                    const MPI_Aint array_of_displacements[],
                                    MPI_Datatype oldtype, MPI_Datatype *newtype)
{
    DR_DOOR("MPI_Type_create_hindexed_block", "ii*t*", count, blocklength,
            array_of_displacements, oldtype, newtype);
    const struct dr_datatype *old;
    struct dr_datatype *type;
    struct dr_recipe *recipe;
    int code = check_equal(count, blocklength, array_of_displacements, oldtype,
                           newtype, &old);

    if (code != MPI_SUCCESS)
        return code;
    type = dr_datatype_indexed_block(count, blocklength, array_of_displacements,
                                     1, old);
    if (type) {
        recipe = dr_datatype_recipe(type, MPI_COMBINER_HINDEXED_BLOCK);
        dr_recipe_integer(recipe, count);
        dr_recipe_integer(recipe, blocklength);
        dr_recipe_addresses(recipe, array_of_displacements, count);
        dr_recipe_type(recipe, old);
    }
    return dr_door_new_datatype(type, newtype);
}
DR_ALIAS(int, Type_create_hindexed_block,
         (int, int, const MPI_Aint[], MPI_Datatype, MPI_Datatype *))
