/*
 * supervise.c - the process that starts an exploration and hears its results.
 */
#include "explore/supervise.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/memory.h"

enum {
    PROGRESS_MS = 250
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

static void look_for_signals(struct dr_shared *shared)
{
    sigset_t pending;

    sigpending(&pending);
    if (!sigismember(&pending, SIGINT) && !sigismember(&pending, SIGTERM))
        return;
    if (!atomic_exchange(&shared->stop, 1))
        atomic_fetch_or(&shared->bounded, DR_BOUND_INTERRUPT);
}

static void show_progress(const struct dr_shared *shared)
{
    long done = atomic_load(&shared->schedules);
    double part =
        (double)atomic_load(&shared->explored) / (double)DR_WHOLE_TREE;

    fprintf(stderr, "\rdryrun explore: %ld schedules, %d deep, %.0f/s", done,
            atomic_load(&shared->deepest),
            (double)done / dr_shared_elapsed(shared));
    if (part > 0.01)
        fprintf(stderr, ", about %.0f in all", (double)done / part);
    fprintf(stderr, "   ");
}

/* One record, or nothing within a moment; false at the end. */
static bool hear(int socket, struct dr_summary *summary, char *buffer)
{
    struct pollfd wait = {.fd = socket, .events = POLLIN};
    struct dr_record record;
    ssize_t length;

    if (poll(&wait, 1, PROGRESS_MS) <= 0)
        return true;
    length = recv(socket, buffer, DR_RECORD_MOST, 0);
    if (length == 0)
        return false;
    if (length > 0 && dr_record_decode(&record, buffer, (size_t)length))
        dr_summary_add(summary, &record);
    return true;
}

static void listen_to(int socket, struct dr_shared *shared,
                      struct dr_summary *summary)
{
    char *buffer = dr_alloc(DR_RECORD_MOST);
    bool terminal = isatty(STDERR_FILENO);
    double shown = 0;

    while (hear(socket, summary, buffer)) {
        look_for_signals(shared);
        if (terminal && dr_shared_elapsed(shared) - shown > PROGRESS_MS / 1e3) {
            shown = dr_shared_elapsed(shared);
            show_progress(shared);
        }
    }
    if (terminal)
        fprintf(stderr, "\r%70s\r", "");
    free(buffer);
}

/* Branches whose parent was killed come to us, and are waited for too. */
static void wait_for_all(struct dr_shared *shared)
{
    int status;

    while (waitpid(-1, &status, 0) > 0 || errno == EINTR) {
        if (WIFSIGNALED(status))
            atomic_fetch_add(&shared->lost, 1);
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
    int ends[2], room = DR_RECORD_MOST * 4;
    sigset_t before;
    pid_t child;

    if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends)) {
        perror("dryrun explore: socketpair");
        exit(83);
    }
    setsockopt(ends[1], SOL_SOCKET, SO_SNDBUF, &room, sizeof room);
    prctl(PR_SET_CHILD_SUBREAPER, 1);
    fflush(NULL);
    block_signals(&before);
    child = fork();
    if (child == 0) {
        sigprocmask(SIG_SETMASK, &before, NULL);
        close(ends[0]);
        read_nothing();
        return dr_branch_begin(shared, ends[1]);
    }
    close(ends[1]);
    listen_to(ends[0], shared, summary);
    wait_for_all(shared);
    close(ends[0]);
    dr_summary_close(summary);
    return NULL;
}
