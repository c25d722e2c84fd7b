/*
 * datatype_f90.c - MPI_Type_create_f90_*: datatypes of Fortran kinds, and
 * MPI_Type_get_value_index.
 */
#include "api/datatype_door.h"
#include "api/door.h"
#include "core/datatype_info.h"

static int make(int combiner, int precision, int range, MPI_Datatype *newtype)
{
    if (precision == MPI_UNDEFINED && range == MPI_UNDEFINED)
        return dr_raise(NULL, MPI_ERR_ARG,
                        "precision and range are MPI_UNDEFINED");
    *newtype = dr_datatype_f90(combiner, precision, range);
    if (*newtype != MPI_DATATYPE_NULL)
        return MPI_SUCCESS;
    if (combiner == MPI_COMBINER_F90_INTEGER)
        return dr_raise(NULL, MPI_ERR_ARG,
                        "no integer has a range of %d decimal digits", range);
    return dr_raise(NULL, MPI_ERR_ARG,
                    "no number has a precision of %d and a range of %d "
                    "decimal digits",
                    precision, range);
}

int PMPI_Type_create_f90_real(int p, int r, MPI_Datatype *newtype)
{
    DR_DOOR("MPI_Type_create_f90_real", "ii&", p, r, newtype);

    return make(MPI_COMBINER_F90_REAL, p, r, newtype);
}
DR_ALIAS(int, Type_create_f90_real, (int, int, MPI_Datatype *))

int PMPI_Type_create_f90_complex(int p, int r, MPI_Datatype *newtype)
{
    DR_DOOR("MPI_Type_create_f90_complex", "ii&", p, r, newtype);

    return make(MPI_COMBINER_F90_COMPLEX, p, r, newtype);
}
DR_ALIAS(int, Type_create_f90_complex, (int, int, MPI_Datatype *))

int PMPI_Type_create_f90_integer(int r, MPI_Datatype *newtype)
{
    DR_DOOR("MPI_Type_create_f90_integer", "i&", r, newtype);

    return make(MPI_COMBINER_F90_INTEGER, 0, r, newtype);
}
DR_ALIAS(int, Type_create_f90_integer, (int, MPI_Datatype *))

static const struct {
    MPI_Datatype value, index, pair;
} pairs[] = {
    {MPI_FLOAT, MPI_INT, MPI_FLOAT_INT},
    {MPI_DOUBLE, MPI_INT, MPI_DOUBLE_INT},
    {MPI_LONG, MPI_INT, MPI_LONG_INT},
    {MPI_INT, MPI_INT, MPI_2INT},
    {MPI_SHORT, MPI_INT, MPI_SHORT_INT},
    {MPI_LONG_DOUBLE, MPI_INT, MPI_LONG_DOUBLE_INT},
    {MPI_REAL, MPI_REAL, MPI_2REAL},
    {MPI_DOUBLE_PRECISION, MPI_DOUBLE_PRECISION, MPI_2DOUBLE_PRECISION},
    {MPI_INTEGER, MPI_INTEGER, MPI_2INTEGER},
};

/* MPI-4.1, section 5.1.12; other pairs than the named ones there are not. */
int PMPI_Type_get_value_index(MPI_Datatype value_type, MPI_Datatype index_type,
                              MPI_Datatype *pair_type)
{
    DR_DOOR("MPI_Type_get_value_index", "tt&", value_type, index_type,
            pair_type);
    const struct dr_datatype *found;
    int code = dr_door_datatype(value_type, "value_type", &found);
    size_t i;

    if (code == MPI_SUCCESS)
        code = dr_door_datatype(index_type, "index_type", &found);
    if (code != MPI_SUCCESS)
        return code;
    *pair_type = MPI_DATATYPE_NULL;
    for (i = 0; i < sizeof(pairs) / sizeof(pairs[0]); i++) {
        if (pairs[i].value == value_type && pairs[i].index == index_type)
            *pair_type = pairs[i].pair;
    }
    return MPI_SUCCESS;
}
DR_ALIAS(int, Type_get_value_index,
         (MPI_Datatype, MPI_Datatype, MPI_Datatype *))
