/*
 * attribute_any.c - attributes of communicators and windows.
 */
#include "api/attribute.h"

static bool predefined(enum dr_kind kind, int number)
{
    return kind == DR_KIND_WIN
               ? number >= MPI_WIN_BASE && number <= MPI_WIN_MODEL
               : number >= MPI_TAG_UB && number <= MPI_UNIVERSE_SIZE;
}

static int check_keyval(struct dr_comm *comm, enum dr_kind kind, int number,
                        struct dr_keyval **keyval)
{
    *keyval = dr_keyval_get(kind, number);
    if (*keyval)
        return MPI_SUCCESS;
    if (predefined(kind, number))
        return dr_raise(comm, MPI_ERR_KEYVAL,
                        "a predefined attribute is read-only");
    if (number == MPI_KEYVAL_INVALID)
        return dr_raise(comm, MPI_ERR_KEYVAL,
                        "the keyval is MPI_KEYVAL_INVALID");
    return dr_raise(comm, MPI_ERR_KEYVAL, "%d is not a keyval%s", number,
                    kind == DR_KIND_WIN ? " of windows" : "");
}

/* One that the program has not freed. */
static int check_live(struct dr_comm *comm, enum dr_kind kind, int number,
                      struct dr_keyval **keyval)
{
    int error = check_keyval(comm, kind, number, keyval);

    if (!error && (*keyval)->freed)
        return dr_raise(comm, MPI_ERR_KEYVAL, "the keyval has been freed");
    return error;
}

int dr_attr_free_keyval(enum dr_kind kind, int *number)
{
    struct dr_keyval *keyval;
    int error = check_live(NULL, kind, *number, &keyval);

    if (error)
        return error;
    dr_keyval_free(keyval);
    *number = MPI_KEYVAL_INVALID;
    return MPI_SUCCESS;
}

int dr_attr_set(struct dr_comm *comm, enum dr_kind kind, int number,
                void *value)
{
    struct dr_keyval *keyval;
    int error = check_live(comm, kind, number, &keyval);

    if (error)
        return error;
    error = dr_attribute_set(&comm->attributes, comm->handle, keyval, value);
    if (error)
        return dr_raise(comm, error, "a delete callback returned %d", error);
    return MPI_SUCCESS;
}

int dr_attr_get(struct dr_comm *comm, enum dr_kind kind, int number,
                void *value, int *flag)
{
    struct dr_keyval *keyval;
    void *found = NULL;
    int error = check_keyval(comm, kind, number, &keyval);

    if (error)
        return error;
    *flag = dr_attribute_get(&comm->attributes, keyval, &found);
    if (*flag)
        *(void **)value = found;
    return MPI_SUCCESS;
}

int dr_attr_delete(struct dr_comm *comm, enum dr_kind kind, int number)
{
    struct dr_keyval *keyval;
    int error = check_keyval(comm, kind, number, &keyval);

    if (error)
        return error;
    error = dr_attribute_delete(&comm->attributes, comm->handle, keyval);
    if (error)
        return dr_raise(comm, error, "a delete callback returned %d", error);
    return MPI_SUCCESS;
}
