/*
 * threads - a rank may have threads of its own that compute, sleep and use
 * the C library, as long as only its first thread calls MPI.
 */
#include "expect.h"

#include <pthread.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

enum {
    THREADS = 3,
    TERMS = 10000
};

struct share {
    int first;
    double sum;
};

/* Every THREADS-th term of the harmonic series. */
static void *add(void *data)
{
    struct share *share = data;
    struct timespec now;

    for (int i = share->first; i <= TERMS; i += THREADS)
        share->sum += 1.0 / i;
    usleep(1000);
    clock_gettime(CLOCK_MONOTONIC, &now);
    free(malloc((size_t)rand() % 100));
    return NULL;
}


int main(int argc, char **argv)
{
    int rank = expect_start(&argc, &argv, 2);
    struct share shares[THREADS];
    pthread_t threads[THREADS];
    double mine = 0, theirs = 0;

    for (int t = 0; t < THREADS; t++) {
        shares[t] = (struct share){t + 1, 0};
        EXPECT(!pthread_create(&threads[t], NULL, add, &shares[t]));
    }
    for (int i = 0; i < 100; i++) /* other ranks run meanwhile */
        expect_meet(1 - rank);
    for (int t = 0; t < THREADS; t++) {
        pthread_join(threads[t], NULL);
        mine += shares[t].sum;
    }
    MPI_Sendrecv(&mine, 1, MPI_DOUBLE, 1 - rank, 1, &theirs, 1, MPI_DOUBLE,
                 1 - rank, 1, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
    EXPECT(mine == theirs && mine > 9.787 && mine < 9.788);
    return expect_end();
}
