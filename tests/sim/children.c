/*
 * children - a rank's child processes are processes, not ranks.
 */
#include <mpi.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

static int status_of(pid_t child)
{
    int status;

    waitpid(child, &status, 0);
    return WEXITSTATUS(status);
}

static void run_children(void)
{
    pid_t child;

    printf("before\nhalf a line, ");
    child = fork();
    if (child == 0) {
        printf("of the child\n");
        exit(6);
    }
    printf("and the rest: status %d\n", status_of(child));
    child = vfork();
    if (child == 0) {
        execl("/bin/echo", "echo", "another program", (char *)NULL);
        _exit(1);
    }
    printf("status %d\n", status_of(child));
    printf("status %d\n", WEXITSTATUS(system("echo by the shell; exit 3")));
}

int main(int argc, char **argv)
{
    int rank;

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    if (rank == 1)
        run_children();
    MPI_Finalize();
    return 0;
}
