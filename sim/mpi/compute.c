/*
 * compute.c - DR_Compute and DR_Compute_flops on a real MPI: real work.
 *
 * The work is chains of multiply-adds in registers: it keeps the processor
 * busy and leaves the memory alone.  Time is the thread's processor time, not
 * the wall clock: a rank that shares its core computes for longer, as it
 * would with work of its own.
 */
#include "dryrun.h"

#include <math.h>
#include <mpi.h>
#include <time.h>

enum {
    CHAINS = 8,              /* independent, so that they fill the pipeline */
    FLOPS_STEP = 2 * CHAINS, /* one multiplication, one addition each */
    STEPS_SLICE = 128, /* about a microsecond between looks at the clock */
};

/* Do `steps` times FLOPS_STEP operations; the chains stay near 1. */
static void work(long steps)
{
    double x[CHAINS] = {1, 1, 1, 1, 1, 1, 1, 1};
    volatile double sink; /* or the compiler removes it all */

    for (long i = 0; i < steps; i++)
        for (int c = 0; c < CHAINS; c++)
            x[c] = x[c] * 0.999 + 0.001;
    for (int c = 0; c < CHAINS; c++)
        sink = x[c];
    (void)sink;
}

static double processor_time(void)
{
    struct timespec t;

    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

static int check_amount(double amount)
{
    if (isfinite(amount) && amount >= 0)
        return MPI_SUCCESS;
    MPI_Comm_call_errhandler(MPI_COMM_WORLD, MPI_ERR_ARG);
    return MPI_ERR_ARG;
}


int DR_Compute(double seconds)
{
    int code = check_amount(seconds);
    double end;

    if (code != MPI_SUCCESS)
        return code;
    end = processor_time() + seconds;
    while (processor_time() < end)
        work(STEPS_SLICE);
    return MPI_SUCCESS;
}


int DR_Compute_flops(double flops)
{
    const double slice = (double)STEPS_SLICE * FLOPS_STEP;
    int code = check_amount(flops);

    if (code != MPI_SUCCESS)
        return code;
    for (; flops >= slice; flops -= slice)
        work(STEPS_SLICE);
    work((long)ceil(flops / FLOPS_STEP));
    return MPI_SUCCESS;
}
