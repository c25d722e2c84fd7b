/*
 * no_mpi.c - never calls MPI_Init, which is no mistake.
 */
#include <stdio.h>

int main(void)
{
    puts("not parallel");
    return 7;
}
