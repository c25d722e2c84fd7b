/*
 * rma.h - from the arguments of a one-sided call to an operation.
 */
#ifndef DR_API_RMA_H
#define DR_API_RMA_H

#include "api/win_door.h"
#include "rma/op.h"

struct dr_rma_buffer {
    const void *address;
    MPI_Count count;
    MPI_Datatype type;
};

/* What a call was given; parts that it lacks are 0. */
struct dr_rma_arguments {
    enum dr_rma_kind kind;
    struct dr_rma_buffer origin, result, target; /* no address in a target */
    const void *compare;
    bool single; /* one element of a predefined type */
    int rank;
    MPI_Aint disp;
    MPI_Op op;
    MPI_Win win;
};

/* Check them; then begin the operation.  With `request`, of a request form,
 * publish one.  Returns MPI_SUCCESS or what dr_raise() returned. */
int dr_rma_do(const struct dr_rma_arguments *arguments, MPI_Request *request);

/* Checks of rma_check.c, for dr_rma_do(): they fill in `what`. */
int dr_rma_check_buffers(struct dr_win *win, const struct dr_rma_arguments *a,
                         struct dr_rma *what);
int dr_rma_check_op(struct dr_win *win, const struct dr_rma_arguments *a,
                    struct dr_rma *what);
int dr_rma_check_range(struct dr_win *win, const struct dr_rma_arguments *a,
                       struct dr_rma *what);

#endif
