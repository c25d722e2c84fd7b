/*
 * op.c - MPI_Op_* and MPI_Reduce_local.
 */
#include "core/op.h"
#include "api/apart.h"
#include "api/datatype_door.h"
#include "api/operation.h"
#include "p2p/hold.h"

static int find(MPI_Op handle, const struct dr_op **op)
{
    *op = dr_op_get(handle);
    if (*op)
        return MPI_SUCCESS;
    return dr_raise_handle(NULL, MPI_ERR_OP, DR_KIND_OP, handle, "op");
}

static int create(MPI_User_function *function, MPI_User_function_c *large,
                  int commute, MPI_Op *op)
{
    if (!function && !large)
        return dr_raise(NULL, MPI_ERR_ARG, "user_fn is NULL");
    *op = (MPI_Op)dr_handle_new(&dr_world->self->handles, DR_KIND_OP,
                                dr_op_new(function, large, commute != 0));
    return MPI_SUCCESS;
}

int PMPI_Op_create(MPI_User_function *user_fn, int commute, MPI_Op *op)
{
    DR_DOOR("MPI_Op_create", "*i&", user_fn, commute, op);

    return create(user_fn, NULL, commute, op);
}
DR_ALIAS(int, Op_create, (MPI_User_function *, int, MPI_Op *))

int PMPI_Op_create_c(MPI_User_function_c *user_fn, int commute, MPI_Op *op)
{
    DR_DOOR("MPI_Op_create_c", "*i&", user_fn, commute, op);

    return create(NULL, user_fn, commute, op);
}
DR_ALIAS(int, Op_create_c, (MPI_User_function_c *, int, MPI_Op *))

int PMPI_Op_free(MPI_Op *op)
{
    DR_DOOR("MPI_Op_free", "&", op);
    const struct dr_op *found;
    int code;

    code = find(*op, &found);
    if (code != MPI_SUCCESS)
        return code;
    if (!dr_op_of_user(found))
        return dr_raise(NULL, MPI_ERR_OP,
                        "%s is predefined and cannot be freed", found->name);
    dr_handle_free(&dr_world->self->handles, (uintptr_t)*op);
    dr_op_release(found);
    *op = MPI_OP_NULL;
    return MPI_SUCCESS;
}
DR_ALIAS(int, Op_free, (MPI_Op *))

int PMPI_Op_commutative(MPI_Op op, int *commute)
{
    DR_DOOR("MPI_Op_commutative", "o&", op, commute);
    const struct dr_op *found;
    int code = find(op, &found);

    if (code != MPI_SUCCESS)
        return code;
    *commute = found->commutative;
    return MPI_SUCCESS;
}
DR_ALIAS(int, Op_commutative, (MPI_Op, int *))

static int reduce_local(const void *inbuf, void *inoutbuf, MPI_Count count,
                        MPI_Datatype datatype, MPI_Op op)
{
    const struct dr_datatype *type;
    const struct dr_op *found;
    struct dr_span in, out;
    int code = dr_door_committed(datatype, "datatype", &type);

    if (code == MPI_SUCCESS)
        code = find(op, &found);
    if (code == MPI_SUCCESS)
        code = dr_check_buffer(NULL, inbuf, count, type);
    if (code == MPI_SUCCESS)
        code = dr_check_buffer(NULL, inoutbuf, count, type);
    if (code != MPI_SUCCESS)
        return code;
    if (!dr_op_allows(found, type))
        return dr_raise(NULL, MPI_ERR_OP, "%s is not defined for %s",
                        found->name, dr_datatype_label(type));
    in = (struct dr_span){(void *)(uintptr_t)inbuf, (uint64_t)count, type};
    out = (struct dr_span){inoutbuf, (uint64_t)count, type};
    code = dr_check_apart(NULL, in, out, "use two buffers");
    if (code != MPI_SUCCESS)
        return code;
    dr_hold_pass(in, false);
    dr_hold_pass(out, true);
    return dr_op_apply(found, inbuf, inoutbuf, (uint64_t)count, type, datatype);
}

int PMPI_Reduce_local(const void *inbuf, void *inoutbuf, int count,
                      MPI_Datatype datatype, MPI_Op op)
{
    DR_DOOR("MPI_Reduce_local", "bbito", inbuf, inoutbuf, count, datatype, op);

    return reduce_local(inbuf, inoutbuf, count, datatype, op);
}
DR_ALIAS(int, Reduce_local, (const void *, void *, int, MPI_Datatype, MPI_Op))

int PMPI_Reduce_local_c(const void *inbuf, void *inoutbuf, MPI_Count count,
                        MPI_Datatype datatype, MPI_Op op)
{
    DR_DOOR("MPI_Reduce_local_c", "bbito", inbuf, inoutbuf, count, datatype,
            op);

    return reduce_local(inbuf, inoutbuf, count, datatype, op);
}
DR_ALIAS(int, Reduce_local_c,
         (const void *, void *, MPI_Count, MPI_Datatype, MPI_Op))
