/*
 * unison.h - do all members of a communicator call the same collectives?
 *
 * MPI wants all members to call collectives of a communicator in the same
 * order, with the same root, nonblocking ones on all or none (MPI 3.1,
 * sections 5.1 and 5.12).  Members that call different ones may hang, or get
 * each other's messages and go on with wrong data.  So each member's n-th call
 * is compared with that of the member that was first to make its n-th.
 *
 * On an intercommunicator one rank is the root and gives MPI_ROOT, the others
 * of its group give MPI_PROC_NULL, those of the other group its rank (MPI 3.1,
 * section 5.2.3).  What each member gives says where the root is; that is
 * compared.
 *
 * Only the first difference on a communicator is told: what comes later is
 * shifted.  Persistent collectives are compared where they are initialised.
 *
 * Cost: one comparison per collective and member; memory for the collectives
 * that some members have begun and others have not.
 */
#ifndef DR_CORE_UNISON_H
#define DR_CORE_UNISON_H

#include <stdbool.h>
#include <stdint.h>

#include "event/finding.h"

struct dr_circle;
struct dr_offers;
struct dr_comm;
struct dr_unison;

/* The root of collectives that have none; MPI knows -1 as MPI_ANY_SOURCE. */
enum {
    DR_UNISON_NO_ROOT = -1
};

/* A call of two that differ; `with` is "", or " with root 1". */
struct dr_parted {
    struct dr_related call;
    char with[64];
};

/*
 * The running rank makes its call `number` on `comm`, counted from 0; `kept`
 * ones have numbers of their own.  `root` is as the program gave it.  A
 * difference is a finding, collective_mismatch; the call goes on.  Of calls
 * that belong together the data and operators are compared too: `offers`, NULL
 * if there are none, see core/offers.h.
 */
void dr_unison_call(struct dr_comm *comm, uint32_t number, bool kept, int root,
                    const struct dr_offers *offers);

/* Where the members of `comm` parted: the call that was first and the one that
 * differs.  False if they did not, only after call `number`, or in a persistent
 * one. */
bool dr_unison_broken(const struct dr_comm *comm, uint32_t number,
                      struct dr_parted parted[2]);

/* The running rank starts its persistent collective `number` for the `times`th
 * time, by the call in progress. */
void dr_unison_start(struct dr_comm *comm, uint32_t number, uint32_t times);

/* No member makes collectives any more: one that some have made and others have
 * not is a finding, and so is a persistent one that some have started more
 * often than others.  Calls after the first on a communicator do nothing. */
void dr_unison_judge(const struct dr_circle *circle);

/* Release it; NULL is allowed. */
void dr_unison_end(struct dr_unison *unison);

/* Are they names of one collective?  MPI_Bcast and MPI_Bcast_c are. */
bool dr_unison_same(const char *a, const char *b);

#endif
