/*
 * datatype_info.c - how a datatype was made, and its name.
 */
#include "core/datatype_info.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

struct dr_recipe *dr_datatype_recipe(struct dr_datatype *type, int combiner,
                                     int integers, int addresses, int types)
{
    struct dr_recipe *recipe = dr_zalloc(1, sizeof(*recipe));

    recipe->combiner = combiner;
    recipe->integers = dr_zalloc((size_t)integers + 1, sizeof(int));
    recipe->addresses = dr_zalloc((size_t)addresses + 1, sizeof(MPI_Aint));
    recipe->types = dr_zalloc((size_t)types + 1, sizeof(*recipe->types));
    type->recipe = recipe;
    return recipe;
}

void dr_recipe_integer(struct dr_recipe *recipe, int value)
{
    recipe->integers[recipe->nintegers++] = value;
}

void dr_recipe_integers(struct dr_recipe *recipe, const int *values, int n)
{
    int i;

    for (i = 0; i < n; i++)
        dr_recipe_integer(recipe, values[i]);
}

void dr_recipe_addresses(struct dr_recipe *recipe, const MPI_Aint *values,
                         int n)
{
    int i;

    for (i = 0; i < n; i++)
        recipe->addresses[recipe->naddresses++] = values[i];
}

void dr_recipe_type(struct dr_recipe *recipe, const struct dr_datatype *type)
{
    recipe->types[recipe->ntypes++] = dr_datatype_hold(type);
}

void dr_recipe_free(struct dr_recipe *recipe)
{
    int i;

    if (!recipe)
        return;
    for (i = 0; i < recipe->ntypes; i++)
        dr_datatype_release(recipe->types[i]);
    free(recipe->integers);
    free(recipe->addresses);
    free(recipe->types);
    free(recipe);
}

bool dr_datatype_set_name(struct dr_datatype *type, const char *name)
{
    if (type->predefined)
        return false;
    free(type->given_name);
    type->given_name = dr_strdup(name);
    if (strlen(name) >= MPI_MAX_OBJECT_NAME)
        type->given_name[MPI_MAX_OBJECT_NAME - 1] = '\0';
    return true;
}
