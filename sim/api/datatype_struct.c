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
static int find_types(MPI_Count count, const MPI_Datatype *handles,
                      const struct dr_datatype **types)
{
    char argument[40];
    MPI_Count i;
    int code;

    for (i = 0; i < count; i++) {
        snprintf(argument, sizeof(argument), "array_of_types[%lld]",
                 (long long)i);
        code = dr_door_datatype(handles[i], argument, &types[i]);
        if (code != MPI_SUCCESS)
            return code;
    }
    return MPI_SUCCESS;
}

static int check_struct(MPI_Count count, const MPI_Count *blocklengths,
                        const MPI_Count *displacements,
                        const MPI_Datatype *handles,
                        const MPI_Datatype *newtype)
{
    int code;

    if (count < 0)
        return dr_raise(NULL, MPI_ERR_COUNT, "count is %lld", (long long)count);
    if (!newtype)
        return dr_raise_null("newtype");
    code = dr_door_entries(count);
    if (code == MPI_SUCCESS)
        code = dr_check_array(NULL, count, handles, "array_of_types");
    if (code == MPI_SUCCESS)
        code = dr_door_lengths(count, blocklengths);
    if (code == MPI_SUCCESS)
        code = dr_door_displacements(count, displacements);
    return code;
}

static int make_struct(bool large, MPI_Count count,
                       const MPI_Count *blocklengths,
                       const MPI_Count *displacements,
                       const MPI_Datatype *handles, MPI_Datatype *newtype)
{
    const struct dr_datatype **types;
    struct dr_datatype *type = NULL;
    struct dr_recipe *recipe;
    int code =
        check_struct(count, blocklengths, displacements, handles, newtype);

    if (code != MPI_SUCCESS)
        return code;
    types = dr_zalloc((size_t)count + 1, sizeof(*types));
    code = find_types(count, handles, types);
    if (code == MPI_SUCCESS)
        type = dr_datatype_struct(count, blocklengths, displacements, types);
    if (type) {
        recipe = dr_datatype_recipe(type, MPI_COMBINER_STRUCT, large);
        dr_recipe_count(recipe, count);
        dr_recipe_counts(recipe, blocklengths, count);
        dr_recipe_displacements(recipe, displacements, count);
        dr_recipe_types(recipe, types, count);
    }
    free(types);
    return code == MPI_SUCCESS ? dr_door_new_datatype(type, newtype) : code;
}

/* The forms with blocklengths of 32 bits. */
static int make_small(int count, const int *blocklengths,
                      const MPI_Aint *displacements,
                      const MPI_Datatype *handles, MPI_Datatype *newtype)
{
    int64_t *wide = dr_door_widen(blocklengths, count);
    int code = make_struct(false, count, wide, displacements, handles, newtype);

    free(wide);
    return code;
}

int PMPI_Type_create_struct(int count, const int array_of_blocklengths[],
                            const MPI_Aint array_of_displacements[],
                            const MPI_Datatype array_of_types[],
                            MPI_Datatype *newtype)
{
    DR_DOOR("MPI_Type_create_struct", "i***&", count, array_of_blocklengths,
            array_of_displacements, array_of_types, newtype);

    return make_small(count, array_of_blocklengths, array_of_displacements,
                      array_of_types, newtype);
}
DR_ALIAS(int, Type_create_struct,
         (int, const int[], const MPI_Aint[], const MPI_Datatype[],
          MPI_Datatype *))

int PMPI_Type_create_struct_c(MPI_Count count,
                              const MPI_Count array_of_blocklengths[],
                              const MPI_Count array_of_displacements[],
                              const MPI_Datatype array_of_types[],
                              MPI_Datatype *newtype)
{
    DR_DOOR("MPI_Type_create_struct_c", "i***&", count, array_of_blocklengths,
            array_of_displacements, array_of_types, newtype);

    return make_struct(true, count, array_of_blocklengths,
                       array_of_displacements, array_of_types, newtype);
}
DR_ALIAS(int, Type_create_struct_c,
         (MPI_Count, const MPI_Count[], const MPI_Count[], const MPI_Datatype[],
          MPI_Datatype *))

int PMPI_Type_struct(int count, const int array_of_blocklengths[],
                     const MPI_Aint array_of_displacements[],
                     const MPI_Datatype array_of_types[], MPI_Datatype *newtype)
{
    DR_DOOR("MPI_Type_struct", "i***&", count, array_of_blocklengths,
            array_of_displacements, array_of_types, newtype);

    return make_small(count, array_of_blocklengths, array_of_displacements,
                      array_of_types, newtype);
}
DR_ALIAS(int, Type_struct,
         (int, const int[], const MPI_Aint[], const MPI_Datatype[],
          MPI_Datatype *))
