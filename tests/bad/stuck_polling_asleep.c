/*
 * stuck_polling_asleep - both ranks poll now and then, and sleep between.
 *
 * ranks: 2
 * variants: MPI_Test MPI_Testall MPI_Testany MPI_Testsome
 * variants: MPI_Iprobe MPI_Improbe MPI_Request_get_status
 * exit: 80
 * finds: deadlock
 * stuck: 0 1
 */
#include "polling.h"

#include <unistd.h>

int main(int argc, char **argv)
{
    struct polling p;
    int rank, word = 42;

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    begin(&p, argv[1], 1 - rank, 1);
    while (!poll(&p, argv[1]))
        usleep(1000);
    end(&p, argv[1]);
    MPI_Send(&word, 1, MPI_INT, 1 - rank, 1, MPI_COMM_WORLD);
    MPI_Finalize();
    return 0;
}
