/*
 * output - stdout keeps the bytes and the order of each rank, whatever
 * function wrote them; ranks come in a fixed order.
 */
#include <mpi.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

int main(int argc, char **argv)
{
    static const char direct[] = "written by write\n";
    int rank;

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    printf("rank %d: half a line, ", rank);
    MPI_Barrier(MPI_COMM_WORLD);
    puts("and the other half");
    putchar('a' + rank);
    fputs(" by fputs\n", stdout);
    fwrite("fwrite\n", 1, 7, stdout);
    fflush(stdout);
    if (write(STDOUT_FILENO, direct, strlen(direct)) < 0)
        return 1;
    MPI_Finalize();
    printf("rank %d: no newline at the end", rank);
    return 0;
}
