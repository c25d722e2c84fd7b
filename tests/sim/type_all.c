/*
 * type_all - every predefined datatype: its size, its name, in a message, and
 * in a reduction by every operator that the standard allows for it, and by
 * none else.  MPI-3.1, sections 3.2.2, 5.9.2, 5.9.4 and 17.1.9.
 */
#include "expect.h"

#include <complex.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <wchar.h>

/* The groups of section 5.9.2. */
enum group {
    INTEGER = 1, /* of C */
    FORTRAN = 2, /* integers of Fortran */
    REAL = 4,    /* floating point */
    LOGICAL = 8, /* truth values */
    COMPLEX = 16,
    BYTES = 32,     /* MPI_BYTE */
    LANGUAGES = 64, /* multi-language types */
    PAIR = 128,
    TEXT = 256 /* no operator */
};

typedef __float128 quad;
typedef __int128 int128;

#define T(type, c, group)                                                      \
    {                                                                          \
        MPI_##type, "MPI_" #type, sizeof(c), group                             \
    }

static const struct entry {
    MPI_Datatype type;
    const char *name;
    size_t size; /* and extent */
    enum group group;
} all[] = {
    T(AINT, MPI_Aint, LANGUAGES),
    T(COUNT, MPI_Count, LANGUAGES),
    T(OFFSET, MPI_Offset, LANGUAGES),
    T(PACKED, char, TEXT),
    T(SHORT, short, INTEGER),
    T(INT, int, INTEGER),
    T(LONG, long, INTEGER),
    T(LONG_LONG_INT, long long, INTEGER),
    T(UNSIGNED_SHORT, short, INTEGER),
    T(UNSIGNED, int, INTEGER),
    T(UNSIGNED_LONG, long, INTEGER),
    T(UNSIGNED_LONG_LONG, long long, INTEGER),
    T(FLOAT, float, REAL),
    T(C_COMPLEX, float _Complex, COMPLEX),
    T(CXX_FLOAT_COMPLEX, float _Complex, COMPLEX),
    T(DOUBLE, double, REAL),
    T(C_DOUBLE_COMPLEX, double _Complex, COMPLEX),
    T(CXX_DOUBLE_COMPLEX, double _Complex, COMPLEX),
    T(LOGICAL, int, LOGICAL),
    T(INTEGER, int, FORTRAN),
    T(REAL, float, REAL),
    T(COMPLEX, float _Complex, COMPLEX),
    T(DOUBLE_PRECISION, double, REAL),
    T(DOUBLE_COMPLEX, double _Complex, COMPLEX),
    T(CHARACTER, char, TEXT),
    T(LONG_DOUBLE, long double, REAL),
    T(C_LONG_DOUBLE_COMPLEX, long double _Complex, COMPLEX),
    T(CXX_LONG_DOUBLE_COMPLEX, long double _Complex, COMPLEX),
    T(C_BOOL, _Bool, LOGICAL),
    T(CXX_BOOL, _Bool, LOGICAL),
    T(WCHAR, wchar_t, TEXT),
    T(INT8_T, int8_t, INTEGER),
    T(UINT8_T, int8_t, INTEGER),
    T(CHAR, char, TEXT),
    T(SIGNED_CHAR, char, INTEGER),
    T(UNSIGNED_CHAR, char, INTEGER),
    T(BYTE, char, BYTES),
    T(INT16_T, int16_t, INTEGER),
    T(UINT16_T, int16_t, INTEGER),
    T(INT32_T, int32_t, INTEGER),
    T(UINT32_T, int32_t, INTEGER),
    T(INT64_T, int64_t, INTEGER),
    T(UINT64_T, int64_t, INTEGER),
    T(LOGICAL1, int8_t, LOGICAL),
    T(INTEGER1, int8_t, FORTRAN),
    T(LOGICAL2, int16_t, LOGICAL),
    T(INTEGER2, int16_t, FORTRAN),
    T(LOGICAL4, int32_t, LOGICAL),
    T(INTEGER4, int32_t, FORTRAN),
    T(REAL4, float, REAL),
    T(LOGICAL8, int64_t, LOGICAL),
    T(INTEGER8, int64_t, FORTRAN),
    T(REAL8, double, REAL),
    T(COMPLEX8, float _Complex, COMPLEX),
    T(LOGICAL16, int128, LOGICAL),
    T(INTEGER16, int128, FORTRAN),
    T(REAL16, quad, REAL),
    T(COMPLEX16, double _Complex, COMPLEX),
    T(COMPLEX32, quad[2], COMPLEX),
};

enum {
    TYPES = sizeof all / sizeof *all,
    MOST = 32, /* bytes of an element */
    RANKS = 3
};

static const struct {
    MPI_Op op;
    const char *name;
    int groups;
} ops[] = {
    {MPI_MAX, "max", INTEGER | FORTRAN | REAL | LANGUAGES},
    {MPI_MIN, "min", INTEGER | FORTRAN | REAL | LANGUAGES},
    {MPI_SUM, "sum", INTEGER | FORTRAN | REAL | COMPLEX | LANGUAGES},
    {MPI_PROD, "prod", INTEGER | FORTRAN | REAL | COMPLEX | LANGUAGES},
    {MPI_LAND, "land", INTEGER | LOGICAL},
    {MPI_LOR, "lor", INTEGER | LOGICAL},
    {MPI_LXOR, "lxor", INTEGER | LOGICAL},
    {MPI_BAND, "band", INTEGER | FORTRAN | BYTES | LANGUAGES},
    {MPI_BOR, "bor", INTEGER | FORTRAN | BYTES | LANGUAGES},
    {MPI_BXOR, "bxor", INTEGER | FORTRAN | BYTES | LANGUAGES},
    {MPI_MAXLOC, "maxloc", PAIR},
    {MPI_MINLOC, "minloc", PAIR},
};

enum {
    OPS = sizeof ops / sizeof *ops
};

static int is_quad(const struct entry *e)
{
    return e->type == MPI_REAL16 || e->type == MPI_COMPLEX32;
}

/* Write a small number as `bytes` bytes of a real, or of an integer. */
static void put_real(void *at, double value, size_t bytes, int quads)
{
    if (bytes == 4)
        *(float *)at = (float)value;
    else if (bytes == 8)
        *(double *)at = value;
    else if (quads)
        *(quad *)at = value;
    else
        *(long double *)at = value;
}

static double get_real(const void *at, size_t bytes, int quads)
{
    if (bytes == 4)
        return *(const float *)at;
    if (bytes == 8)
        return *(const double *)at;
    return quads ? (double)*(const quad *)at : (double)*(const long double *)at;
}

/* Complex numbers have the imaginary part 1. */
static void put(const struct entry *e, void *at, int value)
{
    int128 wide = value;

    memset(at, 0, MOST);
    if (e->group == REAL) {
        put_real(at, value, e->size, is_quad(e));
    } else if (e->group == COMPLEX) {
        put_real(at, value, e->size / 2, is_quad(e));
        put_real((char *)at + e->size / 2, 1, e->size / 2, is_quad(e));
    } else {
        if (e->size == 1 && (e->type == MPI_C_BOOL || e->type == MPI_CXX_BOOL))
            wide = value != 0;
        memcpy(at, &wide, e->size);
    }
}

static double complex get(const struct entry *e, const void *at)
{
    int128 wide = 0;

    if (e->group == REAL)
        return get_real(at, e->size, is_quad(e));
    if (e->group == COMPLEX)
        return get_real(at, e->size / 2, is_quad(e)) +
               1.0i * get_real((const char *)at + e->size / 2, e->size / 2,
                               is_quad(e));
    memcpy(&wide, at, e->size);
    return (double)wide;
}

static double complex combine(MPI_Op op, double complex a, double complex b)
{
    int x = (int)creal(a), y = (int)creal(b);

    if (op == MPI_MAX)
        return x > y ? x : y;
    if (op == MPI_MIN)
        return x < y ? x : y;
    if (op == MPI_SUM)
        return a + b;
    if (op == MPI_PROD)
        return a * b;
    if (op == MPI_LAND)
        return x && y;
    if (op == MPI_LOR)
        return x || y;
    if (op == MPI_LXOR)
        return !x != !y;
    return op == MPI_BAND ? (x & y) : op == MPI_BOR ? (x | y) : (x ^ y);
}


static void sizes_and_names(const struct entry *e)
{
    char name[MPI_MAX_OBJECT_NAME];
    MPI_Aint lb, extent, true_lb, true_extent;
    int size, length, a, b, c, combiner;

    MPI_Type_size(e->type, &size);
    MPI_Type_get_extent(e->type, &lb, &extent);
    MPI_Type_get_true_extent(e->type, &true_lb, &true_extent);
    MPI_Type_get_name(e->type, name, &length);
    MPI_Type_get_envelope(e->type, &a, &b, &c, &combiner);
    EXPECT(size == (int)e->size && lb == 0 && extent == (MPI_Aint)e->size);
    EXPECT(true_lb == 0 && true_extent == extent);
    EXPECT(strcmp(name, e->name) == 0 && combiner == MPI_COMBINER_NAMED);
}

/* Three elements to the right neighbour, two of them asked for as one. */
static void travels(const struct entry *e, int rank)
{
    unsigned char out[3 * MOST], in[4 * MOST];
    MPI_Datatype pair;
    MPI_Status status;
    int count, elements, from = (rank + RANKS - 1) % RANKS;

    for (size_t i = 0; i < sizeof out; i++)
        out[i] = (unsigned char)(i * 7 + (size_t)rank);
    memset(in, 0xee, sizeof in);
    MPI_Type_contiguous(2, e->type, &pair);
    MPI_Type_commit(&pair);
    MPI_Sendrecv(out, 3, e->type, (rank + 1) % RANKS, 0, in, 2, pair, from, 0,
                 MPI_COMM_WORLD, &status);
    for (size_t i = 0; i < 3 * e->size; i++)
        EXPECT(in[i] == (unsigned char)(i * 7 + (size_t)from));
    EXPECT(in[3 * e->size] == 0xee);
    MPI_Get_count(&status, e->type, &count);
    MPI_Get_elements(&status, pair, &elements);
    EXPECT(count == 3 && elements == 3);
    MPI_Get_count(&status, pair, &count);
    EXPECT(count == MPI_UNDEFINED);
    MPI_Type_free(&pair);
}

/* Not a number that 0 or 1 is, so that logical and bitwise differ. */
static int value_of(int rank, int i)
{
    return (rank * 5 + i * 3) % 7;
}

static void reduces(const struct entry *e, int rank, MPI_Op op, int allowed)
{
    _Alignas(16) unsigned char in[4 * MOST], out[4 * MOST], other[MOST];
    double complex want;
    int code;

    memset(out, 0, sizeof out);
    for (int i = 3; i >= 0; i--)
        put(e, in + (size_t)i * e->size, value_of(rank, i));
    for (int i = 0; i < 4; i++) {
        put(e, other, value_of(rank, i));
        memcpy(in + (size_t)i * e->size, other, e->size);
    }
    code = MPI_Allreduce(in, out, 4, e->type, op, MPI_COMM_WORLD);
    EXPECT(allowed ? code == MPI_SUCCESS : expect_class(code) == MPI_ERR_OP);
    if (!allowed)
        return;
    for (int i = 0; i < 4; i++) {
        put(e, other, value_of(0, i));
        want = get(e, other);
        for (int r = 1; r < RANKS; r++) {
            put(e, other, value_of(r, i));
            want = combine(op, want, get(e, other));
        }
        memcpy(other, out + (size_t)i * e->size, e->size);
        EXPECT(get(e, other) == want);
    }
}

static void every_type_works_as_the_tables_say(int rank)
{
    MPI_Comm_set_errhandler(MPI_COMM_WORLD, MPI_ERRORS_RETURN);
    for (int t = 0; t < TYPES; t++) {
        sizes_and_names(&all[t]);
        travels(&all[t], rank);
        for (int o = 0; o < OPS; o++)
            reduces(&all[t], rank, ops[o].op,
                    (ops[o].groups & all[t].group) != 0);
    }
    MPI_Comm_set_errhandler(MPI_COMM_WORLD, MPI_ERRORS_ARE_FATAL);
}


/* Values 2, 1, 2 of the ranks and their numbers, in a pair of these types. */
#define CHECK_PAIR(type, value_type, index_type, rank, holes)                  \
    do {                                                                       \
        struct pair {                                                          \
            value_type value;                                                  \
            index_type index;                                                  \
        } mine, best;                                                          \
        MPI_Aint lb, extent, true_lb, true_extent;                             \
        int size, elements;                                                    \
        MPI_Status status;                                                     \
        memset(&mine, 0, sizeof mine);                                         \
        mine.value = (rank) == 1 ? 1 : 2;                                      \
        mine.index = (index_type)(rank);                                       \
        MPI_Type_size(type, &size);                                            \
        MPI_Type_get_extent(type, &lb, &extent);                               \
        MPI_Type_get_true_extent(type, &true_lb, &true_extent);                \
        EXPECT(size == (int)(sizeof(value_type) + sizeof(index_type)));        \
        EXPECT(lb == 0 && extent == (MPI_Aint)sizeof(struct pair));            \
        EXPECT(true_extent ==                                                  \
               (MPI_Aint)(offsetof(struct pair, index) + sizeof(index_type))); \
        EXPECT((holes) == (size != extent));                                   \
        MPI_Allreduce(&mine, &best, 1, type, MPI_MAXLOC, MPI_COMM_WORLD);      \
        EXPECT(best.value == 2 && best.index == 0);                            \
        MPI_Allreduce(&mine, &best, 1, type, MPI_MINLOC, MPI_COMM_WORLD);      \
        EXPECT(best.value == 1 && best.index == 1);                            \
        MPI_Sendrecv(&mine, 1, type, ((rank) + 1) % RANKS, 0, &best, 1, type,  \
                     ((rank) + 2) % RANKS, 0, MPI_COMM_WORLD, &status);        \
        MPI_Get_elements(&status, type, &elements);                            \
        EXPECT(best.index == ((rank) + 2) % RANKS && elements == 2);           \
        MPI_Comm_set_errhandler(MPI_COMM_WORLD, MPI_ERRORS_RETURN);            \
        for (int o = 0; o < OPS; o++)                                          \
            EXPECT((MPI_Reduce_local(&mine, &best, 1, type, ops[o].op) ==      \
                    MPI_SUCCESS) == (ops[o].groups == PAIR));                  \
        MPI_Comm_set_errhandler(MPI_COMM_WORLD, MPI_ERRORS_ARE_FATAL);         \
    } while (0)

static void pairs_tell_where(int rank)
{
    CHECK_PAIR(MPI_FLOAT_INT, float, int, rank, 0);
    CHECK_PAIR(MPI_DOUBLE_INT, double, int, rank, 1);
    CHECK_PAIR(MPI_LONG_INT, long, int, rank, 1);
    CHECK_PAIR(MPI_2INT, int, int, rank, 0);
    CHECK_PAIR(MPI_SHORT_INT, short, int, rank, 1);
    CHECK_PAIR(MPI_LONG_DOUBLE_INT, long double, int, rank, 1);
    CHECK_PAIR(MPI_2REAL, float, float, rank, 0);
    CHECK_PAIR(MPI_2DOUBLE_PRECISION, double, double, rank, 0);
    CHECK_PAIR(MPI_2INTEGER, int, int, rank, 0);
}

static void pairs_are_found_by_their_parts(void)
{
    MPI_Datatype pair;

    MPI_Type_get_value_index(MPI_DOUBLE, MPI_INT, &pair);
    EXPECT(pair == MPI_DOUBLE_INT);
    MPI_Type_get_value_index(MPI_INT, MPI_INT, &pair);
    EXPECT(pair == MPI_2INT);
    MPI_Type_get_value_index(MPI_CHAR, MPI_DOUBLE, &pair);
    EXPECT(pair == MPI_DATATYPE_NULL);
}


/* The unnamed type `a` is made of these numbers, and works as `like`. */
static void is_of_kind(MPI_Datatype a, MPI_Datatype like, int combiner, int n,
                       int p, int r)
{
    int size, want, ni, na, nd, made, integers[2] = {0, 0};
    MPI_Aint none;
    MPI_Datatype no_type;
    unsigned char x[MOST] = {0}, y[MOST] = {0};

    MPI_Type_size(a, &size);
    MPI_Type_size(like, &want);
    MPI_Type_get_envelope(a, &ni, &na, &nd, &made);
    EXPECT(size == want && made == combiner && ni == n && na == 0 && nd == 0);
    MPI_Type_get_contents(a, 2, 0, 0, integers, &none, &no_type);
    EXPECT(integers[n - 1] == r && (n == 1 || integers[0] == p));
    MPI_Reduce_local(x, y, 1, a, MPI_SUM);
    MPI_Comm_set_errhandler(MPI_COMM_WORLD, MPI_ERRORS_RETURN);
    EXPECT(MPI_Type_free(&a) != MPI_SUCCESS);
    MPI_Comm_set_errhandler(MPI_COMM_WORLD, MPI_ERRORS_ARE_FATAL);
}

static void kinds_of_fortran_are_found_by_their_range(int rank)
{
    const int u = MPI_UNDEFINED;
    MPI_Datatype a, b, two;
    double value = rank, sum;
    int ni, na, nd, combiner, count;
    MPI_Aint none;

    MPI_Type_create_f90_real(15, 307, &a);
    is_of_kind(a, MPI_REAL8, MPI_COMBINER_F90_REAL, 2, 15, 307);
    MPI_Type_create_f90_real(15, 307, &b);
    EXPECT(a == b);
    MPI_Type_create_f90_real(7, u, &b);
    EXPECT(a != b);
    is_of_kind(b, MPI_REAL8, MPI_COMBINER_F90_REAL, 2, 7, u);
    MPI_Type_create_f90_real(6, 37, &b);
    is_of_kind(b, MPI_REAL4, MPI_COMBINER_F90_REAL, 2, 6, 37);
    MPI_Type_create_f90_real(u, 4000, &b);
    is_of_kind(b, MPI_LONG_DOUBLE, MPI_COMBINER_F90_REAL, 2, u, 4000);
    MPI_Type_create_f90_real(30, u, &b);
    is_of_kind(b, MPI_REAL16, MPI_COMBINER_F90_REAL, 2, 30, u);
    MPI_Type_create_f90_complex(15, 100, &b);
    is_of_kind(b, MPI_COMPLEX16, MPI_COMBINER_F90_COMPLEX, 2, 15, 100);
    MPI_Type_create_f90_integer(9, &b);
    is_of_kind(b, MPI_INTEGER4, MPI_COMBINER_F90_INTEGER, 1, 0, 9);
    MPI_Type_create_f90_integer(10, &b);
    is_of_kind(b, MPI_INTEGER8, MPI_COMBINER_F90_INTEGER, 1, 0, 10);
    MPI_Type_create_f90_integer(1, &b);
    is_of_kind(b, MPI_INTEGER1, MPI_COMBINER_F90_INTEGER, 1, 0, 1);

    MPI_Allreduce(&value, &sum, 1, a, MPI_SUM, MPI_COMM_WORLD);
    EXPECT(sum == 3);
    MPI_Type_contiguous(2, a, &two);
    MPI_Type_get_envelope(two, &ni, &na, &nd, &combiner);
    MPI_Type_get_contents(two, ni, na, nd, &count, &none, &b);
    EXPECT(count == 2 && b == a);
    MPI_Type_free(&two);

    MPI_Comm_set_errhandler(MPI_COMM_WORLD, MPI_ERRORS_RETURN);
    EXPECT(MPI_Type_create_f90_real(34, u, &b) != MPI_SUCCESS);
    EXPECT(MPI_Type_create_f90_real(u, u, &b) != MPI_SUCCESS);
    EXPECT(MPI_Type_create_f90_integer(39, &b) != MPI_SUCCESS);
    MPI_Comm_set_errhandler(MPI_COMM_WORLD, MPI_ERRORS_ARE_FATAL);
}


static void sizes_find_types(void)
{
    static const struct {
        int typeclass, size;
        MPI_Datatype type;
    } want[] = {
        {MPI_TYPECLASS_INTEGER, 1, MPI_INTEGER1},
        {MPI_TYPECLASS_INTEGER, 2, MPI_INTEGER2},
        {MPI_TYPECLASS_INTEGER, 4, MPI_INTEGER4},
        {MPI_TYPECLASS_INTEGER, 8, MPI_INTEGER8},
        {MPI_TYPECLASS_INTEGER, 16, MPI_INTEGER16},
        {MPI_TYPECLASS_REAL, 4, MPI_REAL4},
        {MPI_TYPECLASS_REAL, 8, MPI_REAL8},
        {MPI_TYPECLASS_REAL, 16, MPI_REAL16},
        {MPI_TYPECLASS_COMPLEX, 8, MPI_COMPLEX8},
        {MPI_TYPECLASS_COMPLEX, 16, MPI_COMPLEX16},
        {MPI_TYPECLASS_COMPLEX, 32, MPI_COMPLEX32},
    };
    MPI_Datatype type;

    for (size_t i = 0; i < sizeof want / sizeof *want; i++) {
        MPI_Type_match_size(want[i].typeclass, want[i].size, &type);
        EXPECT(type == want[i].type);
    }
    MPI_Comm_set_errhandler(MPI_COMM_WORLD, MPI_ERRORS_RETURN);
    EXPECT(MPI_Type_match_size(MPI_TYPECLASS_REAL, 3, &type) != MPI_SUCCESS);
    EXPECT(MPI_Type_match_size(77, 4, &type) != MPI_SUCCESS);
    MPI_Comm_set_errhandler(MPI_COMM_WORLD, MPI_ERRORS_ARE_FATAL);
}


int main(int argc, char **argv)
{
    int rank = expect_start(&argc, &argv, RANKS);

    every_type_works_as_the_tables_say(rank);
    pairs_tell_where(rank);
    pairs_are_found_by_their_parts();
    kinds_of_fortran_are_found_by_their_range(rank);
    sizes_find_types();
    return expect_end();
}
