/*
 * branch.h - one process of an exploration: the simulation, forking.
 *
 * Where several moves are possible the process makes the first and goes on; a
 * snapshot of it makes the others when all that comes of the first was seen.
 * No schedule is run from the start twice.
 *
 * Schedules that differ only in the order of independent moves are the same;
 * sleep sets see to it that each such class is finished once.  Theorem: a
 * search with sleep sets reaches every state without successors, so no
 * deadlock is missed (Godefroid: "Partial-Order Methods for the Verification
 * of Concurrent Systems", LNCS 1032, 1996, chapter 5).
 *
 *     branch on t1 .. tn at state s, sleeping Z:
 *     the child of ti sleeps { z in Z or t1 .. ti-1 : z independent of ti }
 *
 * A state all of whose moves sleep is given up: others finish its schedules.
 */
#ifndef DR_EXPLORE_BRANCH_H
#define DR_EXPLORE_BRANCH_H

#include <sys/types.h>

#include "explore/record.h"
#include "explore/shared.h"
#include "explore/snapshot.h"

/* A move that had alternatives. */
struct dr_chosen {
    struct dr_move move;
    int alternatives; /* itself included */
};

/* A receive or probe that several senders could serve, and one of these. */
struct dr_reach {
    int rank, sender; /* in MPI_COMM_WORLD */
    const char *call;
    const void *site;
};

struct dr_branch {
    struct dr_shared *shared;
    int socket;               /* to the supervisor */
    struct dr_chosen *chosen; /* so far */
    int nchosen, chosen_room;
    struct dr_reach *reach; /* messages that could be had instead */
    int nreach, reach_room;
    double weight; /* 1 / product of the alternatives so far */
    struct dr_move *sleeping;
    int nsleeping;
    struct dr_snapshots snapshots; /* moves that are left, latest last */
    bool holds_job;                /* to be given back at the end */
    long pages;                    /* of shared->pages */
    long moves;                    /* made so far */
};

/* The process becomes the first branch. */
struct dr_branch *dr_branch_begin(struct dr_shared *shared, int socket);

/* A dr_choose_fn: `self` is the branch.  Returns in several processes. */
int dr_branch_choose(void *self, const struct dr_move *moves, int count);

/* The schedule is over: tell the supervisor, with choices and races filled in,
 * see to the snapshots, end the process. */
_Noreturn void dr_branch_end(struct dr_branch *branch,
                             struct dr_record *record);

#endif
