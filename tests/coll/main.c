/*
 * main.c - every collective on communicators of 1 to all ranks, some of them
 * counted backwards.  Which algorithms do it is chosen outside, by --coll.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "case.h"

uint64_t digest;

void expect(int good, const struct team *team, const char *call,
            const char *what, int count, int root)
{
    if (good)
        return;
    printf("%s: %s, %d elements, root %d, rank %d of %d\n", call, what, count,
           root, team->rank, team->size);
    fflush(stdout);
    MPI_Abort(MPI_COMM_WORLD, 1);
}

uint32_t mix(uint32_t a, uint32_t b, uint32_t c)
{
    uint32_t x = a * 2654435761u ^ b * 2246822519u ^ c * 3266489917u;

    x ^= x >> 15;
    x *= 2246822519u;
    return x ^ x >> 13;
}

/* Nobody leaves a barrier before all have come. */
static void barrier_case(const struct team *team)
{
    double came, last, left;

    for (int late = 0; late < team->size; late += 1 + team->size / 4) {
        if (team->rank == late) {
            double begin = MPI_Wtime();

            while (MPI_Wtime() < begin + 1e-3)
                continue;
        }
        came = MPI_Wtime();
        MPI_Barrier(team->comm);
        left = MPI_Wtime();
        MPI_Allreduce(&came, &last, 1, MPI_DOUBLE, MPI_MAX, team->comm);
        expect(left >= last, team, "MPI_Barrier", "left early", 0, late);
    }
}

static void all_cases(const struct team *team, int thorough)
{
    barrier_case(team);
    movement_cases(team, thorough);
    reduction_cases(team, thorough);
}

int main(int argc, char **argv)
{
    static const char interesting[] = "1 2 3 4 5 7 8 9 16 17 31 32 33 ";
    int size, rank;

    MPI_Init(&argc, &argv);
    MPI_Comm_size(MPI_COMM_WORLD, &size);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    make_kinds();
    for (int n = 1; n <= size; n++) {
        struct team team;
        char word[16];

        snprintf(word, sizeof word, "%d ", n);
        /* Every third communicator counts backwards. */
        MPI_Comm_split(MPI_COMM_WORLD, rank < n ? 0 : MPI_UNDEFINED,
                       n % 3 ? rank : -rank, &team.comm);
        if (team.comm == MPI_COMM_NULL)
            continue;
        MPI_Comm_size(team.comm, &team.size);
        MPI_Comm_rank(team.comm, &team.rank);
        all_cases(&team, strstr(interesting, word) != NULL);
        MPI_Comm_free(&team.comm);
    }
    free_kinds();
    if (rank == 0)
        printf("%016llx\n", (unsigned long long)digest);
    MPI_Finalize();
    return 0;
}
