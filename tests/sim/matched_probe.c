/*
 * matched_probe - Mprobe takes a message out; Mrecv receives just that one.
 * MPI-3.1, section 3.8.2.
 */
#include "expect.h"

#include <stdlib.h>

enum {
    TAG = 3,
    LARGE = 1 << 18
};

static void mrecv_receives_the_probed_message(int rank)
{
    int value, got = 0, count = 0;
    MPI_Message first, second;
    MPI_Status status;

    if (rank == 0) {
        for (value = 1; value <= 3; value++)
            MPI_Send(&value, 1, MPI_INT, 1, TAG, MPI_COMM_WORLD);
        return;
    }
    MPI_Mprobe(0, TAG, MPI_COMM_WORLD, &first, &status);
    MPI_Get_count(&status, MPI_INT, &count);
    EXPECT(first != MPI_MESSAGE_NULL && first != MPI_MESSAGE_NO_PROC);
    EXPECT(count == 1 && status.MPI_SOURCE == 0 && status.MPI_TAG == TAG);
    MPI_Mprobe(MPI_ANY_SOURCE, MPI_ANY_TAG, MPI_COMM_WORLD, &second, &status);

    /* An ordinary receive gets the third: the others are taken. */
    MPI_Recv(&got, 1, MPI_INT, 0, TAG, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
    EXPECT(got == 3);
    MPI_Mrecv(&got, 1, MPI_INT, &second, &status);
    EXPECT(got == 2 && second == MPI_MESSAGE_NULL);
    EXPECT(status.MPI_SOURCE == 0 && status.MPI_TAG == TAG);
    MPI_Mrecv(&got, 1, MPI_INT, &first, MPI_STATUS_IGNORE);
    EXPECT(got == 1 && first == MPI_MESSAGE_NULL);
}


static void improbe_and_imrecv_do_not_block(int rank)
{
    int *data = malloc(LARGE * sizeof *data), flag = 1, count = 0;
    MPI_Message message = MPI_MESSAGE_NULL;
    MPI_Request req;
    MPI_Status status;

    if (rank == 0) {
        for (int i = 0; i < LARGE; i++)
            data[i] = 2 * i;
        expect_meet(1);
        MPI_Send(data, LARGE, MPI_INT, 1, TAG, MPI_COMM_WORLD);
        free(data);
        return;
    }
    MPI_Improbe(0, TAG, MPI_COMM_WORLD, &flag, &message, &status);
    EXPECT(!flag);
    expect_meet(0);
    while (!flag)
        MPI_Improbe(0, TAG, MPI_COMM_WORLD, &flag, &message, &status);
    MPI_Get_count(&status, MPI_INT, &count);
    EXPECT(count == LARGE);
    MPI_Imrecv(data, LARGE, MPI_INT, &message, &req);
    EXPECT(message == MPI_MESSAGE_NULL);
    MPI_Wait(&req, &status);
    EXPECT(data[LARGE - 1] == 2 * (LARGE - 1) && status.MPI_SOURCE == 0);
    free(data);
}


static void probe_does_not_see_a_taken_message(int rank)
{
    int value = 6, flag = 1;
    MPI_Message message;

    if (rank == 0) {
        MPI_Send(&value, 1, MPI_INT, 1, TAG, MPI_COMM_WORLD);
        return;
    }
    MPI_Mprobe(0, TAG, MPI_COMM_WORLD, &message, MPI_STATUS_IGNORE);
    MPI_Iprobe(0, MPI_ANY_TAG, MPI_COMM_WORLD, &flag, MPI_STATUS_IGNORE);
    EXPECT(!flag);
    MPI_Mrecv(&value, 1, MPI_INT, &message, MPI_STATUS_IGNORE);
    EXPECT(value == 6);
}


static void proc_null_gives_no_proc(void)
{
    MPI_Message message = MPI_MESSAGE_NULL;
    MPI_Status status;
    MPI_Request req;
    int value = 7, flag = 0, count = 1;

    MPI_Mprobe(MPI_PROC_NULL, TAG, MPI_COMM_WORLD, &message, &status);
    EXPECT(message == MPI_MESSAGE_NO_PROC);
    EXPECT(status.MPI_SOURCE == MPI_PROC_NULL);
    MPI_Mrecv(&value, 1, MPI_INT, &message, &status);
    EXPECT(message == MPI_MESSAGE_NULL && value == 7);
    EXPECT(status.MPI_SOURCE == MPI_PROC_NULL);
    MPI_Get_count(&status, MPI_INT, &count);
    EXPECT(count == 0);

    MPI_Improbe(MPI_PROC_NULL, TAG, MPI_COMM_WORLD, &flag, &message, &status);
    EXPECT(flag && message == MPI_MESSAGE_NO_PROC);
    MPI_Imrecv(&value, 1, MPI_INT, &message, &req);
    MPI_Wait(&req, &status);
    EXPECT(status.MPI_SOURCE == MPI_PROC_NULL && value == 7);
}


/* Not for that of MPI_COMM_WORLD, which would end the run. */
static void errors_are_for_the_handler_of_the_communicator(int rank)
{
    int values[2] = {8, 9};
    MPI_Message message;
    MPI_Comm copy;
    int error;

    MPI_Comm_dup(MPI_COMM_WORLD, &copy);
    MPI_Comm_set_errhandler(copy, MPI_ERRORS_RETURN);
    if (rank == 0) {
        MPI_Send(values, 2, MPI_INT, 1, TAG, copy);
    } else {
        MPI_Mprobe(0, TAG, copy, &message, MPI_STATUS_IGNORE);
        error = MPI_Mrecv(values, 1, MPI_INT, &message, MPI_STATUS_IGNORE);
        EXPECT(expect_class(error) == MPI_ERR_TRUNCATE);
    }
    MPI_Comm_free(&copy);
}


int main(int argc, char **argv)
{
    int rank = expect_start(&argc, &argv, 2);

    mrecv_receives_the_probed_message(rank);
    improbe_and_imrecv_do_not_block(rank);
    probe_does_not_see_a_taken_message(rank);
    proc_null_gives_no_proc();
    errors_are_for_the_handler_of_the_communicator(rank);
    return expect_end();
}
