/*
 * datatype_f90.c - datatypes of Fortran kinds, by decimal precision and range
 * (MPI 3.1, section 17.1.9).
 *
 * The kinds are those of gfortran on this machine, found as its functions
 * selected_real_kind and selected_int_kind find them: the smallest that will
 * do.
 */
#include "core/datatype_info.h"

static const struct kind {
    int combiner;
    int precision, range;
    MPI_Datatype like;
} kinds[] = {
    {MPI_COMBINER_F90_REAL, 6, 37, MPI_REAL4},
    {MPI_COMBINER_F90_REAL, 15, 307, MPI_REAL8},
    {MPI_COMBINER_F90_REAL, 18, 4931, MPI_LONG_DOUBLE},
    {MPI_COMBINER_F90_REAL, 33, 4931, MPI_REAL16},
    {MPI_COMBINER_F90_COMPLEX, 6, 37, MPI_COMPLEX8},
    {MPI_COMBINER_F90_COMPLEX, 15, 307, MPI_COMPLEX16},
    {MPI_COMBINER_F90_COMPLEX, 18, 4931, MPI_C_LONG_DOUBLE_COMPLEX},
    {MPI_COMBINER_F90_COMPLEX, 33, 4931, MPI_COMPLEX32},
    {MPI_COMBINER_F90_INTEGER, 0, 2, MPI_INTEGER1},
    {MPI_COMBINER_F90_INTEGER, 0, 4, MPI_INTEGER2},
    {MPI_COMBINER_F90_INTEGER, 0, 9, MPI_INTEGER4},
    {MPI_COMBINER_F90_INTEGER, 0, 18, MPI_INTEGER8},
    {MPI_COMBINER_F90_INTEGER, 0, 38, MPI_INTEGER16},
};

enum {
    KINDS = sizeof(kinds) / sizeof(kinds[0])
};

static const struct kind *kind_of(int combiner, int precision, int range)
{
    int i;

    for (i = 0; i < KINDS; i++) {
        if (kinds[i].combiner == combiner &&
            (precision == MPI_UNDEFINED || precision <= kinds[i].precision) &&
            (range == MPI_UNDEFINED || range <= kinds[i].range))
            return &kinds[i];
    }
    return NULL;
}

/* Was the type made by these arguments? */
static bool made_by(const struct dr_datatype *type, int combiner, int precision,
                    int range)
{
    const struct dr_recipe *recipe = type->recipe;
    bool real = combiner != MPI_COMBINER_F90_INTEGER;

    if (!type->unnamed || recipe->combiner != combiner)
        return false;
    return recipe->integers[real] == range &&
           (!real || recipe->integers[0] == precision);
}

/* The datatype behind an entry of the rank's table, or NULL. */
static struct dr_datatype *entry(uint32_t index, MPI_Datatype *handle)
{
    struct dr_handles *table = &dr_world->self->handles;
    const struct dr_entry *entry = &table->entries[index];

    if (entry->kind != DR_KIND_DATATYPE)
        return NULL;
    *handle = (MPI_Datatype)((uintptr_t)(0x40u | DR_KIND_DATATYPE) << 56 |
                             (uintptr_t)entry->generation << 24 | index);
    return entry->object;
}

MPI_Datatype dr_datatype_unnamed(const struct dr_datatype *type)
{
    MPI_Datatype handle = MPI_DATATYPE_NULL;
    uint32_t i = 0;

    while (entry(i, &handle) != type)
        i++;
    return handle;
}

MPI_Datatype dr_datatype_f90(int combiner, int precision, int range)
{
    const struct kind *kind = kind_of(combiner, precision, range);
    struct dr_handles *table = &dr_world->self->handles;
    struct dr_datatype *type;
    struct dr_recipe *recipe;
    MPI_Datatype handle;
    uint32_t i;

    if (!kind)
        return MPI_DATATYPE_NULL;
    for (i = 0; i < table->count; i++) {
        type = entry(i, &handle);
        if (type && made_by(type, combiner, precision, range))
            return handle;
    }
    type = dr_datatype_copy(dr_datatype_get(kind->like));
    type->name = "";
    type->unnamed = true;
    recipe = dr_datatype_recipe(type, combiner, false);
    if (combiner != MPI_COMBINER_F90_INTEGER)
        dr_recipe_integer(recipe, precision);
    dr_recipe_integer(recipe, range);
    return (MPI_Datatype)dr_handle_new(table, DR_KIND_DATATYPE, type);
}

MPI_Datatype dr_datatype_handle(const struct dr_datatype *type)
{
    if (type->predefined)
        return type->predefined;
    if (type->unnamed)
        return dr_datatype_unnamed(type);
    return (MPI_Datatype)dr_handle_new(
        &dr_world->self->handles, DR_KIND_DATATYPE, dr_datatype_copy(type));
}
