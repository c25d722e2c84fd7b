/*
 * datatype_attribute.c - attributes of datatypes (MPI 3.1, section 6.7.4).
 */
#include "api/datatype_door.h"
#include "api/operation.h"
#include "core/datatype_info.h"

int PMPI_Type_create_keyval(MPI_Type_copy_attr_function *type_copy_attr_fn,
                            MPI_Type_delete_attr_function *type_delete_attr_fn,
                            int *type_keyval, void *extra_state)
{
    DR_DOOR("MPI_Type_create_keyval", "**&*", type_copy_attr_fn,
            type_delete_attr_fn, type_keyval, extra_state);

    if (!type_keyval)
        return dr_raise(NULL, MPI_ERR_ARG, "type_keyval is NULL");
    *type_keyval =
        dr_keyval_new((struct dr_keyval){.kind = DR_KIND_DATATYPE,
                                         .on_copy.type = type_copy_attr_fn,
                                         .on_delete.type = type_delete_attr_fn,
                                         .extra_state = extra_state})
            ->number;
    return MPI_SUCCESS;
}
DR_ALIAS(int, Type_create_keyval,
         (MPI_Type_copy_attr_function *, MPI_Type_delete_attr_function *, int *,
          void *))

/* A keyval of datatypes, perhaps freed but in use. */
static int check_keyval(int number, struct dr_keyval **keyval)
{
    *keyval = dr_keyval_get(DR_KIND_DATATYPE, number);
    if (*keyval)
        return MPI_SUCCESS;
    if (number == MPI_KEYVAL_INVALID)
        return dr_raise(NULL, MPI_ERR_KEYVAL,
                        "the keyval is MPI_KEYVAL_INVALID");
    return dr_raise(NULL, MPI_ERR_KEYVAL, "%d is not a keyval of datatypes",
                    number);
}

/* One that the program has not freed. */
static int check_live(int number, struct dr_keyval **keyval)
{
    int error = check_keyval(number, keyval);

    if (!error && (*keyval)->freed)
        return dr_raise(NULL, MPI_ERR_KEYVAL, "the keyval has been freed");
    return error;
}

int PMPI_Type_free_keyval(int *type_keyval)
{
    DR_DOOR("MPI_Type_free_keyval", "&", type_keyval);
    struct dr_keyval *keyval;
    int error;

    if (!type_keyval)
        return dr_raise(NULL, MPI_ERR_ARG, "type_keyval is NULL");
    error = check_live(*type_keyval, &keyval);
    if (error)
        return error;
    dr_keyval_free(keyval);
    *type_keyval = MPI_KEYVAL_INVALID;
    return MPI_SUCCESS;
}
DR_ALIAS(int, Type_free_keyval, (int *))

static int raise_delete(int error)
{
    if (error == MPI_SUCCESS)
        return MPI_SUCCESS;
    return dr_raise(NULL, error, "a delete callback returned %d", error);
}

int PMPI_Type_set_attr(MPI_Datatype datatype, int type_keyval,
                       void *attribute_val)
{
    DR_DOOR("MPI_Type_set_attr", "ti*", datatype, type_keyval, attribute_val);
    const struct dr_datatype *type;
    struct dr_keyval *keyval;
    int error = dr_door_datatype(datatype, "datatype", &type);

    if (!error)
        error = check_live(type_keyval, &keyval);
    if (error)
        return error;
    return raise_delete(dr_attribute_set(&dr_datatype_mark(type)->attributes,
                                         datatype, keyval, attribute_val));
}
DR_ALIAS(int, Type_set_attr, (MPI_Datatype, int, void *))

int PMPI_Type_get_attr(MPI_Datatype datatype, int type_keyval,
                       void *attribute_val, int *flag)
{
    DR_DOOR("MPI_Type_get_attr", "ti&&", datatype, type_keyval, attribute_val,
            flag);
    const struct dr_datatype *type;
    const struct dr_marks *marks;
    struct dr_keyval *keyval;
    int error = dr_door_datatype(datatype, "datatype", &type);

    if (!error)
        error = check_keyval(type_keyval, &keyval);
    if (error)
        return error;
    if (!attribute_val || !flag)
        return dr_raise(NULL, MPI_ERR_ARG, "attribute_val or flag is NULL");
    marks = dr_datatype_marks(type);
    *flag =
        marks && dr_attribute_get(&marks->attributes, keyval, attribute_val);
    return MPI_SUCCESS;
}
DR_ALIAS(int, Type_get_attr, (MPI_Datatype, int, void *, int *))

int PMPI_Type_delete_attr(MPI_Datatype datatype, int type_keyval)
{
    DR_DOOR("MPI_Type_delete_attr", "ti", datatype, type_keyval);
    const struct dr_datatype *type;
    struct dr_marks *marks;
    struct dr_keyval *keyval;
    int error = dr_door_datatype(datatype, "datatype", &type);

    if (!error)
        error = check_keyval(type_keyval, &keyval);
    if (error)
        return error;
    marks = dr_datatype_marks(type);
    if (!marks)
        return MPI_SUCCESS;
    return raise_delete(
        dr_attribute_delete(&marks->attributes, datatype, keyval));
}
DR_ALIAS(int, Type_delete_attr, (MPI_Datatype, int))

int dr_door_drop_attributes(const struct dr_datatype *type, MPI_Datatype handle)
{
    struct dr_marks *marks = dr_datatype_marks(type);

    return marks
               ? raise_delete(dr_attributes_delete(&marks->attributes, handle))
               : MPI_SUCCESS;
}
