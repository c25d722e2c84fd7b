/*
 * team.h - the ranks among which a part of an algorithm runs.
 *
 * Members have numbers from 0 up; number 0 leads.  A team is all ranks of a
 * communicator counted from any of them, the ranks of one host, or the leaders
 * of all hosts.
 */
#ifndef DR_COLL_TEAM_H
#define DR_COLL_TEAM_H

#include "coll/coll.h"

struct dr_team {
    int size;
    int me;             /* my number; -1: I am not in it */
    int first;          /* which of those below is number 0 */
    const int *members; /* ranks; NULL: all of them */
    const int *which;   /* indices into `members`; NULL: all of them */
    int leader;         /* the rank that is number 0; -1: as listed */
};

/* All ranks, counted from `first`. */
struct dr_team dr_team_all(const struct dr_comm *comm, int first);

/* The ranks on my host; one leader of each host.  The leader is the lowest
 * rank of its host, but `root` on its own; with `root` it leads all. */
struct dr_team dr_team_host(const struct dr_comm *comm, int root);
struct dr_team dr_team_leaders(const struct dr_comm *comm, int root);

/* The rank of a member. */
int dr_team_rank(const struct dr_team *team, int64_t number);

/* Steps of a team, with ends of rounds; members only.  The data of a
 * broadcast is number 0's. */
void dr_team_barrier(struct dr_schedule *schedule, const struct dr_team *team);
void dr_team_bcast(struct dr_schedule *schedule, const struct dr_team *team,
                   struct dr_span data);

/*
 * Reduce to number 0, in the order of numbers; combine for everyone, in that
 * order too.
 *
 * `mine` is what I give, and is not changed.  The result is where the returned
 * pointer says, laid out as `mine`: there or in scratch; the reduction returns
 * NULL but on number 0.
 */
const void *dr_team_reduce(struct dr_schedule *schedule,
                           const struct dr_coll *coll,
                           const struct dr_team *team, const void *mine);
const void *dr_team_allreduce(struct dr_schedule *schedule,
                              const struct dr_coll *coll,
                              const struct dr_team *team, const void *mine);

#endif
