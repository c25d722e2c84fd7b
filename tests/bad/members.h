/*
 * members.h - collectives in which each rank says for itself how much of what
 * type it gives; a variant "Bcast_count" is MPI_Bcast_init, and what rank 1
 * does differently.
 *
 * They are made and never started: some would not end.
 */
#include <mpi.h>
#include <string.h>

enum {
    MEMBERS = 3
};

/* What a rank gives; all blocks are alike. */
struct given {
    int count, root;
    MPI_Datatype type;
    MPI_Op op;
    MPI_Comm comm;
};

static char out[256], in[256];
static int counts[MEMBERS], places[MEMBERS] = {0, 8, 16};

/* Is it the name, then make the request. */
#define TRY(call, ...)                                                         \
    (strcmp(name, #call) == 0                                                  \
         ? MPI_##call##_init(__VA_ARGS__, g->comm, MPI_INFO_NULL, request)     \
         : 0)

static void make(const char *name, const struct given *g, MPI_Request *request)
{
    int n = g->count, root = g->root;
    MPI_Datatype type = g->type;

    for (int i = 0; i < MEMBERS; i++)
        counts[i] = n;
    TRY(Bcast, in, n, type, root);
    TRY(Gather, out, n, type, in, n, type, root);
    TRY(Gatherv, out, n, type, in, counts, places, type, root);
    TRY(Scatter, out, n, type, in, n, type, root);
    TRY(Scatterv, out, counts, places, type, in, n, type, root);
    TRY(Allgather, out, n, type, in, n, type);
    TRY(Allgatherv, out, n, type, in, counts, places, type);
    TRY(Alltoall, out, n, type, in, n, type);
    TRY(Reduce, out, in, n, type, g->op, root);
    TRY(Allreduce, out, in, n, type, g->op);
    TRY(Scan, out, in, n, type, g->op);
    TRY(Exscan, out, in, n, type, g->op);
    TRY(Reduce_scatter, out, in, counts, type, g->op);
    TRY(Reduce_scatter_block, out, in, n, type, g->op);
}

static void add(void *one, void *other, int *n, MPI_Datatype *type)
{
    (void)one, (void)other, (void)n, (void)type;
}

/* What rank 1 does: "type", "count", "op"; "name" is another one for the same
 * type, "own" an operator of the program; with "built" it is all the same. */
static void differ(struct given *g, const char *how)
{
    if (!strcmp(how, "count"))
        g->count = 1;
    else if (!strcmp(how, "type"))
        g->type = MPI_FLOAT;
    else if (!strcmp(how, "name"))
        g->type = MPI_UNSIGNED;
    else if (!strcmp(how, "op"))
        g->op = MPI_MAX;
    else if (!strcmp(how, "own"))
        MPI_Op_create(add, 1, &g->op);
    else if (!strcmp(how, "built")) {
        g->count = 1;
        MPI_Type_contiguous(2, MPI_INT, &g->type);
        MPI_Type_commit(&g->type);
    }
}

static void play(const char *variant, int root)
{
    struct given g = {2, root, MPI_INT, MPI_SUM, MPI_COMM_WORLD};
    const char *bar = strrchr(variant, '_');
    MPI_Request request = MPI_REQUEST_NULL;
    char name[64] = {0};
    int rank;

    MPI_Comm_rank(g.comm, &rank);
    memcpy(name, variant, (size_t)(bar - variant));
    if (rank == 1)
        differ(&g, bar + 1);
    make(name, &g, &request);
    MPI_Request_free(&request);
    if (g.type != MPI_INT && g.type != MPI_FLOAT && g.type != MPI_UNSIGNED)
        MPI_Type_free(&g.type);
    if (g.op != MPI_SUM && g.op != MPI_MAX)
        MPI_Op_free(&g.op);
}
