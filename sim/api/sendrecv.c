/*
 * sendrecv.c - a send and a receive at once, with counts that are int or large
 * (MPI 4.0, section 3.10).
 */
#include "api/operation.h"

#include <stdlib.h>

#include "api/apart.h"
#include "base/memory.h"
#include "core/usermem.h"
#include "p2p/hold.h"
#include "p2p/operation.h"
#include "p2p/schedule.h"
#include "p2p/wait.h"

/* A side that is MPI_PROC_NULL touches nothing. */
static int check_apart(const struct dr_request *send,
                       const struct dr_request *recv, const char *advice)
{
    if (!advice || send->peer == MPI_PROC_NULL || recv->peer == MPI_PROC_NULL)
        return MPI_SUCCESS;
    return dr_check_apart(
        send->comm, (struct dr_span){send->buffer, send->count, send->type},
        (struct dr_span){recv->buffer, recv->count, recv->type}, advice);
}

/* Both halves, checked; neither started.  With `advice`, what to do if they
 * share memory, they must not. */
static int prepare(const struct dr_transfer_arguments both[2],
                   struct dr_request *halves[2], const char *advice)
{
    int error = dr_operation_prepare(both[0], &halves[0]);

    if (error)
        return error;
    error = dr_operation_prepare(both[1], &halves[1]);
    if (!error)
        error = check_apart(halves[0], halves[1], advice);
    if (!error)
        return MPI_SUCCESS;
    dr_operation_release(halves[0]);
    if (halves[1])
        dr_operation_release(halves[1]);
    return error;
}

/* Both buffers may be in use by operations that were started before. */
static void pass(const struct dr_request *half)
{
    if (half->peer != MPI_PROC_NULL)
        dr_hold_pass((struct dr_span){half->buffer, half->count, half->type},
                     half->operation == DR_RECV);
}

static int exchange(struct dr_request *halves[2], MPI_Status *status)
{
    int error;

    pass(halves[0]);
    pass(halves[1]);
    dr_operation_start(halves[1]);
    dr_operation_start(halves[0]);
    dr_wait_all(halves, 2);
    dr_result_store(&halves[1]->result, status);
    error = dr_operation_raise(halves[1]);
    dr_operation_release(halves[0]);
    dr_operation_release(halves[1]);
    return error;
}

static int run(const struct dr_transfer_arguments both[2], MPI_Status *status)
{
    struct dr_request *halves[2];
    int error =
        prepare(both, halves, "use MPI_Sendrecv_replace, or two buffers");

    return error ? error : exchange(halves, status);
}

/* The outgoing data moves to a copy, packed, so that the buffer is free. */
static struct dr_span packed(const struct dr_request *send, void *copy)
{
    struct dr_span span = {send->buffer, send->count, send->type};
    uint64_t bytes = send->count * send->type->size;

    dr_usermem_read(span, copy, bytes);
    if (span.type->contiguous && span.type->true_lb == 0)
        return (struct dr_span){copy, span.count, span.type};
    return (struct dr_span){copy, bytes, NULL};
}

static void *move_out(struct dr_request *send)
{
    void *copy = dr_alloc(send->count * send->type->size + 1);
    struct dr_span span = packed(send, copy);

    if (!span.type)
        dr_datatype_release(send->type);
    send->type = span.type;
    send->buffer = copy;
    send->count = span.count;
    return copy;
}

static int run_replacing(const struct dr_transfer_arguments both[2],
                         MPI_Status *status)
{
    struct dr_request *halves[2];
    void *copy;
    int error = prepare(both, halves, NULL);

    if (error)
        return error;
    copy = move_out(halves[0]);
    error = exchange(halves, status);
    free(copy);
    return error;
}

/* Both halves as one request; the halves only served to check arguments. */
static int publish(struct dr_request *halves[2], struct dr_span send,
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
    made = dr_schedule_keep(schedule);
    made->call = recv->call;
    made->site = recv->site;
    dr_schedule_run(made);
    if (exchange.source != MPI_PROC_NULL)
        dr_hold_add(made, exchange.recv, true);
    /* What is replaced is sent from a copy. */
    if (exchange.target != MPI_PROC_NULL && send.buffer == halves[0]->buffer)
        dr_hold_add(made, send, false);
    dr_hold_begin(made);
    dr_operation_release(halves[0]);
    dr_operation_release(recv);
    *request = dr_request_publish(made);
    return MPI_SUCCESS;
}

static int issue(const struct dr_transfer_arguments both[2],
                 MPI_Request *request)
{
    struct dr_request *halves[2];
    struct dr_span send;
    int error =
        prepare(both, halves, "use MPI_Isendrecv_replace, or two buffers");

    if (error)
        return error;
    send =
        (struct dr_span){halves[0]->buffer, halves[0]->count, halves[0]->type};
    return publish(halves, send, dr_schedule_new(halves[0]->comm), request);
}

static int issue_replacing(const struct dr_transfer_arguments both[2],
                           MPI_Request *request)
{
    struct dr_request *halves[2];
    struct dr_schedule *schedule;
    void *copy;
    int error = prepare(both, halves, NULL);

    if (error)
        return error;
    schedule = dr_schedule_new(halves[0]->comm);
    copy =
        dr_schedule_scratch(schedule, halves[0]->count * halves[0]->type->size);
    return publish(halves, packed(halves[0], copy), schedule, request);
}

/* The door of two buffers, and that of one; `last` is a status or a request. */
#define TWO_BUFFERS(name, COUNT, act, kind, LAST, last)                        \
    int PMPI_##name(const void *sendbuf, COUNT sendcount,                      \
                    MPI_Datatype sendtype, int dest, int sendtag,              \
                    void *recvbuf, COUNT recvcount, MPI_Datatype recvtype,     \
                    int source, int recvtag, MPI_Comm comm, LAST last)         \
    {                                                                          \
        struct dr_transfer_arguments both[] = {                                \
            {DR_SEND, DR_SEND_STANDARD, sendbuf, sendcount, sendtype, dest,    \
             sendtag, comm},                                                   \
            {DR_RECV, DR_SEND_STANDARD, recvbuf, recvcount, recvtype, source,  \
             recvtag, comm}};                                                  \
                                                                               \
        DR_DOOR("MPI_" #name, "bitpgbitpgc" kind, sendbuf, sendcount,          \
                sendtype, dest, sendtag, recvbuf, recvcount, recvtype, source, \
                recvtag, comm, last);                                          \
        return act(both, last);                                                \
    }                                                                          \
    DR_ALIAS(int, name,                                                        \
             (const void *, COUNT, MPI_Datatype, int, int, void *, COUNT,      \
              MPI_Datatype, int, int, MPI_Comm, LAST))

#define ONE_BUFFER(name, COUNT, act, kind, LAST, last)                         \
    int PMPI_##name(void *buf, COUNT count, MPI_Datatype datatype, int dest,   \
                    int sendtag, int source, int recvtag, MPI_Comm comm,       \
                    LAST last)                                                 \
    {                                                                          \
        struct dr_transfer_arguments both[] = {                                \
            {DR_SEND, DR_SEND_STANDARD, buf, count, datatype, dest, sendtag,   \
             comm},                                                            \
            {DR_RECV, DR_SEND_STANDARD, buf, count, datatype, source, recvtag, \
             comm}};                                                           \
                                                                               \
        DR_DOOR("MPI_" #name, "bitpgpgc" kind, buf, count, datatype, dest,     \
                sendtag, source, recvtag, comm, last);                         \
        return act(both, last);                                                \
    }                                                                          \
    DR_ALIAS(                                                                  \
        int, name,                                                             \
        (void *, COUNT, MPI_Datatype, int, int, int, int, MPI_Comm, LAST))

#define FORMS(width, COUNT)                                                    \
    TWO_BUFFERS(Sendrecv##width, COUNT, run, "s", MPI_Status *, status)        \
    TWO_BUFFERS(Isendrecv##width, COUNT, issue, "&", MPI_Request *, request)   \
    ONE_BUFFER(Sendrecv_replace##width, COUNT, run_replacing, "s",             \
               MPI_Status *, status)                                           \
    ONE_BUFFER(Isendrecv_replace##width, COUNT, issue_replacing, "&",          \
               MPI_Request *, request)

FORMS(, int)
FORMS(_c, MPI_Count)
