/*
 * libc_sleep.c - sleeping and yielding spend simulated time.
 *
 * No signal interrupts them, so nothing is ever left to sleep.
 */
#include <errno.h>
#include <poll.h>
#include <pthread.h>
#include <sched.h>
#include <sys/select.h>
#include <threads.h>
#include <time.h>
#include <unistd.h>

#include "api/libc.h"
#include "net/net.h"
#include "p2p/progress.h"

static double seconds_of(const struct timespec *time)
{
    return (double)time->tv_sec + (double)time->tv_nsec * 1e-9;
}

static bool is_valid(const struct timespec *time)
{
    return time->tv_sec >= 0 && time->tv_nsec >= 0 &&
           time->tv_nsec < 1000000000;
}

DR_WRAP(unsigned, sleep, (unsigned seconds))
{
    if (!dr_running())
        return sleep(seconds);
    dr_progress_sleep(seconds);
    return 0;
}

DR_WRAP(int, usleep, (useconds_t microseconds))
{
    if (!dr_running())
        return usleep(microseconds);
    dr_progress_sleep(microseconds * 1e-6);
    return 0;
}

DR_WRAP(int, nanosleep, (const struct timespec *time, struct timespec *rest))
{
    if (!dr_running())
        return nanosleep(time, rest);
    if (!is_valid(time)) {
        errno = EINVAL;
        return -1;
    }
    dr_progress_sleep(seconds_of(time));
    if (rest)
        *rest = (struct timespec){0};
    return 0;
}

int __wrap_clock_gettime(clockid_t clock, struct timespec *result);

DR_WRAP(int, clock_nanosleep,
        (clockid_t clock, int flags, const struct timespec *time,
         struct timespec *rest))
{
    struct timespec now = {0};

    if (!dr_running())
        return clock_nanosleep(clock, flags, time, rest);
    if (!is_valid(time) || __wrap_clock_gettime(clock, &now) != 0)
        return EINVAL;
    if (flags & TIMER_ABSTIME)
        dr_progress_sleep(seconds_of(time) - seconds_of(&now));
    else
        dr_progress_sleep(seconds_of(time));
    if (rest && !(flags & TIMER_ABSTIME))
        *rest = (struct timespec){0};
    return 0;
}

DR_WRAP(int, thrd_sleep, (const struct timespec *time, struct timespec *rest))
{
    if (!dr_running())
        return thrd_sleep(time, rest);
    if (!is_valid(time))
        return -2;
    dr_progress_sleep(seconds_of(time));
    if (rest)
        *rest = (struct timespec){0};
    return 0;
}

/* Waiting for no file is an old way to sleep. */
DR_WRAP(int, select,
        (int count, fd_set *restrict reads, fd_set *restrict writes,
         fd_set *restrict exceptions, struct timeval *restrict limit))
{
    if (!dr_running() || count != 0 || !limit)
        return select(count, reads, writes, exceptions, limit);
    dr_progress_sleep((double)limit->tv_sec + (double)limit->tv_usec * 1e-6);
    *limit = (struct timeval){0};
    return 0;
}

DR_WRAP(int, poll, (struct pollfd * files, nfds_t count, int milliseconds))
{
    if (!dr_running() || count != 0 || milliseconds < 0)
        return poll(files, count, milliseconds);
    dr_progress_sleep(milliseconds * 1e-3);
    return 0;
}

/* A loop that yields is a loop that polls: it must let time pass. */
DR_WRAP(int, sched_yield, (void))
{
    if (!dr_running())
        return sched_yield();
    dr_progress_poll();
    return 0;
}

DR_WRAP(int, pthread_yield, (void))
{
    return __wrap_sched_yield();
}

DR_WRAP(void, thrd_yield, (void))
{
    __wrap_sched_yield();
}
