/*
 * request_status.c - MPI_Request_get_status and its kin: looks that leave the
 * requests as they are (MPI-4.1, section 3.7.6).
 */
#include "api/general.h"
#include "api/operation.h"
#include "api/then.h"
#include "api/wait_many.h"
#include "p2p/hold.h"

/* The result of one; returns the error of its query callback. */
static int show(struct dr_request *request, MPI_Status *status)
{
    int error = dr_general_query(request);

    dr_hold_end(request);
    dr_result_store(&request->result, status);
    return error ? dr_operation_raise(request) : MPI_SUCCESS;
}

int PMPI_Request_get_status(MPI_Request request, int *flag, MPI_Status *status)
{
    struct dr_request *found;
    int error;

    DR_DOOR("MPI_Request_get_status", "r&s", request, flag, status);

    error = dr_waiting_find(request, &found);
    if (error)
        return error;
    if (!dr_waiting_counts(found)) {
        *flag = 1;
        dr_many_store_empty(status);
        return MPI_SUCCESS;
    }
    *flag = dr_then_pick(&found, 1, DR_PICK_TEST_ALL) == DR_PICKED_DONE;
    return *flag ? show(found, status) : MPI_SUCCESS;
}
DR_ALIAS(int, Request_get_status, (MPI_Request, int *, MPI_Status *))

/* Of one of several; an error of its query callback stands in its status. */
static int show_in_array(struct dr_request *request, MPI_Status *status)
{
    int error;

    if (!dr_waiting_counts(request)) {
        dr_many_store_empty(status);
        return MPI_SUCCESS;
    }
    error = dr_general_query(request);
    dr_hold_end(request);
    dr_result_store(&request->result, status);
    if (status)
        status->MPI_ERROR = request->result.error;
    return error;
}

static int raise_in_status(int error)
{
    if (error == MPI_SUCCESS)
        return MPI_SUCCESS;
    return dr_raise(NULL, MPI_ERR_IN_STATUS,
                    "a callback of a generalized request returned %d", error);
}

int PMPI_Request_get_status_all(int count,
                                const MPI_Request array_of_requests[],
                                int *flag, MPI_Status array_of_statuses[])
{
    struct dr_waiting waiting;
    int error;

    DR_DOOR("MPI_Request_get_status_all", "i*&S", count, array_of_requests,
            flag, array_of_statuses);

    error = dr_waiting_begin(&waiting, count, array_of_requests);
    if (error)
        return error;
    *flag = waiting.active == 0 ||
            dr_many_pick(&waiting, DR_PICK_TEST_ALL) == DR_PICKED_DONE;
    for (int i = 0; *flag && i < count; i++) {
        int shown = show_in_array(waiting.found[i], array_of_statuses
                                                        ? &array_of_statuses[i]
                                                        : MPI_STATUS_IGNORE);

        error = error ? error : shown;
    }
    dr_waiting_end(&waiting);
    return raise_in_status(error);
}
DR_ALIAS(int, Request_get_status_all,
         (int, const MPI_Request[], int *, MPI_Status[]))

int PMPI_Request_get_status_any(int count,
                                const MPI_Request array_of_requests[],
                                int *index, int *flag, MPI_Status *status)
{
    struct dr_waiting waiting;
    int error, picked, at = 0;

    DR_DOOR("MPI_Request_get_status_any", "i*&&s", count, array_of_requests,
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
        error = show(waiting.found[at], status);
    } else if (*flag) {
        dr_many_store_empty(status);
    }
    dr_waiting_end(&waiting);
    return error;
}
DR_ALIAS(int, Request_get_status_any,
         (int, const MPI_Request[], int *, int *, MPI_Status *))

int PMPI_Request_get_status_some(int incount,
                                 const MPI_Request array_of_requests[],
                                 int *outcount, int array_of_indices[],
                                 MPI_Status array_of_statuses[])
{
    struct dr_waiting waiting;
    int error, picked, at = -1;

    DR_DOOR("MPI_Request_get_status_some", "i*&*S", incount, array_of_requests,
            outcount, array_of_indices, array_of_statuses);

    if (incount > 0 && !array_of_indices)
        return dr_raise_null("array_of_indices");
    error = dr_waiting_begin(&waiting, incount, array_of_requests);
    if (error)
        return error;
    picked = dr_many_pick(&waiting, DR_PICK_TEST_SOME);
    *outcount = waiting.active > 0 ? 0 : MPI_UNDEFINED;
    for (int i = 0; i < incount; i++) {
        int shown;

        at += dr_waiting_counts(waiting.found[i]);
        if (!dr_many_picked(&waiting, picked, i, at))
            continue;
        shown = show_in_array(waiting.found[i],
                              array_of_statuses ? &array_of_statuses[*outcount]
                                                : MPI_STATUS_IGNORE);
        array_of_indices[(*outcount)++] = i;
        error = error ? error : shown;
    }
    dr_waiting_end(&waiting);
    return raise_in_status(error);
}
DR_ALIAS(int, Request_get_status_some,
         (int, const MPI_Request[], int *, int[], MPI_Status[]))
