/*
 * op.c - reduction operators: handles, users' functions, application.
 */
#include "core/op.h"

#include <limits.h>
#include <stdlib.h>

#include "base/memory.h"
#include "core/op_table.h"

const struct dr_op *dr_op_get(MPI_Op handle)
{
    uintptr_t number = (uintptr_t)handle - DR_OP_FIRST;

    if (number < DR_OP_ROOM)
        return dr_op_table[number].name ? &dr_op_table[number] : NULL;
    return dr_handle_get(&dr_world->self->handles, DR_KIND_OP,
                         (uintptr_t)handle);
}

struct dr_op *dr_op_new(MPI_User_function *function, MPI_User_function_c *large,
                        bool commutative)
{
    struct dr_op *op = dr_zalloc(1, sizeof(*op));

    op->name = "";
    op->user = function;
    op->user_large = large;
    op->commutative = commutative;
    op->refs = 1;
    return op;
}

const struct dr_op *dr_op_hold(const struct dr_op *op)
{
    if (dr_op_of_user(op))
        ((struct dr_op *)op)->refs++;
    return op;
}

void dr_op_release(const struct dr_op *op)
{
    if (dr_op_of_user(op) && --((struct dr_op *)op)->refs == 0)
        free((struct dr_op *)op);
}

bool dr_op_allows(const struct dr_op *op, const struct dr_datatype *type)
{
    return dr_op_of_user(op) || op->functions[type->basic];
}

/* The small form counts in int: more elements come in several calls. */
static void apply_user(const struct dr_op *op, const char *in, char *inout,
                       uint64_t count, int64_t extent, MPI_Datatype handle)
{
    int part, length;
    MPI_Count all = (MPI_Count)count;

    if (op->user_large) {
        op->user_large((void *)in, inout, &all, &handle);
        return;
    }
    while (count > 0) {
        part = count < INT_MAX ? (int)count : INT_MAX;
        length = part; /* the function may change it */
        op->user((void *)in, inout, &length, &handle);
        in += part * extent;
        inout += part * extent;
        count -= (uint64_t)part;
    }
}

int dr_op_apply(const struct dr_op *op, const void *in, void *inout,
                uint64_t count, const struct dr_datatype *type,
                MPI_Datatype handle)
{
    if (count == 0)
        return MPI_SUCCESS;
    if (dr_op_of_user(op))
        apply_user(op, in, inout, count, type->extent, handle);
    else if (op->functions[type->basic])
        op->functions[type->basic](in, inout, count);
    else
        return MPI_ERR_OP;
    return MPI_SUCCESS;
}
