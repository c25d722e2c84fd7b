/*
 * object_messages.c - objects that meet other messages, or memory in use.
 *
 * ranks: 2
 * flags: -fdryrun-memory
 */
#include "misuse.h"

#include <dryrun.h>

static DR_Object *object;

static void receive_object(void)
{
    DR_Recv_object(&object, 0, 0, WORLD, IGNORE);
    DR_Object_free(object);
}

/* Rank 0 sends when rank 1 has done what it does to the pending object. */
static void use_pending(void)
{
    MPI_Request request;
    DR_Object *seen = NULL;

    if (me == 0) {
        MPI_Barrier(WORLD);
        object = DR_Object_integer(7);
        DR_Send_object(object, 1, 0, WORLD);
        DR_Object_free(object);
        return;
    }
    CASE(store_to_pending)
    object = NULL;
    DR_Irecv_object(&object, 0, 0, WORLD, &request);
    if (wrong) {
        CASE(store_to_pending)
        object = NULL;
        CASE(load_of_pending)
        seen = object;
        CASE(pending_given_again)
        MPI_Unpack(a, sizeof a, &(int){0}, &object, 1, MPI_AINT, WORLD);
    }
    MPI_Barrier(WORLD);
    MPI_Wait(&request, IGNORE);
    seen = object;
    DR_Object_free(seen);
}

static void cases(void)
{
    const char *pending[] = {"store_to_pending", "load_of_pending",
                             "pending_given_again"};

    CASE(object_as_ints)
    {
        if (me == 0) {
            object = DR_Object_string("eleven bytes");
            DR_Send_object(object, 1, 0, WORLD);
            DR_Object_free(object);
        } else {
            MPI_Recv(a, 64, EITHER(MPI_INT, MPI_BYTE), 0, 0, WORLD, IGNORE);
        }
    }
    CASE(int_as_object)
    {
        if (me == 1)
            receive_object();
        else if (wrong)
            MPI_Send(a, 1, MPI_INT, 1, 0, WORLD);
        else
            MPI_Send("\007", 1, MPI_BYTE, 1, 0, WORLD);
    }
    CASE(char_as_object)
    {
        if (me == 1)
            receive_object();
        else
            MPI_Send("\007", 1, EITHER(MPI_CHAR, MPI_BYTE), 1, 0, WORLD);
    }
    for (int i = 0; i < 3; i++) {
        if (!strcmp(which, pending[i]))
            use_pending();
    }
}
