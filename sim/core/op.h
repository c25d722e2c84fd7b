/*
 * op.h - reduction operators.
 *
 * A predefined operator is a row of functions, one for each basic type it is
 * legal for (MPI-3.1, section 5.9.2); a user's operator is one function.
 *
 * Order: the result of an application is `in` op `inout`, in this order, as
 * MPI_User_function has it.  A non-commutative reduction in rank order
 * therefore passes the lower ranks' value as `in`.
 */
#ifndef DR_CORE_OP_H
#define DR_CORE_OP_H

#include <stdbool.h>
#include <stdint.h>

#include "core/datatype.h"

/* `inout[i] = in[i] op inout[i]` for `count` values of one basic type. */
typedef void dr_op_function(const void *in, void *inout, uint64_t count);

struct dr_op {
    const char *name;                 /* "MPI_SUM"; "" of a user's */
    dr_op_function *const *functions; /* by enum dr_basic; NULL of a user's */
    MPI_User_function *user;          /* of MPI_Op_create, or NULL */
    MPI_User_function_c *user_large;  /* of MPI_Op_create_c, or NULL */
    bool commutative;
    uint32_t refs; /* of a user's */
};

/* The operator of a handle; NULL if it is MPI_OP_NULL, freed, or none. */
const struct dr_op *dr_op_get(MPI_Op handle);

/* A user's operator with one reference; one of the functions is NULL. */
struct dr_op *dr_op_new(MPI_User_function *function, MPI_User_function_c *large,
                        bool commutative);

/* Has the program made it? */
static inline bool dr_op_of_user(const struct dr_op *op)
{
    return !op->functions;
}

/* One reference more or less: the operator outlives MPI_Op_free. */
const struct dr_op *dr_op_hold(const struct dr_op *op);
void dr_op_release(const struct dr_op *op);

/* May a reduction apply `op` to `type`?  Users' operators take any type,
 * predefined ones only the predefined types the standard lists. */
bool dr_op_allows(const struct dr_op *op, const struct dr_datatype *type);

/*
 * `inout = in op inout` for `count` elements.  The buffers hold elements as
 * the user's do (with extent), not packed; a user's function is handed
 * `handle`.
 *
 * Returns MPI_SUCCESS, or MPI_ERR_OP if the op does not allow the type.
 */
int dr_op_apply(const struct dr_op *op, const void *in, void *inout,
                uint64_t count, const struct dr_datatype *type,
                MPI_Datatype handle);

#endif
