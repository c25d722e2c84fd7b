/*
 * test.c - MPI_Test and its kin (MPI 3.1, sections 3.7.3 and 3.7.5).
 *
 * A look that finds nothing costs simulated time, see dr_progress_poll(): a
 * polling loop therefore makes progress and never hangs the simulator.
 */
#include "api/wait_many.h"
#include "p2p/progress.h"
#include "p2p/wait.h"

static bool any_done(const struct dr_waiting *waiting)
{
    for (int i = 0; i < waiting->active; i++) {
        if (waiting->ready[i]->done)
            return true;
    }
    return false;
}

static bool all_done(const struct dr_waiting *waiting)
{
    for (int i = 0; i < waiting->active; i++) {
        if (!waiting->ready[i]->done)
            return false;
    }
    return true;
}

int PMPI_Test(MPI_Request *request, int *flag, MPI_Status *status)
{
    struct dr_request *found;
    int error;

    DR_DOOR("MPI_Test", "r*s", *request, flag, status);

    error = dr_waiting_find(*request, &found);
    if (error)
        return error;
    *flag = 1;
    if (!dr_waiting_counts(found)) {
        dr_many_store_empty(status);
        return MPI_SUCCESS;
    }
    if (found->done) {
        dr_wait_found();
        return dr_waiting_finish_one(request, found, status);
    }
    *flag = 0;
    dr_progress_poll();
    return MPI_SUCCESS;
}
DR_ALIAS(int, Test, (MPI_Request *, int *, MPI_Status *))

int PMPI_Testall(int count, MPI_Request array_of_requests[], int *flag,
                 MPI_Status array_of_statuses[])
{
    struct dr_waiting waiting;
    int error;

    DR_DOOR("MPI_Testall", "i**s", count, array_of_requests, flag,
            array_of_statuses);

    error = dr_waiting_begin(&waiting, count, array_of_requests);
    if (error)
        return error;
    *flag = all_done(&waiting);
    if (*flag) {
        dr_wait_found();
        error =
            dr_many_finish_all(&waiting, array_of_requests, array_of_statuses);
    } else {
        dr_progress_poll();
    }
    dr_waiting_end(&waiting);
    return error;
}
DR_ALIAS(int, Testall, (int, MPI_Request[], int *, MPI_Status[]))

int PMPI_Testany(int count, MPI_Request array_of_requests[], int *indx,
                 int *flag, MPI_Status *status)
{
    struct dr_waiting waiting;
    int error;

    DR_DOOR("MPI_Testany", "i***s", count, array_of_requests, indx, flag,
            status);

    error = dr_waiting_begin(&waiting, count, array_of_requests);
    if (error)
        return error;
    *flag = waiting.active == 0 || any_done(&waiting);
    if (*flag) {
        dr_wait_found();
        error = dr_many_finish_any(&waiting, array_of_requests, indx, status);
    } else {
        *indx = MPI_UNDEFINED;
        dr_progress_poll();
    }
    dr_waiting_end(&waiting);
    return error;
}
DR_ALIAS(int, Testany, (int, MPI_Request[], int *, int *, MPI_Status *))

int PMPI_Testsome(int incount, MPI_Request array_of_requests[], int *outcount,
                  int array_of_indices[], MPI_Status array_of_statuses[])
{
    struct dr_waiting waiting;
    int error;

    DR_DOOR("MPI_Testsome", "i***s", incount, array_of_requests, outcount,
            array_of_indices, array_of_statuses);

    error = dr_waiting_begin(&waiting, incount, array_of_requests);
    if (error)
        return error;
    if (waiting.active > 0 && !any_done(&waiting)) {
        *outcount = 0;
        dr_progress_poll();
    } else {
        dr_wait_found();
        error = dr_many_finish_some(&waiting, array_of_requests, outcount,
                                    array_of_indices, array_of_statuses);
    }
    dr_waiting_end(&waiting);
    return error;
}
DR_ALIAS(int, Testsome, (int, MPI_Request[], int *, int[], MPI_Status[]))

int PMPI_Request_get_status(MPI_Request request, int *flag, MPI_Status *status)
{
    struct dr_request *found;
    int error;

    DR_DOOR("MPI_Request_get_status", "r*s", request, flag, status);

    error = dr_waiting_find(request, &found);
    if (error)
        return error;
    *flag = !dr_waiting_counts(found) || found->done;
    if (!*flag) {
        dr_progress_poll();
    } else if (dr_waiting_counts(found)) {
        dr_wait_found();
        dr_result_store(&found->result, status);
    } else {
        dr_many_store_empty(status);
    }
    return MPI_SUCCESS;
}
DR_ALIAS(int, Request_get_status, (MPI_Request, int *, MPI_Status *))
