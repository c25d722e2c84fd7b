/*
 * children - a rank's child processes are processes, not ranks.
 */
#include <mpi.h>
#include <spawn.h>
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

/* By each way to become another program, and with none of our making. */
static void become_others(void)
{
    char *echo[] = {"echo", "spawned", NULL}, *none[] = {NULL};
    char line[32] = "";
    FILE *pipe;
    pid_t child;

    for (int way = 0; way < 5; way++) {
        child = fork();
        if (child == 0) {
            if (way == 0)
                execlp("echo", "echo", "by", "execlp", (char *)NULL);
            else if (way == 1)
                execle("/bin/echo", "echo", "by execle", (char *)NULL, none);
            else if (way == 2)
                execv("/bin/echo", echo);
            else if (way == 3)
                execvp("echo", echo);
            else
                execve("/bin/echo", echo, none);
            _exit(1);
        }
        printf("status %d\n", status_of(child));
    }
    posix_spawnp(&child, "echo", NULL, NULL, echo, none);
    printf("status %d\n", status_of(child));
    pipe = popen("echo piped", "r");
    fgets(line, sizeof line, pipe);
    printf("status %d, %s", pclose(pipe), line);
}

int main(int argc, char **argv)
{
    int rank;

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    if (rank == 1)
        run_children();
    if (rank == 1)
        become_others();
    MPI_Finalize();
    return 0;
}
