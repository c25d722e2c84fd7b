/*
 * comm.c - communicators: who talks, and in which context.
 */
#include "core/comm.h"

#include <assert.h>
#include <stdlib.h>

#include "base/memory.h"
#include "core/hosts.h"
#include "core/world.h"

struct dr_circle *dr_circle_new(struct dr_group *group, int references)
{
    struct dr_circle *circle = dr_zalloc(1, sizeof *circle);

    circle->context = dr_world->next_context;
    dr_world->next_context += 2;
    circle->references = references;
    circle->group = group;
    dr_list_init(&circle->accords);
    dr_list_init(&circle->musters);
    return circle;
}

static void leave_circle(struct dr_circle *circle)
{
    if (--circle->references > 0)
        return;
    dr_group_release(circle->group);
    dr_hosts_end(circle->hosts);
    free(circle);
}

static struct dr_comm *make(struct dr_circle *circle, int rank)
{
    struct dr_comm *comm = dr_zalloc(1, sizeof *comm);

    comm->circle = circle;
    comm->rank = rank;
    comm->size = dr_group_size(circle->group);
    comm->references = 1;
    return comm;
}

struct dr_comm *dr_comm_predefined(struct dr_circle *circle, int rank,
                                   MPI_Comm handle)
{
    struct dr_comm *comm = make(circle, rank);

    comm->handle = handle;
    comm->errhandler = dr_errhandler_get(MPI_ERRORS_ARE_FATAL);
    return comm;
}

struct dr_comm *dr_comm_get(MPI_Comm handle)
{
    struct dr_rank *rank = dr_world->self;

    if (handle == MPI_COMM_WORLD)
        return rank->comm_world;
    if (handle == MPI_COMM_SELF)
        return rank->comm_self;
    return dr_handle_get(&rank->handles, DR_KIND_COMM, (uintptr_t)handle);
}

struct dr_comm *dr_comm_new(struct dr_circle *circle, int rank,
                            const struct dr_comm *parent)
{
    struct dr_comm *comm = make(circle, rank);

    comm->errhandler = dr_errhandler_hold(parent->errhandler);
    comm->handle =
        (MPI_Comm)dr_handle_new(&dr_world->self->handles, DR_KIND_COMM, comm);
    return comm;
}

struct dr_comm *dr_comm_hold(struct dr_comm *comm)
{
    comm->references++;
    return comm;
}

void dr_comm_release(struct dr_comm *comm)
{
    assert(comm->references > 0);
    if (--comm->references > 0)
        return;
    dr_errhandler_release(comm->errhandler);
    leave_circle(comm->circle);
    free(comm->name);
    dr_attributes_end(&comm->attributes);
    if (comm->info)
        dr_info_free(comm->info);
    if (comm->topology)
        dr_topology_release(comm->topology);
    free(comm);
}
