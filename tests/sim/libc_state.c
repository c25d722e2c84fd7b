/*
 * libc_state - what the C library keeps per process is kept per rank.
 *
 * Ranks do the same things with other values, and let each other run in
 * between: each must see its own.
 */
#include "expect.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

extern char **environ;

enum {
    RANKS = 3,
    DRAWS = 5
};

static void others_run(void)
{
    MPI_Barrier(MPI_COMM_WORLD);
}


static void errno_is_kept_over_calls(int rank)
{
    errno = 10 + rank;
    others_run();
    EXPECT(errno == 10 + rank);
    EXPECT(close(-1) == -1 && errno == EBADF);
}


static void strtok_keeps_its_place(int rank)
{
    char text[] = "a0 b0 c0";

    for (char *c = text; *c; c++)
        *c = *c == '0' ? (char)('0' + rank) : *c;
    for (char *word = strtok(text, " "), letter = 'a'; word; letter++) {
        EXPECT(word[0] == letter && word[1] == '0' + rank);
        others_run();
        word = strtok(NULL, " ");
    }
}


/* The numbers that a seed gives do not depend on what other ranks draw. */
static void random_numbers_follow_the_own_seed(int rank)
{
    int drawn[DRAWS], again[DRAWS];
    long randoms[DRAWS];
    double fractions[DRAWS];
    unsigned seed = 40 + (unsigned)rank;

    srand(seed);
    srandom(seed);
    srand48((long)seed);
    for (int i = 0; i < DRAWS; i++) {
        drawn[i] = rand();
        others_run();
    }
    srandom(seed);
    for (int i = 0; i < DRAWS; i++) {
        randoms[i] = random();
        fractions[i] = drand48();
        others_run();
    }
    srand(seed);
    for (int i = 0; i < DRAWS; i++)
        again[i] = rand();
    EXPECT(!memcmp(drawn, again, sizeof drawn));
    srandom(seed);
    srand48((long)seed);
    for (int i = 0; i < DRAWS; i++)
        EXPECT(random() == randoms[i] && drand48() == fractions[i]);
}


static void unseeded_numbers_are_the_same_on_all_ranks(int first)
{
    int all[RANKS];

    MPI_Allgather(&first, 1, MPI_INT, all, 1, MPI_INT, MPI_COMM_WORLD);
    for (int i = 0; i < RANKS; i++)
        EXPECT(all[i] == first);
}


static void getopt_keeps_its_place(int rank)
{
    char *words[] = {"program", "-a", "-b", "value", "-c", "rest", NULL};
    char letters[4] = "";
    int n = 0, option;

    optind = 1;
    while ((option = getopt(6, words, "ab:c")) != -1) {
        letters[n++] = (char)option;
        if (option == 'b')
            EXPECT(!strcmp(optarg, "value"));
        if (rank > 0)
            others_run();
    }
    EXPECT(!strcmp(letters, "abc") && optind == 5);
    for (; n > 0 && rank == 0; n--)
        others_run();
}


static void environment_is_a_copy(int rank)
{
    char text[8] = {(char)('a' + rank)};
    static char assignment[] = "DRYRUN_TEST_B=?";

    EXPECT(getenv("PATH") != NULL);
    assignment[sizeof assignment - 2] = (char)('a' + rank);
    EXPECT(!setenv("DRYRUN_TEST_A", text, 1) && !putenv(assignment));
    others_run();
    EXPECT(!strcmp(getenv("DRYRUN_TEST_A"), text));
    EXPECT(getenv("DRYRUN_TEST_B")[0] == 'a' + rank);
    if (rank == 1)
        unsetenv("DRYRUN_TEST_A");
    others_run();
    EXPECT((getenv("DRYRUN_TEST_A") == NULL) == (rank == 1));
    EXPECT(environ != NULL && environ[0] != NULL);
}


int main(int argc, char **argv)
{
    int first = rand(), rank = expect_start(&argc, &argv, RANKS);

    errno_is_kept_over_calls(rank);
    strtok_keeps_its_place(rank);
    unseeded_numbers_are_the_same_on_all_ranks(first);
    random_numbers_follow_the_own_seed(rank);
    getopt_keeps_its_place(rank);
    environment_is_a_copy(rank);
    return expect_end();
}
