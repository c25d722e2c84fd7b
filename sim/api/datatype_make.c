/*
 * datatype_make.c - MPI_Type_* constructors of evenly spaced and renamed
 * types: contiguous, vector, hvector, resized, dup.
 */
#include "core/datatype_make.h"
#include "api/datatype_door.h"
#include "api/door.h"
#include "core/datatype_info.h"

/* In these, `large` is the form with counts of 64 bits. */
static int make_contiguous(bool large, MPI_Count count, MPI_Datatype oldtype,
                           MPI_Datatype *newtype)
{
    const struct dr_datatype *old;
    struct dr_datatype *type;
    struct dr_recipe *recipe;
    int code = dr_door_make(count, oldtype, newtype, &old);

    if (code != MPI_SUCCESS)
        return code;
    type = dr_datatype_contiguous(count, old);
    if (type) {
        recipe = dr_datatype_recipe(type, MPI_COMBINER_CONTIGUOUS, large);
        dr_recipe_count(recipe, count);
        dr_recipe_type(recipe, old);
    }
    return dr_door_new_datatype(type, newtype);
}

int PMPI_Type_contiguous(int count, MPI_Datatype oldtype, MPI_Datatype *newtype)
{
    DR_DOOR("MPI_Type_contiguous", "it&", count, oldtype, newtype);

    return make_contiguous(false, count, oldtype, newtype);
}
DR_ALIAS(int, Type_contiguous, (int, MPI_Datatype, MPI_Datatype *))

int PMPI_Type_contiguous_c(MPI_Count count, MPI_Datatype oldtype,
                           MPI_Datatype *newtype)
{
    DR_DOOR("MPI_Type_contiguous_c", "it&", count, oldtype, newtype);

    return make_contiguous(true, count, oldtype, newtype);
}
DR_ALIAS(int, Type_contiguous_c, (MPI_Count, MPI_Datatype, MPI_Datatype *))

/* A stride of MPI_COMBINER_VECTOR is in elements, one of HVECTOR in bytes. */
static int make_vector(int combiner, bool large, MPI_Count count,
                       MPI_Count blocklength, MPI_Count stride,
                       MPI_Datatype oldtype, MPI_Datatype *newtype)
{
    bool elements = combiner == MPI_COMBINER_VECTOR;
    const struct dr_datatype *old;
    struct dr_datatype *type = NULL;
    struct dr_recipe *recipe;
    int64_t step = stride;
    int code = dr_door_make(count, oldtype, newtype, &old);

    if (code != MPI_SUCCESS)
        return code;
    if (blocklength < 0)
        return dr_raise(NULL, MPI_ERR_ARG, "blocklength is %lld",
                        (long long)blocklength);
    if (!elements || !__builtin_mul_overflow(old->extent, stride, &step))
        type = dr_datatype_hvector(count, blocklength, step, old);
    if (type) {
        recipe = dr_datatype_recipe(type, combiner, large);
        dr_recipe_count(recipe, count);
        dr_recipe_count(recipe, blocklength);
        if (elements)
            dr_recipe_count(recipe, stride);
        else
            dr_recipe_displacement(recipe, stride);
        dr_recipe_type(recipe, old);
    }
    return dr_door_new_datatype(type, newtype);
}

int PMPI_Type_vector(int count, int blocklength, int stride,
                     MPI_Datatype oldtype, MPI_Datatype *newtype)
{
    DR_DOOR("MPI_Type_vector", "iiit&", count, blocklength, stride, oldtype,
            newtype);

    return make_vector(MPI_COMBINER_VECTOR, false, count, blocklength, stride,
                       oldtype, newtype);
}
DR_ALIAS(int, Type_vector, (int, int, int, MPI_Datatype, MPI_Datatype *))

int PMPI_Type_vector_c(MPI_Count count, MPI_Count blocklength, MPI_Count stride,
                       MPI_Datatype oldtype, MPI_Datatype *newtype)
{
    DR_DOOR("MPI_Type_vector_c", "iiit&", count, blocklength, stride, oldtype,
            newtype);

    return make_vector(MPI_COMBINER_VECTOR, true, count, blocklength, stride,
                       oldtype, newtype);
}
DR_ALIAS(int, Type_vector_c,
         (MPI_Count, MPI_Count, MPI_Count, MPI_Datatype, MPI_Datatype *))

int PMPI_Type_create_hvector(int count, int blocklength, MPI_Aint stride,
                             MPI_Datatype oldtype, MPI_Datatype *newtype)
{
    DR_DOOR("MPI_Type_create_hvector", "iiit&", count, blocklength, stride,
            oldtype, newtype);

    return make_vector(MPI_COMBINER_HVECTOR, false, count, blocklength, stride,
                       oldtype, newtype);
}
DR_ALIAS(int, Type_create_hvector,
         (int, int, MPI_Aint, MPI_Datatype, MPI_Datatype *))

int PMPI_Type_create_hvector_c(MPI_Count count, MPI_Count blocklength,
                               MPI_Count stride, MPI_Datatype oldtype,
                               MPI_Datatype *newtype)
{
    DR_DOOR("MPI_Type_create_hvector_c", "iiit&", count, blocklength, stride,
            oldtype, newtype);

    return make_vector(MPI_COMBINER_HVECTOR, true, count, blocklength, stride,
                       oldtype, newtype);
}
DR_ALIAS(int, Type_create_hvector_c,
         (MPI_Count, MPI_Count, MPI_Count, MPI_Datatype, MPI_Datatype *))

int PMPI_Type_hvector(int count, int blocklength, MPI_Aint stride,
                      MPI_Datatype oldtype, MPI_Datatype *newtype)
{
    DR_DOOR("MPI_Type_hvector", "iiit&", count, blocklength, stride, oldtype,
            newtype);

    return make_vector(MPI_COMBINER_HVECTOR, false, count, blocklength, stride,
                       oldtype, newtype);
}
DR_ALIAS(int, Type_hvector, (int, int, MPI_Aint, MPI_Datatype, MPI_Datatype *))

static int make_resized(bool large, MPI_Datatype oldtype, MPI_Count lb,
                        MPI_Count extent, MPI_Datatype *newtype)
{
    const struct dr_datatype *old;
    struct dr_datatype *type;
    struct dr_recipe *recipe;
    int code = dr_door_make(0, oldtype, newtype, &old);

    if (code != MPI_SUCCESS)
        return code;
    type = dr_datatype_resized(lb, extent, old);
    if (type) {
        recipe = dr_datatype_recipe(type, MPI_COMBINER_RESIZED, large);
        dr_recipe_displacement(recipe, lb);
        dr_recipe_displacement(recipe, extent);
        dr_recipe_type(recipe, old);
    }
    return dr_door_new_datatype(type, newtype);
}

int PMPI_Type_create_resized(MPI_Datatype oldtype, MPI_Aint lb, MPI_Aint extent,
                             MPI_Datatype *newtype)
{
    DR_DOOR("MPI_Type_create_resized", "tii&", oldtype, lb, extent, newtype);

    return make_resized(false, oldtype, lb, extent, newtype);
}
DR_ALIAS(int, Type_create_resized,
         (MPI_Datatype, MPI_Aint, MPI_Aint, MPI_Datatype *))

int PMPI_Type_create_resized_c(MPI_Datatype oldtype, MPI_Count lb,
                               MPI_Count extent, MPI_Datatype *newtype)
{
    DR_DOOR("MPI_Type_create_resized_c", "tii&", oldtype, lb, extent, newtype);

    return make_resized(true, oldtype, lb, extent, newtype);
}
DR_ALIAS(int, Type_create_resized_c,
         (MPI_Datatype, MPI_Count, MPI_Count, MPI_Datatype *))

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
    DR_DOOR("MPI_Type_dup", "t&", oldtype, newtype);
    const struct dr_datatype *old;
    struct dr_datatype *type;
    int code = dr_door_make(0, oldtype, newtype, &old);

    if (code != MPI_SUCCESS)
        return code;
    type = dr_datatype_dup(old);
    dr_recipe_type(dr_datatype_recipe(type, MPI_COMBINER_DUP, false), old);
    code = copy_attributes(old, oldtype, type);
    if (code == MPI_SUCCESS)
        return dr_door_new_datatype(type, newtype);
    dr_datatype_release(type);
    return dr_raise(NULL, code, "a copy callback returned %d", code);
}
DR_ALIAS(int, Type_dup, (MPI_Datatype, MPI_Datatype *))
