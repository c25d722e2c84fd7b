/*
 * compare.c - runs judged skeletons on dryrun and prints those on which it
 * and the oracle disagree.
 *
 * Lines are "VERDICT | OPTIONS | SKELETON".  A run may deadlock only if the
 * verdict is not never, and must if it is always; `dryrun explore` must find a
 * deadlock exactly if the verdict is not never.
 *
 * usage: compare DRYRUN PLAYER run|explore JOBS <LINES; status 1 if they
 * disagree.  Explored schedules are written to the current folder.
 */
#include <signal.h>
#include <spawn.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

enum {
    LINE = 700,
    MOST_JOBS = 64,
    MOST_WORDS = 32,
    MOST_CPU = 10, /* seconds of a run */
    ENDED = 0,
    DEADLOCK = 80,
    MISUSE = 81 /* it ended, too */
};

struct job {
    pid_t process;
    char line[LINE];
};

extern char **environ;

static const char *dryrun, *player;
static bool explores;
static int compared, differ;

/* Cuts `text` at the next bar; returns what is behind it. */
static char *cut(char *text)
{
    char *bar = strstr(text, " | ");

    if (!bar) {
        fprintf(stderr, "compare: not a judged skeleton: %s\n", text);
        exit(65);
    }
    *bar = 0;
    return bar + 3;
}


static bool agrees(const char *line, int status)
{
    bool ended = status == ENDED || status == MISUSE;
    bool stuck = status == DEADLOCK;

    if (strncmp(line, "never", 5) == 0)
        return ended;
    if (strncmp(line, "always", 6) == 0)
        return stuck;
    if (strncmp(line, "may", 3) == 0 && explores)
        return stuck;
    return ended || stuck;
}


static void start(struct job *job)
{
    char copy[LINE], ranks[16], *words[MOST_WORDS], *rest = NULL;
    posix_spawn_file_actions_t actions;
    char *options, *skeleton;
    int n = 0, size = 1;

    strcpy(copy, job->line);
    options = cut(copy);
    skeleton = cut(options);
    for (const char *c = skeleton; *c; c++)
        size += *c == '/';
    snprintf(ranks, sizeof ranks, "%d", size);

    words[n++] = (char *)dryrun;
    if (explores) {
        words[n++] = "explore";
        words[n++] = "--jobs"; /* there are enough beside it */
        words[n++] = "1";
    }
    words[n++] = "-n";
    words[n++] = ranks;
    words[n++] = "--report";
    words[n++] = "none";
    for (char *word = strtok_r(options, " ", &rest); word && n < MOST_WORDS - 3;
         word = strtok_r(NULL, " ", &rest))
        words[n++] = word;
    words[n++] = (char *)player;
    words[n++] = skeleton;
    words[n] = NULL;

    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", 0, 0);
    posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", 1, 0);
    posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", 1, 0);
    if (posix_spawn(&job->process, dryrun, &actions, NULL, words, environ)) {
        perror(dryrun);
        exit(66);
    }
    posix_spawn_file_actions_destroy(&actions);
}


static void finish(struct job *jobs, int n)
{
    int how;
    pid_t process = wait(&how);

    for (int j = 0; j < n; j++) {
        if (jobs[j].process != process)
            continue;
        jobs[j].process = 0;
        compared++;
        if (WIFEXITED(how) && agrees(jobs[j].line, WEXITSTATUS(how)))
            return;
        differ++;
        printf("%s %d: %s\n", WIFEXITED(how) ? "status" : "signal",
               WIFEXITED(how) ? WEXITSTATUS(how) : WTERMSIG(how), jobs[j].line);
    }
}


static struct job *idle(struct job *jobs, int n)
{
    for (;;) {
        for (int j = 0; j < n; j++)
            if (!jobs[j].process)
                return &jobs[j];
        finish(jobs, n);
    }
}


int main(int argc, char **argv)
{
    static struct job jobs[MOST_JOBS];
    struct rlimit cpu = {MOST_CPU, MOST_CPU};
    char line[LINE];
    int n = argc == 5 ? atoi(argv[4]) : 0;

    if (n < 1 || n > MOST_JOBS) {
        fprintf(stderr, "usage: compare DRYRUN PLAYER run|explore JOBS\n");
        return 64;
    }
    dryrun = argv[1];
    player = argv[2];
    explores = strcmp(argv[3], "explore") == 0;
    setrlimit(RLIMIT_CPU, &cpu);
    while (fgets(line, sizeof line, stdin)) {
        struct job *job = idle(jobs, n);

        line[strcspn(line, "\n")] = 0;
        strcpy(job->line, line);
        start(job);
    }
    for (int j = 0; j < n; j++)
        while (jobs[j].process)
            finish(jobs, n);
    printf("%d skeletons, %d disagreements\n", compared, differ);
    return compared == 0 || differ > 0;
}
