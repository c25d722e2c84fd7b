/*
 * send.c - MPI_Send and its kin: blocking sends and receives (MPI 3.1, 3.4).
 */
#include "api/operation.h"

int PMPI_Send(const void *buf, int count, MPI_Datatype datatype, int dest,
              int tag, MPI_Comm comm)
{
    DR_DOOR("MPI_Send", "bitpgc", buf, count, datatype, dest, tag, comm);

    return dr_operation_block(
        (struct dr_transfer_arguments){DR_SEND, DR_SEND_STANDARD, buf, count,
                                       datatype, dest, tag, comm},
        MPI_STATUS_IGNORE);
}
DR_ALIAS(int, Send, (const void *, int, MPI_Datatype, int, int, MPI_Comm))

int PMPI_Bsend(const void *buf, int count, MPI_Datatype datatype, int dest,
               int tag, MPI_Comm comm)
{
    DR_DOOR("MPI_Bsend", "bitpgc", buf, count, datatype, dest, tag, comm);

    return dr_operation_block(
        (struct dr_transfer_arguments){DR_SEND, DR_SEND_BUFFERED, buf, count,
                                       datatype, dest, tag, comm},
        MPI_STATUS_IGNORE);
}
DR_ALIAS(int, Bsend, (const void *, int, MPI_Datatype, int, int, MPI_Comm))

int PMPI_Ssend(const void *buf, int count, MPI_Datatype datatype, int dest,
               int tag, MPI_Comm comm)
{
    DR_DOOR("MPI_Ssend", "bitpgc", buf, count, datatype, dest, tag, comm);

    return dr_operation_block(
        (struct dr_transfer_arguments){DR_SEND, DR_SEND_SYNCHRONOUS, buf, count,
                                       datatype, dest, tag, comm},
        MPI_STATUS_IGNORE);
}
DR_ALIAS(int, Ssend, (const void *, int, MPI_Datatype, int, int, MPI_Comm))

int PMPI_Rsend(const void *buf, int count, MPI_Datatype datatype, int dest,
               int tag, MPI_Comm comm)
{
    DR_DOOR("MPI_Rsend", "bitpgc", buf, count, datatype, dest, tag, comm);

    return dr_operation_block(
        (struct dr_transfer_arguments){DR_SEND, DR_SEND_READY, buf, count,
                                       datatype, dest, tag, comm},
        MPI_STATUS_IGNORE);
}
DR_ALIAS(int, Rsend, (const void *, int, MPI_Datatype, int, int, MPI_Comm))

int PMPI_Recv(void *buf, int count, MPI_Datatype datatype, int source, int tag,
              MPI_Comm comm, MPI_Status *status)
{
    DR_DOOR("MPI_Recv", "bitpgcs", buf, count, datatype, source, tag, comm,
            status);

    return dr_operation_block(
        (struct dr_transfer_arguments){DR_RECV, DR_SEND_STANDARD, buf, count,
                                       datatype, source, tag, comm},
        status);
}
DR_ALIAS(int, Recv,
         (void *, int, MPI_Datatype, int, int, MPI_Comm, MPI_Status *))
