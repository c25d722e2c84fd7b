/*
 * trials.c - runs in processes of their own, side by side.
 */
#include "explore/trials.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/memory.h"

enum {
    PATIENCE_S = 2, /* with trials that were asked to end */
    NOT_BEGUN = -1  /* in place of a verdict */
};

struct crew {
    struct dr_trial *trials;
    int count, next, running;
    dr_trial_fn *body;
    void *self;
    sigset_t before; /* signals blocked before */
};

static void block_signals(struct crew *crew, sigset_t *ours)
{
    /* Ignored, ends of children would not be told. */
    signal(SIGCHLD, SIG_DFL);
    sigemptyset(ours);
    sigaddset(ours, SIGINT);
    sigaddset(ours, SIGTERM);
    sigaddset(ours, SIGCHLD);
    sigprocmask(SIG_BLOCK, ours, &crew->before);
}

static void begin(struct crew *crew)
{
    int index = crew->next++;
    struct dr_trial *trial = &crew->trials[index];
    pid_t parent = getpid();

    trial->memory = memfd_create("dryrun-trial", MFD_CLOEXEC);
    fflush(NULL);
    trial->child = trial->memory < 0 ? -1 : fork();
    if (trial->child == 0) {
        /* Nothing is left if the parent is killed. */
        prctl(PR_SET_PDEATHSIG, SIGKILL);
        if (getppid() != parent)
            _exit(0);
        sigprocmask(SIG_SETMASK, &crew->before, NULL);
        crew->body(index, crew->self);
        _exit(0);
    }
    if (trial->child < 0) {
        perror("dryrun: cannot begin a run");
        trial->child = 0;
        trial->status = 128 + SIGKILL;
        return;
    }
    crew->running++;
}

void dr_trial_tell(const struct dr_trial *trial, const struct dr_record *record)
{
    struct dr_text bytes = DR_TEXT_EMPTY;
    size_t done = 0;

    dr_record_encode(&bytes, record);
    while (done < bytes.length) {
        ssize_t part =
            write(trial->memory, bytes.data + done, bytes.length - done);

        if (part < 0 && errno != EINTR)
            break;
        done += part > 0 ? (size_t)part : 0;
    }
    dr_text_end(&bytes);
}

void dr_trial_refuse(const struct dr_trial *trial, const char *why)
{
    struct dr_record record = {.verdict = NOT_BEGUN,
                               .report = (char *)(uintptr_t)why};

    dr_trial_tell(trial, &record);
}

static void read_record(struct dr_trial *trial)
{
    off_t length = lseek(trial->memory, 0, SEEK_END);
    void *bytes;

    if (length > 0) {
        bytes =
            mmap(NULL, (size_t)length, PROT_READ, MAP_SHARED, trial->memory, 0);
        if (bytes != MAP_FAILED) {
            dr_record_decode(&trial->record, bytes, (size_t)length);
            munmap(bytes, (size_t)length);
        }
    }
    close(trial->memory);
    if (trial->record.verdict == NOT_BEGUN) {
        trial->why = dr_strdup(trial->record.report);
        dr_record_end(&trial->record);
    }
}

static void reap(struct crew *crew)
{
    int status;
    pid_t child;

    while ((child = waitpid(-1, &status, WNOHANG)) > 0) {
        for (int i = 0; i < crew->next; i++) {
            struct dr_trial *trial = &crew->trials[i];

            if (trial->child != child)
                continue;
            trial->child = 0;
            trial->status = WIFEXITED(status) ? WEXITSTATUS(status)
                                              : 128 + WTERMSIG(status);
            read_record(trial);
            crew->running--;
        }
    }
}

static void send_all(const struct crew *crew, int signal)
{
    for (int i = 0; i < crew->next; i++) {
        if (crew->trials[i].child > 0)
            kill(crew->trials[i].child, signal);
    }
}

/* Ask all to end, then make them. */
static void end_all(struct crew *crew, int signal)
{
    struct timespec wait = {.tv_sec = PATIENCE_S};
    sigset_t ends;

    sigemptyset(&ends);
    sigaddset(&ends, SIGCHLD);
    send_all(crew, signal);
    while (crew->running > 0 && sigtimedwait(&ends, NULL, &wait) >= 0)
        reap(crew);
    send_all(crew, SIGKILL);
    for (reap(crew); crew->running > 0; reap(crew))
        sigwaitinfo(&ends, NULL);
}

/* A trial has ended: 0.  The user wants the end: that signal. */
static int wait_for_news(const sigset_t *ours)
{
    int news = sigwaitinfo(ours, NULL);

    return news == SIGINT || news == SIGTERM ? news : 0;
}

bool dr_trials_run(struct dr_trial *trials, int count, int jobs,
                   dr_trial_fn *body, dr_trial_news_fn *news, void *self,
                   int *signal)
{
    struct crew crew = {
        .trials = trials, .count = count, .body = body, .self = self};
    sigset_t ours;

    *signal = 0;
    block_signals(&crew, &ours);
    while (*signal == 0 && (crew.running > 0 || crew.next < count)) {
        while (crew.running < jobs && crew.next < count)
            begin(&crew);
        if (crew.running > 0)
            *signal = wait_for_news(&ours);
        reap(&crew);
        news(crew.next - crew.running, count, self);
    }
    if (*signal != 0)
        end_all(&crew, *signal);
    sigprocmask(SIG_SETMASK, &crew.before, NULL);
    return *signal == 0;
}
