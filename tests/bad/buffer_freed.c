/*
 * buffer_freed - a buffer is freed while it is MPI's.
 *
 * ranks: 2
 * exit: 81
 * finds: buffer_in_use
 * says: frees the buffer (of a pending MPI_|that is attached)
 * meets: (free|realloc|munmap|_mem) at .*buffer_freed.c:[89][0-9], MPI_[A-Z]
 * variants: free_Irecv free_Isend free_Iallreduce free_Recv_init
 * variants: free_second free_middle free_attached
 * variants: realloc_Irecv realloc_Isend shrink_Irecv munmap_Irecv
 * variants: munmap_Isend MPI_Free_mem_Irecv
 */
#include <mpi.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

enum {
    N = 16,
    BYTES = N * (int)sizeof(int)
};

#define WORLD MPI_COMM_WORLD

static int out[N], in[N];
static MPI_Request request = MPI_REQUEST_NULL;

/* The whole block, or more of it than the operation has. */
static void *block_for(const char *how)
{
    void *block;

    if (strncmp(how, "munmap", 6) == 0)
        return mmap(NULL, 4096, PROT_READ | PROT_WRITE,
                    MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (strncmp(how, "MPI_Free_mem", 12) == 0) {
        MPI_Alloc_mem(BYTES, MPI_INFO_NULL, &block);
        return block;
    }
    return calloc(3, BYTES);
}

/* An operation of 64 bytes: at the beginning of the block, or in its middle, or
 * half in it and half in another. */
static void start(const char *how, int *block, int peer)
{
    int *buffer = strstr(how, "middle") ? block + N : block;

    if (strstr(how, "attached")) {
        MPI_Buffer_attach(block, 3 * BYTES);
    } else if (strstr(how, "second")) {
        static int other[N];
        MPI_Aint places[2];
        MPI_Datatype both;

        MPI_Get_address(other, &places[0]);
        MPI_Get_address(block, &places[1]);
        MPI_Type_create_hindexed_block(2, N / 2, places, MPI_INT, &both);
        MPI_Type_commit(&both);
        MPI_Irecv(MPI_BOTTOM, 1, both, peer, 0, WORLD, &request);
        MPI_Type_free(&both);
    } else if (strstr(how, "Isend")) {
        MPI_Isend(buffer, N, MPI_INT, peer, 0, WORLD, &request);
    } else if (strstr(how, "Iallreduce")) {
        MPI_Iallreduce(out, buffer, N, MPI_INT, MPI_SUM, WORLD, &request);
    } else if (strstr(how, "Recv_init")) {
        MPI_Recv_init(buffer, N, MPI_INT, peer, 0, WORLD, &request);
        MPI_Start(&request);
    } else {
        MPI_Irecv(buffer, N, MPI_INT, peer, 0, WORLD, &request);
    }
}

/* What the other side does. */
static void answer(const char *how, int peer)
{
    if (strstr(how, "Isend"))
        MPI_Recv(in, N, MPI_INT, peer, 0, WORLD, MPI_STATUS_IGNORE);
    else if (!strstr(how, "Iallreduce") && !strstr(how, "attached"))
        MPI_Send(out, N, MPI_INT, peer, 0, WORLD);
}

static void let_go(const char *how, int *block)
{
    if (strncmp(how, "free", 4) == 0)
        free(block);
    else if (strncmp(how, "realloc", 7) == 0)
        free(realloc(block, 1 << 20));
    else if (strncmp(how, "shrink", 6) == 0)
        free(realloc(block, 8));
    else if (strncmp(how, "munmap", 6) == 0)
        munmap(block, 4096);
    else
        MPI_Free_mem(block);
}

int main(int argc, char **argv)
{
    const char *how = argv[1];
    int rank, size, *block, *others;

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(WORLD, &rank);
    block = block_for(how);
    start(how, block, 1 - rank);
    let_go(how, block);
    /* Nobody else may get the memory, or the message would be here. */
    others = calloc(3, BYTES);
    answer(how, 1 - rank);
    MPI_Wait(&request, MPI_STATUS_IGNORE);
    if (strstr(how, "_init"))
        MPI_Request_free(&request);
    if (strstr(how, "attached"))
        MPI_Buffer_detach(&block, &size);
    for (int i = 0; i < 3 * N; i++) {
        if (others[i] != 0)
            MPI_Abort(WORLD, 1);
    }
    free(others);
    MPI_Finalize();
    return 0;
}
