/*
 * wait.c - the wait and test functions of a real MPI, with continuations.
 *
 * They stand before MPI's own, as those of a profiling library do (MPI 3.1,
 * section 14.2), and go straight to them unless a continuation is left to run.
 */
#include <sched.h>

#include "then.h"

static int done(MPI_Request request)
{
    int flag = 1;

    if (request != MPI_REQUEST_NULL)
        PMPI_Request_get_status(request, &flag, MPI_STATUS_IGNORE);
    return flag;
}

static int done_of(int count, const MPI_Request requests[])
{
    int number = 0;

    for (int i = 0; i < count; i++)
        number += done(requests[i]);
    return number;
}

/* Run continuations until `wanted` of the requests are done. */
static void advance(int count, const MPI_Request requests[], int wanted)
{
    dr_promises_progress();
    while (dr_promises_left() && done_of(count, requests) < wanted) {
        sched_yield();
        dr_promises_progress();
    }
}

/* One that is not null; those that are never become done. */
static void advance_to_any(int count, const MPI_Request requests[])
{
    int nulls = 0;

    for (int i = 0; i < count; i++)
        nulls += requests[i] == MPI_REQUEST_NULL;
    advance(count, requests, nulls < count ? nulls + 1 : 0);
}

int MPI_Wait(MPI_Request *request, MPI_Status *status)
{
    advance(1, request, 1);
    return PMPI_Wait(request, status);
}

int MPI_Waitall(int count, MPI_Request requests[], MPI_Status *statuses)
{
    advance(count, requests, count);
    return PMPI_Waitall(count, requests, statuses);
}

int MPI_Waitany(int count, MPI_Request requests[], int *index,
                MPI_Status *status)
{
    advance_to_any(count, requests);
    return PMPI_Waitany(count, requests, index, status);
}

int MPI_Waitsome(int count, MPI_Request requests[], int *outcount,
                 int indices[], MPI_Status statuses[])
{
    advance_to_any(count, requests);
    return PMPI_Waitsome(count, requests, outcount, indices, statuses);
}

int MPI_Test(MPI_Request *request, int *flag, MPI_Status *status)
{
    dr_promises_progress();
    return PMPI_Test(request, flag, status);
}

int MPI_Testall(int count, MPI_Request requests[], int *flag,
                MPI_Status statuses[])
{
    dr_promises_progress();
    return PMPI_Testall(count, requests, flag, statuses);
}

int MPI_Testany(int count, MPI_Request requests[], int *index, int *flag,
                MPI_Status *status)
{
    dr_promises_progress();
    return PMPI_Testany(count, requests, index, flag, status);
}

int MPI_Testsome(int count, MPI_Request requests[], int *outcount,
                 int indices[], MPI_Status statuses[])
{
    dr_promises_progress();
    return PMPI_Testsome(count, requests, outcount, indices, statuses);
}

int MPI_Request_get_status(MPI_Request request, int *flag, MPI_Status *status)
{
    dr_promises_progress();
    return PMPI_Request_get_status(request, flag, status);
}

int MPI_Finalize(void)
{
    while (dr_promises_left())
        advance(0, NULL, 1);
    return PMPI_Finalize();
}
