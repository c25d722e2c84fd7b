/*
 * rank_becomes_program - a rank calls exec: all of them would be gone.
 *
 * ranks: 2
 * exit: 81
 * finds: abort
 * who: 1
 * says: a simulated rank cannot become another program
 * variants: execl execlp execle execv execve execvp execvpe fexecve execveat
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <mpi.h>
#include <string.h>
#include <unistd.h>

#define IS(name) (strcmp(how, #name) == 0)

static void become(const char *how)
{
    char *argv[] = {"true", NULL};

    if (IS(execl))
        execl("/bin/true", "true", (char *)NULL);
    else if (IS(execlp))
        execlp("true", "true", (char *)NULL);
    else if (IS(execle))
        execle("/bin/true", "true", (char *)NULL, argv + 1);
    else if (IS(execv))
        execv("/bin/true", argv);
    else if (IS(execve))
        execve("/bin/true", argv, argv + 1);
    else if (IS(execvp))
        execvp("true", argv);
    else if (IS(execvpe))
        execvpe("true", argv, argv + 1);
    else if (IS(fexecve))
        fexecve(open("/bin/true", O_RDONLY), argv, argv + 1);
    else
        execveat(AT_FDCWD, "/bin/true", argv, argv + 1, 0);
}

int main(int argc, char **argv)
{
    int rank;

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    execv("/no/such/program", argv); /* fails and harms nobody */
    if (rank == 1)
        become(argv[1]);
    MPI_Barrier(MPI_COMM_WORLD);
    MPI_Finalize();
    return 0;
}
