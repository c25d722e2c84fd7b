/*
 * dryrun.h - what MPI lacks and a rehearsal needs: modelled computation,
 * continuations, and messages that carry objects.
 *
 * The functions exist twice: on the simulator, and on a real MPI (link
 * sim/mpi, as `drycc --backend=mpi` does), so that a program that uses them
 * runs on both without a change.
 *
 * Functions that communicate return MPI_SUCCESS or what the error handler of
 * the communicator let through, as those of MPI do.
 */
#ifndef DRYRUN_H
#define DRYRUN_H

#include <mpi.h>

#include "dryrun_object.h"

#define DRYRUN_VERSION "0.1.0"

#ifdef __cplusplus
extern "C" {
#endif

/*
 * Compute for `seconds`.
 *
 * Code costs no simulated time by itself; this says how long the calling
 * rank's computation takes.  The rank does nothing else meanwhile: it answers
 * no message under `--progress weak`.  On a real MPI the calling thread keeps
 * its processor busy until it has used that much processor time.
 *
 * Returns MPI_SUCCESS.  A negative or infinite duration, or one that is not a
 * number, raises MPI_ERR_ARG on MPI_COMM_WORLD.  Callable between MPI_Init
 * and MPI_Finalize.
 */
int DR_Compute(double seconds);

/*
 * Compute `flops` floating point operations.
 *
 * Takes flops / speed seconds, where speed is that of one core of the rank's
 * host in the platform.  On a real MPI the operations are really done, in
 * double precision, and take what they take.
 *
 * Returns and errors as DR_Compute.
 */
int DR_Compute_flops(double flops);

/*
 * Continuations: what shall happen when an operation is over (Schuchart,
 * Samfass, Niethammer, Gracia, Bosilca: "Callback-based completion notification
 * using MPI Continuations", Parallel Computing 106, 2021).
 *
 * A callback gets the statuses of the operations, their MPI_ERROR set, and
 * `data`.  It may start operations, attach continuations to them, and store one
 * request in `*next`, which is MPI_REQUEST_NULL at first: the continuation is
 * then over when that one is.  What it returns, MPI_SUCCESS or an error class,
 * is the error of the continuation's request.
 *
 * Callbacks run in the rank that attached them, in the order of their
 * attachment, inside MPI_Wait, MPI_Test and their kin (any, all, some) and
 * MPI_Finalize, which waits for all of them; never inside DR_Then.
 */
typedef int DR_Then_function(MPI_Status statuses[], void *data,
                             MPI_Request *next);

/*
 * Let `callback` run once `*request` is complete.
 *
 * The request is taken over: `*request` becomes that of the continuation,
 * which completes when the callback has run, and may be waited for, tested,
 * freed, or given to DR_Then again.  MPI_REQUEST_NULL counts as complete.
 * Raises MPI_ERR_ARG if `callback` is NULL.
 *
 * Of a persistent request keep a copy: the continuation is for one start, and
 * when its callback runs the request is inactive again, may be started there,
 * and given to DR_Then again.  Until then no other call may use the copy
 * (MPI_ERR_REQUEST; a real MPI does not notice).  An inactive one counts as
 * complete.
 */
int DR_Then(MPI_Request *request, DR_Then_function *callback, void *data);

/* The same once all `count` requests are complete; the array becomes all
 * MPI_REQUEST_NULL, and `*request` that of the continuation. */
int DR_Then_all(int count, MPI_Request requests[], DR_Then_function *callback,
                void *data, MPI_Request *request);

/*
 * Messages that carry objects, see dryrun_object.h.
 *
 * One message per object: its MessagePack form, at most INT_MAX bytes, as
 * MPI_BYTE.  An object is free again when its send returns, also MPI_Isend's
 * kin.  What is received is the caller's; a receive from MPI_PROC_NULL gives
 * NULL.  Errors: as of MPI_Send and MPI_Recv; MPI_ERR_COUNT for an object that
 * is too large, MPI_ERR_ARG for one that is too deep, or freed (seen only while
 * its memory is not used again), MPI_ERR_TYPE if a message is no object, with
 * `*object` NULL.
 *
 * On a real MPI a nonblocking receive looks for its message when the rank
 * waits or tests; object receives of a rank take messages in the order they
 * were posted, but no order is kept between them and receives of other kinds.
 */
int DR_Send_object(const DR_Object *object, int dest, int tag, MPI_Comm comm);
int DR_Isend_object(const DR_Object *object, int dest, int tag, MPI_Comm comm,
                    MPI_Request *request);
int DR_Recv_object(DR_Object **object, int source, int tag, MPI_Comm comm,
                   MPI_Status *status);
int DR_Irecv_object(DR_Object **object, int source, int tag, MPI_Comm comm,
                    MPI_Request *request);

/*
 * Collectives of objects, on a communicator of one group; called by all members
 * in the same order, as those of MPI.  Binomial trees of messages.
 *
 * DR_Bcast_object: `*object` is read at the root and set elsewhere.
 * DR_Gather_object: at the root `*all` becomes an array, an item per rank;
 * elsewhere NULL.  DR_Allgather_object: on all ranks.
 * DR_Scatter_object: `all`, read at the root, is an array of an item per rank;
 * anything else raises MPI_ERR_ARG there, and all get nil.
 */
int DR_Bcast_object(DR_Object **object, int root, MPI_Comm comm);
int DR_Gather_object(const DR_Object *mine, DR_Object **all, int root,
                     MPI_Comm comm);
int DR_Allgather_object(const DR_Object *mine, DR_Object **all, MPI_Comm comm);
int DR_Scatter_object(const DR_Object *all, DR_Object **mine, int root,
                      MPI_Comm comm);

/*
 * Combine the objects of all ranks with an associative function that takes two,
 * which are its own then, and returns one; `left` comes from lower ranks.  At
 * the root `*result` is set, elsewhere it becomes NULL.
 */
typedef DR_Object *DR_Reduce_function(DR_Object *left, DR_Object *right,
                                      void *data);
int DR_Reduce_object(const DR_Object *mine, DR_Object **result,
                     DR_Reduce_function *combine, void *data, int root,
                     MPI_Comm comm);

#ifdef __cplusplus
}
#endif

#endif
