/*
 * terms.h - do those that make a communicator together name the same one?
 *
 * MPI wants all members to give the same grid or graph (MPI 4.1, sections 8.5.1
 * and 8.5.3), and those of a group to give that group (section 7.4.2).  Each
 * member says what it gives; once all have come, what one member gives must be
 * given by all that it concerns.
 *
 * Cost: a hash of what is given; nothing is compared while all agree.
 */
#ifndef DR_CORE_TERMS_H
#define DR_CORE_TERMS_H

#include "core/comm.h"
#include "core/topology.h"

struct dr_terms;

/* What a member gives. */
struct dr_term {
    uint64_t hash;
    char words[96];               /* "a grid of 2 x 4" */
    const struct dr_group *group; /* who must give it too; NULL: all members */
};

/* Of a grid or graph; of a group, by its members; of `count` flags that the
 * standard calls `name`.  A term refers to its group. */
struct dr_term dr_term_of_topology(const struct dr_topology *topology);
struct dr_term dr_term_of_group(const struct dr_group *group);
struct dr_term dr_term_of_flags(const char *name, const int *flags, int count);

/* The running rank gives it, in the call in progress; `terms` is made on first
 * use, for members of `comm`, which has one group. */
void dr_terms_give(struct dr_terms **terms, const struct dr_comm *comm,
                   const struct dr_term *term);

/* All have given theirs: does what the running rank gives differ from what
 * others of those give?  The first difference is a finding,
 * collective_mismatch. NULL: nothing was given. */
void dr_terms_judge(struct dr_terms *terms, const struct dr_comm *comm);

/* Release it; NULL is allowed. */
void dr_terms_end(struct dr_terms *terms);

#endif
