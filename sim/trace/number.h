/*
 * number.h - numbers as text, without the cost of printf().
 *
 * Each function writes at `at`, which has room for DR_NUMBER_MOST bytes, and
 * returns the end.  Times are whole picoseconds, so that what is printed is
 * exact.
 */
#ifndef DR_TRACE_NUMBER_H
#define DR_TRACE_NUMBER_H

#include <stddef.h>
#include <stdint.h>
#include <string.h>

enum {
    DR_NUMBER_MOST = 32
};

/* Decimal digits, "-" before a negative number. */
char *dr_number(char *at, uint64_t value);
char *dr_number_signed(char *at, int64_t value);

enum dr_number_unit {
    DR_MICROSECONDS,
    DR_SECONDS
};

/* 1234500 picoseconds are "1.2345" in microseconds and "0.0000012345" in
 * seconds. */
char *dr_number_time(char *at, uint64_t picoseconds, enum dr_number_unit unit);

/* Simulated seconds as picoseconds, rounded; at most half a year. */
static inline uint64_t dr_picoseconds(double seconds)
{
    return seconds < 16e6 ? (uint64_t)(seconds * 1e12 + 0.5) : (uint64_t)16e18;
}

/* Copy text; returns its end at the place it was copied to. */
static inline char *dr_number_text(char *at, const char *text, size_t length)
{
    memcpy(at, text, length);
    return at + length;
}

/* Of a literal. */
#define DR_PUT(at, text) dr_number_text(at, text, sizeof(text) - 1)

#endif
