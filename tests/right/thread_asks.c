/*
 * thread_asks - threads of a rank ask who they are, which any may.
 *
 * ranks: 2
 */
#include <mpi.h>
#include <pthread.h>
#include <stdlib.h>

static void *ask(void *provided)
{
    int flag, level, version, subversion;

    MPI_Is_thread_main(&flag);
    MPI_Query_thread(&level);
    if (flag || level != *(int *)provided)
        abort();
    MPI_Get_version(&version, &subversion);
    MPI_Initialized(&flag);
    if (!flag || MPI_Wtime() < 0)
        abort();
    MPI_Finalized(&flag);
    if (flag)
        abort();
    return NULL;
}

int main(int argc, char **argv)
{
    int provided, flag;
    pthread_t thread;

    MPI_Init_thread(&argc, &argv, MPI_THREAD_FUNNELED, &provided);
    pthread_create(&thread, NULL, ask, &provided);
    pthread_join(thread, NULL);
    MPI_Is_thread_main(&flag);
    if (!flag)
        abort();
    MPI_Barrier(MPI_COMM_WORLD);
    MPI_Finalize();
    return 0;
}
