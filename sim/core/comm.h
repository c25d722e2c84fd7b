/*
 * comm.h - communicators: who talks, and in which context.
 *
 * What all members share stands in dr_circle, one object per communicator;
 * what one rank sees of it in dr_comm, one per rank and handle.  Messages of a
 * communicator carry its context number, collectives and the making of new
 * communicators one of their own, so that none ever meets the other's.
 *
 * An intercommunicator has two disjoint groups: a message goes from a member of
 * one to a member of the other, and peers are ranks of the other (MPI 3.1,
 * section 6.6).  Within each group its collectives use a communicator that the
 * program does not see.
 */
#ifndef DR_CORE_COMM_H
#define DR_CORE_COMM_H

#include <stdbool.h>
#include <stdint.h>

#include "base/list.h"
#include "core/attribute.h"
#include "core/errhandler.h"
#include "core/group.h"
#include "core/info.h"
#include "core/topology.h"
#include "include/mpi.h"

struct dr_hosts;  /* core/hosts.h */
struct dr_rank;   /* core/world.h */
struct dr_unison; /* core/unison.h */

/* What is added to a circle's context. */
enum {
    DR_CONTEXT_COLLECTIVE = 1, /* the only odd one */
    DR_CONTEXT_MAKING = 2,     /* between the leaders of two groups */
    DR_CONTEXTS = 4
};

/* Shared by the members; goes with the last dr_comm that refers to it. */
struct dr_circle {
    uint32_t context; /* a multiple of DR_CONTEXTS */
    int references;
    struct dr_group *groups[2];  /* [1] is NULL but for intercommunicators */
    struct dr_circle *locals[2]; /* of an intercommunicator: within each */
    struct dr_link accords;      /* collective agreements under way */
    struct dr_link musters;      /* of groups of members; core/muster.h */
    struct dr_hosts *hosts;      /* of the one group; NULL: not asked yet */
    struct dr_unison *unison;    /* of collectives; NULL: none yet */
};

struct dr_comm {
    struct dr_circle *circle;
    int side; /* which of the circle's groups is mine */
    int rank; /* mine, in my group */
    int size; /* of my group */
    int npeers;
    struct dr_group *group; /* mine; the circle's */
    struct dr_group *peers; /* the same, or the other side's */
    struct dr_comm *local;  /* within my side, without a handle; NULL
                               but for intercommunicators */
    struct dr_errhandler *errhandler;
    MPI_Comm handle;
    int references;       /* the handle, and pending operations */
    uint32_t collectives; /* how many I have started: their tags */
    uint32_t kept;        /* persistent ones I have initialised: theirs */
    uint32_t accords;     /* how many I have joined */
    char *name;           /* or NULL */
    const void *made;     /* of a window: where, or NULL; and which it is of */
    uint32_t nth;         /* those that the rank has made there, from 1 on */
    struct dr_attributes attributes;
    struct dr_info *info;         /* hints of the program, or NULL */
    struct dr_topology *topology; /* held, or NULL */
};

/* Do the program's own messages travel in this context? */
static inline bool dr_comm_is_users(uint32_t context)
{
    return context % DR_CONTEXTS == 0;
}

/* MPI_COMM_WORLD and MPI_COMM_SELF of a rank. */
struct dr_comm *dr_comm_predefined(struct dr_circle *circle, int rank,
                                   MPI_Comm handle);

/* The communicator behind a handle of the running rank, or NULL. */
struct dr_comm *dr_comm_get(MPI_Comm handle);

/* The rank's communicator whose messages, of any kind, have this context; NULL
 * if it has none, or has freed it. */
struct dr_comm *dr_comm_of_context(const struct dr_rank *rank,
                                   uint32_t context);

/* A new communicator of the running rank, which has `rank` in its group, with a
 * handle of its own; takes over one reference of `circle`, inherits the error
 * handler of `parent`. */
struct dr_comm *dr_comm_new(struct dr_circle *circle, int rank,
                            const struct dr_comm *parent);

/* A circle with `references` references; takes over one of `group`. */
struct dr_circle *dr_circle_new(struct dr_group *group, int references);

/* That of an intercommunicator, with a reference for each member; takes over
 * one of each group. */
struct dr_circle *dr_circle_new_inter(struct dr_group *first,
                                      struct dr_group *second);

struct dr_comm *dr_comm_hold(struct dr_comm *comm);
void dr_comm_release(struct dr_comm *comm);

/* Is it an intercommunicator? */
static inline bool dr_comm_inter(const struct dr_comm *comm)
{
    return comm->local != NULL;
}

/* The rank in MPI_COMM_WORLD of peer `rank`: of the member that messages to
 * this rank go to. */
static inline int dr_comm_world_rank(const struct dr_comm *comm, int rank)
{
    return dr_group_world_rank(comm->peers, rank);
}

#endif
