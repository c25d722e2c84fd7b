/*
 * datatype_make.c - MPI_Type_* constructors of evenly spaced and renamed
 * types: contiguous, vector, hvector, resized, dup.
 */
#include "core/datatype_make.h"
#include "api/datatype_door.h"
#include "api/door.h"
#include "core/datatype_info.h"

int PMPI_Type_contiguous(int count, MPI_Datatype oldtype, MPI_Datatype *newtype)
{
    DR_DOOR("MPI_Type_contiguous", "it*", count, oldtype, newtype);
    const struct dr_datatype *old;
    struct dr_datatype *type;
    struct dr_recipe *recipe;
    int code = dr_door_make(count, oldtype, newtype, &old);

    if (code != MPI_SUCCESS)
        return code;
    type = dr_datatype_contiguous(count, old);
    if (type) {
        recipe = dr_datatype_recipe(type, MPI_COMBINER_CONTIGUOUS);
        dr_recipe_integer(recipe, count);
        dr_recipe_type(recipe, old);
    }
    return dr_door_new_datatype(type, newtype);
}
DR_ALIAS(int, Type_contiguous, (int, MPI_Datatype, MPI_Datatype *))

int PMPI_Type_vector(int count, int blocklength, int stride,
                     MPI_Datatype oldtype, MPI_Datatype *newtype)
{
    DR_DOOR("MPI_Type_vector", "iiit*", count, blocklength, stride, oldtype,
            newtype);
    const struct dr_datatype *old;
    struct dr_datatype *type = NULL;
    struct dr_recipe *recipe;
    int64_t stride_bytes;
    int code = dr_door_make(count, oldtype, newtype, &old);

    if (code != MPI_SUCCESS)
        return code;
    if (blocklength < 0)
        return dr_raise(NULL, MPI_ERR_ARG, "blocklength is %d", blocklength);
    if (!__builtin_mul_overflow(old->extent, (int64_t)stride, &stride_bytes))
        type = dr_datatype_hvector(count, blocklength, stride_bytes, old);
    if (type) {
        recipe = dr_datatype_recipe(type, MPI_COMBINER_VECTOR);
        dr_recipe_integer(recipe, count);
        dr_recipe_integer(recipe, blocklength);
        dr_recipe_integer(recipe, stride);
        dr_recipe_type(recipe, old);
    }
    return dr_door_new_datatype(type, newtype);
}
DR_ALIAS(int, Type_vector, (int, int, int, MPI_Datatype, MPI_Datatype *))

static int make_hvector(int count, int blocklength, MPI_Aint stride,
                        MPI_Datatype oldtype, MPI_Datatype *newtype)
{
    const struct dr_datatype *old;
    struct dr_datatype *type;
    struct dr_recipe *recipe;
    int code = dr_door_make(count, oldtype, newtype, &old);

    if (code != MPI_SUCCESS)
        return code;
    if (blocklength < 0)
        return dr_raise(NULL, MPI_ERR_ARG, "blocklength is %d", blocklength);
    type = dr_datatype_hvector(count, blocklength, stride, old);
    if (type) {
        recipe = dr_datatype_recipe(type, MPI_COMBINER_HVECTOR);
        dr_recipe_integer(recipe, count);
        dr_recipe_integer(recipe, blocklength);
        dr_recipe_addresses(recipe, &stride, 1);
        dr_recipe_type(recipe, old);
    }
    return dr_door_new_datatype(type, newtype);
}

int PMPI_Type_create_hvector(int count, int blocklength, MPI_Aint stride,
                             MPI_Datatype oldtype, MPI_Datatype *newtype)
{
    DR_DOOR("MPI_Type_create_hvector", "iiit*", count, blocklength, stride,
            oldtype, newtype);

    return make_hvector(count, blocklength, stride, oldtype, newtype);
}
DR_ALIAS(int, Type_create_hvector,
         (int, int, MPI_Aint, MPI_Datatype, MPI_Datatype *))

int PMPI_Type_hvector(int count, int blocklength, MPI_Aint stride,
                      MPI_Datatype oldtype, MPI_Datatype *newtype)
{
    DR_DOOR("MPI_Type_hvector", "iiit*", count, blocklength, stride, oldtype,
            newtype);

    return make_hvector(count, blocklength, stride, oldtype, newtype);
}
DR_ALIAS(int, Type_hvector, (int, int, MPI_Aint, MPI_Datatype, MPI_Datatype *))

int PMPI_Type_create_resized(MPI_Datatype oldtype, MPI_Aint lb, MPI_Aint extent,
                             MPI_Datatype *newtype)
{
    DR_DOOR("MPI_Type_create_resized", "tii*", oldtype, lb, extent, newtype);
    const struct dr_datatype *old;
    struct dr_datatype *type;
    struct dr_recipe *recipe;
    int code = dr_door_make(0, oldtype, newtype, &old);

    if (code != MPI_SUCCESS)
        return code;
    type = dr_datatype_resized(lb, extent, old);
    if (type) {
        recipe = dr_datatype_recipe(type, MPI_COMBINER_RESIZED);
        dr_recipe_addresses(recipe, &lb, 1);
        dr_recipe_addresses(recipe, &extent, 1);
        dr_recipe_type(recipe, old);
    }
    return dr_door_new_datatype(type, newtype);
}
DR_ALIAS(int, Type_create_resized,
         (MPI_Datatype, MPI_Aint, MPI_Aint, MPI_Datatype *))

/* Returns MPI_SUCCESS, or what a callback returned. */
static int copy_attributes(const struct dr_datatype *old, MPI_Datatype oldtype,
                           const struct dr_datatype *type)
{
    const struct dr_marks *marks = dr_datatype_marks(old);

    if (!marks || marks->attributes.count == 0)
        return MPI_SUCCESS;
    return dr_attributes_copy(&marks->attributes, oldtype,
                              &dr_datatype_mark(type)->attributes);
}

int PMPI_Type_dup(MPI_Datatype oldtype, MPI_Datatype *newtype)
{
    DR_DOOR("MPI_Type_dup", "t*", oldtype, newtype);
    const struct dr_datatype *old;
    struct dr_datatype *type;
    int code = dr_door_make(0, oldtype, newtype, &old);

    if (code != MPI_SUCCESS)
        return code;
    type = dr_datatype_dup(old);
    dr_recipe_type(dr_datatype_recipe(type, MPI_COMBINER_DUP), old);
    code = copy_attributes(old, oldtype, type);
    if (code == MPI_SUCCESS)
        return dr_door_new_datatype(type, newtype);
    dr_datatype_release(type);
    return dr_raise(NULL, code, "a copy callback returned %d", code);
}
DR_ALIAS(int, Type_dup, (MPI_Datatype, MPI_Datatype *))
