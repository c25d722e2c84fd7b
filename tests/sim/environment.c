/*
 * environment - before MPI_Init, after MPI_Finalize, versions, levels of
 * threads.  MPI-3.1, chapters 8 and 12.
 *
 * usage: environment [LEVEL]; one of single, funneled, serialized, multiple
 */
#include "expect.h"

#include <string.h>

static int level_named(const char *name)
{
    return !strcmp(name, "single")     ? MPI_THREAD_SINGLE
           : !strcmp(name, "funneled") ? MPI_THREAD_FUNNELED
           : !strcmp(name, "multiple") ? MPI_THREAD_MULTIPLE
                                       : MPI_THREAD_SERIALIZED;
}


/* Asked before MPI_Init and after MPI_Finalize: no communicator to fail on. */
static int phase_is(int initialized, int finalized)
{
    int i = -1, f = -1;

    MPI_Initialized(&i);
    MPI_Finalized(&f);
    return !i == !initialized && !f == !finalized;
}


static void level_is_at_most_funneled(int required, int provided)
{
    int asked = -1, is_main = 0;

    EXPECT(provided >= MPI_THREAD_SINGLE && provided <= MPI_THREAD_MULTIPLE);
    EXPECT(provided >= required || provided >= MPI_THREAD_FUNNELED);
    MPI_Query_thread(&asked);
    EXPECT(asked == provided);
    MPI_Is_thread_main(&is_main);
    EXPECT(is_main);
}


static void versions_and_names_are_told(void)
{
    char name[MPI_MAX_PROCESSOR_NAME];
    char library[MPI_MAX_LIBRARY_VERSION_STRING];
    int version = 0, subversion = -1, length = -1;

    MPI_Get_version(&version, &subversion);
    EXPECT(version == MPI_VERSION && subversion == MPI_SUBVERSION);
    MPI_Get_library_version(library, &length);
    EXPECT(length > 0 && (size_t)length == strlen(library));
    MPI_Get_processor_name(name, &length);
    EXPECT(length > 0 && (size_t)length == strlen(name));
    EXPECT(MPI_Wtick() > 0 && MPI_Wtick() < 1);
    EXPECT(!MPI_Pcontrol(1));
}


static void memory_can_be_allocated(void)
{
    char *memory = NULL;

    EXPECT(!MPI_Alloc_mem(1000, MPI_INFO_NULL, &memory) && memory);
    memset(memory, 1, 1000);
    EXPECT(!MPI_Free_mem(memory));
}


int main(int argc, char **argv)
{
    int required = level_named(argc > 1 ? argv[1] : "serialized");
    int provided = -1, rank, good = phase_is(0, 0);

    MPI_Init_thread(&argc, &argv, required, &provided);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    EXPECT(good && phase_is(1, 0));
    level_is_at_most_funneled(required, provided);
    versions_and_names_are_told();
    memory_can_be_allocated();
    MPI_Finalize();
    if (rank == 0 && phase_is(1, 1))
        puts("ok");
    return 0;
}
