/*
 * request_status.c - MPI_Request_get_status and its kin: looks that leave the
 * requests as they are (MPI-4.1, section 3.7.6).
 */
#include "api/wait_many.h"
#include "p2p/wait.h"

int PMPI_Request_get_status(MPI_Request request, int *flag, MPI_Status *status)
{
    struct dr_request *found;
    int error;

    DR_DOOR("MPI_Request_get_status", "r*s", request, flag, status);

    error = dr_waiting_find(request, &found);
    if (error)
        return error;
    if (!dr_waiting_counts(found)) {
        *flag = 1;
        dr_many_store_empty(status);
        return MPI_SUCCESS;
    }
    *flag = dr_wait_pick(&found, 1, DR_PICK_TEST_ALL) == DR_PICKED_DONE;
    if (*flag)
        dr_result_store(&found->result, status);
    return MPI_SUCCESS;
}
DR_ALIAS(int, Request_get_status, (MPI_Request, int *, MPI_Status *))

/* Of one of several. */
static void store(const struct dr_request *request, MPI_Status *status)
{
    if (!dr_waiting_counts(request)) {
        dr_many_store_empty(status);
        return;
    }
    dr_result_store(&request->result, status);
    if (status)
        status->MPI_ERROR = request->result.error;
}

int PMPI_Request_get_status_all(int count,
                                const MPI_Request array_of_requests[],
                                int *flag, MPI_Status array_of_statuses[])
{
    struct dr_waiting waiting;
    int error;

    DR_DOOR("MPI_Request_get_status_all", "i**s", count, array_of_requests,
            flag, array_of_statuses);

    error = dr_waiting_begin(&waiting, count, array_of_requests);
    if (error)
        return error;
    *flag = waiting.active == 0 ||
            dr_many_pick(&waiting, DR_PICK_TEST_ALL) == DR_PICKED_DONE;
    for (int i = 0; *flag && array_of_statuses && i < count; i++)
        store(waiting.found[i], &array_of_statuses[i]);
    dr_waiting_end(&waiting);
    return MPI_SUCCESS;
}
DR_ALIAS(int, Request_get_status_all,
         (int, const MPI_Request[], int *, MPI_Status[]))

int PMPI_Request_get_status_any(int count,
                                const MPI_Request array_of_requests[],
                                int *index, int *flag, MPI_Status *status)
{
    struct dr_waiting waiting;
    int error, picked, at = 0;

    DR_DOOR("MPI_Request_get_status_any", "i***s", count, array_of_requests,
            index, flag, status);

    error = dr_waiting_begin(&waiting, count, array_of_requests);
    if (error)
        return error;
    picked = dr_many_pick(&waiting, DR_PICK_TEST_ANY);
    *flag = waiting.active == 0 || picked != DR_PICKED_NONE;
    *index = MPI_UNDEFINED;
    if (picked != DR_PICKED_NONE) {
        while (waiting.found[at] != waiting.ready[picked])
            at++;
        *index = at;
        dr_result_store(&waiting.found[at]->result, status);
    } else if (*flag) {
        dr_many_store_empty(status);
    }
    dr_waiting_end(&waiting);
    return MPI_SUCCESS;
}
DR_ALIAS(int, Request_get_status_any,
         (int, const MPI_Request[], int *, int *, MPI_Status *))
