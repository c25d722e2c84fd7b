/*
 * accord.h - what the members of a communicator agree on when they make new
 * ones.
 *
 * Each member deposits a colour and a key, then all synchronise; after that
 * the new communicators are known, and each member takes its own.  The
 * agreement itself travels in shared memory: its simulated cost is that of the
 * barrier in between, where a real MPI would exchange all colours and keys.
 *
 * Out of an intercommunicator come intercommunicators: those of one colour on
 * either side (MPI 3.1, section 6.4.2), or one communicator of all when its
 * groups merge.
 */
#ifndef DR_CORE_ACCORD_H
#define DR_CORE_ACCORD_H

#include "core/terms.h"

struct dr_accord;

/* Deposit this member's colour (MPI_UNDEFINED: in no new communicator). */
struct dr_accord *dr_accord_join(struct dr_comm *comm, int color, int key);

/* Deposit that all shall be in one communicator, and whether this side comes
 * last; if both sides say the same, the circle's first group comes first. */
struct dr_accord *dr_accord_join_merge(struct dr_comm *comm, bool high);

/* This member, which has joined, gives what others must give too: differences
 * are told when it takes its circle. */
void dr_accord_give(struct dr_accord *accord, const struct dr_comm *comm,
                    const struct dr_term *term);

/* Has everyone joined?  The last one may give all of a communicator their new
 * ranks, -1 for none; it takes the array over. */
bool dr_accord_complete(const struct dr_accord *accord);
void dr_accord_arrange(struct dr_accord *accord, int *ranks);

/* What else the members share, NULL at first; it is theirs, also to release. */
void **dr_accord_extra(struct dr_accord *accord);

/*
 * After everyone joined: the circle of this member, with one reference for
 * it, and its rank there, within its side.  Members are ordered by key, then by
 * old rank (MPI 3.1, section 6.4.2).  NULL if its colour was MPI_UNDEFINED, if
 * the other side has nobody of it, or if one side of a merge did not agree.
 */
struct dr_circle *dr_accord_take(struct dr_accord *accord,
                                 const struct dr_comm *comm, int *rank);

#endif
