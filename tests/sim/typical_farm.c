/*
 * typical_farm - a master hands out tasks of growing size to whoever asks;
 * workers learn the size by a probe and answer with a tag that says what.
 */
#include <stdlib.h>

#include "expect.h"

enum {
    RANKS = 4,
    TASKS = 40,
    WORK = 1,
    RESULT,
    STOP
};

static const MPI_Comm comm = MPI_COMM_WORLD;

static void send_task(int task, int to)
{
    int numbers[TASKS];

    for (int i = 0; i <= task; i++)
        numbers[i] = task + i;
    MPI_Send(numbers, task + 1, MPI_INT, to, WORK, comm);
}

static void lead(void)
{
    long sum = 0, result, expected = 0;
    int next = 0, busy = 0;
    MPI_Status status;

    for (int worker = 1; worker < RANKS; worker++, busy++)
        send_task(next++, worker);
    while (busy > 0) {
        MPI_Recv(&result, 1, MPI_LONG, MPI_ANY_SOURCE, RESULT, comm, &status);
        sum += result;
        if (next < TASKS) {
            send_task(next++, status.MPI_SOURCE);
        } else {
            MPI_Send(NULL, 0, MPI_INT, status.MPI_SOURCE, STOP, comm);
            busy--;
        }
    }
    for (int task = 0; task < TASKS; task++) {
        for (int i = 0; i <= task; i++)
            expected += task + i;
    }
    EXPECT(sum == expected);
}

static void work(void)
{
    for (;;) {
        MPI_Status status;
        int count, *numbers;
        long sum = 0;

        MPI_Probe(0, MPI_ANY_TAG, comm, &status);
        MPI_Get_count(&status, MPI_INT, &count);
        numbers = malloc((size_t)count * sizeof *numbers + 1);
        MPI_Recv(numbers, count, MPI_INT, 0, status.MPI_TAG, comm,
                 MPI_STATUS_IGNORE);
        for (int i = 0; i < count; i++)
            sum += numbers[i];
        free(numbers);
        if (status.MPI_TAG == STOP)
            return;
        MPI_Send(&sum, 1, MPI_LONG, 0, RESULT, comm);
    }
}

int main(int argc, char **argv)
{
    if (expect_start(&argc, &argv, RANKS) == 0)
        lead();
    else
        work();
    return expect_end();
}
