/*
 * persistent.c - requests that are started again and again (MPI 3.1, 3.9).
 */
#include "api/general.h"
#include "api/operation.h"
#include "api/waiting.h"
#include "p2p/hold.h"
#include "p2p/operation.h"
#include "p2p/schedule.h"

static int start(MPI_Request handle)
{
    struct dr_request *request;
    int error = dr_waiting_find(handle, &request);

    if (error)
        return error;
    if (!request)
        return dr_raise_handle(NULL, MPI_ERR_REQUEST, DR_KIND_REQUEST, handle,
                               "the request to start");
    if (!request->persistent)
        return dr_waiting_raise(
            request,
            "start only what MPI_Send_init, MPI_Recv_init or "
            "their like made; this is under way already",
            "start of a request that is not persistent");
    if (request->active)
        return dr_waiting_raise(request,
                                "complete it, as with MPI_Wait, before it is "
                                "started again",
                                "start of a request that is already active");
    request->start_call = dr_world->self->call->name;
    request->start_site = dr_world->self->call->site;
    error = dr_operation_launch(request);
    if (!error)
        dr_hold_begin(request);
    return error;
}

int PMPI_Start(MPI_Request *request)
{
    DR_DOOR("MPI_Start", "&", request);

    return start(*request);
}
DR_ALIAS(int, Start, (MPI_Request *))

int PMPI_Startall(int count, MPI_Request array_of_requests[])
{
    DR_DOOR("MPI_Startall", "i*", count, array_of_requests);

    if (count < 0)
        return dr_raise(NULL, MPI_ERR_COUNT, "the count is %d", count);
    if (count > 0 && !array_of_requests)
        return dr_raise_null("array_of_requests");
    for (int i = 0; i < count; i++) {
        int error = start(array_of_requests[i]);

        if (error)
            return error;
    }
    return MPI_SUCCESS;
}
DR_ALIAS(int, Startall, (int, MPI_Request[]))

/* MPI 4.1, section 12.3.5; it may be over. */
static int refuse_remote(const struct dr_request *request, const char *sentence)
{
    return dr_waiting_raise(request, "complete it, as with MPI_Wait", sentence);
}

/* Do all members take part?  Not in one rank's access to a file. */
static bool is_collective(const struct dr_request *request)
{
    uint32_t number;

    return request->operation == DR_COLLECTIVE &&
           dr_schedule_collective(request->schedule) &&
           (!request->file || dr_schedule_number(request->schedule, &number));
}

int PMPI_Request_free(MPI_Request *request)
{
    struct dr_request *found;
    int error;

    DR_DOOR("MPI_Request_free", "&", request);

    error = dr_waiting_find(*request, &found);
    if (error)
        return error;
    if (!found)
        return dr_raise_handle(NULL, MPI_ERR_REQUEST, DR_KIND_REQUEST, *request,
                               "the request to free");
    if (found->operation == DR_GENERAL)
        return dr_general_forget(request, found);
    if (found->operation == DR_REMOTE)
        return refuse_remote(found,
                             "free of a request of a one-sided operation");
    /* MPI 4.0, sections 6.12 and 6.13. */
    if (found->active && is_collective(found))
        return dr_waiting_raise(
            found, "complete it, as with MPI_Wait",
            "free of a request of a collective that is active");
    dr_waiting_forget(request, found);
    return MPI_SUCCESS;
}
DR_ALIAS(int, Request_free, (MPI_Request *))

int PMPI_Cancel(MPI_Request *request)
{
    struct dr_request *found;
    int error;

    DR_DOOR("MPI_Cancel", "&", request);

    error = dr_waiting_find(*request, &found);
    if (error)
        return error;
    if (!found)
        return dr_raise_handle(NULL, MPI_ERR_REQUEST, DR_KIND_REQUEST, *request,
                               "the request to cancel");
    if (!found->active)
        return dr_waiting_raise(found, "start it before, or do not cancel it",
                                "cancel of a request that is inactive");
    if (found->operation == DR_COLLECTIVE)
        return dr_waiting_raise(found, "complete it, as with MPI_Wait",
                                "cancel of a request of a collective");
    if (found->operation == DR_GENERAL)
        return dr_general_cancel(found);
    if (found->operation == DR_REMOTE)
        return refuse_remote(found,
                             "cancel of a request of a one-sided operation");
    dr_operation_cancel(found);
    return MPI_SUCCESS;
}
DR_ALIAS(int, Cancel, (MPI_Request *))
