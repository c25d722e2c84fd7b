/*
 * apart.h - buffers of one call that must not share memory.
 *
 * MPI forbids that a call writes what it reads elsewhere, or writes twice (MPI
 * 4.1, sections 2.3, 3.2.4 and 6.1).  Gaps between the data may be shared.
 */
#ifndef DR_API_APART_H
#define DR_API_APART_H

#include "coll/algorithm.h"
#include "core/span.h"

/* A send buffer and a receive buffer; `advice` is what to do if they overlap.
 * Returns MPI_SUCCESS or what dr_raise() returned. */
int dr_check_apart(struct dr_comm *comm, struct dr_span send,
                   struct dr_span recv, const char *advice);

/* A receive that writes some byte twice, which is certain where there is more
 * data than bytes to hold it.  Types with gaps may do so and go unnoticed. */
int dr_check_receive(struct dr_comm *comm, MPI_Count count,
                     const struct dr_datatype *type);

/* The buffers of a collective, all its arguments checked. */
int dr_coll_check_apart(enum dr_coll_operation operation,
                        const struct dr_coll *coll);

#endif
