/*
 * datatype_info.h - how a datatype was made, for MPI_Type_get_envelope and
 * MPI_Type_get_contents (MPI-3.1, section 4.1.13), its name
 * and its attributes.
 */
#ifndef DR_CORE_DATATYPE_INFO_H
#define DR_CORE_DATATYPE_INFO_H

#include "core/attribute.h"
#include "core/datatype.h"

/*
 * The arguments of the constructor, sorted by type as the standard lists them.
 * Old types are held.  A recipe never changes once its type has a handle, and
 * copies of the type share it.
 *
 * What is an int or an MPI_Aint to a constructor is an MPI_Count to its large
 * form (MPI-4.0, section 5.1.13): then `large` is set, and counts and
 * displacements stand in `counts`.
 */
struct dr_recipe {
    int combiner;
    bool large;
    uint32_t refs;
    int64_t nintegers, naddresses, ncounts, ntypes;
    int *integers;
    int64_t *addresses;
    int64_t *counts;
    const struct dr_datatype **types;
};

/* Attach an empty recipe; the caller fills in the arguments. */
struct dr_recipe *dr_datatype_recipe(struct dr_datatype *type, int combiner,
                                     bool large);

/* Append arguments that are ints in both forms. */
void dr_recipe_integers(struct dr_recipe *recipe, const int *values, int64_t n);
void dr_recipe_integer(struct dr_recipe *recipe, int value);

/* Append what is an int, or an address, in the small form. */
void dr_recipe_counts(struct dr_recipe *recipe, const int64_t *values,
                      int64_t n);
void dr_recipe_count(struct dr_recipe *recipe, int64_t value);
void dr_recipe_displacements(struct dr_recipe *recipe, const int64_t *values,
                             int64_t n);
void dr_recipe_displacement(struct dr_recipe *recipe, int64_t value);

/* Append old types. */
void dr_recipe_types(struct dr_recipe *recipe,
                     const struct dr_datatype *const *types, int64_t n);
void dr_recipe_type(struct dr_recipe *recipe, const struct dr_datatype *type);

/* One reference more or less; the last one releases the types it holds.  NULL
 * is no recipe. */
struct dr_recipe *dr_recipe_hold(struct dr_recipe *recipe);
void dr_recipe_release(struct dr_recipe *recipe);

/* The same datatype once more, without the program's marks. */
struct dr_datatype *dr_datatype_copy(const struct dr_datatype *type);

/*
 * The unnamed predefined datatype of a Fortran kind (MPI 3.1, section 17.1.9):
 * decimal precision and range, each perhaps MPI_UNDEFINED; the precision of an
 * MPI_COMBINER_F90_INTEGER does not count.  Asked for again, it is the same
 * handle.  NULL if there is no such kind.
 */
MPI_Datatype dr_datatype_f90(int combiner, int precision, int range);

/* The handle of such a datatype. */
MPI_Datatype dr_datatype_unnamed(const struct dr_datatype *type);

/* A handle to give to the program: predefined types come back as they are,
 * derived ones as new objects that the program frees. */
MPI_Datatype dr_datatype_handle(const struct dr_datatype *type);

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
