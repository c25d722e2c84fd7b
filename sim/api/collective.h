/*
 * collective.h - from the arguments of a collective call to its schedule.
 *
 * Each operation has one function that checks its arguments and six entry
 * points: blocking, nonblocking and persistent, each also with large counts.
 *
 *     #define BCAST(COUNT, DISPL)                                        \
 *         (void *buffer, COUNT count, MPI_Datatype datatype, int root,   \
 *          MPI_Comm comm)
 *
 *     static int bcast(struct dr_coll *coll, void *buffer, ...)
 *     ...
 *     DR_COLL_DOORS(Bcast, bcast, DR_COLL_BCAST, BCAST, "bitpc",
 *                   buffer, count, datatype, root, comm)
 *
 * Arrays of counts and displacements reach the checks as `const void *`:
 * `coll->large` tells whether they hold int, or MPI_Count and MPI_Aint.
 */
#ifndef DR_API_COLLECTIVE_H
#define DR_API_COLLECTIVE_H

#include "api/operation.h"
#include "coll/select.h"

/*
 * Each checks and fills in one part of `coll`; returns MPI_SUCCESS or what
 * dr_raise() returned.  dr_coll_begin() comes first.  `blocks` is one side's
 * data: `n` blocks of `count` elements in a row, with arrays of `n` counts and
 * displacements, or with datatypes of their own too.  dr_coll_counts() takes
 * the counts alone and adds them up.  dr_coll_in_place() notes whether a buffer
 * is MPI_IN_PLACE.
 */
int dr_coll_begin(struct dr_coll *coll, MPI_Comm comm);
int dr_coll_root(struct dr_coll *coll, int root);
int dr_coll_in_place(struct dr_coll *coll, const void *buffer);
int dr_coll_blocks(struct dr_coll *coll, struct dr_blocks *blocks, int n,
                   const void *buffer, MPI_Count count, MPI_Datatype type);
int dr_coll_blocks_v(struct dr_coll *coll, struct dr_blocks *blocks, int n,
                     const void *buffer, const void *counts, const void *displs,
                     MPI_Datatype type);
int dr_coll_blocks_w(struct dr_coll *coll, struct dr_blocks *blocks, int n,
                     const void *buffer, const void *counts, const void *displs,
                     const MPI_Datatype types[]);
int dr_coll_counts(struct dr_coll *coll, struct dr_blocks *blocks, int n,
                   const void *counts, int64_t *total);
int dr_coll_op(struct dr_coll *coll, MPI_Op op, MPI_Datatype type);

/* Is the running rank the root, and is it one of those whom the root sends to
 * or hears from?  On an intercommunicator nobody is both, some are neither. */
bool dr_coll_is_root(const struct dr_coll *coll);
bool dr_coll_has_root(const struct dr_coll *coll);

/*
 * End an entry point: `error` is what checking the arguments gave.  Without
 * one, run the operation to its end; or start it and publish the request; or
 * publish it for MPI_Start.
 */
int dr_coll_do(int error, enum dr_coll_operation operation,
               const struct dr_coll *coll);
int dr_coll_issue(int error, enum dr_coll_operation operation,
                  const struct dr_coll *coll, MPI_Request *request);
int dr_coll_keep(int error, enum dr_coll_operation operation,
                 const struct dr_coll *coll, MPI_Info info,
                 MPI_Request *request);

/* The buffers of a nonblocking or persistent one are its request's until it is
 * over; those of a blocking one are looked at once (p2p/hold.h). */
void dr_coll_hold(struct dr_request *request, enum dr_coll_operation operation,
                  const struct dr_coll *coll);
void dr_coll_pass(enum dr_coll_operation operation, const struct dr_coll *coll);

/* A collective that moves no data, such as MPI_Comm_free: a barrier with
 * --coll-sync yes, nothing otherwise. */
int dr_coll_end(struct dr_comm *comm);

/* Parameters that operations of all ranks share with those of neighbours:
 * blocks of equal size, of any size to receive, and of any size both ways. */
#define DR_COLL_EQUAL_ARGS(COUNT, DISPL)                                       \
    (const void *sendbuf, COUNT sendcount, MPI_Datatype sendtype,              \
     void *recvbuf, COUNT recvcount, MPI_Datatype recvtype, MPI_Comm comm)
#define DR_COLL_ALLGATHERV_ARGS(COUNT, DISPL)                                  \
    (const void *sendbuf, COUNT sendcount, MPI_Datatype sendtype,              \
     void *recvbuf, const COUNT recvcounts[], const DISPL displs[],            \
     MPI_Datatype recvtype, MPI_Comm comm)
#define DR_COLL_ALLTOALLV_ARGS(COUNT, DISPL)                                   \
    (const void *sendbuf, const COUNT sendcounts[], const DISPL sdispls[],     \
     MPI_Datatype sendtype, void *recvbuf, const COUNT recvcounts[],           \
     const DISPL rdispls[], MPI_Datatype recvtype, MPI_Comm comm)

/* The entry points of an operation; `Upper` as in MPI_Bcast, `lower` as in
 * MPI_Ibcast.  The words after `kinds` (see DR_DOOR) are the parameters. */
#define DR_COLL_DOORS(Upper, lower, operation, PARAMETERS, kinds, ...)         \
    DR_COLL_FORMS(Upper, lower, , operation, false, PARAMETERS(int, int),      \
                  kinds, __VA_ARGS__)                                          \
    DR_COLL_FORMS(Upper, lower, _c, operation, true,                           \
                  PARAMETERS(MPI_Count, MPI_Aint), kinds, __VA_ARGS__)

/* Those of one width; `PARAMETERS` in parentheses. */
#define DR_COLL_FORMS(Upper, lower, suffix, operation, large, PARAMETERS,      \
                      kinds, ...)                                              \
    DR_COLL_FORM(Upper##suffix, (DR_COLL_BARE PARAMETERS), lower, large,       \
                 kinds, (__VA_ARGS__), dr_coll_do, (operation, &coll),         \
                 __VA_ARGS__)                                                  \
    DR_COLL_FORM(I##lower##suffix,                                             \
                 (DR_COLL_BARE PARAMETERS, MPI_Request * request), lower,      \
                 large, kinds "&", (__VA_ARGS__, request), dr_coll_issue,      \
                 (operation, &coll, request), __VA_ARGS__)                     \
    DR_COLL_FORM(                                                              \
        Upper##_init##suffix,                                                  \
        (DR_COLL_BARE PARAMETERS, MPI_Info info, MPI_Request * request),       \
        lower, large, kinds "*&", (__VA_ARGS__, info, request), dr_coll_keep,  \
        (operation, &coll, info, request), __VA_ARGS__)

/* One of them: `said` are its arguments, `...` those of `check`. */
#define DR_COLL_FORM(name, PARAMETERS, check, large_, kinds, said, end, rest,  \
                     ...)                                                      \
    int PMPI_##name PARAMETERS                                                 \
    {                                                                          \
        struct dr_coll coll = {.large = large_};                               \
                                                                               \
        DR_DOOR("MPI_" #name, kinds, DR_COLL_BARE said);                       \
        return end(check(&coll, __VA_ARGS__), DR_COLL_BARE rest);              \
    }                                                                          \
    DR_ALIAS(int, name, PARAMETERS)
#define DR_COLL_BARE(...) __VA_ARGS__

#endif
