/*
 * dims.c - a number as a product of factors as equal as can be.
 *
 * The largest factor is as small as possible, then the next largest, and so
 * on; that is stricter than MPI 3.1, section 7.5.2, which wants them "close".
 */
#include <stdint.h>
#include <stdlib.h>

#include "base/memory.h"
#include "core/topology.h"

enum {
    MOST_DIVISORS = 1536 /* of a 31-bit number */
};

/* All divisors of `n` in ascending order; returns how many. */
static int find_divisors(int n, int *divisors)
{
    int count = 0;

    for (int64_t d = 1; d * d <= n; d++) {
        if (n % d == 0)
            divisors[count++] = (int)d;
    }
    for (int i = count - 1; i >= 0; i--) {
        if (divisors[i] != n / divisors[i])
            divisors[count++] = n / divisors[i];
    }
    return count;
}

/* Is base to the power of `exponent` at least n? */
static bool reaches(int base, int exponent, int n)
{
    int64_t power = 1;

    for (int i = 0; i < exponent && power < n; i++) {
        if (base == 1)
            break;
        power *= base;
    }
    return power >= n;
}

struct search {
    const int *divisors;
    int ndivisors;
};

/* n as a product of `count` factors of at most `limit` each. */
static bool factor(const struct search *search, int n, int count, int limit,
                   int *factors)
{
    if (count == 0)
        return n == 1;
    for (int i = 0; i < search->ndivisors; i++) {
        int d = search->divisors[i];

        if (d > limit || d > n)
            return false;
        if (n % d != 0 || !reaches(d, count, n))
            continue;
        factors[0] = d;
        if (factor(search, n / d, count - 1, d, factors + 1))
            return true;
    }
    return false;
}

bool dr_dims_create(int nnodes, int ndims, int *dims)
{
    struct search search;
    int *divisors, *factors;
    int unset = 0, next = 0;

    for (int i = 0; i < ndims; i++) {
        if (dims[i] == 0)
            unset++;
        else if (nnodes % dims[i] != 0)
            return false;
        else
            nnodes /= dims[i];
    }
    if (unset == 0)
        return nnodes == 1;
    divisors = dr_alloc(MOST_DIVISORS * sizeof *divisors);
    search.ndivisors = find_divisors(nnodes, divisors);
    search.divisors = divisors;
    factors = dr_alloc((size_t)unset * sizeof *factors);
    factor(&search, nnodes, unset, nnodes, factors);
    for (int i = 0; i < ndims; i++) {
        if (dims[i] == 0)
            dims[i] = factors[next++];
    }
    free(factors);
    free(divisors);
    return true;
}
