/*
 * operation.h - from the arguments of a call to a request, and back.
 */
#ifndef DR_API_OPERATION_H
#define DR_API_OPERATION_H

#include "api/door.h"
#include "core/request.h"

/* The arguments that sends and receives share. */
struct dr_transfer_arguments {
    enum dr_operation operation;
    enum dr_send_mode mode;
    const void *buffer;
    MPI_Count count;
    MPI_Datatype type;
    int peer;
    int tag;
    MPI_Comm comm;
};

/*
 * Check the arguments and make an inactive request of them.
 *
 * Returns MPI_SUCCESS, or what dr_raise() returned for the first argument
 * that is wrong; `*request` is NULL then.
 */
int dr_operation_prepare(struct dr_transfer_arguments arguments,
                         struct dr_request **request);

/* Prepare, start, wait, store the result, release: the blocking forms. */
int dr_operation_block(struct dr_transfer_arguments arguments,
                       MPI_Status *status);

/* Prepare, start, publish: the nonblocking forms. */
int dr_operation_issue(struct dr_transfer_arguments arguments,
                       MPI_Request *handle);

/* Prepare, publish: the persistent forms. */
int dr_operation_keep(struct dr_transfer_arguments arguments,
                      MPI_Request *handle);

/* Start a prepared request, of a collective too.  Fails only if a buffered send
 * has no room. */
int dr_operation_launch(struct dr_request *request);

/* Raise the error of a completed request, if it has one; as another class, the
 * request having one. */
int dr_operation_raise(const struct dr_request *request);
int dr_operation_raise_as(const struct dr_request *request, int error);

/* Was this collective of a rank told not to belong to those of others?  Then
 * what follows from it is raised without a word. */
bool dr_operation_mismatched(int rank, const void *site);
int dr_operation_raise_known(struct dr_comm *comm, int error);

/* An object cannot be sent, as dr_object_encode() says: MPI_ERR_COUNT or
 * MPI_ERR_ARG. */
int dr_operation_raise_object(struct dr_comm *comm, int error);

/* Is this a legal communicator, one of a single group, a datatype, count,
 * buffer, tag?  Each returns MPI_SUCCESS or what dr_raise() returned.
 * dr_check_type() is the two above it, for "the datatype". */
int dr_check_comm(MPI_Comm handle, struct dr_comm **comm);
int dr_check_intra(struct dr_comm *comm);
int dr_check_datatype(struct dr_comm *comm, MPI_Datatype handle,
                      const char *argument, const struct dr_datatype **type);
int dr_check_committed(struct dr_comm *comm, MPI_Datatype handle,
                       const struct dr_datatype *type, const char *argument);
int dr_check_type(struct dr_comm *comm, MPI_Datatype handle,
                  const struct dr_datatype **type);
int dr_check_buffer(struct dr_comm *comm, const void *buffer, MPI_Count count,
                    const struct dr_datatype *type);
int dr_check_tag(struct dr_comm *comm, int tag, bool wildcard);
int dr_check_rank(struct dr_comm *comm, int rank, bool wildcard);

#endif
