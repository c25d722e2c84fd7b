/*
 * reduction.c - collectives that reduce, against a fold from the lowest rank
 * up.
 *
 * Kinds are a type with an operator: some commute and some do not, some have
 * holes.  Values are such that results are exact, but for one kind, sums of
 * fractions: they need not be the oracle's, but the same on all ranks and in
 * every run, so they go into the digest.
 */
#include <complex.h>
#include <math.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include "case.h"

enum {
    UNTOUCHED = 0xee,
    LARGEST = 16
};

struct cell { /* x -> a x + b; with holes behind both */
    uint32_t a, hole1, b, hole2;
};

struct double_int {
    double value;
    int index;
};

struct kind {
    const char *name;
    size_t extent;
    void (*make)(void *at, uint32_t seed);
    void (*fold)(const void *in, void *inout); /* inout = in op inout */
    int rounded;                               /* the order of sums shows */
    MPI_Datatype type;
    MPI_Op op;
};

MPI_Datatype holey;

static void make_int(void *at, uint32_t seed)
{
    int32_t value = (int32_t)(seed % 1000) - 500;

    memcpy(at, &value, sizeof value);
}

static void sum_int(const void *in, void *inout)
{
    *(int32_t *)inout += *(const int32_t *)in;
}

static void make_fraction(void *at, uint32_t seed)
{
    double value = seed / 7.0;

    memcpy(at, &value, sizeof value);
}

static void sum_fraction(const void *in, void *inout)
{
    *(double *)inout += *(const double *)in;
}

static void make_complex(void *at, uint32_t seed)
{
    static const double complex values[] = {1, -1, I, -I};

    memcpy(at, &values[seed % 4], sizeof *values);
}

static void multiply_complex(const void *in, void *inout)
{
    *(double complex *)inout *= *(const double complex *)in;
}

static void make_double_int(void *at, uint32_t seed)
{
    struct double_int value;

    memset(&value, UNTOUCHED, sizeof value);
    value.value = seed % 5;
    value.index = (int)(seed / 5 % 100);
    memcpy(at, &value, sizeof value);
}

static void least(const void *in, void *inout)
{
    const struct double_int *a = in;
    struct double_int *b = inout;

    if (a->value < b->value) {
        b->value = a->value;
        b->index = a->index;
    } else if (a->value == b->value && a->index < b->index) {
        b->index = a->index;
    }
}

static void make_cell(void *at, uint32_t seed)
{
    struct cell cell;

    memset(&cell, UNTOUCHED, sizeof cell);
    cell.a = seed | 1;
    cell.b = seed * 7;
    memcpy(at, &cell, sizeof cell);
}

/* First the function of lower ranks, then that of higher ones. */
static void compose(const void *in, void *inout)
{
    const struct cell *f = in;
    struct cell *g = inout;

    g->b += g->a * f->b;
    g->a *= f->a;
}

static void add(const void *in, void *inout)
{
    const struct cell *f = in;
    struct cell *g = inout;

    g->a += f->a;
    g->b += f->b;
}

static void compose_cells(void *in, void *inout, int *count, MPI_Datatype *type)
{
    (void)type;
    for (int i = 0; i < *count; i++)
        compose((struct cell *)in + i, (struct cell *)inout + i);
}

static void add_cells(void *in, void *inout, int *count, MPI_Datatype *type)
{
    (void)type;
    for (int i = 0; i < *count; i++)
        add((struct cell *)in + i, (struct cell *)inout + i);
}

/* Numbers, as text is: a b c, first of lower ranks; digits to base 16. */
static void make_digit(void *at, uint32_t seed)
{
    uint64_t text[2] = {seed % 16, 16};

    memcpy(at, text, sizeof text);
}

static void append(const void *in, void *inout)
{
    const uint64_t *low = in;
    uint64_t *high = inout;

    high[0] += high[1] * low[0];
    high[1] *= low[1];
}

static void append_all(void *in, void *inout, int *count, MPI_Datatype *type)
{
    (void)type;
    for (int i = 0; i < *count; i++)
        append((uint64_t *)in + 2 * i, (uint64_t *)inout + 2 * i);
}

static struct kind kinds[] = {
    {"int sum", 4, make_int, sum_int, 0, 0, 0},
    {"functions with holes", 16, make_cell, compose, 0, 0, 0},
    {"double sum", 8, make_fraction, sum_fraction, 1, 0, 0},
    {"double_int minloc", 16, make_double_int, least, 0, 0, 0},
    {"complex product", 16, make_complex, multiply_complex, 0, 0, 0},
    {"sums with holes", 16, make_cell, add, 0, 0, 0},
    {"appended digits", 16, make_digit, append, 0, 0, 0},
};

enum {
    KINDS = sizeof kinds / sizeof *kinds
};

void make_kinds(void)
{
    static const int lengths[] = {1, 1};
    static const int places[] = {0, 2};
    MPI_Datatype words, type;

    MPI_Type_indexed(2, lengths, places, MPI_UINT32_T, &words);
    MPI_Type_create_resized(words, 0, 16, &holey);
    MPI_Type_commit(&holey);
    MPI_Type_free(&words);
    MPI_Type_contiguous(2, MPI_UINT64_T, &type);
    MPI_Type_commit(&type);
    kinds[0].type = MPI_INT32_T, kinds[0].op = MPI_SUM;
    kinds[1].type = holey, MPI_Op_create(compose_cells, 0, &kinds[1].op);
    kinds[2].type = MPI_DOUBLE, kinds[2].op = MPI_SUM;
    kinds[3].type = MPI_DOUBLE_INT, kinds[3].op = MPI_MINLOC;
    kinds[4].type = MPI_C_DOUBLE_COMPLEX, kinds[4].op = MPI_PROD;
    kinds[5].type = holey, MPI_Op_create(add_cells, 1, &kinds[5].op);
    kinds[6].type = type, MPI_Op_create(append_all, 0, &kinds[6].op);
}

void free_kinds(void)
{
    MPI_Op_free(&kinds[1].op);
    MPI_Op_free(&kinds[5].op);
    MPI_Op_free(&kinds[6].op);
    MPI_Type_free(&kinds[6].type);
    MPI_Type_free(&holey);
}


static char *room(const struct kind *kind, int count)
{
    size_t bytes = ((size_t)count + 1) * kind->extent;

    return memset(malloc(bytes), UNTOUCHED, bytes);
}

/* What a rank gives. */
static void give(const struct kind *kind, char *buffer, int rank, int count)
{
    for (int i = 0; i < count; i++)
        kind->make(buffer + (size_t)i * kind->extent,
                   mix((uint32_t)rank, (uint32_t)i, 5));
}

/* The result of ranks 0 to `last` for elements [first, first + count). */
static char *oracle(const struct kind *kind, int last, int first, int count)
{
    char *wanted = room(kind, count), low[LARGEST];

    for (int i = 0; i < count; i++) {
        char *at = wanted + (size_t)i * kind->extent;

        kind->make(at, mix((uint32_t)last, (uint32_t)(first + i), 5));
        for (int rank = last - 1; rank >= 0; rank--) {
            kind->make(low, mix((uint32_t)rank, (uint32_t)(first + i), 5));
            kind->fold(low, at);
        }
    }
    return wanted;
}

/* Zeros have signs, which depend on the order. */
static void drop_signs(char *buffer, int count)
{
    for (int i = 0; i < 2 * count; i++) {
        double value;

        memcpy(&value, buffer + 8 * i, 8);
        value += 0.0;
        memcpy(buffer + 8 * i, &value, 8);
    }
}

static int close_enough(const struct kind *kind, const char *got,
                        const char *wanted, int count)
{
    const char *behind = got + (size_t)count * kind->extent;

    if (!kind->rounded)
        return memcmp(got, wanted, ((size_t)count + 1) * kind->extent) == 0;
    for (int i = 0; i < count; i++) {
        double a, b;

        memcpy(&a, got + 8 * i, 8);
        memcpy(&b, wanted + 8 * i, 8);
        if (fabs(a - b) > 1e-12 * fabs(b))
            return 0;
        for (int byte = 0; byte < 8; byte++)
            digest = digest * 1099511628211u ^ (unsigned char)got[8 * i + byte];
    }
    return memcmp(behind, wanted + (size_t)count * kind->extent,
                  kind->extent) == 0;
}

static void same(const struct kind *kind, const struct team *team,
                 const char *call, char *got, char *wanted, int count, int root)
{
    char what[64];

    if (kind->fold == multiply_complex) {
        drop_signs(got, count);
        drop_signs(wanted, count);
    }
    strcpy(what, kind->name);
    strcat(what, ", wrong result");
    expect(close_enough(kind, got, wanted, count), team, call, what, count,
           root);
    free(got);
    free(wanted);
}

static void reduce(const struct team *team, const struct kind *kind, int count,
                   int root, int in_place)
{
    char *send = room(kind, count), *recv = room(kind, count);
    int is_root = team->rank == root;
    int here = in_place && is_root;

    give(kind, send, team->rank, count);
    if (here)
        give(kind, recv, team->rank, count);
    MPI_Reduce(here ? MPI_IN_PLACE : send, recv, count, kind->type, kind->op,
               root, team->comm);
    same(kind, team, "MPI_Reduce", recv,
         is_root ? oracle(kind, team->size - 1, 0, count) : room(kind, count),
         is_root ? count : 0, root);
    free(send);
}

typedef int whole_call(const void *, void *, int, MPI_Datatype, MPI_Op,
                       MPI_Comm);

static void whole(const struct team *team, const struct kind *kind, int count,
                  int in_place, const char *name, whole_call *call, int last)
{
    char *send = room(kind, count), *recv = room(kind, count), *wanted;

    give(kind, send, team->rank, count);
    if (in_place)
        give(kind, recv, team->rank, count);
    call(in_place ? MPI_IN_PLACE : send, recv, count, kind->type, kind->op,
         team->comm);
    if (last >= 0) {
        wanted = oracle(kind, last, 0, count);
    } else { /* MPI_Exscan leaves rank 0 what it has */
        wanted = room(kind, count);
        if (in_place)
            give(kind, wanted, team->rank, count);
    }
    same(kind, team, name, recv, wanted, count, in_place);
    free(send);
}

static void scatter_block(const struct team *team, const struct kind *kind,
                          int count, int in_place)
{
    int all = count * team->size, left = in_place ? all : count;
    char *send = room(kind, all), *recv = room(kind, left), *wanted;

    give(kind, send, team->rank, all);
    if (in_place)
        give(kind, recv, team->rank, all);
    MPI_Reduce_scatter_block(in_place ? MPI_IN_PLACE : send, recv, count,
                             kind->type, kind->op, team->comm);
    wanted = oracle(kind, team->size - 1, count * team->rank, count);
    /* In place, what is behind the block is the library's. */
    memset(recv + (size_t)count * kind->extent, UNTOUCHED, kind->extent);
    same(kind, team, "MPI_Reduce_scatter_block", recv, wanted, count, in_place);
    free(send);
}

static void scatter_uneven(const struct team *team, const struct kind *kind,
                           int count, int in_place)
{
    int *counts = malloc((size_t)team->size * sizeof *counts);
    int all = 0, first = 0, mine;
    char *send, *recv;

    for (int i = 0; i < team->size; i++) {
        counts[i] = count > 100 ? count / 20 : (2 * i + count) % 4;
        first += i < team->rank ? counts[i] : 0;
        all += counts[i];
    }
    mine = counts[team->rank];
    send = room(kind, all);
    recv = room(kind, in_place ? all : mine);
    give(kind, send, team->rank, all);
    if (in_place)
        give(kind, recv, team->rank, all);
    MPI_Reduce_scatter(in_place ? MPI_IN_PLACE : send, recv, counts, kind->type,
                       kind->op, team->comm);
    memset(recv + (size_t)mine * kind->extent, UNTOUCHED, kind->extent);
    same(kind, team, "MPI_Reduce_scatter", recv,
         oracle(kind, team->size - 1, first, mine), mine, in_place);
    free(send);
    free(counts);
}

static void all_calls(const struct team *team, const struct kind *kind,
                      int count, int in_place)
{
    whole(team, kind, count, in_place, "MPI_Allreduce", MPI_Allreduce,
          team->size - 1);
    whole(team, kind, count, in_place, "MPI_Scan", MPI_Scan, team->rank);
    whole(team, kind, count, in_place, "MPI_Exscan", MPI_Exscan,
          team->rank - 1);
    scatter_block(team, kind, count > 100 ? count / 20 : count % 4, in_place);
    scatter_uneven(team, kind, count, in_place);
}

void reduction_cases(const struct team *team, int thorough)
{
    int counts[] = {3, 1, 0, team->size + 1, 2 * team->size - 1, 300};

    for (int i = 0; i < (thorough ? 6 : 2); i++) {
        for (int k = 0; k < (thorough ? KINDS : 3); k++) {
            all_calls(team, &kinds[k], counts[i], (i + k) & 1);
            for (int root = k % 3; root < team->size; root += k < 2 ? 1 : 3)
                reduce(team, &kinds[k], counts[i], root, (root + k) & 1);
        }
    }
}
