/*
 * comm.c - communicators: asking and freeing (MPI 3.1, chapter 6.4).
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "api/collective.h"
#include "api/comm_make.h"
#include "base/memory.h"

int PMPI_Comm_size(MPI_Comm comm, int *size)
{
    struct dr_comm *found;
    int error;

    DR_DOOR("MPI_Comm_size", "c&", comm, size);

    error = dr_check_comm(comm, &found);
    if (!error)
        *size = found->size;
    return error;
}
DR_ALIAS(int, Comm_size, (MPI_Comm, int *))

int PMPI_Comm_rank(MPI_Comm comm, int *rank)
{
    struct dr_comm *found;
    int error;

    DR_DOOR("MPI_Comm_rank", "c&", comm, rank);

    error = dr_check_comm(comm, &found);
    if (!error)
        *rank = found->rank;
    return error;
}
DR_ALIAS(int, Comm_rank, (MPI_Comm, int *))

/* Of intercommunicators, both groups must be alike. */
static int compare(const struct dr_comm *a, const struct dr_comm *b)
{
    int mine, other;

    if (a->circle == b->circle)
        return MPI_IDENT;
    if (dr_comm_inter(a) != dr_comm_inter(b))
        return MPI_UNEQUAL;
    mine = dr_group_compare(a->group, b->group);
    other = dr_group_compare(a->peers, b->peers);
    if (mine == MPI_UNEQUAL || other == MPI_UNEQUAL)
        return MPI_UNEQUAL;
    return mine == MPI_IDENT && other == MPI_IDENT ? MPI_CONGRUENT
                                                   : MPI_SIMILAR;
}

int PMPI_Comm_compare(MPI_Comm comm1, MPI_Comm comm2, int *result)
{
    struct dr_comm *a, *b;
    int error;

    DR_DOOR("MPI_Comm_compare", "cc&", comm1, comm2, result);

    error = dr_check_comm(comm1, &a);
    if (!error)
        error = dr_check_comm(comm2, &b);
    if (error)
        return error;
    *result = compare(a, b);
    return MPI_SUCCESS;
}
DR_ALIAS(int, Comm_compare, (MPI_Comm, MPI_Comm, int *))

int PMPI_Comm_group(MPI_Comm comm, MPI_Group *group)
{
    struct dr_comm *found;
    int error;

    DR_DOOR("MPI_Comm_group", "c&", comm, group);

    error = dr_check_comm(comm, &found);
    if (!error)
        *group = dr_group_handle(dr_group_hold(found->group));
    return error;
}
DR_ALIAS(int, Comm_group, (MPI_Comm, MPI_Group *))

/* Nobody was spawned. */
int PMPI_Comm_get_parent(MPI_Comm *parent)
{
    DR_DOOR("MPI_Comm_get_parent", "&", parent);

    *parent = MPI_COMM_NULL;
    return MPI_SUCCESS;
}
DR_ALIAS(int, Comm_get_parent, (MPI_Comm *))

static int set_free(MPI_Comm *comm)
{
    struct dr_comm *found;
    int error = dr_check_comm(*comm, &found);

    if (error)
        return error;
    if (*comm == MPI_COMM_WORLD || *comm == MPI_COMM_SELF)
        return dr_raise(found, MPI_ERR_COMM, "%s cannot be freed",
                        *comm == MPI_COMM_WORLD ? "MPI_COMM_WORLD"
                                                : "MPI_COMM_SELF");
    error = dr_coll_end(found);
    if (error)
        return error;
    error = dr_attributes_delete(&found->attributes, *comm);
    if (error)
        return dr_raise(found, error, "a delete callback returned %d", error);
    dr_handle_free(&dr_world->self->handles, (uintptr_t)*comm);
    dr_comm_release(found);
    *comm = MPI_COMM_NULL;
    return MPI_SUCCESS;
}

int PMPI_Comm_free(MPI_Comm *comm)
{
    DR_DOOR("MPI_Comm_free", "&", comm);

    return set_free(comm);
}
DR_ALIAS(int, Comm_free, (MPI_Comm *))

/* It may only be called when all communication is complete on this side (MPI
 * 3.1, section 10.5.4); what is still in the network arrives by itself. */
int PMPI_Comm_disconnect(MPI_Comm *comm)
{
    DR_DOOR("MPI_Comm_disconnect", "&", comm);

    return set_free(comm);
}
DR_ALIAS(int, Comm_disconnect, (MPI_Comm *))


static const char *name_of(const struct dr_comm *comm)
{
    if (comm->name)
        return comm->name;
    if (comm->handle == MPI_COMM_WORLD)
        return "MPI_COMM_WORLD";
    return comm->handle == MPI_COMM_SELF ? "MPI_COMM_SELF" : "";
}

int PMPI_Comm_get_name(MPI_Comm comm, char *comm_name, int *resultlen)
{
    struct dr_comm *found;
    int error;

    DR_DOOR("MPI_Comm_get_name", "c&&", comm, comm_name, resultlen);

    error = dr_check_comm(comm, &found);
    if (error)
        return error;
    *resultlen = snprintf(comm_name, MPI_MAX_OBJECT_NAME, "%s", name_of(found));
    return MPI_SUCCESS;
}
DR_ALIAS(int, Comm_get_name, (MPI_Comm, char *, int *))

void dr_comm_rename(struct dr_comm *comm, const char *name)
{
    free(comm->name);
    comm->name = dr_strdup(name);
    if (strlen(comm->name) >= MPI_MAX_OBJECT_NAME)
        comm->name[MPI_MAX_OBJECT_NAME - 1] = '\0';
}

int PMPI_Comm_set_name(MPI_Comm comm, const char *comm_name)
{
    struct dr_comm *found;
    int error;

    DR_DOOR("MPI_Comm_set_name", "c&", comm, comm_name);

    error = dr_check_comm(comm, &found);
    if (error)
        return error;
    dr_comm_rename(found, comm_name);
    return MPI_SUCCESS;
}
DR_ALIAS(int, Comm_set_name, (MPI_Comm, const char *))
