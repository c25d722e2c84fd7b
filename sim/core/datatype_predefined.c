/*
 * datatype_predefined.c - the predefined datatypes, as constant tables.
 *
 * Index everywhere: the handle's value minus DR_DATATYPE_FIRST.  Fortran types
 * have the sizes of gfortran on this machine.
 */
#include <complex.h>
#include <stdalign.h>
#include <stddef.h>
#include <wchar.h>

#include "core/datatype.h"

typedef float _Complex complex_float;
typedef double _Complex complex_double;
typedef long double _Complex complex_long_double;
typedef __float128 quad;
typedef struct {
    quad part[2];
} complex_quad;
typedef __int128 int128;
typedef signed char signed_char;
typedef unsigned char unsigned_char;
typedef unsigned short unsigned_short;
typedef unsigned long unsigned_long;
typedef unsigned long long unsigned_long_long;
typedef long double long_double;
typedef long long long_long;

/* X(handle value, name, C type, kind) */
#define SCALARS(X)                                                             \
    X(0x201, "MPI_AINT", MPI_Aint, ADDRESS)                                    \
    X(0x202, "MPI_COUNT", MPI_Count, ADDRESS)                                  \
    X(0x203, "MPI_OFFSET", MPI_Offset, ADDRESS)                                \
    X(0x207, "MPI_PACKED", char, PACKED)                                       \
    X(0x208, "MPI_SHORT", short, INT16)                                        \
    X(0x209, "MPI_INT", int, INT32)                                            \
    X(0x20a, "MPI_LONG", long, INT64)                                          \
    X(0x20b, "MPI_LONG_LONG_INT", long_long, INT64)                            \
    X(0x20c, "MPI_UNSIGNED_SHORT", unsigned_short, UINT16)                     \
    X(0x20d, "MPI_UNSIGNED", unsigned, UINT32)                                 \
    X(0x20e, "MPI_UNSIGNED_LONG", unsigned_long, UINT64)                       \
    X(0x20f, "MPI_UNSIGNED_LONG_LONG", unsigned_long_long, UINT64)             \
    X(0x210, "MPI_FLOAT", float, FLOAT)                                        \
    X(0x212, "MPI_C_COMPLEX", complex_float, COMPLEX_FLOAT)                    \
    X(0x213, "MPI_CXX_FLOAT_COMPLEX", complex_float, COMPLEX_FLOAT)            \
    X(0x214, "MPI_DOUBLE", double, DOUBLE)                                     \
    X(0x216, "MPI_C_DOUBLE_COMPLEX", complex_double, COMPLEX_DOUBLE)           \
    X(0x217, "MPI_CXX_DOUBLE_COMPLEX", complex_double, COMPLEX_DOUBLE)         \
    X(0x218, "MPI_LOGICAL", int32_t, LOGICAL32)                                \
    X(0x219, "MPI_INTEGER", int32_t, FINT32)                                   \
    X(0x21a, "MPI_REAL", float, FLOAT)                                         \
    X(0x21b, "MPI_COMPLEX", complex_float, COMPLEX_FLOAT)                      \
    X(0x21c, "MPI_DOUBLE_PRECISION", double, DOUBLE)                           \
    X(0x21d, "MPI_DOUBLE_COMPLEX", complex_double, COMPLEX_DOUBLE)             \
    X(0x21e, "MPI_CHARACTER", char, CHAR)                                      \
    X(0x220, "MPI_LONG_DOUBLE", long_double, LONG_DOUBLE)                      \
    X(0x224, "MPI_C_LONG_DOUBLE_COMPLEX", complex_long_double,                 \
      COMPLEX_LONG_DOUBLE)                                                     \
    X(0x225, "MPI_CXX_LONG_DOUBLE_COMPLEX", complex_long_double,               \
      COMPLEX_LONG_DOUBLE)                                                     \
    X(0x238, "MPI_C_BOOL", _Bool, BOOL)                                        \
    X(0x239, "MPI_CXX_BOOL", _Bool, BOOL)                                      \
    X(0x23c, "MPI_WCHAR", wchar_t, WCHAR)                                      \
    X(0x240, "MPI_INT8_T", int8_t, INT8)                                       \
    X(0x241, "MPI_UINT8_T", uint8_t, UINT8)                                    \
    X(0x243, "MPI_CHAR", char, CHAR)                                           \
    X(0x244, "MPI_SIGNED_CHAR", signed_char, INT8)                             \
    X(0x245, "MPI_UNSIGNED_CHAR", unsigned_char, UINT8)                        \
    X(0x247, "MPI_BYTE", unsigned_char, BYTE)                                  \
    X(0x248, "MPI_INT16_T", int16_t, INT16)                                    \
    X(0x249, "MPI_UINT16_T", uint16_t, UINT16)                                 \
    X(0x250, "MPI_INT32_T", int32_t, INT32)                                    \
    X(0x251, "MPI_UINT32_T", uint32_t, UINT32)                                 \
    X(0x258, "MPI_INT64_T", int64_t, INT64)                                    \
    X(0x259, "MPI_UINT64_T", uint64_t, UINT64)                                 \
    X(0x2c0, "MPI_LOGICAL1", int8_t, LOGICAL8)                                 \
    X(0x2c1, "MPI_INTEGER1", int8_t, FINT8)                                    \
    X(0x2c8, "MPI_LOGICAL2", int16_t, LOGICAL16)                               \
    X(0x2c9, "MPI_INTEGER2", int16_t, FINT16)                                  \
    X(0x2d0, "MPI_LOGICAL4", int32_t, LOGICAL32)                               \
    X(0x2d1, "MPI_INTEGER4", int32_t, FINT32)                                  \
    X(0x2d2, "MPI_REAL4", float, FLOAT)                                        \
    X(0x2d8, "MPI_LOGICAL8", int64_t, LOGICAL64)                               \
    X(0x2d9, "MPI_INTEGER8", int64_t, FINT64)                                  \
    X(0x2da, "MPI_REAL8", double, DOUBLE)                                      \
    X(0x2db, "MPI_COMPLEX8", complex_float, COMPLEX_FLOAT)                     \
    X(0x2e0, "MPI_LOGICAL16", int128, LOGICAL128)                              \
    X(0x2e1, "MPI_INTEGER16", int128, FINT128)                                 \
    X(0x2e2, "MPI_REAL16", quad, QUAD)                                         \
    X(0x2e3, "MPI_COMPLEX16", complex_double, COMPLEX_DOUBLE)                  \
    X(0x2eb, "MPI_COMPLEX32", complex_quad, COMPLEX_QUAD)

/* X(handle value, name, type of the value and its handle value, type of the
 * index and its handle value, kind) */
#define PAIRS(X)                                                               \
    X(0x228, "MPI_FLOAT_INT", float, 0x210, int, 0x209, FLOAT_INT)             \
    X(0x229, "MPI_DOUBLE_INT", double, 0x214, int, 0x209, DOUBLE_INT)          \
    X(0x22a, "MPI_LONG_INT", long, 0x20a, int, 0x209, LONG_INT)                \
    X(0x22b, "MPI_2INT", int, 0x209, int, 0x209, 2INT)                         \
    X(0x22c, "MPI_SHORT_INT", short, 0x208, int, 0x209, SHORT_INT)             \
    X(0x22d, "MPI_LONG_DOUBLE_INT", long_double, 0x220, int, 0x209,            \
      LONG_DOUBLE_INT)                                                         \
    X(0x230, "MPI_2REAL", float, 0x21a, float, 0x21a, 2REAL)                   \
    X(0x231, "MPI_2DOUBLE_PRECISION", double, 0x21c, double, 0x21c,            \
      2DOUBLE_PRECISION)                                                       \
    X(0x232, "MPI_2INTEGER", int32_t, 0x219, int32_t, 0x219, 2INT)

#define PAIR(a, b)                                                             \
    struct {                                                                   \
        a value;                                                               \
        b index;                                                               \
    }
#define INDEX_AT(a, b) offsetof(PAIR(a, b), index)
#define HAS_HOLE(a, b) (INDEX_AT(a, b) != sizeof(a))
#define AT(n)          [(n)-DR_DATATYPE_FIRST]

static const struct dr_piece pieces[DR_DATATYPE_ROOM][2] = {
#define X(n, name, type, kind) AT(n) = {{.count = 1, .length = sizeof(type)}},
    SCALARS(X)
#undef X
#define X(n, name, a, na, b, nb, kind)                                         \
    AT(n) = {{.count = 1,                                                      \
              .length = HAS_HOLE(a, b) ? sizeof(a) : sizeof(a) + sizeof(b)},   \
             {.offset = INDEX_AT(a, b),                                        \
              .count = 1,                                                      \
              .length = sizeof(b),                                             \
              .start = sizeof(a)}},
        PAIRS(X)
#undef X
};

static const struct dr_layout layouts[DR_DATATYPE_ROOM] = {
#define X(n, name, type, kind)                                                 \
    AT(n) = {.bytes = sizeof(type),                                            \
             .npieces = 1,                                                     \
             .pieces = pieces[(n)-DR_DATATYPE_FIRST]},
    SCALARS(X)
#undef X
#define X(n, name, a, na, b, nb, kind)                                         \
    AT(n) = {.bytes = sizeof(a) + sizeof(b),                                   \
             .npieces = HAS_HOLE(a, b) ? 2 : 1,                                \
             .pieces = pieces[(n)-DR_DATATYPE_FIRST]},
        PAIRS(X)
#undef X
};

static const struct dr_run runs[DR_DATATYPE_ROOM][2] = {
#define X(n, name, t, kind)                                                    \
    AT(n) = {{.count = 1, .size = sizeof(t), .type = n}},
    SCALARS(X)
#undef X
#define X(n, name, a, na, b, nb, kind)                                         \
    AT(n) = {{.count = (na) == (nb) ? 2 : 1, .size = sizeof(a), .type = na},   \
             {.count = 1, .size = sizeof(b), .type = nb}},
        PAIRS(X)
#undef X
};

static const struct dr_signature signatures[DR_DATATYPE_ROOM] = {
#define X(n, name, type, kind)                                                 \
    AT(n) = {.elements = 1,                                                    \
             .bytes = sizeof(type),                                            \
             .nruns = 1,                                                       \
             .runs = runs[(n)-DR_DATATYPE_FIRST]},
    SCALARS(X)
#undef X
#define X(n, name, a, na, b, nb, kind)                                         \
    AT(n) = {.elements = 2,                                                    \
             .bytes = sizeof(a) + sizeof(b),                                   \
             .nruns = (na) == (nb) ? 1 : 2,                                    \
             .runs = runs[(n)-DR_DATATYPE_FIRST]},
        PAIRS(X)
#undef X
};

static const struct dr_layout no_layout;
static const struct dr_signature no_signature;

#define MARKER(n, name_, lb_, ub_)                                             \
    AT(n) = {.layout = &no_layout,                                             \
             .signature = &no_signature,                                       \
             .align = 1,                                                       \
             .contiguous = true,                                               \
             .committed = true,                                                \
             .lb_set = lb_,                                                    \
             .ub_set = ub_,                                                    \
             .predefined = (MPI_Datatype)(n),                                  \
             .name = name_},

const struct dr_datatype dr_datatype_table[DR_DATATYPE_ROOM] = {
#define X(n, name_, type, kind)                                                \
    AT(n) = {.layout = &layouts[(n)-DR_DATATYPE_FIRST],                        \
             .signature = &signatures[(n)-DR_DATATYPE_FIRST],                  \
             .size = sizeof(type),                                             \
             .ub = sizeof(type),                                               \
             .extent = sizeof(type),                                           \
             .true_ub = sizeof(type),                                          \
             .align = alignof(type),                                           \
             .contiguous = true,                                               \
             .committed = true,                                                \
             .basic = DR_BASIC_##kind,                                         \
             .predefined = (MPI_Datatype)(n),                                  \
             .name = name_},
    SCALARS(X)
#undef X
#define X(n, name_, a, na, b, nb, kind)                                        \
    AT(n) = {.layout = &layouts[(n)-DR_DATATYPE_FIRST],                        \
             .signature = &signatures[(n)-DR_DATATYPE_FIRST],                  \
             .size = sizeof(a) + sizeof(b),                                    \
             .ub = sizeof(PAIR(a, b)),                                         \
             .extent = sizeof(PAIR(a, b)),                                     \
             .true_ub = INDEX_AT(a, b) + sizeof(b),                            \
             .align = alignof(PAIR(a, b)),                                     \
             .contiguous = sizeof(a) + sizeof(b) == sizeof(PAIR(a, b)),        \
             .committed = true,                                                \
             .basic = DR_BASIC_##kind,                                         \
             .predefined = (MPI_Datatype)(n),                                  \
             .name = name_},
        PAIRS(X)
#undef X
            MARKER(0x204, "MPI_LB", true, false)
                MARKER(0x205, "MPI_UB", false, true)};
