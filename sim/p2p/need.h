/*
 * need.h - who must act before an operation can complete.
 *
 * An operation that is not done is either under way by itself (its message
 * travels, or is matched), or it needs somebody: the code of another rank, or
 * a collective that already runs there in the background and goes on without
 * that rank's code.
 *
 *     receive, source named     that rank, unless a message that fits travels
 *     receive, MPI_ANY_SOURCE   any member, unless anything travels here
 *     send that waits           the target, unless a receive there fits it
 *     step of a collective      the same collective at the peer if it has
 *                               begun there, otherwise the peer
 *     collective                every step that it has started
 *     generalized request       its own rank, which must complete it
 *     continuation              its own rank, which runs it as it waits
 *     one-sided                 the first rank that struct dr_remote names
 *
 * What travels to an MPI_ANY_SOURCE need not fit, and a receive that fits may
 * take another message first; when that has happened, the answer changes.  So
 * "under way" is said too often, but never too rarely.
 */
#ifndef DR_P2P_NEED_H
#define DR_P2P_NEED_H

#include "p2p/engine.h"

struct dr_need {
    enum dr_need_kind {
        DR_NEED_NOTHING, /* it is done or under way */
        DR_NEED_RANK,
        DR_NEED_MEMBER,   /* any member of the group */
        DR_NEED_SCHEDULE, /* the steps of a collective */
    } kind;
    struct dr_rank *rank;         /* of the schedule, too */
    const struct dr_group *group; /* of DR_NEED_MEMBER */
    struct dr_schedule *schedule;
};

/* Of an operation; `probe`: of a receive that is looked for, not posted. */
struct dr_need dr_need_of(const struct dr_request *request, bool probe);

/* Can the rank still call MPI, as far as it alone decides? */
bool dr_need_lives(const struct dr_rank *rank);

/* Does it sleep in an MPI call, and nothing has woken it yet? */
bool dr_need_sleeps(const struct dr_rank *rank);

/* Is the wait satisfied by one of its requests? */
bool dr_need_any(const struct dr_wait *wait);

/* Messages out of the rank's attached buffer, and of sends it has freed, that
 * arrived and were not received.  Targets ascending. */
void dr_need_of_held(const struct dr_port *port,
                     void (*visit)(void *self, const struct dr_message *held),
                     void *self);

#endif
