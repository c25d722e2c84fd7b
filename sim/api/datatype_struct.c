/*
 * datatype_struct.c - MPI_Type_create_struct and its MPI-1 name.
 */
#include <stdio.h>
#include <stdlib.h>

#include "api/datatype_door.h"
#include "api/door.h"
#include "base/memory.h"
#include "core/datatype_info.h"
#include "core/datatype_make.h"

/* Look up the types of a struct; the caller frees `types`. */
static int find_types(int count, const MPI_Datatype *handles,
                      const struct dr_datatype **types)
{
    char argument[40];
    int i, code;

    for (i = 0; i < count; i++) {
        snprintf(argument, sizeof(argument), "array_of_types[%d]", i);
        code = dr_door_datatype(handles[i], argument, &types[i]);
        if (code != MPI_SUCCESS)
            return code;
    }
    return MPI_SUCCESS;
}

static int check_struct(int count, const int *blocklengths,
                        const MPI_Aint *displacements,
                        const MPI_Datatype *handles,
                        const MPI_Datatype *newtype)
{
    int code;

    if (count < 0)
        return dr_raise(NULL, MPI_ERR_COUNT, "count is %d", count);
    if (!newtype)
        return dr_raise(NULL, MPI_ERR_ARG, "newtype is NULL");
    if (count > 0 && !handles)
        return dr_raise(NULL, MPI_ERR_ARG, "array_of_types is NULL");
    code = dr_door_lengths(count, blocklengths);
    if (code == MPI_SUCCESS)
        code = dr_door_displacements(count, displacements);
    return code;
}

static int make_struct(int count, const int *blocklengths,
                       const MPI_Aint *displacements,
                       const MPI_Datatype *handles, MPI_Datatype *newtype)
{
    const struct dr_datatype **types;
    struct dr_datatype *type = NULL;
    struct dr_recipe *recipe;
    int64_t *lengths;
    int code =
        check_struct(count, blocklengths, displacements, handles, newtype);

    if (code != MPI_SUCCESS)
        return code;
    types = dr_zalloc((size_t)count + 1, sizeof(*types));
    lengths = dr_door_widen(blocklengths, count);
    code = find_types(count, handles, types);
    if (code == MPI_SUCCESS)
        type = dr_datatype_struct(count, lengths, displacements, types);
    if (type) {
        recipe = dr_datatype_recipe(type, MPI_COMBINER_STRUCT);
        dr_recipe_integer(recipe, count);
        dr_recipe_integers(recipe, blocklengths, count);
        dr_recipe_addresses(recipe, displacements, count);
        dr_recipe_types(recipe, types, count);
    }
    free(types);
    free(lengths);
    return code == MPI_SUCCESS ? dr_door_new_datatype(type, newtype) : code;
}

int PMPI_Type_create_struct(int count, const int array_of_blocklengths[],
                            const MPI_Aint array_of_displacements[],
                            const MPI_Datatype array_of_types[],
                            MPI_Datatype *newtype)
{
    DR_DOOR("MPI_Type_create_struct", "i****", count, array_of_blocklengths,
            array_of_displacements, array_of_types, newtype);

    return make_struct(count, array_of_blocklengths, array_of_displacements,
                       array_of_types, newtype);
}
DR_ALIAS(int, Type_create_struct,
         (int, const int[], const MPI_Aint[], const MPI_Datatype[],
          MPI_Datatype *))

int PMPI_Type_struct(int count, const int array_of_blocklengths[],
                     const MPI_Aint array_of_displacements[],
                     const MPI_Datatype array_of_types[], MPI_Datatype *newtype)
{
    DR_DOOR("MPI_Type_struct", "i****", count, array_of_blocklengths,
            array_of_displacements, array_of_types, newtype);

    return make_struct(count, array_of_blocklengths, array_of_displacements,
                       array_of_types, newtype);
}
DR_ALIAS(int, Type_struct,
         (int, const int[], const MPI_Aint[], const MPI_Datatype[],
          MPI_Datatype *))
