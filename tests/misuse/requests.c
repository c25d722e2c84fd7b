/*
 * requests.c - requests in a state that forbids what is done to them, and
 * those that are left behind.
 *
 * ranks: 2
 */
#include <dryrun.h>

#include "misuse.h"

static void persistent(void)
{
    MPI_Request r[2], copy;

    MPI_Recv_init(b, 1, MPI_INT, me, 0, WORLD, &r[0]);
    MPI_Send_init(a, 1, MPI_INT, me, 0, WORLD, &r[1]);
    CASE(started_twice)
    {
        MPI_Start(&r[0]);
        MPI_Start(&r[EITHER(0, 1)]);
        MPI_Waitall(2, r, MPI_STATUSES_IGNORE);
    }
    CASE(startall_names_one_twice)
    {
        copy = r[0];
        if (wrong)
            r[0] = r[1];
        MPI_Startall(2, r);
        MPI_Waitall(2, r, MPI_STATUSES_IGNORE);
        r[0] = copy;
    }
    CASE(startall_negative)
    MPI_Startall(EITHER(-1, 0), r);
    CASE(startall_null)
    MPI_Startall(EITHER(1, 0), NULL);
    CASE(cancel_of_inactive)
    {
        if (!wrong)
            MPI_Start(&r[0]);
        MPI_Cancel(&r[0]);
        MPI_Wait(&r[0], IGNORE);
    }
    CASE(never_started)
    {
        MPI_Wait(&r[1], IGNORE);
        if (!wrong) {
            MPI_Startall(2, r);
            MPI_Waitall(2, r, MPI_STATUSES_IGNORE);
        }
    }
    CASE(never_started_in_waitall)
    {
        MPI_Waitall(1, r, MPI_STATUSES_IGNORE);
        if (!wrong)
            MPI_Startall(2, r);
        MPI_Waitall(2, r, MPI_STATUSES_IGNORE);
    }
    CASE(start_of_freed)
    {
        copy = r[1];
        MPI_Request_free(&r[1]);
        MPI_Start(EITHER(&copy, &r[0]));
        if (!wrong) {
            MPI_Send(a, 1, MPI_INT, me, 0, WORLD);
            MPI_Wait(&r[0], IGNORE);
        }
    }
    CASE(waited_after_free)
    {
        copy = r[0];
        if (wrong)
            MPI_Request_free(&r[0]);
        MPI_Wait(&copy, IGNORE);
        if (!wrong) {
            MPI_Startall(2, r);
            MPI_Waitall(2, r, MPI_STATUSES_IGNORE);
        }
    }
    CASE(freed_twice)
    {
        copy = r[1];
        MPI_Request_free(&r[1]);
        if (wrong)
            MPI_Request_free(&copy);
    }
    for (int i = 0; i < 2; i++)
        if (r[i] != MPI_REQUEST_NULL)
            MPI_Request_free(&r[i]);
}

static void kept(void)
{
    static char room[512];
    MPI_Request request = MPI_REQUEST_NULL;
    void *back;
    int size;

    CASE(never_started_and_kept)
    {
        MPI_Send_init(a, 1, MPI_INT, NOBODY, 0, WORLD, &request);
        if (!wrong)
            MPI_Start(&request);
        MPI_Wait(&request, IGNORE);
        MPI_Request_free(&request);
    }
    CASE(persistent_kept)
    {
        MPI_Send_init(a, 1, MPI_INT, NOBODY, 0, WORLD, &request);
        if (!wrong)
            MPI_Request_free(&request);
    }
    CASE(never_waited)
    {
        MPI_Isend(a, 1, MPI_INT, NOBODY, 0, WORLD, &request);
        if (!wrong)
            MPI_Wait(&request, IGNORE);
    }
    CASE(never_waited_collective)
    {
        MPI_Ibarrier(WORLD, &request);
        if (!wrong)
            MPI_Wait(&request, IGNORE);
    }
    CASE(overwritten)
    {
        MPI_Isend(a, 1, MPI_INT, NOBODY, 0, WORLD, &request);
        if (!wrong)
            MPI_Wait(&request, IGNORE);
        MPI_Isend(a, 1, MPI_INT, NOBODY, 1, WORLD, &request);
        MPI_Wait(&request, IGNORE);
    }
    CASE(never_received)
    {
        if (me == 1 && !wrong)
            MPI_Irecv(b, 1, MPI_INT, 0, 3, WORLD, &request);
        if (me == 0)
            MPI_Isend(a, 1, MPI_INT, 1, 3, WORLD, &request);
        MPI_Wait(&request, IGNORE);
    }
    CASE(buffer_kept)
    {
        MPI_Buffer_attach(room, sizeof room);
        if (!wrong)
            MPI_Buffer_detach(&back, &size);
    }
}

static void completed(void)
{
    MPI_Request r[2], copy;
    int flag, index;

    MPI_Isend(a, 1, MPI_INT, NOBODY, 0, WORLD, &r[0]);
    MPI_Irecv(b, 1, MPI_INT, NOBODY, 0, WORLD, &r[1]);
    CASE(start_of_isend)
    {
        if (wrong)
            MPI_Start(&r[0]);
    }
    CASE(waited_twice)
    {
        copy = r[0];
        MPI_Wait(&r[0], IGNORE);
        MPI_Wait(EITHER(&copy, &r[0]), IGNORE);
    }
    CASE(waited_after_test)
    {
        copy = r[1];
        MPI_Test(&r[1], &flag, IGNORE);
        MPI_Wait(EITHER(&copy, &r[1]), IGNORE);
    }
    CASE(waited_after_waitall)
    {
        copy = r[0];
        MPI_Waitall(2, r, MPI_STATUSES_IGNORE);
        MPI_Wait(EITHER(&copy, &r[0]), IGNORE);
    }
    CASE(waitall_names_one_twice)
    {
        copy = r[1];
        if (wrong)
            r[1] = r[0];
        MPI_Waitall(2, r, MPI_STATUSES_IGNORE);
        if (wrong)
            MPI_Wait(&copy, IGNORE);
    }
    CASE(tested_after_waitany)
    {
        copy = r[0];
        MPI_Waitany(1, r, &index, IGNORE);
        MPI_Test(EITHER(&copy, &r[0]), &flag, IGNORE);
    }
    CASE(wait_of_null_pointer)
    MPI_Wait(EITHER(NULL, &r[0]), IGNORE);
    CASE(test_of_null_flag)
    MPI_Test(&r[0], EITHER(NULL, &flag), IGNORE);
    CASE(waitall_negative)
    MPI_Waitall(EITHER(-2, 2), r, MPI_STATUSES_IGNORE);
    CASE(waitall_null)
    MPI_Waitall(2, EITHER(NULL, r), MPI_STATUSES_IGNORE);
    CASE(waitsome_null_indices)
    {
        int done, indices[2];

        MPI_Waitsome(2, r, &done, EITHER(NULL, indices), MPI_STATUSES_IGNORE);
    }
    CASE(waitany_null_index)
    MPI_Waitany(2, r, EITHER(NULL, &index), IGNORE);
    MPI_Waitall(2, r, MPI_STATUSES_IGNORE);
}

static void collectives(void)
{
    MPI_Request request = MPI_REQUEST_NULL, copy;
    int flag;

    CASE(started_collective_twice)
    {
        MPI_Barrier_init(WORLD, MPI_INFO_NULL, &request);
        MPI_Start(&request);
        if (!wrong)
            MPI_Wait(&request, IGNORE);
        MPI_Start(&request);
        MPI_Wait(&request, IGNORE);
        MPI_Request_free(&request);
    }
    CASE(status_of_completed)
    {
        MPI_Ibarrier(WORLD, &request);
        copy = request;
        if (wrong)
            MPI_Wait(&request, IGNORE);
        MPI_Request_get_status(copy, &flag, IGNORE);
        MPI_Wait(&request, IGNORE);
    }
    CASE(free_of_active_collective)
    {
        MPI_Ibarrier(WORLD, &request);
        if (wrong)
            MPI_Request_free(&request);
        MPI_Wait(&request, IGNORE);
    }
    CASE(cancel_of_collective)
    {
        MPI_Ibarrier(WORLD, &request);
        if (wrong)
            MPI_Cancel(&request);
        MPI_Wait(&request, IGNORE);
    }
}

static void others(void)
{
    MPI_Request request = MPI_REQUEST_NULL;
    MPI_Info info;
    int flag;

    CASE(start_of_null)
    {
        if (!wrong)
            MPI_Barrier_init(WORLD, MPI_INFO_NULL, &request);
        MPI_Start(&request);
        MPI_Wait(&request, IGNORE);
        MPI_Request_free(&request);
    }
    CASE(wait_of_communicator)
    {
        request = EITHER((MPI_Request)WORLD, MPI_REQUEST_NULL);
        MPI_Wait(&request, IGNORE);
    }
    CASE(wait_of_datatype)
    {
        request = EITHER((MPI_Request)MPI_INT, MPI_REQUEST_NULL);
        MPI_Test(&request, &flag, IGNORE);
    }
    CASE(wait_of_garbage)
    {
        request = EITHER((MPI_Request)&request, MPI_REQUEST_NULL);
        MPI_Wait(&request, IGNORE);
    }
    CASE(waitall_garbage)
    {
        MPI_Info_create(&info);
        request = EITHER((MPI_Request)info, MPI_REQUEST_NULL);
        MPI_Waitall(1, &request, MPI_STATUSES_IGNORE);
        MPI_Info_free(&info);
    }
    CASE(free_of_null)
    {
        if (!wrong)
            MPI_Recv_init(a, 1, MPI_INT, NOBODY, 0, WORLD, &request);
        MPI_Request_free(&request);
    }
    CASE(free_of_active_receive)
    {
        MPI_Irecv(a, 1, MPI_INT, me, 0, WORLD, &request);
        if (wrong)
            MPI_Request_free(&request);
        MPI_Send(b, 1, MPI_INT, me, 0, WORLD);
        MPI_Wait(&request, IGNORE);
    }
    CASE(cancel_of_null)
    {
        if (!wrong)
            MPI_Irecv(a, 1, MPI_INT, me, 0, WORLD, &request);
        MPI_Cancel(&request);
        MPI_Wait(&request, IGNORE);
    }
}

static int query(void *state, MPI_Status *status)
{
    (void)state;
    MPI_Status_set_elements(status, MPI_INT, 1);
    MPI_Status_set_cancelled(status, 0);
    return MPI_SUCCESS;
}

static int release(void *state)
{
    (void)state;
    return MPI_SUCCESS;
}

static int cancel(void *state, int complete)
{
    (void)state;
    (void)complete;
    return MPI_SUCCESS;
}

static void general(void)
{
    MPI_Request request, other = MPI_REQUEST_NULL;

    MPI_Grequest_start(!strcmp(which, "grequest_null_query") && wrong ? NULL
                                                                      : query,
                       release, cancel, NULL, &request);
    CASE(grequest_complete_of_isend)
    {
        MPI_Isend(a, 1, MPI_INT, NOBODY, 0, WORLD, &other);
        if (wrong)
            MPI_Grequest_complete(other);
        MPI_Wait(&other, IGNORE);
    }
    MPI_Grequest_complete(request);
    CASE(grequest_completed_twice)
    {
        if (wrong)
            MPI_Grequest_complete(request);
    }
    CASE(grequest_kept)
    {
        if (wrong)
            return;
    }
    MPI_Wait(&request, IGNORE);
}

static int nothing(MPI_Status statuses[], void *data, MPI_Request *next)
{
    (void)statuses;
    (void)data;
    (void)next;
    return MPI_SUCCESS;
}

static void continuations(void)
{
    MPI_Request r[2];

    MPI_Irecv(b, 1, MPI_INT, me, 0, WORLD, &r[0]);
    MPI_Isend(a, 1, MPI_INT, me, 0, WORLD, &r[1]);
    CASE(continuation_kept)
    {
        MPI_Wait(&r[1], IGNORE);
        DR_Then(&r[0], nothing, NULL);
        if (!wrong)
            MPI_Wait(&r[0], IGNORE);
    }
    CASE(continuation_of_another_kept)
    {
        MPI_Wait(&r[1], IGNORE);
        DR_Then(&r[0], nothing, NULL);
        DR_Then(&r[0], nothing, NULL);
        if (!wrong)
            MPI_Wait(&r[0], IGNORE);
    }
    CASE(continuation_of_two_kept)
    {
        DR_Then_all(2, r, nothing, NULL, &r[0]);
        if (!wrong)
            MPI_Wait(&r[0], IGNORE);
    }
}

static void cases(void)
{
    if (!strncmp(which, "continuation", 12))
        continuations();
    persistent();
    kept();
    completed();
    collectives();
    others();
    if (!strncmp(which, "grequest", 8))
        general();
}
