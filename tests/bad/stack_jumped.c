/*
 * stack_jumped - a frame larger than the stack does not land in memory behind
 * its guard, which is another rank's.
 *
 * ranks: 4
 * exit: 82
 * finds: crash
 * who: 1
 * says: stack overflow
 */
#include <mpi.h>
#include <string.h>

static void __attribute__((noinline)) work(int byte)
{
    char large[12 << 20];

    memset(large, byte, 4096);
    __asm__ volatile("" : : "r"(large) : "memory");
}

int main(int argc, char **argv)
{
    int rank;

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Barrier(MPI_COMM_WORLD);
    if (rank == 1)
        work(rank);
    MPI_Barrier(MPI_COMM_WORLD);
    MPI_Finalize();
    return 0;
}
