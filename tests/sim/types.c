/*
 * types - every predefined datatype of C carries values of its C type.
 */
#include "expect.h"

#include <complex.h>
#include <stdbool.h>
#include <stdint.h>
#include <wchar.h>

enum {
    TAG = 1
};

/* Swap values `a` and `b` of a C type with the other rank. */
#define SWAP(ctype, type, a, b)                                                \
    do {                                                                       \
        ctype out = rank == 0 ? (ctype)(a) : (ctype)(b), in = 0;               \
        MPI_Status status;                                                     \
        int size = 0, count = 0;                                               \
        MPI_Type_size(type, &size);                                            \
        EXPECT(size == (int)sizeof(ctype));                                    \
        MPI_Sendrecv(&out, 1, type, 1 - rank, TAG, &in, 1, type, 1 - rank,     \
                     TAG, MPI_COMM_WORLD, &status);                            \
        MPI_Get_count(&status, type, &count);                                  \
        EXPECT(count == 1);                                                    \
        EXPECT(in == (rank == 1 ? (ctype)(a) : (ctype)(b)));                   \
    } while (0)

static void integers(int rank)
{
    SWAP(char, MPI_CHAR, 'a', 'z');
    SWAP(signed char, MPI_SIGNED_CHAR, -1, 100);
    SWAP(unsigned char, MPI_UNSIGNED_CHAR, 200, 255);
    SWAP(unsigned char, MPI_BYTE, 0, 255);
    SWAP(short, MPI_SHORT, -30000, 30000);
    SWAP(unsigned short, MPI_UNSIGNED_SHORT, 1, 65535);
    SWAP(int, MPI_INT, -2000000000, 5);
    SWAP(unsigned, MPI_UNSIGNED, 4000000000u, 5);
    SWAP(long, MPI_LONG, -(1L << 40), 1L << 40);
    SWAP(unsigned long, MPI_UNSIGNED_LONG, ~0ul, 1);
    SWAP(long long, MPI_LONG_LONG, -(1LL << 50), 1);
    SWAP(long long, MPI_LONG_LONG_INT, -(1LL << 50), 1);
    SWAP(unsigned long long, MPI_UNSIGNED_LONG_LONG, ~0ull, 1);
    SWAP(wchar_t, MPI_WCHAR, L'\u00e4', L'z');
    SWAP(bool, MPI_C_BOOL, true, false);
    SWAP(int8_t, MPI_INT8_T, -128, 127);
    SWAP(int16_t, MPI_INT16_T, -32768, 1);
    SWAP(int32_t, MPI_INT32_T, -1, 1);
    SWAP(int64_t, MPI_INT64_T, INT64_MIN, INT64_MAX);
    SWAP(uint8_t, MPI_UINT8_T, 0, 255);
    SWAP(uint16_t, MPI_UINT16_T, 0, 65535);
    SWAP(uint32_t, MPI_UINT32_T, 0, UINT32_MAX);
    SWAP(uint64_t, MPI_UINT64_T, 0, UINT64_MAX);
    SWAP(MPI_Aint, MPI_AINT, -5, 5);
    SWAP(MPI_Offset, MPI_OFFSET, -5, 5);
    SWAP(MPI_Count, MPI_COUNT, -5, 5);
}

static void floating_point(int rank)
{
    SWAP(float, MPI_FLOAT, 1.5f, -2.25f);
    SWAP(double, MPI_DOUBLE, 1e300, -0.1);
    SWAP(long double, MPI_LONG_DOUBLE, 1.0L / 3, -2.0L / 3);
    SWAP(float complex, MPI_C_COMPLEX, 1.5f + 2 * I, 0);
    SWAP(float complex, MPI_C_FLOAT_COMPLEX, 1.5f + 2 * I, 0);
    SWAP(double complex, MPI_C_DOUBLE_COMPLEX, 1 + 2 * I, 3);
    SWAP(long double complex, MPI_C_LONG_DOUBLE_COMPLEX, 1 + 2 * I, 3);
}


/* MPI_PACKED carries what MPI_Pack wrote. */
static void packed_values_arrive(int rank)
{
    char room[100];
    int position = 0, i = 7 + rank, got_i = 0, size = 0;
    double d = 0.5 * rank, got_d = -1;

    MPI_Pack(&i, 1, MPI_INT, room, sizeof room, &position, MPI_COMM_WORLD);
    MPI_Pack(&d, 1, MPI_DOUBLE, room, sizeof room, &position, MPI_COMM_WORLD);
    MPI_Pack_size(1, MPI_INT, MPI_COMM_WORLD, &size);
    EXPECT(size >= (int)sizeof i && position >= (int)(sizeof i + sizeof d));
    MPI_Sendrecv_replace(room, position, MPI_PACKED, 1 - rank, TAG, 1 - rank,
                         TAG, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
    size = position;
    position = 0;
    MPI_Unpack(room, size, &position, &got_i, 1, MPI_INT, MPI_COMM_WORLD);
    MPI_Unpack(room, size, &position, &got_d, 1, MPI_DOUBLE, MPI_COMM_WORLD);
    EXPECT(got_i == 8 - rank && got_d == 0.5 * (1 - rank));
}


int main(int argc, char **argv)
{
    int rank = expect_start(&argc, &argv, 2);

    integers(rank);
    floating_point(rank);
    packed_values_arrive(rank);
    return expect_end();
}
