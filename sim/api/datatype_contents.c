/*
 * datatype_contents.c - MPI_Type_get_envelope and MPI_Type_get_contents.
 */
#include <string.h>

#include "api/datatype_door.h"
#include "api/door.h"
#include "core/datatype_info.h"

int PMPI_Type_get_envelope(MPI_Datatype datatype, int *num_integers,
                           int *num_addresses, int *num_datatypes,
                           int *combiner)
{
    DR_DOOR("MPI_Type_get_envelope", "t****", datatype, num_integers,
            num_addresses, num_datatypes, combiner);
    const struct dr_recipe none = {.combiner = MPI_COMBINER_NAMED};
    const struct dr_recipe *recipe;
    const struct dr_datatype *type;
    int code = dr_door_datatype(datatype, "datatype", &type);

    if (code != MPI_SUCCESS)
        return code;
    if (!num_integers || !num_addresses || !num_datatypes || !combiner)
        return dr_raise(NULL, MPI_ERR_ARG, "a result pointer is NULL");
    recipe = type->recipe ? type->recipe : &none;
    *num_integers = recipe->nintegers;
    *num_addresses = recipe->naddresses;
    *num_datatypes = recipe->ntypes;
    *combiner = recipe->combiner;
    return MPI_SUCCESS;
}
DR_ALIAS(int, Type_get_envelope, (MPI_Datatype, int *, int *, int *, int *))

/* Predefined types come back as they are, derived ones with a new handle that
 * the program frees. */
static MPI_Datatype handle_of(const struct dr_datatype *type)
{
    if (type->predefined)
        return type->predefined;
    return (MPI_Datatype)dr_handle_new(
        &dr_world->self->handles, DR_KIND_DATATYPE,
        (struct dr_datatype *)dr_datatype_hold(type));
}

/* Does one of the three arrays hold what it must? */
static int check_array(const char *what, int have, int need, const void *array)
{
    if (have < need)
        return dr_raise(NULL, MPI_ERR_ARG,
                        "max_%s is %d, but the datatype has %d", what, have,
                        need);
    if (need > 0 && !array)
        return dr_raise(NULL, MPI_ERR_ARG, "array_of_%s is NULL", what);
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
    const struct dr_datatype *type;
    const struct dr_recipe *recipe;
    int i, code = dr_door_datatype(datatype, "datatype", &type);

    if (code != MPI_SUCCESS)
        return code;
    recipe = type->recipe;
    if (!recipe)
        return dr_raise(NULL, MPI_ERR_TYPE,
                        "%s is predefined and has no contents", type->name);
    code = check_array("integers", max_integers, recipe->nintegers,
                       array_of_integers);
    if (code == MPI_SUCCESS)
        code = check_array("addresses", max_addresses, recipe->naddresses,
                           array_of_addresses);
    if (code == MPI_SUCCESS)
        code = check_array("datatypes", max_datatypes, recipe->ntypes,
                           array_of_datatypes);
    if (code != MPI_SUCCESS)
        return code;
    for (i = 0; i < recipe->nintegers; i++)
        array_of_integers[i] = recipe->integers[i];
    for (i = 0; i < recipe->naddresses; i++)
        array_of_addresses[i] = recipe->addresses[i];
    for (i = 0; i < recipe->ntypes; i++)
        array_of_datatypes[i] = handle_of(recipe->types[i]);
    return MPI_SUCCESS;
}
DR_ALIAS(int, Type_get_contents,
         (MPI_Datatype, int, int, int, int[], MPI_Aint[], MPI_Datatype[]))
