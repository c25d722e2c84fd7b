/*
 * persistent.c - requests that are started again and again (MPI 3.1, 3.9).
 */
#include "api/general.h"
#include "api/operation.h"
#include "api/waiting.h"
#include "p2p/operation.h"
#include "p2p/schedule.h"

static int start(MPI_Request handle)
{
    struct dr_request *request;
    int error = dr_waiting_find(handle, &request);

    if (error)
        return error;
    if (!request)
        return dr_raise(NULL, MPI_ERR_REQUEST, "start of MPI_REQUEST_NULL");
    if (!request->persistent)
        return dr_raise(request->comm, MPI_ERR_REQUEST,
                        "start of a request that is not persistent, made by %s",
                        request->call);
    if (request->active)
        return dr_raise(request->comm, MPI_ERR_REQUEST,
                        "start of a request that is already active, made by %s",
                        request->call);
    return dr_operation_launch(request);
}

int PMPI_Start(MPI_Request *request)
{
    DR_DOOR("MPI_Start", "*", request);

    return start(*request);
}
DR_ALIAS(int, Start, (MPI_Request *))

int PMPI_Startall(int count, MPI_Request array_of_requests[])
{
    DR_DOOR("MPI_Startall", "i*", count, array_of_requests);

    if (count < 0)
        return dr_raise(NULL, MPI_ERR_COUNT, "the count is %d", count);
    for (int i = 0; i < count; i++) {
        int error = start(array_of_requests[i]);

        if (error)
            return error;
    }
    return MPI_SUCCESS;
}
DR_ALIAS(int, Startall, (int, MPI_Request[]))

int PMPI_Request_free(MPI_Request *request)
{
    struct dr_request *found;
    int error;

    DR_DOOR("MPI_Request_free", "*", request);

    error = dr_waiting_find(*request, &found);
    if (error)
        return error;
    if (!found)
        return dr_raise(NULL, MPI_ERR_REQUEST, "free of MPI_REQUEST_NULL");
    if (found->operation == DR_GENERAL)
        return dr_general_forget(request, found);
    /* MPI 4.0, sections 6.12 and 6.13. */
    if (found->active && found->operation == DR_COLLECTIVE &&
        dr_schedule_collective(found->schedule))
        return dr_raise(found->comm, MPI_ERR_REQUEST,
                        "free of a request of a collective that is active, "
                        "made by %s",
                        found->call);
    dr_waiting_forget(request, found);
    return MPI_SUCCESS;
}
DR_ALIAS(int, Request_free, (MPI_Request *))

int PMPI_Cancel(MPI_Request *request)
{
    struct dr_request *found;
    int error;

    DR_DOOR("MPI_Cancel", "*", request);

    error = dr_waiting_find(*request, &found);
    if (error)
        return error;
    if (!found || !found->active || found->operation == DR_COLLECTIVE)
        return dr_raise(NULL, MPI_ERR_REQUEST, "cancel of a request that is %s",
                        !found          ? "MPI_REQUEST_NULL"
                        : found->active ? "of a collective"
                                        : "inactive");
    if (found->operation == DR_GENERAL)
        return dr_general_cancel(found);
    dr_operation_cancel(found);
    return MPI_SUCCESS;
}
DR_ALIAS(int, Cancel, (MPI_Request *))
