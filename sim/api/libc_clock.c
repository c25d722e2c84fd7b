/*
 * libc_clock.c - the clocks of a rank follow the simulation.
 *
 * Calendar time begins at 2000-01-01 00:00:00 UTC in every run, all other
 * clocks at 0.  Processor time is simulated time too: a rank has its core to
 * itself and computes or waits for its network by polling.
 */
#include <errno.h>
#include <math.h>
#include <sys/resource.h>
#include <sys/time.h>
#include <sys/times.h>
#include <time.h>
#include <unistd.h>

#include "api/libc.h"
#include "net/net.h"
#include "p2p/progress.h"

#define EPOCH   946684800 /* 2000-01-01 00:00:00 UTC in Unix time */
#define BILLION 1000000000

static int64_t nanoseconds(void)
{
    dr_progress_look();
    return llround(dr_net_now() * BILLION);
}

static struct timespec since(int64_t epoch)
{
    int64_t now = nanoseconds();

    return (struct timespec){.tv_sec = epoch + now / BILLION,
                             .tv_nsec = now % BILLION};
}

DR_WRAP(time_t, time, (time_t * result))
{
    time_t now;

    if (!dr_running())
        return time(result);
    now = since(EPOCH).tv_sec;
    if (result)
        *result = now;
    return now;
}

DR_WRAP(int, gettimeofday, (struct timeval *restrict result, void *zone))
{
    struct timespec now;

    if (!dr_running())
        return gettimeofday(result, zone);
    now = since(EPOCH);
    if (result)
        *result = (struct timeval){now.tv_sec, now.tv_nsec / 1000};
    return 0;
}

DR_WRAP(int, clock_gettime, (clockid_t clock, struct timespec *result))
{
    bool calendar = clock == CLOCK_REALTIME || clock == CLOCK_REALTIME_COARSE ||
                    clock == CLOCK_TAI || clock == CLOCK_REALTIME_ALARM;

    if (!dr_running())
        return clock_gettime(clock, result);
    /* Let the kernel judge the clock's number. */
    if (clock_gettime(clock, result) != 0)
        return -1;
    *result = since(calendar ? EPOCH : 0);
    return 0;
}

DR_WRAP(int, clock_getres, (clockid_t clock, struct timespec *result))
{
    int code = clock_getres(clock, result);

    if (code == 0 && result && dr_running())
        *result = (struct timespec){.tv_nsec = 1};
    return code;
}

DR_WRAP(int, timespec_get, (struct timespec * result, int base))
{
    if (!dr_running() || base != TIME_UTC)
        return timespec_get(result, base);
    *result = since(EPOCH);
    return base;
}

DR_WRAP(clock_t, clock, (void))
{
    if (!dr_running())
        return clock();
    return nanoseconds() / (BILLION / CLOCKS_PER_SEC);
}

DR_WRAP(clock_t, times, (struct tms * result))
{
    clock_t ticks;

    if (!dr_running())
        return times(result);
    ticks = nanoseconds() / (BILLION / sysconf(_SC_CLK_TCK));
    if (result)
        *result = (struct tms){.tms_utime = ticks};
    return ticks;
}

DR_WRAP(int, getrusage, (__rusage_who_t who, struct rusage *result))
{
    int code = getrusage(who, result);
    struct timespec now;

    if (code != 0 || !dr_running())
        return code;
    now = since(0);
    result->ru_utime = (struct timeval){now.tv_sec, now.tv_nsec / 1000};
    result->ru_stime = (struct timeval){0};
    return 0;
}

/* std::chrono::system_clock::now() and steady_clock::now(): nanoseconds. */
int64_t _ZNSt6chrono3_V212system_clock3nowEv(void) __attribute__((weak));
int64_t _ZNSt6chrono3_V212steady_clock3nowEv(void) __attribute__((weak));

DR_WRAP(int64_t, _ZNSt6chrono3_V212system_clock3nowEv, (void))
{
    if (!dr_running())
        return _ZNSt6chrono3_V212system_clock3nowEv();
    return (int64_t)EPOCH * BILLION + nanoseconds();
}

DR_WRAP(int64_t, _ZNSt6chrono3_V212steady_clock3nowEv, (void))
{
    if (!dr_running())
        return _ZNSt6chrono3_V212steady_clock3nowEv();
    return nanoseconds();
}
