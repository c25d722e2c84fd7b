/*
 * dryrun.h - what MPI lacks and a rehearsal needs.
 *
 * The functions exist twice: on the simulator, and on a real MPI (link
 * sim/mpi, as `drycc --backend=mpi` does), so that a program that uses them
 * runs on both without a change.
 */
#ifndef DRYRUN_H
#define DRYRUN_H

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

#ifdef __cplusplus
}
#endif

#endif
