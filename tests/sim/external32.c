/*
 * external32 - the data representation that all machines share, byte by byte.
 * MPI-3.1, sections 4.3 and 13.5.2.
 */
#include "expect.h"

#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <wchar.h>

#define BYTES(...)                                                             \
    (unsigned char[])                                                          \
    {                                                                          \
        __VA_ARGS__                                                            \
    }
#define SAME(a, b)  (memcmp(a, b, sizeof(b)) == 0)
#define EXTERNAL(t) bytes_of(t, 1)

static MPI_Aint bytes_of(MPI_Datatype type, int count)
{
    MPI_Aint size = -1;

    MPI_Pack_external_size("external32", count, type, &size);
    return size;
}

/* Table 13.2; a type of Fortran has the size in its name. */
static void sizes_are_those_of_the_table(void)
{
    EXPECT(EXTERNAL(MPI_PACKED) == 1 && EXTERNAL(MPI_BYTE) == 1);
    EXPECT(EXTERNAL(MPI_CHAR) == 1 && EXTERNAL(MPI_UNSIGNED_CHAR) == 1);
    EXPECT(EXTERNAL(MPI_SIGNED_CHAR) == 1 && EXTERNAL(MPI_WCHAR) == 2);
    EXPECT(EXTERNAL(MPI_SHORT) == 2 && EXTERNAL(MPI_UNSIGNED_SHORT) == 2);
    EXPECT(EXTERNAL(MPI_INT) == 4 && EXTERNAL(MPI_UNSIGNED) == 4);
    EXPECT(EXTERNAL(MPI_LONG) == 4 && EXTERNAL(MPI_UNSIGNED_LONG) == 4);
    EXPECT(EXTERNAL(MPI_LONG_LONG_INT) == 8);
    EXPECT(EXTERNAL(MPI_UNSIGNED_LONG_LONG) == 8);
    EXPECT(EXTERNAL(MPI_FLOAT) == 4 && EXTERNAL(MPI_DOUBLE) == 8);
    EXPECT(EXTERNAL(MPI_LONG_DOUBLE) == 16 && EXTERNAL(MPI_C_BOOL) == 1);
    EXPECT(EXTERNAL(MPI_INT8_T) == 1 && EXTERNAL(MPI_UINT8_T) == 1);
    EXPECT(EXTERNAL(MPI_INT16_T) == 2 && EXTERNAL(MPI_UINT16_T) == 2);
    EXPECT(EXTERNAL(MPI_INT32_T) == 4 && EXTERNAL(MPI_UINT32_T) == 4);
    EXPECT(EXTERNAL(MPI_INT64_T) == 8 && EXTERNAL(MPI_UINT64_T) == 8);
    EXPECT(EXTERNAL(MPI_AINT) == 8 && EXTERNAL(MPI_COUNT) == 8);
    EXPECT(EXTERNAL(MPI_OFFSET) == 8);
    EXPECT(EXTERNAL(MPI_C_FLOAT_COMPLEX) == 8);
    EXPECT(EXTERNAL(MPI_C_DOUBLE_COMPLEX) == 16);
    EXPECT(EXTERNAL(MPI_C_LONG_DOUBLE_COMPLEX) == 32);
    EXPECT(EXTERNAL(MPI_CHARACTER) == 1 && EXTERNAL(MPI_LOGICAL) == 4);
    EXPECT(EXTERNAL(MPI_INTEGER) == 4 && EXTERNAL(MPI_REAL) == 4);
    EXPECT(EXTERNAL(MPI_DOUBLE_PRECISION) == 8);
    EXPECT(EXTERNAL(MPI_COMPLEX) == 8 && EXTERNAL(MPI_DOUBLE_COMPLEX) == 16);
    EXPECT(EXTERNAL(MPI_INTEGER1) == 1 && EXTERNAL(MPI_INTEGER8) == 8);
    EXPECT(EXTERNAL(MPI_INTEGER16) == 16 && EXTERNAL(MPI_REAL16) == 16);
    EXPECT(EXTERNAL(MPI_COMPLEX8) == 8 && EXTERNAL(MPI_COMPLEX32) == 32);
    EXPECT(EXTERNAL(MPI_FLOAT_INT) == 8 && EXTERNAL(MPI_LONG_INT) == 8);
    EXPECT(EXTERNAL(MPI_SHORT_INT) == 6 && EXTERNAL(MPI_DOUBLE_INT) == 12);
    EXPECT(EXTERNAL(MPI_LONG_DOUBLE_INT) == 20);
    EXPECT(bytes_of(MPI_INT, 1000) == 4000 && bytes_of(MPI_LONG, 0) == 0);
}


/* Does a value have these bytes outside, and do they give it back? */
static int becomes(MPI_Datatype type, const void *value, size_t size,
                   const unsigned char *want, MPI_Aint bytes)
{
    unsigned char outside[64] = {0}, back[64];
    MPI_Aint at = 0;

    memset(back, 0xaa, sizeof back);
    MPI_Pack_external("external32", value, 1, type, outside, sizeof outside,
                      &at);
    if (at != bytes || memcmp(outside, want, (size_t)bytes) != 0)
        return 0;
    at = 0;
    MPI_Unpack_external("external32", outside, bytes, &at, back, 1, type);
    return at == bytes && memcmp(back, value, size) == 0 && back[size] == 0xaa;
}

#define BECOMES(type, value, ...)                                              \
    becomes(type, &(value), sizeof(value), BYTES(__VA_ARGS__),                 \
            (MPI_Aint)sizeof(BYTES_ARRAY(__VA_ARGS__)))
#define BYTES_ARRAY(...) ((unsigned char[]){__VA_ARGS__})

static void integers_are_big_endian(void)
{
    short s = 0x0102;
    int i = 0x01020304, negative = -2;
    long l = -3, positive = 0x7fffffff;
    unsigned long ul = 0xfffffffeu;
    long long ll = 0x0102030405060708;
    unsigned char byte = 0x9c;
    wchar_t w = 0x20ac;
    __int128 wide = (__int128)0x0102030405060708 << 64 | 0x090a0b0c0d0e0f10;
    MPI_Aint aint = -2;
    _Bool yes = 1;

    EXPECT(BECOMES(MPI_SHORT, s, 1, 2));
    EXPECT(BECOMES(MPI_INT, i, 1, 2, 3, 4));
    EXPECT(BECOMES(MPI_INT, negative, 0xff, 0xff, 0xff, 0xfe));
    EXPECT(BECOMES(MPI_LONG, l, 0xff, 0xff, 0xff, 0xfd));
    EXPECT(BECOMES(MPI_LONG, positive, 0x7f, 0xff, 0xff, 0xff));
    EXPECT(BECOMES(MPI_UNSIGNED_LONG, ul, 0xff, 0xff, 0xff, 0xfe));
    EXPECT(BECOMES(MPI_LONG_LONG, ll, 1, 2, 3, 4, 5, 6, 7, 8));
    EXPECT(BECOMES(MPI_UINT64_T, ll, 1, 2, 3, 4, 5, 6, 7, 8));
    EXPECT(BECOMES(MPI_BYTE, byte, 0x9c));
    EXPECT(BECOMES(MPI_WCHAR, w, 0x20, 0xac));
    EXPECT(BECOMES(MPI_AINT, aint, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff,
                   0xfe));
    EXPECT(BECOMES(MPI_C_BOOL, yes, 1));
    EXPECT(BECOMES(MPI_INTEGER16, wide, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12,
                   13, 14, 15, 16));
}

static void numbers_are_ieee(void)
{
    float f = 1.5f;
    double d = -2.0;
    float _Complex c = 1.0f + 2.0f * 1.0if;
    struct {
        double value;
        int index;
    } pair = {1.0, 5};
    unsigned char outside[12];
    MPI_Aint at = 0;

    EXPECT(BECOMES(MPI_FLOAT, f, 0x3f, 0xc0, 0, 0));
    EXPECT(BECOMES(MPI_DOUBLE, d, 0xc0, 0, 0, 0, 0, 0, 0, 0));
    EXPECT(BECOMES(MPI_C_FLOAT_COMPLEX, c, 0x3f, 0x80, 0, 0, 0x40, 0, 0, 0));
    MPI_Pack_external("external32", &pair, 1, MPI_DOUBLE_INT, outside, 12, &at);
    EXPECT(at == 12 && SAME(outside, BYTES_ARRAY(0x3f, 0xf0, 0, 0, 0, 0, 0, 0,
                                                 0, 0, 0, 5)));
}

/* 80 bits here, 128 outside: every value comes back. */
static void long_doubles_are_widened(void)
{
    long double values[] = {1.0L, -0.1L,     3.14159265358979323846L,
                            0.0L, 1.0e4000L, -1.0e-4000L};
    unsigned char outside[6 * 16];
    long double back[6];
    MPI_Aint at = 0;

    MPI_Pack_external("external32", values, 6, MPI_LONG_DOUBLE, outside,
                      sizeof outside, &at);
    EXPECT(at == 96);
    EXPECT(SAME(outside, BYTES_ARRAY(0x3f, 0xff, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
                                     0, 0, 0, 0)));
    at = 0;
    MPI_Unpack_external("external32", outside, 96, &at, back, 6,
                        MPI_LONG_DOUBLE);
    for (int i = 0; i < 6; i++)
        EXPECT(back[i] == values[i]);
}


struct cell {
    char tag;
    double value;
    short pair[2];
    long far;
};

static MPI_Datatype cells(int count)
{
    int lengths[] = {1, 1, 2, 1};
    MPI_Aint at[] = {offsetof(struct cell, tag), offsetof(struct cell, value),
                     offsetof(struct cell, pair), offsetof(struct cell, far)};
    MPI_Datatype types[] = {MPI_CHAR, MPI_DOUBLE, MPI_SHORT, MPI_LONG};
    MPI_Datatype cell, all;

    MPI_Type_create_struct(4, lengths, at, types, &cell);
    MPI_Type_vector(count, 1, 2, cell, &all);
    MPI_Type_commit(&all);
    MPI_Type_free(&cell);
    return all;
}

/* Every other cell of an array, one behind the other, without holes. */
static void derived_types_follow_their_type_map(void)
{
    struct cell all[4], back[4];
    MPI_Datatype type = cells(2);
    unsigned char outside[64];
    MPI_Aint at = 3;

    memset(all, 0, sizeof all);
    memset(back, 0, sizeof back);
    for (int i = 0; i < 4; i++) {
        all[i].tag = (char)('a' + i);
        all[i].value = i;
        all[i].pair[0] = (short)(i + 256);
        all[i].pair[1] = -1;
        all[i].far = -i;
    }
    EXPECT(bytes_of(type, 1) == 2 * 17);
    MPI_Pack_external("external32", all, 1, type, outside, sizeof outside, &at);
    EXPECT(at == 3 + 34);
    EXPECT(memcmp(outside + 3,
                  BYTES('a', 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 255, 255, 0, 0, 0, 0,
                        'c', 0x40, 0, 0, 0, 0, 0, 0, 0, 1, 2, 255, 255, 255,
                        255, 255, 254),
                  34) == 0);
    at = 3;
    MPI_Unpack_external("external32", outside, sizeof outside, &at, back, 1,
                        type);
    EXPECT(at == 37 && back[0].tag == 'a' && back[2].value == 2);
    EXPECT(back[2].pair[0] == 258 && back[2].far == -2);
    EXPECT(back[1].tag == 0 && back[3].far == 0);
    MPI_Type_free(&type);
}

/* More than is converted at a time, by the large-count forms. */
static void many_elements_go_through(void)
{
    enum {
        N = 100000
    };
    static long values[N], back[N];
    static unsigned char outside[4 * N];
    MPI_Count at = 0, bytes;

    for (int i = 0; i < N; i++)
        values[i] = 7 * i - N;
    MPI_Pack_external_size_c("external32", N, MPI_LONG, &bytes);
    EXPECT(bytes == 4 * N);
    MPI_Pack_external_c("external32", values, N, MPI_LONG, outside, bytes, &at);
    EXPECT(at == bytes);
    at = 0;
    MPI_Unpack_external_c("external32", outside, bytes, &at, back, N, MPI_LONG);
    EXPECT(at == bytes && memcmp(values, back, sizeof back) == 0);
}

static void mistakes_are_errors(void)
{
    MPI_Aint at = 0, size;
    int value = 0;
    char room[4];

    MPI_Comm_set_errhandler(MPI_COMM_WORLD, MPI_ERRORS_RETURN);
    EXPECT(MPI_Pack_external("native", &value, 1, MPI_INT, room, 4, &at));
    EXPECT(MPI_Pack_external_size("external64", 1, MPI_INT, &size));
    EXPECT(MPI_Pack_external("external32", &value, 1, MPI_INT, room, 3, &at));
    EXPECT(MPI_Pack_external("external32", &value, -1, MPI_INT, room, 4, &at));
    EXPECT(MPI_Unpack_external("external32", room, 3, &at, &value, 1, MPI_INT));
    at = -1;
    EXPECT(MPI_Pack_external("external32", &value, 1, MPI_INT, room, 4, &at));
    MPI_Comm_set_errhandler(MPI_COMM_WORLD, MPI_ERRORS_ARE_FATAL);
}


int main(int argc, char **argv)
{
    expect_start(&argc, &argv, 1);

    sizes_are_those_of_the_table();
    integers_are_big_endian();
    numbers_are_ieee();
    long_doubles_are_widened();
    derived_types_follow_their_type_map();
    many_elements_go_through();
    mistakes_are_errors();
    return expect_end();
}
