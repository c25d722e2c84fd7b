/*
 * supervise.c - the process that starts an exploration and hears its results.
 */
#include "explore/supervise.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/memory.h"
#include "explore/post.h"

enum {
    PROGRESS_MS = 250
};

/* Branches that were asked to stop may reach their next choice before they
 * are killed. */
static const double grace_s = 1;

struct supervisor {
    struct dr_shared *shared;
    struct dr_summary *summary;
    int socket;
    pid_t root;     /* the first branch, and the group of all */
    double stopped; /* when they were asked to; 0: not yet */
    bool killed;
    double shown; /* the progress */
};

/* Signals are blocked in the supervisor and looked for between records. */
static void block_signals(sigset_t *before)
{
    sigset_t ours;

    sigemptyset(&ours);
    sigaddset(&ours, SIGINT);
    sigaddset(&ours, SIGTERM);
    sigprocmask(SIG_BLOCK, &ours, before);
}

/* Ask the branches to stop, or make them. */
static void look_for_end(struct supervisor *self)
{
    struct dr_shared *shared = self->shared;
    double now = dr_shared_elapsed(shared);
    sigset_t pending;
    int why = 0;

    sigpending(&pending);
    if (sigismember(&pending, SIGINT) || sigismember(&pending, SIGTERM))
        why |= DR_BOUND_INTERRUPT;
    else if (shared->bounds.seconds > 0 && now > shared->bounds.seconds)
        why |= DR_BOUND_TIME;
    if (why && self->stopped == 0) {
        self->stopped = now;
        atomic_store(&shared->stop, why);
    }
    if (self->stopped > 0 && now > self->stopped + grace_s && !self->killed) {
        self->killed = true;
        atomic_fetch_or(&shared->bounded, atomic_load(&shared->stop));
        kill(-self->root, SIGKILL);
    }
}

static void show_progress(struct supervisor *self)
{
    const struct dr_shared *shared = self->shared;
    long done = atomic_load(&shared->schedules);
    double now = dr_shared_elapsed(shared);
    double part =
        (double)atomic_load(&shared->explored) / (double)DR_WHOLE_TREE;

    if (now - self->shown < PROGRESS_MS / 1e3)
        return;
    self->shown = now;
    fprintf(stderr, "\rdryrun explore: %ld schedule%s, %d deep, %.0f/s", done,
            dr_text_s(done), atomic_load(&shared->deepest), (double)done / now);
    if (part > 0.01)
        fprintf(stderr, ", about %.0f in all", (double)done / part);
    fprintf(stderr, "   ");
}

/* Until the last branch has ended. */
static void listen_to(struct supervisor *self)
{
    bool terminal = isatty(STDERR_FILENO);
    struct dr_record record;
    size_t length;
    char *letter;
    int heard;

    for (;;) {
        heard = dr_post_hear(self->socket, PROGRESS_MS, &letter, &length);
        if (heard == 0)
            break;
        if (heard > 0) {
            if (dr_record_decode(&record, letter, length))
                dr_summary_add(self->summary, &record);
            else
                atomic_fetch_add(&self->shared->lost, 1);
            free(letter);
        }
        look_for_end(self);
        if (terminal)
            show_progress(self);
    }
    if (terminal)
        fprintf(stderr, "\r%70s\r", "");
}

/* Branches whose parent was killed come to us, and are waited for too. */
static void wait_for_all(struct supervisor *self)
{
    pid_t child;
    int status;

    while ((child = waitpid(-1, &status, 0)) > 0 || errno == EINTR) {
        if (child > 0 && WIFSIGNALED(status) && !self->killed)
            atomic_fetch_add(&self->shared->lost, 1);
        if (child == self->root && WIFEXITED(status))
            self->summary->failed = WEXITSTATUS(status);
    }
}

/* Branches would share one place in the input: it is at its end. */
static void read_nothing(void)
{
    int nothing = open("/dev/null", O_RDONLY);

    if (nothing > 0) {
        dup2(nothing, STDIN_FILENO);
        close(nothing);
    }
}

struct dr_branch *dr_supervise(struct dr_shared *shared,
                               struct dr_summary *summary)
{
    struct supervisor self = {.shared = shared, .summary = summary};
    sigset_t before;
    int ends[2];

    if (dr_post_open(ends)) {
        perror("dryrun explore: socketpair");
        exit(83);
    }
    prctl(PR_SET_CHILD_SUBREAPER, 1);
    fflush(NULL);
    block_signals(&before);
    self.root = fork();
    if (self.root < 0) {
        perror("dryrun explore: fork");
        exit(83);
    }
    /* In both, so that it is true whoever comes first. */
    setpgid(self.root, 0);
    if (self.root == 0) {
        prctl(PR_SET_PDEATHSIG, SIGKILL);
        sigprocmask(SIG_SETMASK, &before, NULL);
        close(ends[0]);
        read_nothing();
        return dr_branch_begin(shared, ends[1]);
    }
    close(ends[1]);
    self.socket = ends[0];
    listen_to(&self);
    wait_for_all(&self);
    close(ends[0]);
    dr_summary_close(summary);
    return NULL;
}
