/*
 * cancel_too_late - two receives from any source, posted in the order opposite
 * to the array's, hold the two messages of a rank when one is cancelled.
 *
 * Whichever MPI_Waitany returns, the other has matched and keeps its message,
 * and the receive that was posted first has the message that was sent first
 * (MPI 4.1, 3.5 and 3.8.4).  HPCC's RandomAccess ends its updates in this way
 * and loses the message.
 *
 * ranks: 2
 */
#include <mpi.h>

enum {
    UPDATE = 2,
    FINISHED = 1,
    WORDS = 5,
    ROOM = 8
};

static void send_both(void)
{
    long words[WORDS] = {1, 2, 3, 4, 5};

    MPI_Send(words, WORDS, MPI_LONG, 0, UPDATE, MPI_COMM_WORLD);
    MPI_Send(words, 0, MPI_LONG, 0, FINISHED, MPI_COMM_WORLD);
}

/* Is STATUS the one of receive INDEX, not cancelled? */
static int is_message(const MPI_Status *status, int index)
{
    int cancelled, words;

    MPI_Test_cancelled(status, &cancelled);
    MPI_Get_count(status, MPI_LONG, &words);
    return !cancelled && status->MPI_TAG == (index == 1 ? UPDATE : FINISHED) &&
           words == (index == 1 ? WORDS : 0);
}

static int receive_both(void)
{
    long room[2][ROOM];
    MPI_Request requests[2];
    MPI_Status status;
    int index, flag, right;

    for (index = 1; index >= 0; index--)
        MPI_Irecv(room[index], ROOM, MPI_LONG, MPI_ANY_SOURCE, MPI_ANY_TAG,
                  MPI_COMM_WORLD, &requests[index]);
    for (index = 0; index < 2; index++) {
        do
            MPI_Request_get_status(requests[index], &flag, MPI_STATUS_IGNORE);
        while (!flag);
    }
    MPI_Waitany(2, requests, &index, &status);
    right = is_message(&status, index);
    MPI_Cancel(&requests[!index]);
    MPI_Wait(&requests[!index], &status);
    return right && is_message(&status, !index) && room[1][WORDS - 1] == WORDS;
}

int main(int argc, char **argv)
{
    int rank, right = 1;

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    if (rank == 0)
        right = receive_both();
    else
        send_both();
    MPI_Finalize();
    return !right;
}
