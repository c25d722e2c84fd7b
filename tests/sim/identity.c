/*
 * identity - where a rank runs and who it is: the simulated host by all names,
 * a process number of its own.
 */
#include "expect.h"

#include <string.h>
#include <unistd.h>

enum {
    RANKS = 4
};

static void host_has_one_name(void)
{
    char mpi[MPI_MAX_PROCESSOR_NAME], libc[256] = "", small[3] = "??";
    int length = 0;

    MPI_Get_processor_name(mpi, &length);
    EXPECT(length == (int)strlen(mpi) && length > 0);
    EXPECT(!gethostname(libc, sizeof libc));
    EXPECT(!strcmp(mpi, libc));
    gethostname(small, 2); /* never more than the room there is */
    EXPECT(small[2] == '\0' && small[0] == mpi[0]);
}


static void process_numbers_differ(void)
{
    long mine = getpid(), all[RANKS];

    EXPECT(mine > 0 && mine == getpid());
    MPI_Allgather(&mine, 1, MPI_LONG, all, 1, MPI_LONG, MPI_COMM_WORLD);
    for (int i = 0; i < RANKS; i++)
        for (int j = 0; j < i; j++)
            EXPECT(all[i] != all[j]);
}


int main(int argc, char **argv)
{
    expect_start(&argc, &argv, RANKS);
    host_has_one_name();
    process_numbers_differ();
    return expect_end();
}
