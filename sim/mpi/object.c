/*
 * object.c - DR_Send_object and its kin on a real MPI.
 *
 * The size of a message is not known before it is there, so receives probe:
 * they stand among the continuations and look for their message whenever the
 * rank waits or tests, oldest first.
 */
#include "object/codec.h"

#include <stdio.h>
#include <stdlib.h>

#include "object/value.h"
#include "then.h"

void dr_object_freed_twice(const void *site)
{
    (void)site;
    fprintf(stderr, "DR_Object_free: " DR_OBJECT_IS_FREED " before\n");
    abort();
}

static int raise(MPI_Comm comm, int error)
{
    PMPI_Comm_call_errhandler(comm, error);
    return error;
}

int DR_Send_object(const DR_Object *object, int dest, int tag, MPI_Comm comm)
{
    size_t size;
    char *bytes;
    int error = dr_object_encode(object, &bytes, &size);

    if (error)
        return raise(comm, error);
    error = PMPI_Send(bytes, (int)size, MPI_BYTE, dest, tag, comm);
    free(bytes);
    return error;
}

static int free_bytes(struct promise *promise, MPI_Request *next)
{
    (void)next;
    free(promise->bytes);
    return promise->statuses[0].MPI_ERROR;
}

int DR_Isend_object(const DR_Object *object, int dest, int tag, MPI_Comm comm,
                    MPI_Request *request)
{
    struct promise *promise;
    MPI_Request part;
    size_t size;
    char *bytes;
    int error = dr_object_encode(object, &bytes, &size);

    if (error)
        return raise(comm, error);
    error = PMPI_Isend(bytes, (int)size, MPI_BYTE, dest, tag, comm, &part);
    if (error) {
        free(bytes);
        return error;
    }
    promise = dr_promise_new(1);
    promise->parts[0] = part;
    promise->act = free_bytes;
    promise->bytes = bytes;
    *request = promise->handle;
    return MPI_SUCCESS;
}

/* Take the message if it is there; the error of the receive is kept. */
static int look_for_message(struct promise *promise)
{
    MPI_Message message;
    int found, size;

    promise->error = PMPI_Improbe(promise->source, promise->tag, promise->comm,
                                  &found, &message, &promise->result);
    if (promise->error || !found)
        return promise->error;
    if (message == MPI_MESSAGE_NO_PROC)
        return 1;
    PMPI_Get_count(&promise->result, MPI_BYTE, &size);
    promise->size = (size_t)size;
    promise->bytes = malloc(promise->size + 1);
    promise->error =
        PMPI_Mrecv(promise->bytes, size, MPI_BYTE, &message, &promise->result);
    return 1;
}

static int hand_over(struct promise *promise, MPI_Request *next)
{
    struct dr_object_fault fault;
    DR_Object **object = promise->data;

    (void)next;
    *object = NULL;
    if (promise->error || !promise->bytes)
        return promise->error;
    *object = dr_object_decode(promise->bytes, promise->size, &fault);
    free(promise->bytes);
    return *object ? MPI_SUCCESS : raise(promise->comm, MPI_ERR_TYPE);
}

int DR_Irecv_object(DR_Object **object, int source, int tag, MPI_Comm comm,
                    MPI_Request *request)
{
    struct promise *promise = dr_promise_new(0);

    promise->source = source;
    promise->tag = tag;
    promise->comm = comm;
    promise->data = object;
    promise->ready = look_for_message;
    promise->act = hand_over;
    *request = promise->handle;
    return MPI_SUCCESS;
}

/* The request's own error goes to the handler of the communicator already. */
int DR_Recv_object(DR_Object **object, int source, int tag, MPI_Comm comm,
                   MPI_Status *status)
{
    MPI_Request request;
    int error, done = 0;

    DR_Irecv_object(object, source, tag, comm, &request);
    while (!done)
        error = MPI_Test(&request, &done, status);
    return error;
}
