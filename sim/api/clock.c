/*
 * clock.c - simulated time and place (MPI 3.1, sections 8.1.2 and 8.6), and
 * DR_Compute, which spends it.
 */
#include <math.h>
#include <pthread.h>
#include <stdio.h>

#include "api/door.h"
#include "include/dryrun.h"
#include "net/net.h"
#include "p2p/progress.h"

/* Legal at any time and from any thread, so it does without the door. */
double PMPI_Wtime(void)
{
    if (dr_world && dr_world->self &&
        pthread_equal(pthread_self(), dr_world->thread))
        dr_progress_look();
    return dr_net_now();
}
DR_ALIAS(double, Wtime, (void))

double PMPI_Wtick(void)
{
    return 1e-9;
}
DR_ALIAS(double, Wtick, (void))

int PMPI_Get_processor_name(char *name, int *resultlen)
{
    const char *host = dr_net_host_name(dr_world->self->host);

    DR_DOOR_ANYTIME("MPI_Get_processor_name", "&&", name, resultlen);

    *resultlen = snprintf(name, MPI_MAX_PROCESSOR_NAME, "%s", host);
    if (*resultlen >= MPI_MAX_PROCESSOR_NAME)
        *resultlen = MPI_MAX_PROCESSOR_NAME - 1;
    return MPI_SUCCESS;
}
DR_ALIAS(int, Get_processor_name, (char *, int *))

/* The level is for what profiles a program; a library that wraps this call
 * gets it.  By itself Dryrun keeps no profile that could be switched: the
 * report accounts for the whole run at any level. */
int PMPI_Pcontrol(const int level, ...)
{
    DR_DOOR("MPI_Pcontrol", "i", level);

    return MPI_SUCCESS;
}
DR_ALIAS(int, Pcontrol, (const int, ...))

/* A machine that computes faster or slower than the one at hand. */
static double pace(void)
{
    const struct dr_scale *scale = &dr_world->config.scale;

    return scale->used ? scale->compute : 1;
}

int DR_Compute(double seconds)
{
    DR_DOOR("DR_Compute", "*", &seconds);

    if (!(seconds >= 0) || isinf(seconds))
        return dr_raise(NULL, MPI_ERR_ARG, "the time is %g seconds", seconds);
    dr_progress_sleep(seconds * pace());
    return MPI_SUCCESS;
}

int DR_Compute_flops(double flops)
{
    DR_DOOR("DR_Compute_flops", "*", &flops);

    if (!(flops >= 0) || isinf(flops))
        return dr_raise(NULL, MPI_ERR_ARG, "the work is %g flops", flops);
    dr_progress_compute(flops * pace());
    return MPI_SUCCESS;
}
