/*
 * batch.c - many runs of dryrun for the price of one start.
 *
 * usage: batch LIBDRYRUN SECONDS <RUNS >STATUSES
 *
 * Loading SimGrid and what it needs takes ten times as long as a small run.
 * So the library is loaded once here, and each line of RUNS is a fork:
 *
 *   NAME [VARIABLE=VALUE]... WORD...
 *
 * with blanks between the words, which are those of a command line after
 * "dryrun".  The run's output goes to NAME.out and NAME.err, descriptor 9 to
 * NAME.nine.  STATUSES gets "NAME STATUS" per run, in order: 124 if it took
 * longer than SECONDS, 128 + N if signal N ended it, as a shell has it.
 */
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum {
    WORDS = 256,
    TOO_LONG = 124
};

static void fail(const char *what, const char *which)
{
    fprintf(stderr, "batch: %s: %s\n", what, which);
    exit(EXIT_FAILURE);
}

/* All of them now: children would bind again what is bound late. */
static void *load(const char *path)
{
    void *handle = dlopen(path, RTLD_NOW | RTLD_LOCAL);

    if (!handle)
        fail("cannot load", dlerror());
    return handle;
}

/* The words of a line, and NULL; returns how many. */
static int split(char *line, char **words)
{
    int count = 0;
    char *rest = NULL, *word = strtok_r(line, " \n", &rest);

    for (; word && count < WORDS; word = strtok_r(NULL, " \n", &rest))
        words[count++] = word;
    words[count] = NULL;
    return count;
}

static void redirect(const char *name, const char *suffix, int descriptor)
{
    char path[256];
    int file;

    snprintf(path, sizeof path, "%s%s", name, suffix);
    file = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0666);
    if (file < 0 || dup2(file, descriptor) < 0)
        fail(path, strerror(errno));
    if (file != descriptor)
        close(file);
}

/* The child: words[0] is the name, then variables, then arguments. */
static _Noreturn void run(void *library, char **words, int count)
{
    static char dryrun[] = "dryrun";
    void *symbol = dlsym(library, "dr_main");
    int nothing = open("/dev/null", O_RDONLY), first = 1;
    int (*entry)(int, char **);

    if (!symbol || nothing < 0)
        fail("cannot start", words[0]);
    memcpy(&entry, &symbol, sizeof entry);
    setpgid(0, 0);
    dup2(nothing, STDIN_FILENO);
    close(nothing);
    redirect(words[0], ".out", STDOUT_FILENO);
    redirect(words[0], ".err", STDERR_FILENO);
    redirect(words[0], ".nine", 9);
    while (first < count && strchr(words[first], '=') && words[first][0] != '-')
        putenv(words[first++]);
    words[first - 1] = dryrun;
    exit(entry(count - first + 1, words + first - 1));
}

/* The status of the child, which is ended after `seconds`. */
static int outcome(pid_t child, const sigset_t *ends, int seconds)
{
    struct timespec limit = {.tv_sec = seconds};
    int status;

    while (waitpid(child, &status, WNOHANG) == 0) {
        if (sigtimedwait(ends, NULL, &limit) < 0 && errno == EAGAIN) {
            kill(-child, SIGKILL);
            waitpid(child, &status, 0);
            return TOO_LONG;
        }
    }
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

int main(int argc, char **argv)
{
    char line[4096];
    sigset_t ends, before;
    void *library;

    if (argc != 3)
        fail("usage", "batch LIBDRYRUN SECONDS");
    library = load(argv[1]);
    sigemptyset(&ends);
    sigaddset(&ends, SIGCHLD);
    sigprocmask(SIG_BLOCK, &ends, &before);
    while (fgets(line, sizeof line, stdin)) {
        char *words[WORDS + 1];
        int count = split(line, words);
        pid_t child = count > 0 ? fork() : 0;

        if (count == 0)
            continue;
        if (child == 0) {
            sigprocmask(SIG_SETMASK, &before, NULL);
            run(library, words, count);
        }
        if (child < 0)
            fail("cannot fork", strerror(errno));
        setpgid(child, child);
        printf("%s %d\n", words[0], outcome(child, &ends, atoi(argv[2])));
        fflush(stdout);
    }
    return 0;
}
