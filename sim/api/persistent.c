/*
 * persistent.c - requests that are started again and again (MPI 3.1, 3.9).
 */
#include "api/operation.h"
#include "api/waiting.h"
#include "p2p/operation.h"

int PMPI_Send_init(const void *buf, int count, MPI_Datatype datatype, int dest,
                   int tag, MPI_Comm comm, MPI_Request *request)
{
    DR_DOOR("MPI_Send_init", "bitpgc*", buf, count, datatype, dest, tag, comm,
            request);

    return dr_operation_keep(
        (struct dr_transfer_arguments){DR_SEND, DR_SEND_STANDARD, buf, count,
                                       datatype, dest, tag, comm},
        request);
}
DR_ALIAS(int, Send_init,
         (const void *, int, MPI_Datatype, int, int, MPI_Comm, MPI_Request *))

int PMPI_Bsend_init(const void *buf, int count, MPI_Datatype datatype, int dest,
                    int tag, MPI_Comm comm, MPI_Request *request)
{
    DR_DOOR("MPI_Bsend_init", "bitpgc*", buf, count, datatype, dest, tag, comm,
            request);

    return dr_operation_keep(
        (struct dr_transfer_arguments){DR_SEND, DR_SEND_BUFFERED, buf, count,
                                       datatype, dest, tag, comm},
        request);
}
DR_ALIAS(int, Bsend_init,
         (const void *, int, MPI_Datatype, int, int, MPI_Comm, MPI_Request *))

int PMPI_Ssend_init(const void *buf, int count, MPI_Datatype datatype, int dest,
                    int tag, MPI_Comm comm, MPI_Request *request)
{
    DR_DOOR("MPI_Ssend_init", "bitpgc*", buf, count, datatype, dest, tag, comm,
            request);

    return dr_operation_keep(
        (struct dr_transfer_arguments){DR_SEND, DR_SEND_SYNCHRONOUS, buf, count,
                                       datatype, dest, tag, comm},
        request);
}
DR_ALIAS(int, Ssend_init,
         (const void *, int, MPI_Datatype, int, int, MPI_Comm, MPI_Request *))

int PMPI_Rsend_init(const void *buf, int count, MPI_Datatype datatype, int dest,
                    int tag, MPI_Comm comm, MPI_Request *request)
{
    DR_DOOR("MPI_Rsend_init", "bitpgc*", buf, count, datatype, dest, tag, comm,
            request);

    return dr_operation_keep(
        (struct dr_transfer_arguments){DR_SEND, DR_SEND_READY, buf, count,
                                       datatype, dest, tag, comm},
        request);
}
DR_ALIAS(int, Rsend_init,
         (const void *, int, MPI_Datatype, int, int, MPI_Comm, MPI_Request *))

int PMPI_Recv_init(void *buf, int count, MPI_Datatype datatype, int source,
                   int tag, MPI_Comm comm, MPI_Request *request)
{
    DR_DOOR("MPI_Recv_init", "bitpgc*", buf, count, datatype, source, tag, comm,
            request);

    return dr_operation_keep(
        (struct dr_transfer_arguments){DR_RECV, DR_SEND_STANDARD, buf, count,
                                       datatype, source, tag, comm},
        request);
}
DR_ALIAS(int, Recv_init,
         (void *, int, MPI_Datatype, int, int, MPI_Comm, MPI_Request *))

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
    dr_operation_cancel(found);
    return MPI_SUCCESS;
}
DR_ALIAS(int, Cancel, (MPI_Request *))
