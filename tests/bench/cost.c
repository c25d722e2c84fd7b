/*
 * cost.c - run a command, then say what it cost.
 *
 *     cost FILE REPEAT COMMAND [ARG...]
 *
 * Writes one line to FILE: CPU seconds of the whole process tree (user and
 * system, of every process that was waited for) per run, the largest resident
 * set of any of them in KiB, and the wall seconds per run.  The status is that
 * of the first run that failed, or 0.
 */
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static double seconds(struct timeval t)
{
    return (double)t.tv_sec + (double)t.tv_usec * 1e-6;
}

static double wall(void)
{
    struct timespec t;

    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

static int run(char **argv)
{
    int status = 0;
    pid_t child = fork();

    if (child == 0) {
        execvp(argv[0], argv);
        perror(argv[0]);
        _exit(127);
    }
    if (child < 0 || waitpid(child, &status, 0) < 0) {
        perror("cost");
        return 126;
    }
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

int main(int argc, char **argv)
{
    int times = argc > 3 ? atoi(argv[2]) : 0;
    int status = 0;
    double began = wall();
    struct rusage use;
    FILE *to;

    if (times < 1) {
        fprintf(stderr, "usage: cost FILE REPEAT COMMAND [ARG...]\n");
        return 64;
    }
    for (int i = 0; i < times && status == 0; i++) {
        status = run(argv + 3);
    }
    getrusage(RUSAGE_CHILDREN, &use);
    to = fopen(argv[1], "w");
    if (to == NULL) {
        perror(argv[1]);
        return 74;
    }
    fprintf(to, "%.6f %ld %.6f\n",
            (seconds(use.ru_utime) + seconds(use.ru_stime)) / times,
            use.ru_maxrss, (wall() - began) / times);
    fclose(to);
    return status;
}
