/*
 * A thread other than main's sends.
 *
 * ranks: 2
 * exit: 81
 * finds: call_outside_mpi
 * says: called by another thread
 */
#include <mpi.h>
#include <pthread.h>

static void *send_one(void *rank)
{
    MPI_Send(rank, 1, MPI_INT, 1, 0, MPI_COMM_WORLD);
    return NULL;
}

int main(int argc, char **argv)
{
    int rank, level;
    pthread_t thread;

    MPI_Init_thread(&argc, &argv, MPI_THREAD_MULTIPLE, &level);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    if (rank == 0) {
        pthread_create(&thread, NULL, send_one, &rank);
        pthread_join(thread, NULL);
    } else {
        MPI_Recv(&rank, 1, MPI_INT, 0, 0, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
    }
    MPI_Finalize();
    return 0;
}
