/*
 * comm.c - communicators: who talks, and in which context.
 */
#include "core/comm.h"

#include <assert.h>
#include <stdlib.h>

#include "base/memory.h"
#include "core/hosts.h"
#include "core/unison.h"
#include "core/world.h"

struct dr_circle *dr_circle_new(struct dr_group *group, int references)
{
    struct dr_circle *circle = dr_zalloc(1, sizeof *circle);

    circle->context = dr_world->next_context;
    dr_world->next_context += DR_CONTEXTS;
    circle->references = references;
    circle->groups[0] = group;
    dr_list_init(&circle->accords);
    dr_list_init(&circle->musters);
    return circle;
}

struct dr_circle *dr_circle_new_inter(struct dr_group *first,
                                      struct dr_group *second)
{
    int sizes[] = {dr_group_size(first), dr_group_size(second)};
    struct dr_circle *circle = dr_circle_new(first, sizes[0] + sizes[1]);

    circle->groups[1] = second;
    for (int side = 0; side < 2; side++)
        circle->locals[side] =
            dr_circle_new(dr_group_hold(circle->groups[side]), sizes[side]);
    return circle;
}

static void leave_circle(struct dr_circle *circle)
{
    if (--circle->references > 0)
        return;
    dr_unison_judge(circle);
    dr_group_release(circle->groups[0]);
    if (circle->groups[1])
        dr_group_release(circle->groups[1]);
    dr_hosts_end(circle->hosts);
    dr_unison_end(circle->unison);
    free(circle);
}

static struct dr_comm *make(struct dr_circle *circle, int side, int rank)
{
    struct dr_comm *comm = dr_zalloc(1, sizeof *comm);

    comm->circle = circle;
    comm->side = side;
    comm->rank = rank;
    comm->group = comm->peers = circle->groups[side];
    if (circle->groups[1]) {
        comm->peers = circle->groups[!side];
        comm->local = make(circle->locals[side], 0, rank);
        comm->local->errhandler = dr_errhandler_get(MPI_ERRORS_RETURN);
    }
    comm->size = dr_group_size(comm->group);
    comm->npeers = dr_group_size(comm->peers);
    comm->references = 1;
    return comm;
}

struct dr_comm *dr_comm_predefined(struct dr_circle *circle, int rank,
                                   MPI_Comm handle)
{
    struct dr_comm *comm = make(circle, 0, rank);

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

static bool has_context(const struct dr_comm *comm, uint32_t context)
{
    return comm->circle->context == context / DR_CONTEXTS * DR_CONTEXTS;
}

struct dr_comm *dr_comm_of_context(const struct dr_rank *rank, uint32_t context)
{
    if (has_context(rank->comm_world, context))
        return rank->comm_world;
    if (has_context(rank->comm_self, context))
        return rank->comm_self;
    for (uint32_t i = 0; i < rank->handles.count; i++) {
        const struct dr_entry *entry = &rank->handles.entries[i];

        if (entry->kind == DR_KIND_COMM && has_context(entry->object, context))
            return entry->object;
    }
    return NULL;
}

struct dr_comm *dr_comm_new(struct dr_circle *circle, int rank,
                            const struct dr_comm *parent)
{
    int self = dr_world->self->id;
    int side =
        circle->groups[1] && dr_group_rank_of(circle->groups[1], self) >= 0;
    struct dr_comm *comm = make(circle, side, rank);

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
    if (comm->local)
        dr_comm_release(comm->local);
    leave_circle(comm->circle);
    free(comm->name);
    dr_attributes_end(&comm->attributes);
    if (comm->info)
        dr_info_free(comm->info);
    if (comm->topology)
        dr_topology_release(comm->topology);
    free(comm);
}
