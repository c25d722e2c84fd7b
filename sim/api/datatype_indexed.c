/*
 * datatype_indexed.c - MPI_Type_* constructors that take lists of blocks:
 * indexed, hindexed, and their forms of equal blocks.
 */
#include <stdlib.h>

#include "api/datatype_door.h"
#include "api/door.h"
#include "core/datatype_info.h"
#include "core/datatype_make.h"

/* The arguments of any of them. */
struct list {
    int combiner;
    bool large;      /* the form with counts of 64 bits */
    bool bytes;      /* displacements are not in elements */
    bool equal;      /* all blocks have `length` elements */
    MPI_Count count; /* of blocks */
    MPI_Count length;
    const MPI_Count *lengths;       /* of each block, unless equal */
    const MPI_Count *displacements; /* of each block */
};

static int check(const struct list *list, MPI_Datatype oldtype,
                 const MPI_Datatype *newtype, const struct dr_datatype **old)
{
    int code = dr_door_make(list->count, oldtype, newtype, old);

    if (code == MPI_SUCCESS)
        code = dr_door_entries(list->count);
    if (code == MPI_SUCCESS && !list->equal)
        code = dr_door_lengths(list->count, list->lengths);
    if (code == MPI_SUCCESS && list->equal && list->length < 0)
        return dr_raise(NULL, MPI_ERR_ARG, "blocklength is %lld",
                        (long long)list->length);
    if (code == MPI_SUCCESS)
        code = dr_door_displacements(list->count, list->displacements);
    return code;
}

static void write_recipe(const struct list *list, struct dr_datatype *type,
                         const struct dr_datatype *old)
{
    struct dr_recipe *recipe =
        dr_datatype_recipe(type, list->combiner, list->large);

    dr_recipe_count(recipe, list->count);
    if (list->equal)
        dr_recipe_count(recipe, list->length);
    else
        dr_recipe_counts(recipe, list->lengths, list->count);
    if (list->bytes)
        dr_recipe_displacements(recipe, list->displacements, list->count);
    else
        dr_recipe_counts(recipe, list->displacements, list->count);
    dr_recipe_type(recipe, old);
}

static int make(const struct list *list, MPI_Datatype oldtype,
                MPI_Datatype *newtype)
{
    const struct dr_datatype *old;
    struct dr_datatype *type;
    int64_t unit;
    int code = check(list, oldtype, newtype, &old);

    if (code != MPI_SUCCESS)
        return code;
    unit = list->bytes ? 1 : old->extent;
    if (list->equal)
        type = dr_datatype_indexed_block(list->count, list->length,
                                         list->displacements, unit, old);
    else
        type = dr_datatype_indexed(list->count, list->lengths,
                                   list->displacements, unit, old);
    if (type)
        write_recipe(list, type, old);
    return dr_door_new_datatype(type, newtype);
}

/* The small forms: `lengths` and `displacements` are ints, or NULL if the list
 * has them already. */
static int make_small(struct list list, const int *lengths,
                      const int *displacements, MPI_Datatype oldtype,
                      MPI_Datatype *newtype)
{
    int64_t *wide_lengths = dr_door_widen(lengths, (int)list.count);
    int64_t *wide_displacements = dr_door_widen(displacements, (int)list.count);
    int code;

    list.lengths = wide_lengths;
    if (!list.bytes)
        list.displacements = wide_displacements;
    code = make(&list, oldtype, newtype);
    free(wide_lengths);
    free(wide_displacements);
    return code;
}

int PMPI_Type_indexed(int count, const int array_of_blocklengths[],
                      const int array_of_displacements[], MPI_Datatype oldtype,
                      MPI_Datatype *newtype)
{
    DR_DOOR("MPI_Type_indexed", "i**t&", count, array_of_blocklengths,
            array_of_displacements, oldtype, newtype);

    return make_small(
        (struct list){.combiner = MPI_COMBINER_INDEXED, .count = count},
        array_of_blocklengths, array_of_displacements, oldtype, newtype);
}
DR_ALIAS(int, Type_indexed,
         (int, const int[], const int[], MPI_Datatype, MPI_Datatype *))

int PMPI_Type_indexed_c(MPI_Count count,
                        const MPI_Count array_of_blocklengths[],
                        const MPI_Count array_of_displacements[],
                        MPI_Datatype oldtype, MPI_Datatype *newtype)
{
    DR_DOOR("MPI_Type_indexed_c", "i**t&", count, array_of_blocklengths,
            array_of_displacements, oldtype, newtype);

    return make(&(struct list){.combiner = MPI_COMBINER_INDEXED,
                               .large = true,
                               .count = count,
                               .lengths = array_of_blocklengths,
                               .displacements = array_of_displacements},
                oldtype, newtype);
}
DR_ALIAS(int, Type_indexed_c,
         (MPI_Count, const MPI_Count[], const MPI_Count[], MPI_Datatype,
          MPI_Datatype *))

/* MPI_Aint is as wide as MPI_Count. */
int PMPI_Type_create_hindexed(int count, const int array_of_blocklengths[],
                              const MPI_Aint array_of_displacements[],
                              MPI_Datatype oldtype, MPI_Datatype *newtype)
{
    DR_DOOR("MPI_Type_create_hindexed", "i**t&", count, array_of_blocklengths,
            array_of_displacements, oldtype, newtype);

    return make_small((struct list){.combiner = MPI_COMBINER_HINDEXED,
                                    .bytes = true,
                                    .count = count,
                                    .displacements = array_of_displacements},
                      array_of_blocklengths, NULL, oldtype, newtype);
}
DR_ALIAS(int, Type_create_hindexed,
         (int, const int[], const MPI_Aint[], MPI_Datatype, MPI_Datatype *))

int PMPI_Type_create_hindexed_c(MPI_Count count,
                                const MPI_Count array_of_blocklengths[],
                                const MPI_Count array_of_displacements[],
                                MPI_Datatype oldtype, MPI_Datatype *newtype)
{
    DR_DOOR("MPI_Type_create_hindexed_c", "i**t&", count, array_of_blocklengths,
            array_of_displacements, oldtype, newtype);

    return make(&(struct list){.combiner = MPI_COMBINER_HINDEXED,
                               .large = true,
                               .bytes = true,
                               .count = count,
                               .lengths = array_of_blocklengths,
                               .displacements = array_of_displacements},
                oldtype, newtype);
}
DR_ALIAS(int, Type_create_hindexed_c,
         (MPI_Count, const MPI_Count[], const MPI_Count[], MPI_Datatype,
          MPI_Datatype *))

int PMPI_Type_hindexed(int count, const int array_of_blocklengths[],
                       const MPI_Aint array_of_displacements[],
                       MPI_Datatype oldtype, MPI_Datatype *newtype)
{
    DR_DOOR("MPI_Type_hindexed", "i**t&", count, array_of_blocklengths,
            array_of_displacements, oldtype, newtype);

    return make_small((struct list){.combiner = MPI_COMBINER_HINDEXED,
                                    .bytes = true,
                                    .count = count,
                                    .displacements = array_of_displacements},
                      array_of_blocklengths, NULL, oldtype, newtype);
}
DR_ALIAS(int, Type_hindexed,
         (int, const int[], const MPI_Aint[], MPI_Datatype, MPI_Datatype *))

int PMPI_Type_create_indexed_block(int count, int blocklength,
                                   const int array_of_displacements[],
                                   MPI_Datatype oldtype, MPI_Datatype *newtype)
{
    DR_DOOR("MPI_Type_create_indexed_block", "ii*t&", count, blocklength,
            array_of_displacements, oldtype, newtype);

    return make_small((struct list){.combiner = MPI_COMBINER_INDEXED_BLOCK,
                                    .equal = true,
                                    .count = count,
                                    .length = blocklength},
                      NULL, array_of_displacements, oldtype, newtype);
}
DR_ALIAS(int, Type_create_indexed_block,
         (int, int, const int[], MPI_Datatype, MPI_Datatype *))

int PMPI_Type_create_indexed_block_c(MPI_Count count, MPI_Count blocklength,
                                     const MPI_Count array_of_displacements[],
                                     MPI_Datatype oldtype,
                                     MPI_Datatype *newtype)
{
    DR_DOOR("MPI_Type_create_indexed_block_c", "ii*t&", count, blocklength,
            array_of_displacements, oldtype, newtype);

    return make(&(struct list){.combiner = MPI_COMBINER_INDEXED_BLOCK,
                               .large = true,
                               .equal = true,
                               .count = count,
                               .length = blocklength,
                               .displacements = array_of_displacements},
                oldtype, newtype);
}
DR_ALIAS(int, Type_create_indexed_block_c,
         (MPI_Count, MPI_Count, const MPI_Count[], MPI_Datatype,
          MPI_Datatype *))

int PMPI_Type_create_hindexed_block(int count, int blocklength,
                                    const MPI_Aint array_of_displacements[],
                                    MPI_Datatype oldtype, MPI_Datatype *newtype)
{
    DR_DOOR("MPI_Type_create_hindexed_block", "ii*t&", count, blocklength,
            array_of_displacements, oldtype, newtype);

    return make(&(struct list){.combiner = MPI_COMBINER_HINDEXED_BLOCK,
                               .bytes = true,
                               .equal = true,
                               .count = count,
                               .length = blocklength,
                               .displacements = array_of_displacements},
                oldtype, newtype);
}
DR_ALIAS(int, Type_create_hindexed_block,
         (int, int, const MPI_Aint[], MPI_Datatype, MPI_Datatype *))

int PMPI_Type_create_hindexed_block_c(MPI_Count count, MPI_Count blocklength,
                                      const MPI_Count array_of_displacements[],
                                      MPI_Datatype oldtype,
                                      MPI_Datatype *newtype)
{
    DR_DOOR("MPI_Type_create_hindexed_block_c", "ii*t&", count, blocklength,
            array_of_displacements, oldtype, newtype);

    return make(&(struct list){.combiner = MPI_COMBINER_HINDEXED_BLOCK,
                               .large = true,
                               .bytes = true,
                               .equal = true,
                               .count = count,
                               .length = blocklength,
                               .displacements = array_of_displacements},
                oldtype, newtype);
}
DR_ALIAS(int, Type_create_hindexed_block_c,
         (MPI_Count, MPI_Count, const MPI_Count[], MPI_Datatype,
          MPI_Datatype *))
