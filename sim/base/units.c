/*
 * units.c - numbers with units, as platform files and options spell them.
 */
#include "base/units.h"

#include <math.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct unit {
    const char *name;
    double factor;
};

/* Above this, a double no longer tells neighbouring bytes apart. */
#define MOST_BYTES 9007199254740992.0

/*
 * strtod() also reads "nan", "inf" and hexadecimal; none of them is a
 * quantity here, so the number must consist of the plain characters.
 */
static bool number(const char *text, double *value, const char **unit)
{
    size_t plain = strspn(text, "+-.0123456789");
    char *end;

    if (plain == 0 || text[plain] == 'x' || text[plain] == 'X')
        return false;
    *value = strtod(text, &end);
    *unit = end;
    return end != text && isfinite(*value);
}

static bool scale(const struct unit *units, const char *name, double *value)
{
    for (; units->name; units++) {
        if (strcmp(units->name, name) == 0) {
            *value *= units->factor;
            return true;
        }
    }
    return false;
}

bool dr_units_bytes(const char *text, uint64_t *bytes)
{
    static const struct unit units[] = {
        {"", 1},       {"B", 1},         {"kB", 1e3},
        {"KiB", 1024}, {"MB", 1e6},      {"MiB", 1048576},
        {"GB", 1e9},   {"GiB", 1 << 30}, {NULL, 0},
    };
    const char *unit;
    double value;

    if (strcmp(text, "inf") == 0) {
        *bytes = UINT64_MAX;
        return true;
    }
    if (!number(text, &value, &unit) || !scale(units, unit, &value))
        return false;
    if (value < 0 || value > MOST_BYTES || value != floor(value))
        return false;
    *bytes = (uint64_t)value;
    return true;
}

/*
 * 0.2us as the double nearest to 2e-7: the exponent is put behind the digits
 * and read with them, as scaling the double nearest to 0.2 rounds again.
 */
static bool exact(const char *text, const char *unit, int exponent,
                  double *value)
{
    char digits[64];
    int length = (int)(unit - text);

    if (memchr(text, 'e', (size_t)length) || memchr(text, 'E', (size_t)length))
        return false;
    if (snprintf(digits, sizeof digits, "%.*se%d", length, text, exponent) >=
        (int)sizeof digits)
        return false;
    *value = strtod(digits, NULL);
    return true;
}

bool dr_units_time(const char *text, double *seconds)
{
    static const struct unit units[] = {
        {"", 1},      {"s", 1},      {"m", 60},    {"h", 3600},
        {"d", 86400}, {"w", 604800}, {"ms", 1e-3}, {"us", 1e-6},
        {"ns", 1e-9}, {"ps", 1e-12}, {NULL, 0},
    };
    static const char small[] = "munp";
    const char *unit, *prefix;

    if (!number(text, seconds, &unit))
        return false;
    prefix = *unit && unit[1] == 's' ? strchr(small, *unit) : NULL;
    if (prefix && unit[2] == '\0' &&
        exact(text, unit, -3 * (int)(prefix - small + 1), seconds))
        return true;
    return scale(units, unit, seconds);
}

bool dr_units_bandwidth(const char *text, double *bytes_per_second)
{
    static const struct unit prefixes[] = {
        {"", 1},         {"k", 1e3},      {"M", 1e6},
        {"G", 1e9},      {"T", 1e12},     {"Ki", 1024.0},
        {"Mi", 1 << 20}, {"Gi", 1 << 30}, {"Ti", 1099511627776.0},
        {NULL, 0},
    };
    const char *unit;
    char prefix[4] = "";
    double value;
    size_t length;

    if (!number(text, &value, &unit))
        return false;
    length = strlen(unit);
    if (length > 0) {
        if (length < 3 || length > 5)
            return false;
        memcpy(prefix, unit, length - 3);
        if (!scale(prefixes, prefix, &value))
            return false;
        if (strcmp(unit + length - 3, "bps") == 0)
            value /= 8;
        else if (strcmp(unit + length - 3, "Bps") != 0)
            return false;
    }
    *bytes_per_second = value;
    return true;
}

bool dr_units_speed(const char *text, double *flops_per_second)
{
    static const struct unit units[] = {
        {"", 1},     {"f", 1},     {"kf", 1e3},  {"Mf", 1e6},
        {"Gf", 1e9}, {"Tf", 1e12}, {"Pf", 1e15}, {NULL, 0},
    };
    const char *unit;

    return number(text, flops_per_second, &unit) &&
           scale(units, unit, flops_per_second);
}
