/*
 * likeness.h - are two sequences of basic elements alike?
 *
 * What one call sends another receives as the same basic types in the same
 * order, however each describes it (MPI 3.1, section 3.3.1, "type matching").
 * Types differ by name: MPI_LONG is not MPI_INT64_T.  We tell apart
 *
 *     alike      the same types
 *     nearly     other names for what is the same on this machine: integers of
 *                one size, the real types of C and Fortran, a complex number
 *                and its two parts; and MPI_BYTE, which by the letter matches
 *                MPI_BYTE only, against anything
 *     unlike     another size, or integers for reals: the data is garbage
 *
 * MPI_PACKED matches all (MPI 3.1, section 4.2).
 *
 * Cost: a comparison of pointers if both are the same signature, else the runs
 * of both, never their elements: sequences are compared by sums, so that it
 * does not matter how they are nested.  The sum of a sequence of length n,
 * counted in bytes, is that of Karp and Rabin ("Efficient randomized
 * pattern-matching algorithms", IBM J. Res. Dev. 31(2), 1987) modulo 2^61 - 1;
 * two that differ have the same one with a probability of n / 2^61.
 *
 * Where MPI_BYTE stands among other types, the first 256 places where either
 * sequence changes its type are looked at, and no more.
 */
#ifndef DR_CORE_LIKENESS_H
#define DR_CORE_LIKENESS_H

#include "core/signature.h"

/* `count` times a signature. */
struct dr_amount {
    const struct dr_signature *signature;
    uint64_t count;
};

enum dr_likeness {
    DR_ALIKE,
    DR_NEARLY,
    DR_UNLIKE
};

/* Where two sequences first differ: the number of the basic element in the
 * first one, and handle values of the types there. */
struct dr_difference {
    uint64_t element;
    unsigned types[2];
};

/* What it is when packed. */
static inline uint64_t dr_amount_bytes(struct dr_amount amount)
{
    return amount.count * amount.signature->bytes;
}

/* Are both alike as far as the shorter one goes?  If not, `difference` is the
 * first of the worst kind. */
enum dr_likeness dr_amount_compare(struct dr_amount a, struct dr_amount b,
                                   struct dr_difference *difference);

/* The name of a predefined type: "MPI_INT". */
const char *dr_type_name(unsigned type);

#endif
