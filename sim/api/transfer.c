/*
 * transfer.c - sends and receives: blocking, nonblocking and persistent, with
 * counts that are int or large (MPI 4.0, sections 3.2, 3.4, 3.7 and 3.9).
 */
#include "api/operation.h"

/* A send of one mode: `Upper` as in MPI_Bsend, `lower` as in MPI_Ibsend. */
#define SEND(Upper, lower, mode)                                               \
    SEND_FORMS(Upper, lower, , int, mode)                                      \
    SEND_FORMS(Upper, lower, _c, MPI_Count, mode)

#define SEND_FORMS(Upper, lower, width, COUNT, mode)                           \
    FORM(Upper##width,                                                         \
         (const void *buf, COUNT count, MPI_Datatype datatype, int dest,       \
          int tag, MPI_Comm comm),                                             \
         "", (DR_SEND, mode, dest), dr_operation_block, MPI_STATUS_IGNORE)     \
    FORM(I##lower##width,                                                      \
         (const void *buf, COUNT count, MPI_Datatype datatype, int dest,       \
          int tag, MPI_Comm comm, MPI_Request *request),                       \
         "&", (DR_SEND, mode, dest), dr_operation_issue, request)              \
    FORM(Upper##_init##width,                                                  \
         (const void *buf, COUNT count, MPI_Datatype datatype, int dest,       \
          int tag, MPI_Comm comm, MPI_Request *request),                       \
         "&", (DR_SEND, mode, dest), dr_operation_keep, request)

#define RECV_FORMS(width, COUNT)                                               \
    FORM(Recv##width,                                                          \
         (void *buf, COUNT count, MPI_Datatype datatype, int source, int tag,  \
          MPI_Comm comm, MPI_Status *status),                                  \
         "s", (DR_RECV, DR_SEND_STANDARD, source), dr_operation_block, status) \
    FORM(Irecv##width,                                                         \
         (void *buf, COUNT count, MPI_Datatype datatype, int source, int tag,  \
          MPI_Comm comm, MPI_Request *request),                                \
         "&", (DR_RECV, DR_SEND_STANDARD, source), dr_operation_issue,         \
         request)                                                              \
    FORM(Recv_init##width,                                                     \
         (void *buf, COUNT count, MPI_Datatype datatype, int source, int tag,  \
          MPI_Comm comm, MPI_Request *request),                                \
         "&", (DR_RECV, DR_SEND_STANDARD, source), dr_operation_keep, request)

/* `last` is the argument that tells the forms apart; the report has no word
 * for MPI_STATUS_IGNORE where the call has no such argument. */
#define FORM(name, PARAMETERS, kind, how, act, last)                           \
    int PMPI_##name PARAMETERS                                                 \
    {                                                                          \
        DR_DOOR("MPI_" #name, "bitpgc" kind, buf, count, datatype,             \
                PEER_OF how, tag, comm, last);                                 \
        return act((struct dr_transfer_arguments){OPERATION_OF how, buf,       \
                                                  count, datatype,             \
                                                  PEER_OF how, tag, comm},     \
                   last);                                                      \
    }                                                                          \
    DR_ALIAS(int, name, PARAMETERS)
#define OPERATION_OF(operation, mode, peer) operation, mode
#define PEER_OF(operation, mode, peer)      peer

SEND(Send, send, DR_SEND_STANDARD)
SEND(Bsend, bsend, DR_SEND_BUFFERED)
SEND(Ssend, ssend, DR_SEND_SYNCHRONOUS)
SEND(Rsend, rsend, DR_SEND_READY)

RECV_FORMS(, int)
RECV_FORMS(_c, MPI_Count)
