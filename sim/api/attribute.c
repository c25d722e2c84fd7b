/*
 * attribute.c - attributes of communicators (MPI 3.1, sections 6.7 and 8.1.2).
 */
#include "api/attribute.h"

#include <limits.h>

#include "core/errors.h"

int PMPI_Comm_create_keyval(MPI_Comm_copy_attr_function *on_copy,
                            MPI_Comm_delete_attr_function *on_delete,
                            int *comm_keyval, void *extra_state)
{
    DR_DOOR("MPI_Comm_create_keyval", "**&*", on_copy, on_delete, comm_keyval,
            extra_state);

    *comm_keyval = dr_keyval_new((struct dr_keyval){.kind = DR_KIND_COMM,
                                                    .on_copy.comm = on_copy,
                                                    .on_delete.comm = on_delete,
                                                    .extra_state = extra_state})
                       ->number;
    return MPI_SUCCESS;
}
DR_ALIAS(int, Comm_create_keyval,
         (MPI_Comm_copy_attr_function *, MPI_Comm_delete_attr_function *, int *,
          void *))

static bool predefined(int number)
{
    return number >= MPI_TAG_UB && number <= MPI_UNIVERSE_SIZE;
}

int PMPI_Comm_free_keyval(int *comm_keyval)
{
    DR_DOOR("MPI_Comm_free_keyval", "&", comm_keyval);

    return dr_attr_free_keyval(DR_KIND_COMM, comm_keyval);
}
DR_ALIAS(int, Comm_free_keyval, (int *))

int PMPI_Comm_set_attr(MPI_Comm comm, int comm_keyval, void *attribute_val)
{
    struct dr_comm *found;
    int error;

    DR_DOOR("MPI_Comm_set_attr", "ci*", comm, comm_keyval, attribute_val);

    error = dr_check_comm(comm, &found);
    return error ? error
                 : dr_attr_set(found, DR_KIND_COMM, comm_keyval, attribute_val);
}
DR_ALIAS(int, Comm_set_attr, (MPI_Comm, int, void *))

/*
 * Where the value of a predefined attribute stands.  Any rank may do
 * input and output, none is a special host, all started together, and clocks
 * agree.  No further ranks can be started: the universe is the world.
 */
static const int *predefined_value(int number)
{
    static const int io = MPI_ANY_SOURCE, host = MPI_PROC_NULL, global = 1,
                     appnum = 0;
    struct dr_rank *self = dr_world->self;

    switch (number) {
    case MPI_TAG_UB:
        return &dr_world->config.tag_ub;
    case MPI_IO:
        return &io;
    case MPI_HOST:
        return &host;
    case MPI_WTIME_IS_GLOBAL:
        return &global;
    case MPI_APPNUM:
        return &appnum;
    case MPI_LASTUSEDCODE:
        self->last_used_code = dr_errors_last(self->errors);
        return &self->last_used_code;
    default:
        self->universe_size = dr_world->nranks;
        return &self->universe_size;
    }
}

/* The standard puts predefined attributes on MPI_COMM_WORLD; programs ask for
 * them on any communicator, and get them from other implementations too. */
int PMPI_Comm_get_attr(MPI_Comm comm, int comm_keyval, void *attribute_val,
                       int *flag)
{
    struct dr_comm *found;
    int error;

    DR_DOOR("MPI_Comm_get_attr", "ci&&", comm, comm_keyval, attribute_val,
            flag);

    error = dr_check_comm(comm, &found);
    if (error)
        return error;
    if (predefined(comm_keyval)) {
        *(const int **)attribute_val = predefined_value(comm_keyval);
        *flag = 1;
        return MPI_SUCCESS;
    }
    return dr_attr_get(found, DR_KIND_COMM, comm_keyval, attribute_val, flag);
}
DR_ALIAS(int, Comm_get_attr, (MPI_Comm, int, void *, int *))

int PMPI_Comm_delete_attr(MPI_Comm comm, int comm_keyval)
{
    struct dr_comm *found;
    int error;

    DR_DOOR("MPI_Comm_delete_attr", "ci", comm, comm_keyval);

    error = dr_check_comm(comm, &found);
    return error ? error : dr_attr_delete(found, DR_KIND_COMM, comm_keyval);
}
DR_ALIAS(int, Comm_delete_attr, (MPI_Comm, int))


/* The names of MPI 1. */

int PMPI_Keyval_create(MPI_Copy_function *on_copy,
                       MPI_Delete_function *on_delete, int *keyval,
                       void *extra_state)
{
    return PMPI_Comm_create_keyval(on_copy, on_delete, keyval, extra_state);
}
DR_ALIAS(int, Keyval_create,
         (MPI_Copy_function *, MPI_Delete_function *, int *, void *))

int PMPI_Keyval_free(int *keyval)
{
    return PMPI_Comm_free_keyval(keyval);
}
DR_ALIAS(int, Keyval_free, (int *))

int PMPI_Attr_put(MPI_Comm comm, int keyval, void *attribute_val)
{
    return PMPI_Comm_set_attr(comm, keyval, attribute_val);
}
DR_ALIAS(int, Attr_put, (MPI_Comm, int, void *))

int PMPI_Attr_get(MPI_Comm comm, int keyval, void *attribute_val, int *flag)
{
    return PMPI_Comm_get_attr(comm, keyval, attribute_val, flag);
}
DR_ALIAS(int, Attr_get, (MPI_Comm, int, void *, int *))

int PMPI_Attr_delete(MPI_Comm comm, int keyval)
{
    return PMPI_Comm_delete_attr(comm, keyval);
}
DR_ALIAS(int, Attr_delete, (MPI_Comm, int))
