/*
 * comm.h - communicators: who talks, and in which context.
 *
 * What all members share stands in dr_circle, one object per communicator;
 * what one rank sees of it in dr_comm, one per rank and handle.  Messages of a
 * communicator carry its context number, collectives that number plus one, so
 * that neither ever meets the other's.
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

struct dr_hosts; /* core/hosts.h */

/* Shared by the members; goes with the last dr_comm that refers to it. */
struct dr_circle {
    uint32_t context; /* even; + 1 is for collectives */
    int references;
    struct dr_group *group;
    struct dr_link accords; /* collective agreements under way */
    struct dr_link musters; /* of groups of members; core/muster.h */
    struct dr_hosts *hosts; /* of the members; NULL: not asked for yet */
};

struct dr_comm {
    struct dr_circle *circle;
    int rank; /* mine, in this communicator */
    int size;
    struct dr_errhandler *errhandler;
    MPI_Comm handle;
    int references;       /* the handle, and pending operations */
    uint32_t collectives; /* how many I have started: their tags */
    uint32_t kept;        /* persistent ones I have initialised: theirs */
    uint32_t accords;     /* how many I have joined */
    char *name;           /* or NULL */
    struct dr_attributes attributes;
    struct dr_info *info;         /* hints of the program, or NULL */
    struct dr_topology *topology; /* held, or NULL */
};

/* MPI_COMM_WORLD and MPI_COMM_SELF of a rank. */
struct dr_comm *dr_comm_predefined(struct dr_circle *circle, int rank,
                                   MPI_Comm handle);

/* The communicator behind a handle of the running rank, or NULL. */
struct dr_comm *dr_comm_get(MPI_Comm handle);

/* A new communicator of the running rank with a handle of its own; takes over
 * one reference of `circle`, inherits the error handler of `parent`. */
struct dr_comm *dr_comm_new(struct dr_circle *circle, int rank,
                            const struct dr_comm *parent);

/* A circle with `references` references; takes over one of `group`. */
struct dr_circle *dr_circle_new(struct dr_group *group, int references);

struct dr_comm *dr_comm_hold(struct dr_comm *comm);
void dr_comm_release(struct dr_comm *comm);

/* The rank in MPI_COMM_WORLD of member `rank`. */
static inline int dr_comm_world_rank(const struct dr_comm *comm, int rank)
{
    return dr_group_world_rank(comm->circle->group, rank);
}

#endif
