/*
 * datatypes - how fast derived datatypes are packed and unpacked, against
 * memcpy and against loops that a programmer would write for the same data.
 *
 * Prints one line of comma-separated values per case: seconds per call of the
 * loop, of ours, the least of many turns, taken in turns.
 */
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "core/datatype_make.h"

enum {
    ROOM = 8 << 20, /* bytes of either buffer */
    TURNS = 40,
    CALLS = 4
};

/* One kind of data; `user` is where it lies, `packed` where it is together. */
struct kind {
    const char *name;
    const struct dr_datatype *type;
    uint64_t count; /* of the type */
    void (*pack)(char *packed, const char *user);
    void (*unpack)(char *user, const char *packed);
};

static double now(void)
{
    struct timespec t;

    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

/* Keep the compiler from seeing that nothing depends on the copies. */
static void touch(void *buffer)
{
    __asm__ volatile("" : : "r"(buffer) : "memory");
}

/* Blocks of BYTES, every STRIDE, COUNT times. */
#define VECTOR(name, BYTES, STRIDE, COUNT)                                     \
    static void name##_pack(char *packed, const char *user)                    \
    {                                                                          \
        for (long i = 0; i < (COUNT); i++)                                     \
            memcpy(packed + i * (BYTES), user + i * (STRIDE), BYTES);          \
    }                                                                          \
    static void name##_unpack(char *user, const char *packed)                  \
    {                                                                          \
        for (long i = 0; i < (COUNT); i++)                                     \
            memcpy(user + i * (STRIDE), packed + i * (BYTES), BYTES);          \
    }

VECTOR(contiguous, 1048576, 0, 1)
VECTOR(vector1, 8, 16, 65536)
VECTOR(vector2, 16, 32, 32768)
VECTOR(vector3, 24, 40, 21845)
VECTOR(vector8, 64, 128, 8192)
VECTOR(vector64, 512, 1024, 1024)
VECTOR(column, 8, 4096, 512)
VECTOR(floats, 4, 12, 65536)

enum {
    BLOCKS = 4096
};
static int64_t places[BLOCKS], lengths[BLOCKS];

static void indexed_pack(char *packed, const char *user)
{
    for (int i = 0; i < BLOCKS; i++) {
        for (int64_t k = 0; k < lengths[i]; k++)
            memcpy(packed + 8 * k, user + 8 * (places[i] + k), 8);
        packed += 8 * lengths[i];
    }
}

static void indexed_unpack(char *user, const char *packed)
{
    for (int i = 0; i < BLOCKS; i++) {
        for (int64_t k = 0; k < lengths[i]; k++)
            memcpy(user + 8 * (places[i] + k), packed + 8 * k, 8);
        packed += 8 * lengths[i];
    }
}

static void scattered_pack(char *packed, const char *user)
{
    for (int i = 0; i < BLOCKS; i++)
        memcpy(packed + 8 * i, user + 8 * places[i], 8);
}

static void scattered_unpack(char *user, const char *packed)
{
    for (int i = 0; i < BLOCKS; i++)
        memcpy(user + 8 * places[i], packed + 8 * i, 8);
}

/* A struct with holes. */
struct cell {
    char tag;
    double value[2];
    int number;
};

enum {
    CELLS = 16384,
    CELL_BYTES = 1 + 16 + 4
};

static void cell_pack(char *packed, const char *user)
{
    const struct cell *cells = (const struct cell *)user;

    for (int i = 0; i < CELLS; i++, packed += CELL_BYTES) {
        packed[0] = cells[i].tag;
        memcpy(packed + 1, cells[i].value, 16);
        memcpy(packed + 17, &cells[i].number, 4);
    }
}

static void cell_unpack(char *user, const char *packed)
{
    struct cell *cells = (struct cell *)user;

    for (int i = 0; i < CELLS; i++, packed += CELL_BYTES) {
        cells[i].tag = packed[0];
        memcpy(cells[i].value, packed + 1, 16);
        memcpy(&cells[i].number, packed + 17, 4);
    }
}

/* A part of a three-dimensional array of N^3 doubles: loops of three
 * dimensions. */
enum {
    N = 96
};

#define PART(name, A, B, C)                                                    \
    static void name##_pack(char *packed, const char *user)                    \
    {                                                                          \
        const double(*from)[N][N] = (const double(*)[N][N])user;               \
        double *to = (double *)packed;                                         \
                                                                               \
        for (int i = 0; i < (A); i++)                                          \
            for (int j = 0; j < (B); j++)                                      \
                for (int k = 0; k < (C); k++)                                  \
                    *to++ = from[i][j][k];                                     \
    }                                                                          \
    static void name##_unpack(char *user, const char *packed)                  \
    {                                                                          \
        double(*to)[N][N] = (double(*)[N][N])user;                             \
        const double *from = (const double *)packed;                           \
                                                                               \
        for (int i = 0; i < (A); i++)                                          \
            for (int j = 0; j < (B); j++)                                      \
                for (int k = 0; k < (C); k++)                                  \
                    to[i][j][k] = *from++;                                     \
    }

PART(face_x, 1, N, N)
PART(face_y, N, 1, N)
PART(face_z, N, N, 1)
PART(halo_z, N, N, 2)
PART(inner, N - 2, N - 2, N - 2)

/* A vector of vectors: 2 of every 3 doubles in 8 of every 16 rows. */
enum {
    ROWS = 512,
    GROUPS = 32
};

static void nested_pack(char *packed, const char *user)
{
    double *to = (double *)packed;

    for (int i = 0; i < ROWS; i++) {
        const double *row = (const double *)user + i * 2 * 3 * GROUPS;

        for (int j = 0; j < GROUPS; j++) {
            *to++ = row[3 * j];
            *to++ = row[3 * j + 1];
        }
    }
}

static void nested_unpack(char *user, const char *packed)
{
    const double *from = (const double *)packed;

    for (int i = 0; i < ROWS; i++) {
        double *row = (double *)user + i * 2 * 3 * GROUPS;

        for (int j = 0; j < GROUPS; j++) {
            row[3 * j] = *from++;
            row[3 * j + 1] = *from++;
        }
    }
}

/* A matrix of 512 x 512 doubles, column after column. */
enum {
    M = 512
};

static void transpose_pack(char *packed, const char *user)
{
    const double(*from)[M] = (const double(*)[M])user;
    double *to = (double *)packed;

    for (int j = 0; j < M; j++)
        for (int i = 0; i < M; i++)
            *to++ = from[i][j];
}

static void transpose_unpack(char *user, const char *packed)
{
    double(*to)[M] = (double(*)[M])user;
    const double *from = (const double *)packed;

    for (int j = 0; j < M; j++)
        for (int i = 0; i < M; i++)
            to[i][j] = *from++;
}


static const struct dr_datatype *doubles(void)
{
    return dr_datatype_get(MPI_DOUBLE);
}

static const struct dr_datatype *vector(int64_t count, int64_t length,
                                        int64_t stride)
{
    return dr_datatype_hvector(count, length, stride, doubles());
}

static const struct dr_datatype *resized(const struct dr_datatype *old,
                                         int64_t extent)
{
    return dr_datatype_resized(0, extent, old);
}

static const struct dr_datatype *part(int64_t a, int64_t b, int64_t c)
{
    return dr_datatype_subarray(3, (int64_t[]){N, N, N}, (int64_t[]){a, b, c},
                                (int64_t[]){0, 0, 0}, MPI_ORDER_C, doubles());
}

static const struct dr_datatype *cell(void)
{
    const struct dr_datatype *types[] = {dr_datatype_get(MPI_CHAR), doubles(),
                                         dr_datatype_get(MPI_INT)};

    return dr_datatype_struct(3, (int64_t[]){1, 2, 1},
                              (int64_t[]){0, offsetof(struct cell, value),
                                          offsetof(struct cell, number)},
                              types);
}

/* Blocks of 1 to 7 doubles with holes of 1 to 4, then single ones. */
static void place_blocks(bool single)
{
    unsigned state = 1;
    int64_t at = 0;

    for (int i = 0; i < BLOCKS; i++) {
        state = state * 1103515245u + 12345u;
        lengths[i] = single ? 1 : 1 + (state >> 16) % 7;
        places[i] = at;
        at += lengths[i] + 1 + (state >> 24) % 4;
    }
}

static double spent(const struct kind *kind, int what, char *packed, char *user)
{
    uint64_t bytes = kind->count * kind->type->size;
    double start = now();

    for (int i = 0; i < CALLS; i++) {
        switch (what) {
        case 0:
            kind->pack(packed, user);
            break;
        case 1:
            dr_datatype_pack(kind->type, user, kind->count, 0, packed, bytes);
            break;
        case 2:
            kind->unpack(user, packed);
            break;
        case 3:
            dr_datatype_unpack(kind->type, user, kind->count, 0, packed, bytes);
            break;
        default:
            memcpy(packed, user, bytes);
        }
        touch(packed);
        touch(user);
    }
    return (now() - start) / CALLS;
}

static void measure(struct kind kind)
{
    char *packed = aligned_alloc(4096, ROOM), *user = aligned_alloc(4096, ROOM);
    double least[5] = {1, 1, 1, 1, 1}, time;

    memset(packed, 1, ROOM);
    memset(user, 2, ROOM);
    for (int turn = 0; turn < TURNS; turn++) {
        for (int what = 0; what < 5; what++) {
            time = spent(&kind, what, packed, user);
            least[what] = time < least[what] ? time : least[what];
        }
    }
    printf("%s,%lu,%.9f,%.9f,%.9f,%.9f,%.9f\n", kind.name,
           (unsigned long)(kind.count * kind.type->size), least[4], least[0],
           least[1], least[2], least[3]);
    free(packed);
    free(user);
}

#define KIND(name, loop, type, count)                                          \
    measure((struct kind){name, type, count, loop##_pack, loop##_unpack})

int main(void)
{
    puts("case,bytes,memcpy,loop_pack,pack,loop_unpack,unpack");
    KIND("contiguous doubles", contiguous, doubles(), 131072);
    KIND("one contiguous type", contiguous,
         dr_datatype_contiguous(131072, doubles()), 1);
    KIND("resized without a hole", contiguous,
         resized(dr_datatype_contiguous(4, doubles()), 32), 32768);
    KIND("vector of 1 double in 2", vector1, vector(65536, 1, 16), 1);
    KIND("doubles resized to 16 bytes", vector1, resized(doubles(), 16), 65536);
    KIND("vector of 2 doubles in 4", vector2, vector(32768, 2, 32), 1);
    KIND("vector of 3 doubles in 5", vector3, vector(21845, 3, 40), 1);
    KIND("vector of 8 doubles in 16", vector8, vector(8192, 8, 128), 1);
    KIND("vector of 64 doubles in 128", vector64, vector(1024, 64, 1024), 1);
    KIND("column of a 512 x 512 matrix", column, vector(512, 1, 4096), 1);
    KIND("vector of 1 float in 3", floats,
         dr_datatype_hvector(65536, 1, 12, dr_datatype_get(MPI_FLOAT)), 1);
    place_blocks(false);
    KIND("indexed blocks of 1 to 7 doubles", indexed,
         dr_datatype_indexed(BLOCKS, lengths, places, 8, doubles()), 1);
    place_blocks(true);
    KIND("indexed single doubles", scattered,
         dr_datatype_indexed_block(BLOCKS, 1, places, 8, doubles()), 1);
    KIND("struct with holes", cell, cell(), CELLS);
    KIND(
        "vector of vectors", nested,
        dr_datatype_hvector(ROWS, 1, 2 * 3 * 8 * GROUPS, vector(GROUPS, 2, 24)),
        1);
    KIND("face of a cube: a plane", face_x, part(1, N, N), 1);
    KIND("face of a cube: rows", face_y, part(N, 1, N), 1);
    KIND("face of a cube: single doubles", face_z, part(N, N, 1), 1);
    KIND("face of a cube: two doubles", halo_z, part(N, N, 2), 1);
    KIND("inside of a cube", inner, part(N - 2, N - 2, N - 2), 1);
    KIND("matrix transposed", transpose, resized(vector(M, 1, 8 * M), 8), M);
    return 0;
}
