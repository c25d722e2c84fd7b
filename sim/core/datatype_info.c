/*
 * datatype_info.c - how a datatype was made, and its name.
 */
#include "core/datatype_info.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

struct dr_recipe *dr_datatype_recipe(struct dr_datatype *type, int combiner)
{
    type->recipe = dr_zalloc(1, sizeof(*type->recipe));
    type->recipe->combiner = combiner;
    return type->recipe;
}

/* The array with room for `more` items behind the `used` ones. */
static void *extended(void *array, int used, int more, size_t size)
{
    return dr_realloc(array, ((size_t)used + (size_t)more) * size);
}

void dr_recipe_integers(struct dr_recipe *recipe, const int *values, int n)
{
    if (n == 0)
        return;
    recipe->integers =
        extended(recipe->integers, recipe->nintegers, n, sizeof(int));
    memcpy(recipe->integers + recipe->nintegers, values,
           (size_t)n * sizeof(int));
    recipe->nintegers += n;
}

void dr_recipe_integer(struct dr_recipe *recipe, int value)
{
    dr_recipe_integers(recipe, &value, 1);
}

void dr_recipe_addresses(struct dr_recipe *recipe, const MPI_Aint *values,
                         int n)
{
    if (n == 0)
        return;
    recipe->addresses =
        extended(recipe->addresses, recipe->naddresses, n, sizeof(MPI_Aint));
    memcpy(recipe->addresses + recipe->naddresses, values,
           (size_t)n * sizeof(MPI_Aint));
    recipe->naddresses += n;
}

void dr_recipe_types(struct dr_recipe *recipe,
                     const struct dr_datatype *const *types, int n)
{
    int i;

    if (n == 0)
        return;
    recipe->types =
        extended(recipe->types, recipe->ntypes, n, sizeof(*recipe->types));
    for (i = 0; i < n; i++)
        recipe->types[recipe->ntypes++] = dr_datatype_hold(types[i]);
}

void dr_recipe_type(struct dr_recipe *recipe, const struct dr_datatype *type)
{
    dr_recipe_types(recipe, &type, 1);
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
