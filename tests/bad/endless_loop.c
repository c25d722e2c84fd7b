/*
 * A rank computes for ever in simulated time.
 *
 * ranks: 2
 * options: --time-limit 10
 * exit: 83
 * finds:
 * says: 10
 */
#include <dryrun.h>
#include <mpi.h>

int main(int argc, char **argv)
{
    MPI_Init(&argc, &argv);
    for (;;)
        DR_Compute(1);
}
