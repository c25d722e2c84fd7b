/*
 * datatype_contents.c - MPI_Type_get_envelope and MPI_Type_get_contents.
 */
#include <string.h>

#include "api/datatype_door.h"
#include "api/door.h"
#include "core/datatype_info.h"

static const struct dr_recipe named = {.combiner = MPI_COMBINER_NAMED};

static int find(MPI_Datatype handle, const struct dr_datatype **type,
                const struct dr_recipe **recipe)
{
    int code = dr_door_datatype(handle, "datatype", type);

    if (code == MPI_SUCCESS)
        *recipe = (*type)->recipe ? (*type)->recipe : &named;
    return code;
}

/* The numbers of arguments that a large constructor took as MPI_Count are not
 * told here: MPI_Type_get_envelope_c has a place for them. */
int PMPI_Type_get_envelope(MPI_Datatype datatype, int *num_integers,
                           int *num_addresses, int *num_datatypes,
                           int *combiner)
{
    DR_DOOR("MPI_Type_get_envelope", "t&&&&", datatype, num_integers,
            num_addresses, num_datatypes, combiner);
    const struct dr_recipe *recipe;
    const struct dr_datatype *type;
    int code = find(datatype, &type, &recipe);

    if (code != MPI_SUCCESS)
        return code;
    if (!num_integers || !num_addresses || !num_datatypes || !combiner)
        return dr_raise(NULL, MPI_ERR_ARG, "a result pointer is NULL");
    *num_integers = (int)recipe->nintegers;
    *num_addresses = (int)recipe->naddresses;
    *num_datatypes = (int)recipe->ntypes;
    *combiner = recipe->combiner;
    return MPI_SUCCESS;
}
DR_ALIAS(int, Type_get_envelope, (MPI_Datatype, int *, int *, int *, int *))

int PMPI_Type_get_envelope_c(MPI_Datatype datatype, MPI_Count *num_integers,
                             MPI_Count *num_addresses,
                             MPI_Count *num_large_counts,
                             MPI_Count *num_datatypes, int *combiner)
{
    DR_DOOR("MPI_Type_get_envelope_c", "t&&&&&", datatype, num_integers,
            num_addresses, num_large_counts, num_datatypes, combiner);
    const struct dr_recipe *recipe;
    const struct dr_datatype *type;
    int code = find(datatype, &type, &recipe);

    if (code != MPI_SUCCESS)
        return code;
    if (!num_integers || !num_addresses || !num_large_counts ||
        !num_datatypes || !combiner)
        return dr_raise(NULL, MPI_ERR_ARG, "a result pointer is NULL");
    *num_integers = recipe->nintegers;
    *num_addresses = recipe->naddresses;
    *num_large_counts = recipe->ncounts;
    *num_datatypes = recipe->ntypes;
    *combiner = recipe->combiner;
    return MPI_SUCCESS;
}
DR_ALIAS(int, Type_get_envelope_c,
         (MPI_Datatype, MPI_Count *, MPI_Count *, MPI_Count *, MPI_Count *,
          int *))

/* Where the program wants the arguments, and for how many there is room. */
struct room {
    MPI_Count integers, addresses, counts, types;
    int *array_of_integers;
    MPI_Aint *array_of_addresses;
    MPI_Count *array_of_counts;
    MPI_Datatype *array_of_types;
};

/* Does one of the arrays hold what it must? */
static int check_array(const char *what, int64_t have, int64_t need,
                       const void *array)
{
    if (have < need)
        return dr_raise(NULL, MPI_ERR_ARG,
                        "max_%s is %lld, but the datatype has %lld", what,
                        (long long)have, (long long)need);
    if (need > 0 && !array)
        return dr_raise(NULL, MPI_ERR_ARG, "array_of_%s is NULL", what);
    return MPI_SUCCESS;
}

static int check_room(const struct dr_recipe *recipe, const struct room *room)
{
    int code = check_array("integers", room->integers, recipe->nintegers,
                           room->array_of_integers);

    if (code == MPI_SUCCESS)
        code = check_array("addresses", room->addresses, recipe->naddresses,
                           room->array_of_addresses);
    if (code == MPI_SUCCESS)
        code = check_array("large_counts", room->counts, recipe->ncounts,
                           room->array_of_counts);
    if (code == MPI_SUCCESS)
        code = check_array("datatypes", room->types, recipe->ntypes,
                           room->array_of_types);
    return code;
}

static int get_contents(MPI_Datatype datatype, bool large, struct room room)
{
    const struct dr_datatype *type;
    const struct dr_recipe *recipe;
    int64_t i;
    int code = find(datatype, &type, &recipe);

    if (code != MPI_SUCCESS)
        return code;
    if (recipe == &named)
        return dr_raise(NULL, MPI_ERR_TYPE,
                        "%s is predefined and has no contents", type->name);
    if (recipe->ncounts > 0 && !large)
        return dr_raise(NULL, MPI_ERR_TYPE,
                        "the datatype was made of %lld large counts: "
                        "MPI_Type_get_contents_c tells them",
                        (long long)recipe->ncounts);
    code = check_room(recipe, &room);
    if (code != MPI_SUCCESS)
        return code;
    for (i = 0; i < recipe->nintegers; i++)
        room.array_of_integers[i] = recipe->integers[i];
    for (i = 0; i < recipe->naddresses; i++)
        room.array_of_addresses[i] = recipe->addresses[i];
    for (i = 0; i < recipe->ncounts; i++)
        room.array_of_counts[i] = recipe->counts[i];
    for (i = 0; i < recipe->ntypes; i++)
        room.array_of_types[i] = dr_datatype_handle(recipe->types[i]);
    return MPI_SUCCESS;
}

int PMPI_Type_get_contents(MPI_Datatype datatype, int max_integers,
                           int max_addresses, int max_datatypes,
                           int array_of_integers[],
                           MPI_Aint array_of_addresses[],
                           MPI_Datatype array_of_datatypes[])
{
    DR_DOOR("MPI_Type_get_contents", "tiii***", datatype, max_integers,
            max_addresses, max_datatypes, array_of_integers, array_of_addresses,
            array_of_datatypes);

    return get_contents(datatype, false,
                        (struct room){.integers = max_integers,
                                      .addresses = max_addresses,
                                      .types = max_datatypes,
                                      .array_of_integers = array_of_integers,
                                      .array_of_addresses = array_of_addresses,
                                      .array_of_types = array_of_datatypes});
}
DR_ALIAS(int, Type_get_contents,
         (MPI_Datatype, int, int, int, int[], MPI_Aint[], MPI_Datatype[]))

int PMPI_Type_get_contents_c(MPI_Datatype datatype, MPI_Count max_integers,
                             MPI_Count max_addresses,
                             MPI_Count max_large_counts,
                             MPI_Count max_datatypes, int array_of_integers[],
                             MPI_Aint array_of_addresses[],
                             MPI_Count array_of_large_counts[],
                             MPI_Datatype array_of_datatypes[])
{
    DR_DOOR("MPI_Type_get_contents_c", "tiiii****", datatype, max_integers,
            max_addresses, max_large_counts, max_datatypes, array_of_integers,
            array_of_addresses, array_of_large_counts, array_of_datatypes);

    return get_contents(
        datatype, true,
        (struct room){max_integers, max_addresses, max_large_counts,
                      max_datatypes, array_of_integers, array_of_addresses,
                      array_of_large_counts, array_of_datatypes});
}
DR_ALIAS(int, Type_get_contents_c,
         (MPI_Datatype, MPI_Count, MPI_Count, MPI_Count, MPI_Count, int[],
          MPI_Aint[], MPI_Count[], MPI_Datatype[]))
