/*
 * op_table.c - the predefined operators: one function per operator and width,
 * one table per operator that says which basic types it is legal for.
 *
 * Which operator takes which type is MPI-3.1, section 5.9.2.  Sums, products
 * and bits of signed numbers are computed as unsigned ones: the same bits, and
 * overflow wraps instead of being undefined.
 */
#include <complex.h>
#include <stdbool.h>

#include "core/op_table.h"

typedef __float128 quad;
typedef struct {
    quad re, im;
} complex_quad;
typedef float _Complex complex_float;
typedef double _Complex complex_double;
typedef long double _Complex complex_long_double;
typedef __int128 int128;
typedef unsigned __int128 uint128;
typedef long double long_double;

/* `expression` computes from a (of `in`) and b (of `inout`). */
#define FUNCTION(name, type, expression)                                       \
    static void name(const void *in_, void *inout_, uint64_t count)            \
    {                                                                          \
        const type *restrict in = in_;                                         \
        type *restrict inout = inout_;                                         \
                                                                               \
        for (uint64_t i = 0; i < count; i++) {                                 \
            const type a = in[i], b = inout[i];                                \
                                                                               \
            inout[i] = (type)(expression);                                     \
        }                                                                      \
    }

#define ON_SIGNED(op, expression)                                              \
    FUNCTION(op##_int8, int8_t, expression)                                    \
    FUNCTION(op##_int16, int16_t, expression)                                  \
    FUNCTION(op##_int32, int32_t, expression)                                  \
    FUNCTION(op##_int64, int64_t, expression)                                  \
    FUNCTION(op##_int128, int128, expression)

#define ON_UNSIGNED(op, expression)                                            \
    FUNCTION(op##_uint8, uint8_t, expression)                                  \
    FUNCTION(op##_uint16, uint16_t, expression)                                \
    FUNCTION(op##_uint32, uint32_t, expression)                                \
    FUNCTION(op##_uint64, uint64_t, expression)

/* Every width, sign does not matter. */
#define ON_BITS(op, expression)                                                \
    ON_UNSIGNED(op, expression)                                                \
    FUNCTION(op##_uint128, uint128, expression)

#define ON_REALS(op, expression)                                               \
    FUNCTION(op##_float, float, expression)                                    \
    FUNCTION(op##_double, double, expression)                                  \
    FUNCTION(op##_long_double, long_double, expression)                        \
    FUNCTION(op##_quad, quad, expression)

#define ON_COMPLEX(op, expression)                                             \
    FUNCTION(op##_complex_float, complex_float, expression)                    \
    FUNCTION(op##_complex_double, complex_double, expression)                  \
    FUNCTION(op##_complex_long_double, complex_long_double, expression)

ON_SIGNED(max, a > b ? a : b)
ON_UNSIGNED(max, a > b ? a : b)
ON_REALS(max, a > b ? a : b)
ON_SIGNED(min, a < b ? a : b)
ON_UNSIGNED(min, a < b ? a : b)
ON_REALS(min, a < b ? a : b)

ON_BITS(sum, 1u * a + b)
ON_REALS(sum, a + b)
ON_COMPLEX(sum, a + b)
ON_BITS(prod, 1u * a * b)
ON_REALS(prod, a *b)
ON_COMPLEX(prod, a *b)

static complex_quad quad_sum(complex_quad a, complex_quad b)
{
    return (complex_quad){a.re + b.re, a.im + b.im};
}

static complex_quad quad_product(complex_quad a, complex_quad b)
{
    return (complex_quad){a.re * b.re - a.im * b.im, a.re * b.im + a.im * b.re};
}

/* A struct cannot be cast to itself, so these are written out. */
static void sum_complex_quad(const void *in, void *inout, uint64_t count)
{
    const complex_quad *a = in;
    complex_quad *b = inout;

    for (uint64_t i = 0; i < count; i++)
        b[i] = quad_sum(a[i], b[i]);
}

static void prod_complex_quad(const void *in, void *inout, uint64_t count)
{
    const complex_quad *a = in;
    complex_quad *b = inout;

    for (uint64_t i = 0; i < count; i++)
        b[i] = quad_product(a[i], b[i]);
}

ON_BITS(band, a &b)
ON_BITS(bor, a | b)
ON_BITS(bxor, a ^ b)
ON_BITS(land, a &&b)
ON_BITS(lor, a || b)
ON_BITS(lxor, !a != !b)

/* The pair with the better value; of equal values the smaller index. */
#define LOCATION(name, value_type, index_type, better)                         \
    static void name(const void *in_, void *inout_, uint64_t count)            \
    {                                                                          \
        struct pair {                                                          \
            value_type value;                                                  \
            index_type index;                                                  \
        };                                                                     \
        const struct pair *in = in_;                                           \
        struct pair *inout = inout_;                                           \
                                                                               \
        for (uint64_t i = 0; i < count; i++) {                                 \
            if (in[i].value better inout[i].value ||                           \
                (in[i].value == inout[i].value &&                              \
                 in[i].index < inout[i].index)) {                              \
                inout[i].value = in[i].value;                                  \
                inout[i].index = in[i].index;                                  \
            }                                                                  \
        }                                                                      \
    }

#define ON_PAIRS(op, better)                                                   \
    LOCATION(op##_float_int, float, int, better)                               \
    LOCATION(op##_double_int, double, int, better)                             \
    LOCATION(op##_long_int, long, int, better)                                 \
    LOCATION(op##_2int, int, int, better)                                      \
    LOCATION(op##_short_int, short, int, better)                               \
    LOCATION(op##_long_double_int, long_double, int, better)                   \
    LOCATION(op##_2real, float, float, better)                                 \
    LOCATION(op##_2double_precision, double, double, better)

ON_PAIRS(maxloc, >)
ON_PAIRS(minloc, <)

/* Rows of the tables. */
#define ORDERED(op)                                                            \
    [DR_BASIC_INT8] = op##_int8, [DR_BASIC_INT16] = op##_int16,                \
    [DR_BASIC_INT32] = op##_int32, [DR_BASIC_INT64] = op##_int64,              \
    [DR_BASIC_UINT8] = op##_uint8, [DR_BASIC_UINT16] = op##_uint16,            \
    [DR_BASIC_UINT32] = op##_uint32, [DR_BASIC_UINT64] = op##_uint64,          \
    [DR_BASIC_FINT8] = op##_int8, [DR_BASIC_FINT16] = op##_int16,              \
    [DR_BASIC_FINT32] = op##_int32, [DR_BASIC_FINT64] = op##_int64,            \
    [DR_BASIC_FINT128] = op##_int128, [DR_BASIC_ADDRESS] = op##_int64

#define C_INTEGERS(op)                                                         \
    [DR_BASIC_INT8] = op##_uint8, [DR_BASIC_INT16] = op##_uint16,              \
    [DR_BASIC_INT32] = op##_uint32, [DR_BASIC_INT64] = op##_uint64,            \
    [DR_BASIC_UINT8] = op##_uint8, [DR_BASIC_UINT16] = op##_uint16,            \
    [DR_BASIC_UINT32] = op##_uint32, [DR_BASIC_UINT64] = op##_uint64

#define INTEGERS(op)                                                           \
    C_INTEGERS(op),                                                            \
        [DR_BASIC_FINT8] = op##_uint8, [DR_BASIC_FINT16] = op##_uint16,        \
        [DR_BASIC_FINT32] = op##_uint32, [DR_BASIC_FINT64] = op##_uint64,      \
        [DR_BASIC_FINT128] = op##_uint128, [DR_BASIC_ADDRESS] = op##_uint64

#define LOGICALS(op)                                                           \
    [DR_BASIC_BOOL] = op##_uint8, [DR_BASIC_LOGICAL8] = op##_uint8,            \
    [DR_BASIC_LOGICAL16] = op##_uint16, [DR_BASIC_LOGICAL32] = op##_uint32,    \
    [DR_BASIC_LOGICAL64] = op##_uint64, [DR_BASIC_LOGICAL128] = op##_uint128

#define REALS(op)                                                              \
    [DR_BASIC_FLOAT] = op##_float, [DR_BASIC_DOUBLE] = op##_double,            \
    [DR_BASIC_LONG_DOUBLE] = op##_long_double, [DR_BASIC_QUAD] = op##_quad

#define COMPLEXES(op)                                                          \
    [DR_BASIC_COMPLEX_FLOAT] = op##_complex_float,                             \
    [DR_BASIC_COMPLEX_DOUBLE] = op##_complex_double,                           \
    [DR_BASIC_COMPLEX_LONG_DOUBLE] = op##_complex_long_double,                 \
    [DR_BASIC_COMPLEX_QUAD] = op##_complex_quad

#define LOCATIONS(op)                                                          \
    [DR_BASIC_FLOAT_INT] = op##_float_int,                                     \
    [DR_BASIC_DOUBLE_INT] = op##_double_int,                                   \
    [DR_BASIC_LONG_INT] = op##_long_int, [DR_BASIC_2INT] = op##_2int,          \
    [DR_BASIC_SHORT_INT] = op##_short_int,                                     \
    [DR_BASIC_LONG_DOUBLE_INT] = op##_long_double_int,                         \
    [DR_BASIC_2REAL] = op##_2real,                                             \
    [DR_BASIC_2DOUBLE_PRECISION] = op##_2double_precision

#define ROW(op, ...)                                                           \
    static dr_op_function *const op##_row[DR_BASIC_KINDS] = {__VA_ARGS__};

ROW(max, ORDERED(max), REALS(max))
ROW(min, ORDERED(min), REALS(min))
ROW(sum, INTEGERS(sum), REALS(sum), COMPLEXES(sum))
ROW(prod, INTEGERS(prod), REALS(prod), COMPLEXES(prod))
ROW(band, INTEGERS(band), [DR_BASIC_BYTE] = band_uint8)
ROW(bor, INTEGERS(bor), [DR_BASIC_BYTE] = bor_uint8)
ROW(bxor, INTEGERS(bxor), [DR_BASIC_BYTE] = bxor_uint8)
ROW(land, C_INTEGERS(land), LOGICALS(land))
ROW(lor, C_INTEGERS(lor), LOGICALS(lor))
ROW(lxor, C_INTEGERS(lxor), LOGICALS(lxor))
ROW(maxloc, LOCATIONS(maxloc))
ROW(minloc, LOCATIONS(minloc))
/* MPI_REPLACE and MPI_NO_OP are no operators of reductions. */
ROW(none, NULL)

#define OP(handle, name_, row)                                                 \
    [(handle)-                                                                 \
        DR_OP_FIRST] = {.name = name_, .functions = row, .commutative = true}

const struct dr_op dr_op_table[DR_OP_ROOM] = {
    OP(0x21, "MPI_SUM", sum_row),       OP(0x22, "MPI_MIN", min_row),
    OP(0x23, "MPI_MAX", max_row),       OP(0x24, "MPI_PROD", prod_row),
    OP(0x28, "MPI_BAND", band_row),     OP(0x29, "MPI_BOR", bor_row),
    OP(0x2a, "MPI_BXOR", bxor_row),     OP(0x30, "MPI_LAND", land_row),
    OP(0x31, "MPI_LOR", lor_row),       OP(0x32, "MPI_LXOR", lxor_row),
    OP(0x38, "MPI_MINLOC", minloc_row), OP(0x39, "MPI_MAXLOC", maxloc_row),
    OP(0x3c, "MPI_REPLACE", none_row),  OP(0x3d, "MPI_NO_OP", none_row),
};
