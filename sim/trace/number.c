/*
 * number.c - numbers as text, without the cost of printf().
 */
#include "trace/number.h"

static const char pairs[] = "00010203040506070809"
                            "10111213141516171819"
                            "20212223242526272829"
                            "30313233343536373839"
                            "40414243444546474849"
                            "50515253545556575859"
                            "60616263646566676869"
                            "70717273747576777879"
                            "80818283848586878889"
                            "90919293949596979899";

/* The digits end before `end`; returns where they begin. */
static char *digits_before(char *end, uint64_t value)
{
    while (value >= 100) {
        end -= 2;
        memcpy(end, pairs + 2 * (value % 100), 2);
        value /= 100;
    }
    if (value >= 10) {
        end -= 2;
        memcpy(end, pairs + 2 * value, 2);
    } else {
        *--end = (char)('0' + value);
    }
    return end;
}

/* How many digits it has. */
static size_t width(uint64_t value)
{
    static const uint64_t powers[] = {0,
                                      10,
                                      100,
                                      1000,
                                      10000,
                                      100000,
                                      1000000,
                                      10000000,
                                      100000000,
                                      1000000000,
                                      10000000000,
                                      100000000000,
                                      1000000000000,
                                      10000000000000,
                                      100000000000000,
                                      1000000000000000,
                                      10000000000000000,
                                      100000000000000000,
                                      1000000000000000000,
                                      10000000000000000000u};
    /* log10(2) is nearly 1233 / 4096. */
    unsigned guess = (64 - (unsigned)__builtin_clzll(value | 1)) * 1233 >> 12;

    return guess + (value >= powers[guess]);
}

char *dr_number(char *at, uint64_t value)
{
    if (value < 10) {
        *at = (char)('0' + value);
        return at + 1;
    }
    at += width(value);
    digits_before(at, value);
    return at;
}

char *dr_number_signed(char *at, int64_t value)
{
    if (value >= 0)
        return dr_number(at, (uint64_t)value);
    *at = '-';
    return dr_number(at + 1, -(uint64_t)value);
}

/* Powers that the compiler knows divide by multiplication. */
static inline char *put_time(char *at, uint64_t picoseconds, uint64_t power,
                             size_t digits)
{
    uint64_t part = picoseconds % power;

    at = dr_number(at, picoseconds / power);
    if (part == 0)
        return at;
    *at = '.';
    memset(at + 1, '0', digits);
    digits_before(at + 1 + digits, part);
    at += 1 + digits;
    while (at[-1] == '0')
        at--;
    return at;
}

char *dr_number_time(char *at, uint64_t picoseconds, enum dr_number_unit unit)
{
    if (unit == DR_SECONDS)
        return put_time(at, picoseconds, 1000000000000, 12);
    return put_time(at, picoseconds, 1000000, 6);
}
