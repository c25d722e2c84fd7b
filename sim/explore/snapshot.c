/*
 * snapshot.c - states of a running simulation, kept as processes that wait.
 */
#include "explore/snapshot.h"

#include <signal.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <unistd.h>

#include "base/memory.h"

/* Sent by who wakes, with a word, and by the kernel when the parent ends. */
static int wake_signal(void)
{
    return SIGRTMAX;
}

/* Programs may change what is blocked: said anew each time. */
static sigset_t block_wake(void)
{
    sigset_t wake;

    sigemptyset(&wake);
    sigaddset(&wake, wake_signal());
    sigprocmask(SIG_BLOCK, &wake, NULL);
    return wake;
}

static enum dr_snapshot wait_for_wake(const sigset_t *wake, pid_t parent)
{
    siginfo_t news = {.si_code = 0};

    prctl(PR_SET_PDEATHSIG, wake_signal());
    if (getppid() == parent) {
        while (sigwaitinfo(wake, &news) < 0)
            ;
    }
    prctl(PR_SET_PDEATHSIG, 0);
    return news.si_code == SI_QUEUE && news.si_value.sival_int
               ? DR_SNAPSHOT_WITH_JOB
               : DR_SNAPSHOT_WOKEN;
}

enum dr_snapshot dr_snapshot_take(struct dr_snapshots *snapshots, bool at_once)
{
    sigset_t wake = block_wake();
    pid_t parent = getpid();
    pid_t child = fork();

    if (child < 0)
        return DR_SNAPSHOT_NONE;
    if (child == 0) {
        snapshots->count = 0;
        return at_once ? DR_SNAPSHOT_WITH_JOB : wait_for_wake(&wake, parent);
    }
    if (at_once)
        return DR_SNAPSHOT_TAKEN;
    if (snapshots->count == snapshots->room) {
        snapshots->room = snapshots->room ? 2 * snapshots->room : 16;
        snapshots->waiting =
            dr_realloc(snapshots->waiting,
                       (size_t)snapshots->room * sizeof *snapshots->waiting);
    }
    snapshots->waiting[snapshots->count++] = child;
    return DR_SNAPSHOT_TAKEN;
}

pid_t dr_snapshot_wake(struct dr_snapshots *snapshots, bool with_job)
{
    pid_t child = snapshots->waiting[--snapshots->count];

    sigqueue(child, wake_signal(), (union sigval){.sival_int = with_job});
    return child;
}
