/*
 * snapshot.h - states of a running simulation, kept as processes that wait.
 *
 * The process that forks goes on, and its child waits where they were: so a
 * long run leaves many children of one process behind, and not a chain of
 * parents.  Linux keeps for every mapping a list of all processes in such a
 * chain, which makes the n-th fork of a chain n times as dear.
 *
 * A snapshot of a process that ends or is killed wakes by itself.
 */
#ifndef DR_EXPLORE_SNAPSHOT_H
#define DR_EXPLORE_SNAPSHOT_H

#include <stdbool.h>
#include <sys/types.h>

/* The snapshots that a process has taken and not woken yet. */
struct dr_snapshots {
    pid_t *waiting;
    int count, room;
};

enum dr_snapshot {
    DR_SNAPSHOT_NONE = -1, /* the system has no room for another process */
    DR_SNAPSHOT_TAKEN,     /* this process goes on */
    DR_SNAPSHOT_WOKEN,     /* this is the snapshot: it goes on instead */
    DR_SNAPSHOT_WITH_JOB   /* the same, and beside the other */
};

/* Keep the state of this moment.  `at_once`: it goes on at once, with a job,
 * and is none of the waiting. */
enum dr_snapshot dr_snapshot_take(struct dr_snapshots *snapshots, bool at_once);

/* Wake the latest of them, count > 0, and return its process. */
pid_t dr_snapshot_wake(struct dr_snapshots *snapshots, bool with_job);

#endif
