/*
 * case.h - one call of a collective, checked against a sequential oracle.
 *
 * Ranks of a communicator agree on a case by its number alone.  A failure
 * prints the case and ends the run.
 */
#ifndef CASE_H
#define CASE_H

#include <mpi.h>
#include <stdint.h>

struct team {
    MPI_Comm comm;
    int size, rank;
};

/* Print what differs and end the run, unless `good`. */
void expect(int good, const struct team *team, const char *call,
            const char *what, int count, int root);

/* A number that depends on all its arguments. */
uint32_t mix(uint32_t a, uint32_t b, uint32_t c);

/* Order-dependent sums of doubles go into it; rank 0 prints it at the end. */
extern uint64_t digest;

void movement_cases(const struct team *team, int thorough);
void reduction_cases(const struct team *team, int thorough);

/* Types and operators. */
void make_kinds(void);
void free_kinds(void);

/* A cell of 16 bytes holds two numbers, at 0 and 8, and two holes. */
extern MPI_Datatype holey;

#endif
