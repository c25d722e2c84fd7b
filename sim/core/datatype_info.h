/*
 * datatype_info.h - how a datatype was made, for MPI_Type_get_envelope and
 * MPI_Type_get_contents (MPI-3.1, section 4.1.13), its name
 * and its attributes.
 */
#ifndef DR_CORE_DATATYPE_INFO_H
#define DR_CORE_DATATYPE_INFO_H

#include "core/attribute.h"
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

/* What a program adds to a datatype.  Predefined types are constants that all
 * ranks share: their marks are kept by the rank. */
struct dr_marks {
    MPI_Datatype predefined; /* whose marks, or NULL */
    struct dr_marks *next;   /* of another predefined type */
    char *name;              /* or NULL */
    struct dr_attributes attributes;
};

/* The running rank's marks of a datatype; NULL if there are none yet, or new
 * ones. */
struct dr_marks *dr_datatype_marks(const struct dr_datatype *type);
struct dr_marks *dr_datatype_mark(const struct dr_datatype *type);
void dr_marks_free(struct dr_marks *marks);

/* The name: the program's, the standard's, or "". */
const char *dr_datatype_name(const struct dr_datatype *type);

/* Set the name, at most MPI_MAX_OBJECT_NAME - 1 bytes of it. */
void dr_datatype_set_name(const struct dr_datatype *type, const char *name);

#endif
