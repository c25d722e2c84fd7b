/*
 * movement.c - collectives that move data: each block says from whom, for whom
 * and where it is.  Types with holes meet types without; holes and what is
 * behind the last block must stay as they were.
 */
#include <stdlib.h>
#include <string.h>

#include "case.h"

enum {
    UNTOUCHED = 0xee
};

/* How cells lie in a buffer: close, or in 16 bytes with holes. */
struct shape {
    int holes;
};

static size_t stride(struct shape shape)
{
    return shape.holes ? 16 : 8;
}

static MPI_Datatype type_of(struct shape shape)
{
    return shape.holes ? holey : MPI_UINT32_T;
}

static int count_of(struct shape shape, int cells)
{
    return shape.holes ? cells : 2 * cells;
}

/* Room for `cells` and one more, which nobody may touch. */
static char *room(struct shape shape, int cells)
{
    size_t bytes = ((size_t)cells + 1) * stride(shape);

    return memset(malloc(bytes), UNTOUCHED, bytes);
}

static void put(struct shape shape, char *buffer, int first, int cells,
                int from, int to)
{
    for (int i = 0; i < cells; i++) {
        char *cell = buffer + (size_t)(first + i) * stride(shape);
        uint32_t a = mix((uint32_t)from, (uint32_t)to, (uint32_t)i), b = ~a;

        memcpy(cell, &a, 4);
        memcpy(cell + stride(shape) / 2, &b, 4);
    }
}

/* A buffer is what another one is that was filled by the rules. */
static void same(struct shape shape, const struct team *team, const char *call,
                 char *got, char *wanted, int cells, int count, int root)
{
    expect(memcmp(got, wanted, ((size_t)cells + 1) * stride(shape)) == 0, team,
           call, shape.holes ? "with holes, wrong data" : "wrong data", count,
           root);
    free(got);
    free(wanted);
}

static struct shape shape_for(int rank, int number)
{
    return (struct shape){((rank + number) & 2) != 0};
}

static void bcast(const struct team *team, int cells, int root, int number)
{
    struct shape shape = shape_for(team->rank == root, number);
    char *buffer = room(shape, cells), *wanted = room(shape, cells);

    if (team->rank == root)
        put(shape, buffer, 0, cells, root, number);
    put(shape, wanted, 0, cells, root, number);
    MPI_Bcast(buffer, count_of(shape, cells), type_of(shape), root, team->comm);
    same(shape, team, "MPI_Bcast", buffer, wanted, cells, cells, root);
}

/* Blocks of `v`: of 0, 1, ... cells, with a cell between them. */
static int uneven(int rank, int cells)
{
    return (rank * 3 + cells) % 5;
}

static int *counts_of(const struct team *team, struct shape shape, int cells)
{
    int *counts = malloc((size_t)team->size * sizeof *counts);

    for (int i = 0; i < team->size; i++)
        counts[i] = count_of(shape, uneven(i, cells));
    return counts;
}

/* Blocks lie 5 cells apart. */
static int *displs_of(const struct team *team, struct shape shape)
{
    int *displs = malloc((size_t)team->size * sizeof *displs);

    for (int i = 0; i < team->size; i++)
        displs[i] = count_of(shape, 5 * i);
    return displs;
}

static void gather(const struct team *team, int cells, int root, int number)
{
    struct shape from = shape_for(1, number), to = shape_for(0, number);
    int is_root = team->rank == root, in_place = is_root && (number & 1);
    int all = is_root ? cells * team->size : 0;
    char *send = room(from, cells), *recv = room(to, all);
    char *wanted = room(to, all);

    put(from, send, 0, cells, team->rank, number);
    if (in_place)
        put(to, recv, cells * root, cells, root, number);
    for (int i = 0; i < team->size && is_root; i++)
        put(to, wanted, cells * i, cells, i, number);
    MPI_Gather(in_place ? MPI_IN_PLACE : send, count_of(from, cells),
               type_of(from), recv, count_of(to, cells), type_of(to), root,
               team->comm);
    same(to, team, "MPI_Gather", recv, wanted, all, cells, root);
    free(send);
}

static void gatherv(const struct team *team, int cells, int root, int number)
{
    struct shape from = shape_for(1, number), to = shape_for(0, number);
    int is_root = team->rank == root, mine = uneven(team->rank, cells);
    int all = is_root ? 5 * team->size : 0;
    int in_place = is_root && (number & 1);
    char *send = room(from, mine), *recv = room(to, all);
    char *wanted = room(to, all);
    int *counts = counts_of(team, to, cells), *displs = displs_of(team, to);

    put(from, send, 0, mine, team->rank, number);
    if (in_place)
        put(to, recv, 5 * root, mine, root, number);
    for (int i = 0; i < team->size && is_root; i++)
        put(to, wanted, 5 * i, uneven(i, cells), i, number);
    MPI_Gatherv(in_place ? MPI_IN_PLACE : send, count_of(from, mine),
                type_of(from), recv, counts, displs, type_of(to), root,
                team->comm);
    same(to, team, "MPI_Gatherv", recv, wanted, all, cells, root);
    free(send);
    free(counts);
    free(displs);
}

static void scatter(const struct team *team, int cells, int root, int number)
{
    struct shape from = shape_for(0, number), to = shape_for(1, number);
    int is_root = team->rank == root, in_place = is_root && (number & 1);
    int all = is_root ? cells * team->size : 0;
    char *send = room(from, all), *recv = room(to, cells);
    char *wanted = room(to, cells);

    for (int i = 0; i < team->size && is_root; i++)
        put(from, send, cells * i, cells, i, number);
    if (!in_place)
        put(to, wanted, 0, cells, team->rank, number);
    MPI_Scatter(send, count_of(from, cells), type_of(from),
                in_place ? MPI_IN_PLACE : recv, count_of(to, cells),
                type_of(to), root, team->comm);
    same(to, team, "MPI_Scatter", recv, wanted, cells, cells, root);
    free(send);
}

static void scatterv(const struct team *team, int cells, int root, int number)
{
    struct shape from = shape_for(0, number), to = shape_for(1, number);
    int is_root = team->rank == root, mine = uneven(team->rank, cells);
    int all = is_root ? 5 * team->size : 0;
    char *send = room(from, all), *recv = room(to, mine);
    char *wanted = room(to, mine);
    int *counts = counts_of(team, from, cells);
    int *displs = displs_of(team, from);

    for (int i = 0; i < team->size && is_root; i++)
        put(from, send, 5 * i, uneven(i, cells), i, number);
    put(to, wanted, 0, mine, team->rank, number);
    MPI_Scatterv(send, counts, displs, type_of(from), recv, count_of(to, mine),
                 type_of(to), root, team->comm);
    same(to, team, "MPI_Scatterv", recv, wanted, mine, cells, root);
    free(send);
    free(counts);
    free(displs);
}

static void allgather(const struct team *team, int cells, int number)
{
    struct shape from = shape_for(team->rank, number);
    struct shape to = shape_for(team->rank / 2, number);
    int in_place = number & 1, all = cells * team->size;
    char *send = room(from, cells), *recv = room(to, all);
    char *wanted = room(to, all);

    put(from, send, 0, cells, team->rank, number);
    if (in_place)
        put(to, recv, cells * team->rank, cells, team->rank, number);
    for (int i = 0; i < team->size; i++)
        put(to, wanted, cells * i, cells, i, number);
    MPI_Allgather(in_place ? MPI_IN_PLACE : send, count_of(from, cells),
                  type_of(from), recv, count_of(to, cells), type_of(to),
                  team->comm);
    same(to, team, "MPI_Allgather", recv, wanted, all, cells, in_place);
    free(send);
}

static void allgatherv(const struct team *team, int cells, int number)
{
    struct shape from = shape_for(team->rank, number);
    struct shape to = shape_for(team->rank / 2, number);
    int in_place = number & 1, all = 5 * team->size;
    int mine = uneven(team->rank, cells);
    char *send = room(from, mine), *recv = room(to, all);
    char *wanted = room(to, all);
    int *counts = counts_of(team, to, cells), *displs = displs_of(team, to);

    put(from, send, 0, mine, team->rank, number);
    if (in_place)
        put(to, recv, 5 * team->rank, mine, team->rank, number);
    for (int i = 0; i < team->size; i++)
        put(to, wanted, 5 * i, uneven(i, cells), i, number);
    MPI_Allgatherv(in_place ? MPI_IN_PLACE : send, count_of(from, mine),
                   type_of(from), recv, counts, displs, type_of(to),
                   team->comm);
    same(to, team, "MPI_Allgatherv", recv, wanted, all, cells, in_place);
    free(send);
    free(counts);
    free(displs);
}

static void alltoall(const struct team *team, int cells, int number)
{
    struct shape from = shape_for(team->rank, number);
    struct shape to = shape_for(team->rank / 2, number);
    int in_place = number & 1, all = cells * team->size;
    char *send = room(from, all), *recv = room(to, all);
    char *wanted = room(to, all);

    for (int i = 0; i < team->size; i++) {
        put(from, send, cells * i, cells, team->rank, i);
        if (in_place)
            put(to, recv, cells * i, cells, team->rank, i);
        put(to, wanted, cells * i, cells, i, team->rank);
    }
    MPI_Alltoall(in_place ? MPI_IN_PLACE : send, count_of(from, cells),
                 type_of(from), recv, count_of(to, cells), type_of(to),
                 team->comm);
    same(to, team, "MPI_Alltoall", recv, wanted, all, cells, in_place);
    free(send);
}

/* From one rank to another, so many cells; the same back, for in place. */
static int between(int a, int b, int cells)
{
    return (a + b + cells) % 5;
}

struct plan {
    int *counts, *displs, *bytes;
    MPI_Datatype *types;
};

static struct plan plan_of(const struct team *team, struct shape shape,
                           int cells)
{
    size_t n = (size_t)team->size;
    struct plan plan = {malloc(n * sizeof(int)), malloc(n * sizeof(int)),
                        malloc(n * sizeof(int)), malloc(n * sizeof holey)};

    for (int i = 0; i < team->size; i++) {
        plan.counts[i] = count_of(shape, between(team->rank, i, cells));
        plan.displs[i] = count_of(shape, 5 * i);
        plan.bytes[i] = 5 * i * (int)stride(shape);
        plan.types[i] = type_of(shape);
    }
    return plan;
}

static void end_plan(struct plan plan)
{
    free(plan.counts);
    free(plan.displs);
    free(plan.bytes);
    free(plan.types);
}

static void alltoallv(const struct team *team, int cells, int number, int w)
{
    struct shape from = shape_for(team->rank, number);
    struct shape to = shape_for(team->rank / 2, number);
    int in_place = number & 1, all = 5 * team->size;
    char *send = room(from, all), *recv = room(to, all);
    char *wanted = room(to, all);
    struct plan out = plan_of(team, from, cells);
    struct plan in = plan_of(team, to, cells);

    for (int i = 0; i < team->size; i++) {
        int block = between(team->rank, i, cells);

        put(from, send, 5 * i, block, team->rank, i);
        if (in_place)
            put(to, recv, 5 * i, block, team->rank, i);
        put(to, wanted, 5 * i, block, i, team->rank);
    }
    if (w)
        MPI_Alltoallw(in_place ? MPI_IN_PLACE : send, out.counts, out.bytes,
                      out.types, recv, in.counts, in.bytes, in.types,
                      team->comm);
    else
        MPI_Alltoallv(in_place ? MPI_IN_PLACE : send, out.counts, out.displs,
                      type_of(from), recv, in.counts, in.displs, type_of(to),
                      team->comm);
    same(to, team, w ? "MPI_Alltoallw" : "MPI_Alltoallv", recv, wanted, all,
         cells, in_place);
    free(send);
    end_plan(out);
    end_plan(in);
}

void movement_cases(const struct team *team, int thorough)
{
    int counts[] = {3, 0, 1, 2 * team->size + 1, 700};
    int number = 0;

    for (int i = 0; i < (thorough ? 5 : 2); i++) {
        int cells = counts[i];

        for (int root = 0; root < team->size; root += i < 2 ? 1 : 3) {
            bcast(team, cells, root, number++);
            gather(team, cells, root, number++);
            gatherv(team, cells, root, number++);
            scatter(team, cells, root, number++);
            scatterv(team, cells, root, number++);
        }
        for (int form = 0; form < 4; form++) {
            allgather(team, cells, form);
            allgatherv(team, cells, form);
            alltoall(team, cells, form);
            alltoallv(team, cells, form, 0);
            alltoallv(team, cells, form, 1);
        }
    }
}
