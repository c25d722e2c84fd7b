/*
 * p2p.c - arguments of sends, receives and probes.
 *
 * ranks: 2
 */
#include "misuse.h"

static MPI_Datatype pair_of_ints(void)
{
    MPI_Datatype pair;

    MPI_Type_contiguous(2, MPI_INT, &pair);
    MPI_Type_commit(&pair);
    return pair;
}

static void buffers(void)
{
    MPI_Request request;

    CASE(negative_count)
    MPI_Send(a, EITHER(-1, 1), MPI_INT, NOBODY, 0, WORLD);
    CASE(negative_large_count)
    MPI_Recv_c(a, EITHER(-1, 1), MPI_INT, NOBODY, 0, WORLD, IGNORE);
    CASE(huge_count)
    MPI_Send_c(a, EITHER((MPI_Count)1 << 62, 1), MPI_INT, NOBODY, 0, WORLD);
    CASE(count_beyond_addresses)
    MPI_Send_c(a, EITHER((MPI_Count)1 << 50, 1), MPI_BYTE, NOBODY, 0, WORLD);
    CASE(null_buffer)
    MPI_Send(NULL, EITHER(1, 0), MPI_INT, NOBODY, 0, WORLD);
    CASE(in_place)
    MPI_Ssend(EITHER(MPI_IN_PLACE, a), 1, MPI_INT, NOBODY, 0, WORLD);
    CASE(in_place_receive)
    {
        MPI_Irecv(EITHER(MPI_IN_PLACE, a), 1, MPI_INT, NOBODY, 0, WORLD,
                  &request);
        MPI_Wait(&request, IGNORE);
    }
    CASE(null_request)
    {
        MPI_Isend(a, 1, MPI_INT, NOBODY, 0, WORLD, EITHER(NULL, &request));
        MPI_Wait(&request, IGNORE);
    }
}

static void envelopes(void)
{
    CASE(negative_tag)
    MPI_Send(a, 1, MPI_INT, NOBODY, EITHER(-7, 7), WORLD);
    CASE(any_tag_in_send)
    MPI_Send(a, 1, MPI_INT, NOBODY, EITHER(MPI_ANY_TAG, 7), WORLD);
    CASE(any_source_in_send)
    MPI_Bsend(a, 1, MPI_INT, EITHER(MPI_ANY_SOURCE, NOBODY), 7, WORLD);
    CASE(undefined_tag_in_receive)
    MPI_Recv(a, 1, MPI_INT, NOBODY, EITHER(MPI_UNDEFINED, MPI_ANY_TAG), WORLD,
             IGNORE);
    CASE(rank_too_large)
    MPI_Sendrecv(a, 1, MPI_INT, EITHER(nranks, me), 0, b, 1, MPI_INT, me, 0,
                 WORLD, IGNORE);
    CASE(rank_negative)
    MPI_Send(a, 1, MPI_INT, EITHER(-9, NOBODY), 0, WORLD);
    CASE(source_too_large)
    MPI_Recv(a, 1, MPI_INT, EITHER(9, NOBODY), 0, WORLD, IGNORE);
}

static void types(void)
{
    MPI_Datatype pair = pair_of_ints(), other = MPI_DATATYPE_NULL, old = pair;

    CASE(null_type)
    MPI_Send(a, 1, EITHER(MPI_DATATYPE_NULL, MPI_INT), NOBODY, 0, WORLD);
    CASE(uncommitted_type)
    {
        MPI_Type_contiguous(3, MPI_INT, &other);
        if (!wrong)
            MPI_Type_commit(&other);
        MPI_Send(a, 1, other, NOBODY, 0, WORLD);
    }
    CASE(uncommitted_copy)
    {
        MPI_Type_vector(2, 1, 2, pair, &other);
        old = other;
        if (!wrong)
            MPI_Type_commit(&old);
        MPI_Recv(a, 1, other, NOBODY, 0, WORLD, IGNORE);
    }
    CASE(freed_type)
    {
        if (wrong)
            MPI_Type_free(&pair);
        MPI_Send(a, 1, old, NOBODY, 0, WORLD);
    }
    CASE(type_is_a_communicator)
    MPI_Send(a, 1, EITHER((MPI_Datatype)WORLD, MPI_INT), NOBODY, 0, WORLD);
    CASE(type_is_an_operator)
    MPI_Bcast(a, 1, EITHER((MPI_Datatype)MPI_SUM, MPI_INT), 0, WORLD);
    if (other != MPI_DATATYPE_NULL)
        MPI_Type_free(&other);
    if (pair != MPI_DATATYPE_NULL)
        MPI_Type_free(&pair);
}

static void communicators(void)
{
    MPI_Comm comm, copy;
    MPI_Datatype pair = pair_of_ints();
    MPI_Request request = MPI_REQUEST_NULL;

    CASE(comm_is_a_datatype)
    MPI_Barrier(EITHER((MPI_Comm)pair, WORLD));
    CASE(comm_is_a_request)
    MPI_Barrier(EITHER((MPI_Comm)request, WORLD));
    CASE(comm_is_an_address)
    MPI_Barrier(EITHER((MPI_Comm)&comm, WORLD));
    CASE(comm_is_zero)
    MPI_Barrier(EITHER((MPI_Comm)0, WORLD));
    CASE(comm_is_a_small_number)
    MPI_Barrier(EITHER((MPI_Comm)(intptr_t)5, WORLD));
    CASE(null_comm)
    MPI_Send(a, 1, MPI_INT, NOBODY, 0, EITHER(MPI_COMM_NULL, WORLD));
    CASE(freed_comm)
    {
        MPI_Comm_dup(WORLD, &comm);
        copy = comm;
        if (wrong)
            MPI_Comm_free(&comm);
        MPI_Send(a, 1, MPI_INT, NOBODY, 0, copy);
        if (!wrong)
            MPI_Comm_free(&comm);
    }
    CASE(freed_comm_reused)
    {
        MPI_Comm_split(WORLD, 0, 0, &comm);
        copy = comm;
        MPI_Comm_free(&comm);
        MPI_Comm_dup(WORLD, &comm);
        MPI_Barrier(EITHER(copy, comm));
        MPI_Comm_free(&comm);
    }
    CASE(comm_of_another_rank)
    {
        MPI_Comm_dup(WORLD, &comm);
        copy = comm;
        if (wrong)
            MPI_Bcast(&copy, sizeof copy, MPI_BYTE, 0, WORLD);
        MPI_Barrier(copy);
        MPI_Comm_free(&comm);
    }
    MPI_Type_free(&pair);
}

static void exchanges(void)
{
    MPI_Datatype column;
    MPI_Request request;

    MPI_Type_vector(2, 1, 3, MPI_INT, &column);
    MPI_Type_commit(&column);
    CASE(sendrecv_aliased)
    MPI_Sendrecv(a, 2, MPI_INT, me, 0, EITHER(a, b), 2, MPI_INT, me, 0, WORLD,
                 IGNORE);
    CASE(sendrecv_overlap)
    MPI_Sendrecv(a, 2, MPI_INT, me, 0, EITHER(a + 1, a + 2), 2, MPI_INT, me, 0,
                 WORLD, IGNORE);
    CASE(isendrecv_aliased)
    {
        MPI_Isendrecv(a, 2, MPI_INT, me, 0, EITHER(a, b), 2, MPI_INT, me, 0,
                      WORLD, &request);
        MPI_Wait(&request, IGNORE);
    }
    CASE(sendrecv_same_vector)
    MPI_Sendrecv(a, 1, column, me, 0, EITHER(a, a + 1), 1, column, me, 0, WORLD,
                 IGNORE);
    MPI_Type_free(&column);
}

static void buffering(void)
{
    static char room[1024];
    void *back;
    int size;

    CASE(bsend_without_buffer)
    {
        if (!wrong)
            MPI_Buffer_attach(room, sizeof room);
        MPI_Bsend(a, 1, MPI_INT, me, 0, WORLD);
        MPI_Recv(b, 1, MPI_INT, me, 0, WORLD, IGNORE);
    }
    CASE(bsend_too_much)
    {
        MPI_Buffer_attach(room, EITHER(128, 1024));
        MPI_Bsend(a, 64, MPI_INT, me, 0, WORLD);
        MPI_Recv(b, 64, MPI_INT, me, 0, WORLD, IGNORE);
    }
    CASE(attach_twice)
    {
        MPI_Buffer_attach(room, 256);
        if (!wrong)
            MPI_Buffer_detach(&back, &size);
        MPI_Buffer_attach(room + 256, 256);
    }
    CASE(attach_null)
    MPI_Buffer_attach(EITHER(NULL, room), 256);
    CASE(attach_negative)
    MPI_Buffer_attach(room, EITHER(-1, 256));
    CASE(detach_nothing)
    {
        if (!wrong)
            MPI_Buffer_attach(room, 256);
        MPI_Buffer_detach(&back, &size);
        MPI_Buffer_attach(room, 256);
    }
    MPI_Buffer_detach(&back, &size);
}

static void probes(void)
{
    MPI_Message message, copy;
    MPI_Request request;
    int flag;

    CASE(probe_source)
    MPI_Iprobe(EITHER(2, 1), 0, WORLD, &flag, IGNORE);
    CASE(probe_tag)
    MPI_Iprobe(1, EITHER(-5, 5), WORLD, &flag, IGNORE);
    CASE(probe_null_flag)
    MPI_Iprobe(1, 5, WORLD, EITHER(NULL, &flag), IGNORE);
    if (strncmp(which, "mrecv", 5))
        return;
    MPI_Isend(a, 1, MPI_INT, me, 0, WORLD, &request);
    MPI_Mprobe(me, 0, WORLD, &message, IGNORE);
    copy = message;
    CASE(mrecv_null)
    {
        if (wrong)
            copy = MPI_MESSAGE_NULL;
    }
    CASE(mrecv_garbage)
    {
        if (wrong)
            copy = (MPI_Message)MPI_REQUEST_NULL;
    }
    CASE(mrecv_twice)
    {
        if (wrong)
            MPI_Mrecv(b, 1, MPI_INT, &message, IGNORE);
    }
    MPI_Mrecv(b, 1, MPI_INT, &copy, IGNORE);
    MPI_Wait(&request, IGNORE);
}

static void receives(void)
{
    static const int lengths[] = {2, 1}, crossed[] = {0, 1}, apart[] = {0, 2};
    MPI_Datatype type, pair = pair_of_ints();

    CASE(receive_writes_twice)
    {
        MPI_Type_indexed(2, lengths, EITHER(crossed, apart), MPI_INT, &type);
        MPI_Type_commit(&type);
        MPI_Recv(a, 1, type, NOBODY, 0, WORLD, IGNORE);
        MPI_Type_free(&type);
    }
    CASE(receive_extent_too_small)
    {
        MPI_Type_create_resized(pair, 0, EITHER(4, 12), &type);
        MPI_Type_commit(&type);
        MPI_Send(a, 3, type, NOBODY, 0, WORLD);
        MPI_Recv(a, 3, type, NOBODY, 0, WORLD, IGNORE);
        MPI_Type_free(&type);
    }
    CASE(truncated)
    {
        if (me == 0)
            MPI_Send(a, 2, MPI_INT, 1, 1, WORLD);
        else
            MPI_Recv(b, EITHER(1, 2), MPI_INT, 0, 1, WORLD, IGNORE);
    }
    MPI_Type_free(&pair);
}

static void statuses(void)
{
    MPI_Status status;
    MPI_Datatype pair = pair_of_ints(), copy = pair;
    int count;

    MPI_Recv(a, 1, MPI_INT, NOBODY, 0, WORLD, &status);
    CASE(count_of_null_status)
    MPI_Get_count(EITHER(NULL, &status), MPI_INT, &count);
    CASE(count_of_freed_type)
    {
        if (wrong)
            MPI_Type_free(&pair);
        MPI_Get_count(&status, copy, &count);
    }
    CASE(elements_negative)
    MPI_Status_set_elements(&status, MPI_INT, EITHER(-1, 1));
    MPI_Type_free(&pair);
}

static void cases(void)
{
    buffers();
    envelopes();
    types();
    communicators();
    exchanges();
    if (strstr(which, "tach_") || strstr(which, "bsend"))
        buffering();
    probes();
    receives();
    statuses();
}
