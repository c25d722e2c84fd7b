/*
 * test_op.c - suite "core/op": every operator on every predefined type.
 *
 * Which operator is legal for which type is written down here a second time,
 * by the groups of MPI-3.1 section 5.9.2; results are checked against double
 * arithmetic on small numbers.
 */
#include <CUnit/Basic.h>
#include <complex.h>
#include <stdlib.h>
#include <string.h>

#include "core/op.h"

/* Groups: i C integer, f Fortran integer, r floating point, c complex,
 * l logical, b byte, a multi-language, p pair, n none. */
static const struct {
    MPI_Datatype handle;
    char group;
} types[] = {
    {MPI_AINT, 'a'},
    {MPI_COUNT, 'a'},
    {MPI_OFFSET, 'a'},
    {MPI_PACKED, 'n'},
    {MPI_SHORT, 'i'},
    {MPI_INT, 'i'},
    {MPI_LONG, 'i'},
    {MPI_LONG_LONG, 'i'},
    {MPI_UNSIGNED_SHORT, 'i'},
    {MPI_UNSIGNED, 'i'},
    {MPI_UNSIGNED_LONG, 'i'},
    {MPI_UNSIGNED_LONG_LONG, 'i'},
    {MPI_FLOAT, 'r'},
    {MPI_C_FLOAT_COMPLEX, 'c'},
    {MPI_CXX_FLOAT_COMPLEX, 'c'},
    {MPI_DOUBLE, 'r'},
    {MPI_C_DOUBLE_COMPLEX, 'c'},
    {MPI_CXX_DOUBLE_COMPLEX, 'c'},
    {MPI_LONG_DOUBLE, 'r'},
    {MPI_C_LONG_DOUBLE_COMPLEX, 'c'},
    {MPI_CXX_LONG_DOUBLE_COMPLEX, 'c'},
    {MPI_C_BOOL, 'l'},
    {MPI_CXX_BOOL, 'l'},
    {MPI_WCHAR, 'n'},
    {MPI_INT8_T, 'i'},
    {MPI_UINT8_T, 'i'},
    {MPI_CHAR, 'n'},
    {MPI_SIGNED_CHAR, 'i'},
    {MPI_UNSIGNED_CHAR, 'i'},
    {MPI_BYTE, 'b'},
    {MPI_INT16_T, 'i'},
    {MPI_UINT16_T, 'i'},
    {MPI_INT32_T, 'i'},
    {MPI_UINT32_T, 'i'},
    {MPI_INT64_T, 'i'},
    {MPI_UINT64_T, 'i'},
    {MPI_FLOAT_INT, 'p'},
    {MPI_DOUBLE_INT, 'p'},
    {MPI_LONG_INT, 'p'},
    {MPI_2INT, 'p'},
    {MPI_SHORT_INT, 'p'},
    {MPI_LONG_DOUBLE_INT, 'p'},
    {MPI_2REAL, 'p'},
    {MPI_2DOUBLE_PRECISION, 'p'},
    {MPI_2INTEGER, 'p'},
    {MPI_LOGICAL, 'l'},
    {MPI_INTEGER, 'f'},
    {MPI_REAL, 'r'},
    {MPI_COMPLEX, 'c'},
    {MPI_DOUBLE_PRECISION, 'r'},
    {MPI_DOUBLE_COMPLEX, 'c'},
    {MPI_CHARACTER, 'n'},
    {MPI_LOGICAL1, 'l'},
    {MPI_LOGICAL2, 'l'},
    {MPI_LOGICAL4, 'l'},
    {MPI_LOGICAL8, 'l'},
    {MPI_LOGICAL16, 'l'},
    {MPI_INTEGER1, 'f'},
    {MPI_INTEGER2, 'f'},
    {MPI_INTEGER4, 'f'},
    {MPI_INTEGER8, 'f'},
    {MPI_INTEGER16, 'f'},
    {MPI_REAL4, 'r'},
    {MPI_REAL8, 'r'},
    {MPI_REAL16, 'r'},
    {MPI_COMPLEX8, 'c'},
    {MPI_COMPLEX16, 'c'},
    {MPI_COMPLEX32, 'c'},
};

static double sum(double a, double b)
{
    return a + b;
}

static double product(double a, double b)
{
    return a * b;
}

static double largest(double a, double b)
{
    return a > b ? a : b;
}

static double smallest(double a, double b)
{
    return a < b ? a : b;
}

static double bit_and(double a, double b)
{
    return (int)a & (int)b;
}

static double bit_or(double a, double b)
{
    return (int)a | (int)b;
}

static double bit_xor(double a, double b)
{
    return (int)a ^ (int)b;
}

static double both(double a, double b)
{
    return a != 0 && b != 0;
}

static double either(double a, double b)
{
    return a != 0 || b != 0;
}

static double one_of(double a, double b)
{
    return (a != 0) != (b != 0);
}

static const struct {
    MPI_Op handle;
    const char *groups;
    double (*result)(double, double);
} ops[] = {
    {MPI_SUM, "ifrca", sum},     {MPI_PROD, "ifrca", product},
    {MPI_MAX, "ifra", largest},  {MPI_MIN, "ifra", smallest},
    {MPI_BAND, "ifba", bit_and}, {MPI_BOR, "ifba", bit_or},
    {MPI_BXOR, "ifba", bit_xor}, {MPI_LAND, "il", both},
    {MPI_LOR, "il", either},     {MPI_LXOR, "il", one_of},
    {MPI_MAXLOC, "p", NULL},     {MPI_MINLOC, "p", NULL},
    {MPI_REPLACE, "", NULL},     {MPI_NO_OP, "", NULL},
};

enum {
    OPS = sizeof(ops) / sizeof(ops[0])
};
enum {
    TYPES = sizeof(types) / sizeof(types[0])
};

static void each_operator_takes_the_types_of_the_standard(void)
{
    for (int o = 0; o < OPS; o++) {
        const struct dr_op *op = dr_op_get(ops[o].handle);

        CU_ASSERT_PTR_NOT_NULL_FATAL(op);
        CU_ASSERT_TRUE(op->commutative);
        for (int t = 0; t < TYPES; t++) {
            bool want = strchr(ops[o].groups, types[t].group) != NULL;

            CU_ASSERT_EQUAL(dr_op_allows(op, dr_datatype_get(types[t].handle)),
                            want);
        }
    }
}


/* One number as the type stores it; complex ones get no imaginary part. */
static void store(const struct dr_datatype *type, char group, void *at,
                  double value)
{
    size_t size = type->size;
    __int128 integer = (__int128)value;
    float f = (float)value;
    double d = value;
    long double l = value;
    __float128 q = value;

    memset(at, 0, size);
    if (group == 'c')
        size /= 2;
    if (group != 'r' && group != 'c')
        memcpy(at, &integer, size);
    else if (size == 4)
        memcpy(at, &f, size);
    else if (size == 8)
        memcpy(at, &d, size);
    else if (type->basic == DR_BASIC_QUAD ||
             type->basic == DR_BASIC_COMPLEX_QUAD)
        memcpy(at, &q, size);
    else
        memcpy(at, &l, 10);
}

static bool agrees(int t, int o, double a, double b)
{
    const struct dr_datatype *type = dr_datatype_get(types[t].handle);
    _Alignas(32) char in[3 * 32] = {0}, inout[3 * 32] = {0}, want[32] = {0};

    for (uint64_t i = 0; i < 3; i++) {
        store(type, types[t].group, in + i * type->size, a);
        store(type, types[t].group, inout + i * type->size, b);
    }
    store(type, types[t].group, want, ops[o].result(a, b));
    if (dr_op_apply(dr_op_get(ops[o].handle), in, inout, 2, type,
                    types[t].handle) != MPI_SUCCESS)
        return false;
    if (memcmp(inout, want, type->size) != 0 ||
        memcmp(inout + type->size, want, type->size) != 0)
        return false;
    store(type, types[t].group, want, b);
    return memcmp(inout + 2 * type->size, want, type->size) == 0;
}

static void each_operator_computes_on_every_type(void)
{
    for (int o = 0; o < OPS; o++) {
        for (int t = 0; t < TYPES; t++) {
            if (!ops[o].result || !strchr(ops[o].groups, types[t].group))
                continue;
            for (int a = 0; a <= 5; a++) {
                for (int b = 0; b <= 5; b++) {
                    if (types[t].group == 'l' && (a > 1 || b > 1))
                        continue;
                    CU_ASSERT_TRUE_FATAL(agrees(t, o, a, b));
                }
            }
        }
    }
}

static void negative_numbers_are_ordered(void)
{
    int8_t a[] = {-3, 4}, b[] = {2, -5};
    int64_t c = -1, d = 1;

    dr_op_apply(dr_op_get(MPI_MAX), a, b, 2, dr_datatype_get(MPI_INT8_T),
                MPI_INT8_T);
    CU_ASSERT_EQUAL(b[0], 2);
    CU_ASSERT_EQUAL(b[1], 4);
    dr_op_apply(dr_op_get(MPI_MIN), &c, &d, 1, dr_datatype_get(MPI_AINT),
                MPI_AINT);
    CU_ASSERT_EQUAL(d, -1);
}

static void complex_products_use_both_parts(void)
{
    double _Complex a = 1 + 2 * I, b = 3 - I;

    dr_op_apply(dr_op_get(MPI_PROD), &a, &b, 1,
                dr_datatype_get(MPI_C_DOUBLE_COMPLEX), MPI_C_DOUBLE_COMPLEX);
    CU_ASSERT_EQUAL(creal(b), 5);
    CU_ASSERT_EQUAL(cimag(b), 5);
}

static void locations_prefer_the_smaller_index_of_equal_values(void)
{
    struct {
        double value;
        int index;
    } a[] = {{1, 7}, {2, 3}, {5, 1}}, b[] = {{1, 5}, {2, 8}, {4, 0}};
    struct {
        short value;
        int index;
    } c = {-4, 2}, d = {3, 1};

    dr_op_apply(dr_op_get(MPI_MAXLOC), a, b, 3, dr_datatype_get(MPI_DOUBLE_INT),
                MPI_DOUBLE_INT);
    CU_ASSERT_EQUAL(b[0].index, 5);
    CU_ASSERT_EQUAL(b[1].index, 3);
    CU_ASSERT_EQUAL(b[2].value, 5);
    CU_ASSERT_EQUAL(b[2].index, 1);
    dr_op_apply(dr_op_get(MPI_MINLOC), &c, &d, 1,
                dr_datatype_get(MPI_SHORT_INT), MPI_SHORT_INT);
    CU_ASSERT_EQUAL(d.value, -4);
    CU_ASSERT_EQUAL(d.index, 2);
}


/* Not commutative: keeps ten times the left plus the right operand. */
static void digits(void *in, void *inout, int *len, MPI_Datatype *datatype)
{
    const int *a = in;
    int *b = inout;

    CU_ASSERT_PTR_EQUAL(*datatype, MPI_INT);
    for (int i = 0; i < *len; i++)
        b[i] = 10 * a[i] + b[i];
}

static void a_users_operator_gets_the_left_operand_as_in(void)
{
    struct dr_op *op = dr_op_new(digits, NULL, false);
    int a[] = {1, 3}, b[] = {2, 4};

    CU_ASSERT_FALSE(op->commutative);
    CU_ASSERT_TRUE(dr_op_allows(op, dr_datatype_get(MPI_CHAR)));
    CU_ASSERT_EQUAL(dr_op_apply(op, a, b, 2, dr_datatype_get(MPI_INT), MPI_INT),
                    MPI_SUCCESS);
    CU_ASSERT_EQUAL(b[0], 12);
    CU_ASSERT_EQUAL(b[1], 34);
    dr_op_release(op);
}


static CU_TestInfo tests[] = {
    {"each operator takes the types of the standard",
     each_operator_takes_the_types_of_the_standard},
    {"each operator computes on every type",
     each_operator_computes_on_every_type},
    {"negative numbers are ordered", negative_numbers_are_ordered},
    {"complex products use both parts", complex_products_use_both_parts},
    {"locations prefer the smaller index of equal values",
     locations_prefer_the_smaller_index_of_equal_values},
    {"a user's operator gets the left operand as in",
     a_users_operator_gets_the_left_operand_as_in},
    CU_TEST_INFO_NULL,
};

static CU_SuiteInfo suites[] = {
    {"core/op", NULL, NULL, NULL, NULL, tests},
    CU_SUITE_INFO_NULL,
};

#include "unit/main.h"
