/*
 * isend.c - MPI_Isend and its kin: nonblocking sends and receives
 * (MPI 3.1, 3.7).
 */
#include "api/operation.h"

int PMPI_Isend(const void *buf, int count, MPI_Datatype datatype, int dest,
               int tag, MPI_Comm comm, MPI_Request *request)
{
    DR_DOOR("MPI_Isend", "bitpgc*", buf, count, datatype, dest, tag, comm,
            request);

    return dr_operation_issue(
        (struct dr_transfer_arguments){DR_SEND, DR_SEND_STANDARD, buf, count,
                                       datatype, dest, tag, comm},
        request);
}
DR_ALIAS(int, Isend,
         (const void *, int, MPI_Datatype, int, int, MPI_Comm, MPI_Request *))

int PMPI_Ibsend(const void *buf, int count, MPI_Datatype datatype, int dest,
                int tag, MPI_Comm comm, MPI_Request *request)
{
    DR_DOOR("MPI_Ibsend", "bitpgc*", buf, count, datatype, dest, tag, comm,
            request);

    return dr_operation_issue(
        (struct dr_transfer_arguments){DR_SEND, DR_SEND_BUFFERED, buf, count,
                                       datatype, dest, tag, comm},
        request);
}
DR_ALIAS(int, Ibsend,
         (const void *, int, MPI_Datatype, int, int, MPI_Comm, MPI_Request *))

int PMPI_Issend(const void *buf, int count, MPI_Datatype datatype, int dest,
                int tag, MPI_Comm comm, MPI_Request *request)
{
    DR_DOOR("MPI_Issend", "bitpgc*", buf, count, datatype, dest, tag, comm,
            request);

    return dr_operation_issue(
        (struct dr_transfer_arguments){DR_SEND, DR_SEND_SYNCHRONOUS, buf, count,
                                       datatype, dest, tag, comm},
        request);
}
DR_ALIAS(int, Issend,
         (const void *, int, MPI_Datatype, int, int, MPI_Comm, MPI_Request *))

int PMPI_Irsend(const void *buf, int count, MPI_Datatype datatype, int dest,
                int tag, MPI_Comm comm, MPI_Request *request)
{
    DR_DOOR("MPI_Irsend", "bitpgc*", buf, count, datatype, dest, tag, comm,
            request);

    return dr_operation_issue(
        (struct dr_transfer_arguments){DR_SEND, DR_SEND_READY, buf, count,
                                       datatype, dest, tag, comm},
        request);
}
DR_ALIAS(int, Irsend,
         (const void *, int, MPI_Datatype, int, int, MPI_Comm, MPI_Request *))

int PMPI_Irecv(void *buf, int count, MPI_Datatype datatype, int source, int tag,
               MPI_Comm comm, MPI_Request *request)
{
    DR_DOOR("MPI_Irecv", "bitpgc*", buf, count, datatype, source, tag, comm,
            request);

    return dr_operation_issue(
        (struct dr_transfer_arguments){DR_RECV, DR_SEND_STANDARD, buf, count,
                                       datatype, source, tag, comm},
        request);
}
DR_ALIAS(int, Irecv,
         (void *, int, MPI_Datatype, int, int, MPI_Comm, MPI_Request *))
