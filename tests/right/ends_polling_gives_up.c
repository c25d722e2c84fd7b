/*
 * ends_polling_gives_up - all ranks poll for what never comes, and stop: after
 * a time by one of several clocks, or after many looks; with pauses or
 * without.
 *
 * ranks: 4
 * explored: no
 * variants: wtime_busy wtime_asleep clock_asleep count_at_once count_asleep
 * variants: count_busy
 */
#include <dryrun.h>
#include <mpi.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

/* How long and how often; a real run has no time to lose. */
#if defined OPEN_MPI || defined MPICH_VERSION
enum {
    SECONDS = 0,
    LOOKS = 100
};
#else
enum {
    SECONDS = 3600,
    LOOKS = 100000
};
#endif

static double clock_s(const char *how)
{
    struct timespec now;

    if (strncmp(how, "clock", 5) != 0)
        return MPI_Wtime();
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + 1e-9 * (double)now.tv_nsec;
}

int main(int argc, char **argv)
{
    const char *how;
    int rank, flag = 0, counts;
    double end;

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    how = argv[1];
    counts = strncmp(how, "count", 5) == 0;
    end = clock_s(how) + SECONDS + 0.1;
    for (int i = 0; !flag && (counts ? i < LOOKS : clock_s(how) < end); i++) {
        MPI_Iprobe(MPI_ANY_SOURCE, 1, MPI_COMM_WORLD, &flag, MPI_STATUS_IGNORE);
        if (strstr(how, "asleep"))
            usleep(1000);
        if (strstr(how, "busy"))
            DR_Compute(1e-6);
    }
    MPI_Finalize();
    return 0;
}
