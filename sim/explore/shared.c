/*
 * shared.c - what the supervisor and all branches of an exploration share.
 */
#include "explore/shared.h"

#include <sys/mman.h>
#include <time.h>

static double clock_s(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + 1e-9 * (double)now.tv_nsec;
}

struct dr_shared *dr_shared_new(const struct dr_bounds *bounds)
{
    struct dr_shared *shared =
        mmap(NULL, sizeof *shared, PROT_READ | PROT_WRITE,
             MAP_SHARED | MAP_ANONYMOUS, -1, 0);

    if (shared == MAP_FAILED)
        return NULL;
    shared->bounds = *bounds;
    shared->started = clock_s();
    sem_init(&shared->idle, 1, (unsigned)bounds->jobs - 1);
    return shared;
}

double dr_shared_elapsed(const struct dr_shared *shared)
{
    return clock_s() - shared->started;
}
