/*
 * collective.c - one collective operation over and over.
 *
 *     collective barrier|allreduce|alltoall BYTES ROUNDS
 *
 * BYTES is the vector of an allreduce, a multiple of 8, and the block between
 * two ranks in an alltoall.  Rank 0 prints the simulated seconds.
 *
 * The ranks of an alltoall share their buffers, whose content nobody looks at:
 * 64 KiB between any two of 1,024 ranks would be 128 GB.  Sharing works because
 * both simulators keep all ranks in one address space; it takes no messages, so
 * that all ranks begin at the same moment.
 */
#include <errno.h>
#include <mpi.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

/* Where the buffers are that all ranks share. */
#define OUT ((uintptr_t)0x600000000000)
#define IN  ((uintptr_t)0x610000000000)

struct work {
    char *out, *in;
    int bytes;
};

static void barrier(const struct work *work)
{
    (void)work;
    MPI_Barrier(MPI_COMM_WORLD);
}

static void allreduce(const struct work *work)
{
    MPI_Allreduce(work->out, work->in, work->bytes / (int)sizeof(double),
                  MPI_DOUBLE, MPI_SUM, MPI_COMM_WORLD);
}

static void alltoall(const struct work *work)
{
    MPI_Alltoall(work->out, work->bytes, MPI_BYTE, work->in, work->bytes,
                 MPI_BYTE, MPI_COMM_WORLD);
}

static const struct operation {
    const char *name;
    void (*run)(const struct work *work);
    int blocks; /* has a block for each rank */
} operations[] = {
    {"barrier", barrier, 0},
    {"allreduce", allreduce, 0},
    {"alltoall", alltoall, 1},
};

static const struct operation *find(const char *name)
{
    for (size_t i = 0; i < sizeof operations / sizeof *operations; i++) {
        if (strcmp(operations[i].name, name) == 0)
            return &operations[i];
    }
    fprintf(stderr, "collective: no operation %s\n", name);
    exit(64);
}

static char *allocate(size_t bytes)
{
    char *memory = calloc(bytes + 1, 1);

    if (!memory) {
        fprintf(stderr, "collective: no memory for %zu bytes\n", bytes);
        exit(1);
    }
    return memory;
}

/* The memory at one fixed address: whoever comes first makes it. */
static char *share(uintptr_t address, size_t bytes)
{
    void *memory =
        mmap((void *)address, bytes + 1, PROT_READ | PROT_WRITE,
             MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED_NOREPLACE, -1, 0);

    if (memory == MAP_FAILED && errno != EEXIST) {
        fprintf(stderr, "collective: no memory for %zu bytes\n", bytes);
        exit(1);
    }
    return (char *)address;
}

static void begin(struct work *work, const struct operation *operation,
                  int ranks)
{
    size_t bytes = (size_t)work->bytes;

    if (operation->blocks) {
        work->out = share(OUT, bytes * (size_t)ranks);
        work->in = share(IN, bytes * (size_t)ranks);
    } else {
        work->out = allocate(bytes);
        work->in = allocate(bytes);
    }
}

int main(int argc, char **argv)
{
    const struct operation *operation = find(argc > 1 ? argv[1] : "barrier");
    struct work work = {.bytes = argc > 2 ? atoi(argv[2]) : 8};
    int rounds = argc > 3 ? atoi(argv[3]) : 1;
    int rank, ranks;
    double began;

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_size(MPI_COMM_WORLD, &ranks);
    begin(&work, operation, ranks);
    began = MPI_Wtime();
    for (int i = 0; i < rounds; i++)
        operation->run(&work);
    if (rank == 0)
        printf("%d ranks, %d bytes, %d rounds, %.9f s\n", ranks, work.bytes,
               rounds, MPI_Wtime() - began);
    MPI_Finalize();
    return 0;
}
