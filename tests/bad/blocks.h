/*
 * blocks.h - collectives in which each pair of ranks has a block of its own; a
 * variant "MPI_Alltoallv_count" is the call, and what rank 1 does differently.
 */
#include <mpi.h>
#include <string.h>

enum {
    MEMBERS = 3
};

struct given {
    int count;
    MPI_Datatype type;
};

static char out[256], in[256];
static MPI_Comm world, grid;

/* Neighbours in a ring are two. */
#define TRY(call, ...) (strcmp(name, #call) == 0 ? call(__VA_ARGS__) : 0)

static void call(const char *name, const struct given *s, const struct given *r)
{
    const int at[MEMBERS] = {0, 8, 16}, bytes[MEMBERS] = {0, 32, 64};
    const MPI_Aint far[MEMBERS] = {0, 32, 64};
    int scounts[MEMBERS], rcounts[MEMBERS];
    MPI_Datatype stypes[MEMBERS], rtypes[MEMBERS];

    for (int i = 0; i < MEMBERS; i++) {
        scounts[i] = s->count;
        rcounts[i] = r->count;
        stypes[i] = s->type;
        rtypes[i] = r->type;
    }
    TRY(MPI_Alltoallv, out, scounts, at, s->type, in, rcounts, at, r->type,
        world);
    TRY(MPI_Alltoallw, out, scounts, bytes, stypes, in, rcounts, bytes, rtypes,
        world);
    TRY(MPI_Neighbor_allgather, out, s->count, s->type, in, r->count, r->type,
        grid);
    TRY(MPI_Neighbor_allgatherv, out, s->count, s->type, in, rcounts, at,
        r->type, grid);
    TRY(MPI_Neighbor_alltoall, out, s->count, s->type, in, r->count, r->type,
        grid);
    TRY(MPI_Neighbor_alltoallv, out, scounts, at, s->type, in, rcounts, at,
        r->type, grid);
    TRY(MPI_Neighbor_alltoallw, out, scounts, far, stypes, in, rcounts, far,
        rtypes, grid);
}

/* Rank 1 sends less, or something else; or the same, built of others. */
static void play(const char *variant)
{
    struct given sends = {2, MPI_INT}, receives = sends;
    const char *bar = strrchr(variant, '_');
    int rank, size = MEMBERS, periodic = 1;
    char name[64] = {0};

    world = MPI_COMM_WORLD;
    MPI_Cart_create(world, 1, &size, &periodic, 0, &grid);
    MPI_Comm_rank(world, &rank);
    memcpy(name, variant, (size_t)(bar - variant));
    if (rank == 1 && !strcmp(bar, "_count"))
        sends.count = 1;
    if (rank == 1 && !strcmp(bar, "_type"))
        sends.type = MPI_FLOAT;
    if (rank == 1 && !strcmp(bar, "_built")) {
        sends.count = 1;
        MPI_Type_contiguous(2, MPI_INT, &sends.type);
        MPI_Type_commit(&sends.type);
    }
    call(name, &sends, &receives);
    if (rank == 1 && !strcmp(bar, "_built"))
        MPI_Type_free(&sends.type);
    MPI_Comm_free(&grid);
}
