/*
 * sendrecv.c - a send and a receive at once (MPI 3.1, section 3.10; the
 * nonblocking forms MPI 4.0, section 3.10).
 */
#include "api/operation.h"

#include <stdlib.h>

#include "base/memory.h"
#include "core/usermem.h"
#include "p2p/operation.h"
#include "p2p/schedule.h"
#include "p2p/wait.h"

/* Both halves, checked; neither started. */
static int prepare(struct dr_transfer_arguments send,
                   struct dr_transfer_arguments recv,
                   struct dr_request *halves[2])
{
    int error = dr_operation_prepare(send, &halves[0]);

    if (error)
        return error;
    error = dr_operation_prepare(recv, &halves[1]);
    if (error)
        dr_operation_release(halves[0]);
    return error;
}

static int exchange(struct dr_request *halves[2], MPI_Status *status)
{
    int error;

    dr_operation_start(halves[1]);
    dr_operation_start(halves[0]);
    dr_wait_all(halves, 2);
    dr_result_store(&halves[1]->result, status);
    error = dr_operation_raise(halves[1]);
    dr_operation_release(halves[0]);
    dr_operation_release(halves[1]);
    return error;
}

int PMPI_Sendrecv(const void *sendbuf, int sendcount, MPI_Datatype sendtype,
                  int dest, int sendtag, void *recvbuf, int recvcount,
                  MPI_Datatype recvtype, int source, int recvtag, MPI_Comm comm,
                  MPI_Status *status)
{
    struct dr_request *halves[2];
    int error;

    DR_DOOR("MPI_Sendrecv", "bitpgbitpgcs", sendbuf, sendcount, sendtype, dest,
            sendtag, recvbuf, recvcount, recvtype, source, recvtag, comm,
            status);

    error = prepare((struct dr_transfer_arguments){DR_SEND, DR_SEND_STANDARD,
                                                   sendbuf, sendcount, sendtype,
                                                   dest, sendtag, comm},
                    (struct dr_transfer_arguments){DR_RECV, DR_SEND_STANDARD,
                                                   recvbuf, recvcount, recvtype,
                                                   source, recvtag, comm},
                    halves);
    return error ? error : exchange(halves, status);
}
DR_ALIAS(int, Sendrecv,
         (const void *, int, MPI_Datatype, int, int, void *, int, MPI_Datatype,
          int, int, MPI_Comm, MPI_Status *))

/* The outgoing data moves to a copy, packed, so that the buffer is free. */
static void *move_out(struct dr_request *send)
{
    uint64_t bytes = send->count * send->type->size;
    struct dr_span span = {send->buffer, send->count, send->type};
    void *copy = dr_alloc(bytes + 1);

    dr_usermem_read(span, copy, bytes);
    dr_datatype_release(send->type);
    send->type = NULL;
    send->buffer = copy;
    send->count = bytes;
    return copy;
}

int PMPI_Sendrecv_replace(void *buf, int count, MPI_Datatype datatype, int dest,
                          int sendtag, int source, int recvtag, MPI_Comm comm,
                          MPI_Status *status)
{
    struct dr_request *halves[2];
    void *copy;
    int error;

    DR_DOOR("MPI_Sendrecv_replace", "bitpgpgcs", buf, count, datatype, dest,
            sendtag, source, recvtag, comm, status);

    error = prepare(
        (struct dr_transfer_arguments){DR_SEND, DR_SEND_STANDARD, buf, count,
                                       datatype, dest, sendtag, comm},
        (struct dr_transfer_arguments){DR_RECV, DR_SEND_STANDARD, buf, count,
                                       datatype, source, recvtag, comm},
        halves);
    if (error)
        return error;
    copy = move_out(halves[0]);
    error = exchange(halves, status);
    free(copy);
    return error;
}
DR_ALIAS(int, Sendrecv_replace,
         (void *, int, MPI_Datatype, int, int, int, int, MPI_Comm,
          MPI_Status *))


/* Both halves as one request; the halves only served to check arguments. */
static int issue(struct dr_request *halves[2], struct dr_span send,
                 struct dr_schedule *schedule, MPI_Request *request)
{
    struct dr_request *recv = halves[1], *made;
    struct dr_exchange exchange = {
        .send = send,
        .recv = {recv->buffer, recv->count, recv->type},
        .target = halves[0]->peer,
        .send_tag = halves[0]->tag,
        .source = recv->peer,
        .recv_tag = recv->tag};

    dr_schedule_exchange(schedule, &exchange);
    made = dr_schedule_start(schedule);
    made->call = recv->call;
    made->site = recv->site;
    dr_operation_release(halves[0]);
    dr_operation_release(recv);
    *request = dr_request_publish(made);
    return MPI_SUCCESS;
}

int PMPI_Isendrecv(const void *sendbuf, int sendcount, MPI_Datatype sendtype,
                   int dest, int sendtag, void *recvbuf, int recvcount,
                   MPI_Datatype recvtype, int source, int recvtag,
                   MPI_Comm comm, MPI_Request *request)
{
    struct dr_request *halves[2];
    struct dr_span send;
    int error;

    DR_DOOR("MPI_Isendrecv", "bitpgbitpgc*", sendbuf, sendcount, sendtype, dest,
            sendtag, recvbuf, recvcount, recvtype, source, recvtag, comm,
            request);

    error = prepare((struct dr_transfer_arguments){DR_SEND, DR_SEND_STANDARD,
                                                   sendbuf, sendcount, sendtype,
                                                   dest, sendtag, comm},
                    (struct dr_transfer_arguments){DR_RECV, DR_SEND_STANDARD,
                                                   recvbuf, recvcount, recvtype,
                                                   source, recvtag, comm},
                    halves);
    if (error)
        return error;
    send =
        (struct dr_span){halves[0]->buffer, halves[0]->count, halves[0]->type};
    return issue(halves, send, dr_schedule_new(halves[0]->comm), request);
}
DR_ALIAS(int, Isendrecv,
         (const void *, int, MPI_Datatype, int, int, void *, int, MPI_Datatype,
          int, int, MPI_Comm, MPI_Request *))

int PMPI_Isendrecv_replace(void *buf, int count, MPI_Datatype datatype,
                           int dest, int sendtag, int source, int recvtag,
                           MPI_Comm comm, MPI_Request *request)
{
    struct dr_request *halves[2];
    struct dr_schedule *schedule;
    struct dr_span send;
    uint64_t bytes;
    int error;

    DR_DOOR("MPI_Isendrecv_replace", "bitpgpgc*", buf, count, datatype, dest,
            sendtag, source, recvtag, comm, request);

    error = prepare(
        (struct dr_transfer_arguments){DR_SEND, DR_SEND_STANDARD, buf, count,
                                       datatype, dest, sendtag, comm},
        (struct dr_transfer_arguments){DR_RECV, DR_SEND_STANDARD, buf, count,
                                       datatype, source, recvtag, comm},
        halves);
    if (error)
        return error;
    schedule = dr_schedule_new(halves[0]->comm);
    bytes = halves[0]->count * halves[0]->type->size;
    send = (struct dr_span){dr_schedule_scratch(schedule, bytes), bytes, NULL};
    dr_usermem_read((struct dr_span){buf, halves[0]->count, halves[0]->type},
                    send.buffer, bytes);
    return issue(halves, send, schedule, request);
}
DR_ALIAS(int, Isendrecv_replace,
         (void *, int, MPI_Datatype, int, int, int, int, MPI_Comm,
          MPI_Request *))
