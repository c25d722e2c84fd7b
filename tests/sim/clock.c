/*
 * clock - every clock of the C library shows simulated time, and every sleep
 * spends it.  Sleeping for a day must not keep the test waiting.
 */
#include "expect.h"

#include <dryrun.h>
#include <math.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

enum {
    DAY = 24 * 60 * 60
};

/* Nothing but the sleep takes time here, so the clocks are exact: but for
 * rounding, and for the units they count in. */
static int near(double seconds, double expected, double unit)
{
    return fabs(seconds - expected) <= unit + 1e-9;
}

static double of_clock(clockid_t id)
{
    struct timespec t;

    EXPECT(!clock_gettime(id, &t));
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

static double of_day(void)
{
    struct timeval t;

    EXPECT(!gettimeofday(&t, NULL));
    return (double)t.tv_sec + 1e-6 * (double)t.tv_usec;
}


static void all_clocks_advance_by_a_sleep(void)
{
    double wtime = MPI_Wtime(), day = of_day();
    double real = of_clock(CLOCK_REALTIME), mono = of_clock(CLOCK_MONOTONIC);
    time_t stored, whole = time(NULL);

    EXPECT(sleep(DAY) == 0);
    EXPECT(near(MPI_Wtime() - wtime, DAY, 0));
    EXPECT(near(of_day() - day, DAY, 1e-6));
    EXPECT(near(of_clock(CLOCK_REALTIME) - real, DAY, 1e-6));
    EXPECT(near(of_clock(CLOCK_MONOTONIC) - mono, DAY, 1e-6));
    EXPECT(near((double)(time(&stored) - whole), DAY, 1));
    EXPECT(near((double)stored, of_day(), 1));
}


static void short_sleeps_take_their_time(void)
{
    struct timespec nap = {1, 500000000}, left = {7, 7};
    double start = MPI_Wtime();

    EXPECT(usleep(250) == 0);
    EXPECT(near(MPI_Wtime() - start, 250e-6, 0));
    start = MPI_Wtime();
    EXPECT(nanosleep(&nap, &left) == 0);
    EXPECT(near(MPI_Wtime() - start, 1.5, 0));
    start = MPI_Wtime();
    EXPECT(sleep(0) == 0 && usleep(0) == 0);
    EXPECT(near(MPI_Wtime() - start, 0, 0));
}


static void computing_spends_time_on_every_clock(void)
{
    double start = MPI_Wtime(), mono = of_clock(CLOCK_MONOTONIC);
    clock_t ticks = clock();

    EXPECT(!DR_Compute(0.25));
    EXPECT(near(MPI_Wtime() - start, 0.25, 0));
    EXPECT(near(of_clock(CLOCK_MONOTONIC) - mono, 0.25, 1e-9));
    EXPECT(near((double)(clock() - ticks) / CLOCKS_PER_SEC, 0.25, 1e-6));
    start = MPI_Wtime();
    EXPECT(!DR_Compute(0) && near(MPI_Wtime() - start, 0, 0));
    EXPECT(!DR_Compute_flops(1e6) && MPI_Wtime() > start);
}


/* A loop that waits for a time would wait for ever if looking were free. */
static void waiting_for_a_time_ends(void)
{
    double start = MPI_Wtime();
    clock_t ticks = clock();
    int n = 0;

    while (MPI_Wtime() - start < 2e-3)
        n++;
    start = of_clock(CLOCK_MONOTONIC);
    while (of_clock(CLOCK_MONOTONIC) - start < 2e-3)
        n++;
    while ((double)(clock() - ticks) / CLOCKS_PER_SEC < 6e-3)
        n++;
    EXPECT(n > 1000 && n < 1000000);
}


static void a_few_looks_at_the_clock_are_free(void)
{
    double start;

    DR_Compute(1e-6);
    start = MPI_Wtime();
    for (int i = 0; i < 500; i++)
        EXPECT(near(MPI_Wtime() - start, 0, 0));
}


/* Work of the processor is free: only what is said to cost time does. */
static void loops_take_no_time(void)
{
    double start = MPI_Wtime();
    volatile double x = 1;

    for (int i = 0; i < 1000000; i++)
        x = x * 0.5 + 1;
    EXPECT(near(MPI_Wtime() - start, 0, 0));
}


static void wrong_durations_are_refused(void)
{
    MPI_Comm_set_errhandler(MPI_COMM_WORLD, MPI_ERRORS_RETURN);
    EXPECT(expect_class(DR_Compute(-1)) == MPI_ERR_ARG);
    EXPECT(expect_class(DR_Compute((double)NAN)) == MPI_ERR_ARG);
    EXPECT(expect_class(DR_Compute_flops((double)INFINITY)) == MPI_ERR_ARG);
    MPI_Comm_set_errhandler(MPI_COMM_WORLD, MPI_ERRORS_ARE_FATAL);
}


/* Ranks sleep at the same time, not one after the other. */
static void sleeps_of_ranks_overlap(int rank)
{
    double start;

    expect_meet(1 - rank);
    start = MPI_Wtime();
    sleep(10 + (unsigned)rank);
    expect_meet(1 - rank);
    EXPECT(near(MPI_Wtime() - start, 11, 1e-3));
}


int main(int argc, char **argv)
{
    int rank = expect_start(&argc, &argv, 2);

    EXPECT(MPI_Wtick() > 0 && MPI_Wtick() <= 1e-6);
    all_clocks_advance_by_a_sleep();
    short_sleeps_take_their_time();
    computing_spends_time_on_every_clock();
    waiting_for_a_time_ends();
    a_few_looks_at_the_clock_are_free();
    loops_take_no_time();
    wrong_durations_are_refused();
    sleeps_of_ranks_overlap(rank);
    return expect_end();
}
