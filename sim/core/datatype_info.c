/*
 * datatype_info.c - how a datatype was made, and what a program
 * adds to it.
 */
#include "core/datatype_info.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

struct dr_recipe *dr_datatype_recipe(struct dr_datatype *type, int combiner,
                                     bool large)
{
    type->recipe = dr_zalloc(1, sizeof(*type->recipe));
    type->recipe->combiner = combiner;
    type->recipe->large = large;
    type->recipe->refs = 1;
    return type->recipe;
}

/* The array with room for `more` items behind the `used` ones. */
static void *extended(void *array, int64_t used, int64_t more, size_t size)
{
    return dr_realloc(array, ((size_t)used + (size_t)more) * size);
}

void dr_recipe_integers(struct dr_recipe *recipe, const int *values, int64_t n)
{
    int64_t i;

    if (n == 0)
        return;
    recipe->integers =
        extended(recipe->integers, recipe->nintegers, n, sizeof(int));
    for (i = 0; i < n; i++)
        recipe->integers[recipe->nintegers++] = values[i];
}

void dr_recipe_integer(struct dr_recipe *recipe, int value)
{
    dr_recipe_integers(recipe, &value, 1);
}

/* Append to an array of 64-bit values. */
static void append(int64_t **array, int64_t *used, const int64_t *values,
                   int64_t n)
{
    *array = extended(*array, *used, n, sizeof(int64_t));
    memcpy(*array + *used, values, (size_t)n * sizeof(int64_t));
    *used += n;
}

void dr_recipe_counts(struct dr_recipe *recipe, const int64_t *values,
                      int64_t n)
{
    int64_t i;

    if (n == 0)
        return;
    if (recipe->large) {
        append(&recipe->counts, &recipe->ncounts, values, n);
        return;
    }
    recipe->integers =
        extended(recipe->integers, recipe->nintegers, n, sizeof(int));
    for (i = 0; i < n; i++)
        recipe->integers[recipe->nintegers++] = (int)values[i];
}

void dr_recipe_count(struct dr_recipe *recipe, int64_t value)
{
    dr_recipe_counts(recipe, &value, 1);
}

void dr_recipe_displacements(struct dr_recipe *recipe, const int64_t *values,
                             int64_t n)
{
    if (n == 0)
        return;
    if (recipe->large)
        append(&recipe->counts, &recipe->ncounts, values, n);
    else
        append(&recipe->addresses, &recipe->naddresses, values, n);
}

void dr_recipe_displacement(struct dr_recipe *recipe, int64_t value)
{
    dr_recipe_displacements(recipe, &value, 1);
}

void dr_recipe_types(struct dr_recipe *recipe,
                     const struct dr_datatype *const *types, int64_t n)
{
    int64_t i;

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

struct dr_recipe *dr_recipe_hold(struct dr_recipe *recipe)
{
    if (recipe)
        recipe->refs++;
    return recipe;
}

void dr_recipe_release(struct dr_recipe *recipe)
{
    int64_t i;

    if (!recipe || --recipe->refs > 0)
        return;
    for (i = 0; i < recipe->ntypes; i++)
        dr_datatype_release(recipe->types[i]);
    free(recipe->integers);
    free(recipe->addresses);
    free(recipe->counts);
    free(recipe->types);
    free(recipe);
}

struct dr_datatype *dr_datatype_copy(const struct dr_datatype *type)
{
    struct dr_datatype *copy = dr_zalloc(1, sizeof(*copy));

    *copy = *type;
    copy->predefined = NULL;
    copy->marks = NULL;
    copy->refs = 1;
    dr_layout_hold(copy->layout);
    dr_signature_hold(copy->signature);
    dr_recipe_hold(copy->recipe);
    return copy;
}

struct dr_marks *dr_datatype_marks(const struct dr_datatype *type)
{
    struct dr_marks *marks = dr_world ? dr_world->self->marks : NULL;

    if (!type->predefined)
        return type->marks;
    while (marks && marks->predefined != type->predefined)
        marks = marks->next;
    return marks;
}

struct dr_marks *dr_datatype_mark(const struct dr_datatype *type)
{
    struct dr_marks *marks = dr_datatype_marks(type);

    if (marks)
        return marks;
    marks = dr_zalloc(1, sizeof(*marks));
    marks->predefined = type->predefined;
    if (type->predefined) {
        marks->next = dr_world->self->marks;
        dr_world->self->marks = marks;
    } else {
        ((struct dr_datatype *)type)->marks = marks;
    }
    return marks;
}

void dr_marks_free(struct dr_marks *marks)
{
    if (!marks)
        return;
    dr_attributes_end(&marks->attributes);
    free(marks->name);
    free(marks);
}

const char *dr_datatype_name(const struct dr_datatype *type)
{
    const struct dr_marks *marks = dr_datatype_marks(type);

    return marks && marks->name ? marks->name : type->name;
}

void dr_datatype_set_name(const struct dr_datatype *type, const char *name)
{
    struct dr_marks *marks = dr_datatype_mark(type);

    free(marks->name);
    marks->name = dr_strdup(name);
    if (strlen(name) >= MPI_MAX_OBJECT_NAME)
        marks->name[MPI_MAX_OBJECT_NAME - 1] = '\0';
}
