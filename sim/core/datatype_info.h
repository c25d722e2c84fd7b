/*
 * datatype_info.h - how a datatype was made, for MPI_Type_get_envelope and
 * MPI_Type_get_contents (MPI-3.1, section 4.1.13), and its name.
 */
#ifndef DR_CORE_DATATYPE_INFO_H
#define DR_CORE_DATATYPE_INFO_H

#include "core/datatype.h"

/* The arguments of the constructor, sorted by type as the standard lists
 * them.  Old types are held. */
struct dr_recipe {
    int combiner;
    int nintegers, naddresses, ntypes;
    int *integers;
    MPI_Aint *addresses;
    const struct dr_datatype **types;
};

/* Attach an empty recipe; the caller fills in the arguments. */
struct dr_recipe *dr_datatype_recipe(struct dr_datatype *type, int combiner);

/* Append arguments. */
void dr_recipe_integers(struct dr_recipe *recipe, const int *values, int n);
void dr_recipe_integer(struct dr_recipe *recipe, int value);
void dr_recipe_addresses(struct dr_recipe *recipe, const MPI_Aint *values,
                         int n);
void dr_recipe_types(struct dr_recipe *recipe,
                     const struct dr_datatype *const *types, int n);
void dr_recipe_type(struct dr_recipe *recipe, const struct dr_datatype *type);

/* Release it, and the types it holds. */
void dr_recipe_free(struct dr_recipe *recipe);

/* Set the name, at most MPI_MAX_OBJECT_NAME - 1 bytes of it; false for a
 * predefined type, whose names are constants here. */
bool dr_datatype_set_name(struct dr_datatype *type, const char *name);

#endif
