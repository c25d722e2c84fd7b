/*
 * globals - variables of the program belong to one rank, as in processes.
 */
#include "expect.h"

#include <string.h>

enum {
    RANKS = 4,
    ROOM = 1 << 14
};

int initialised = 7;
int zero;
static int hidden = 9;
static int table[ROOM];
static _Thread_local int of_thread = 3;
static _Thread_local int of_thread_zero;

/* Pointers to variables of the program must lead to the rank's own. */
static int *pointer = &hidden;
static int *const fixed_pointer = &zero;
static struct node {
    int value;
    struct node *next;
} second = {2, NULL}, first = {1, &second};

static int next_number(void)
{
    static int last = 100;

    return ++last;
}

static int twice(int x)
{
    return 2 * x;
}
static int (*operation)(int x);
static int (*const operations[])(int x) = {twice};


static void start_values_are_those_of_the_source(void)
{
    EXPECT(initialised == 7 && zero == 0 && hidden == 9);
    EXPECT(of_thread == 3 && of_thread_zero == 0);
    EXPECT(table[0] == 0 && table[ROOM - 1] == 0 && operation == NULL);
    EXPECT(pointer == &hidden && fixed_pointer == &zero);
    EXPECT(first.next == &second && operations[0](4) == 8);
}


static void write_everything(int rank)
{
    initialised = 1000 + rank;
    zero = 2000 + rank;
    *pointer = 3000 + rank;
    of_thread = 4000 + rank;
    of_thread_zero = 5000 + rank;
    first.next->value = 6000 + rank;
    for (int i = 0; i < ROOM; i++)
        table[i] = 7000 + rank;
    for (int i = 0; i <= rank; i++)
        next_number();
    operation = rank % 2 ? twice : NULL;
}


static void values_are_those_of_this_rank(int rank)
{
    EXPECT(initialised == 1000 + rank);
    EXPECT(zero == 2000 + rank && *fixed_pointer == 2000 + rank);
    EXPECT(hidden == 3000 + rank && *pointer == hidden);
    EXPECT(of_thread == 4000 + rank && of_thread_zero == 5000 + rank);
    EXPECT(second.value == 6000 + rank);
    EXPECT(table[0] == 7000 + rank && table[ROOM - 1] == 7000 + rank);
    EXPECT(operation == (rank % 2 ? twice : NULL));
}


int main(int argc, char **argv)
{
    int rank = expect_start(&argc, &argv, RANKS), got = -1;

    start_values_are_those_of_the_source();
    MPI_Barrier(MPI_COMM_WORLD);
    write_everything(rank);
    MPI_Barrier(MPI_COMM_WORLD);
    values_are_those_of_this_rank(rank);
    EXPECT(next_number() == 102 + rank);

    /* Variables are good buffers. */
    MPI_Sendrecv(&zero, 1, MPI_INT, (rank + 1) % RANKS, 1, &got, 1, MPI_INT,
                 (rank + RANKS - 1) % RANKS, 1, MPI_COMM_WORLD,
                 MPI_STATUS_IGNORE);
    EXPECT(got == 2000 + (rank + RANKS - 1) % RANKS);
    MPI_Bcast(table, ROOM, MPI_INT, 2, MPI_COMM_WORLD);
    EXPECT(table[ROOM - 1] == 7002 && hidden == 3000 + rank);
    return expect_end();
}
