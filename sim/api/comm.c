/*
 * comm.c - communicators: asking, making, freeing (MPI 3.1, chapter 6.4).
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "api/collective.h"
#include "base/memory.h"
#include "core/accord.h"
#include "p2p/operation.h"
#include "p2p/wait.h"

int PMPI_Comm_size(MPI_Comm comm, int *size)
{
    struct dr_comm *found;
    int error;

    DR_DOOR("MPI_Comm_size", "c*", comm, size);

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

    DR_DOOR("MPI_Comm_rank", "c*", comm, rank);

    error = dr_check_comm(comm, &found);
    if (!error)
        *rank = found->rank;
    return error;
}
DR_ALIAS(int, Comm_rank, (MPI_Comm, int *))

int PMPI_Comm_compare(MPI_Comm comm1, MPI_Comm comm2, int *result)
{
    struct dr_comm *a, *b;
    int error;

    DR_DOOR("MPI_Comm_compare", "cc*", comm1, comm2, result);

    error = dr_check_comm(comm1, &a);
    if (!error)
        error = dr_check_comm(comm2, &b);
    if (error)
        return error;
    if (a->circle == b->circle) {
        *result = MPI_IDENT;
        return MPI_SUCCESS;
    }
    *result = dr_group_compare(a->circle->group, b->circle->group);
    if (*result == MPI_IDENT)
        *result = MPI_CONGRUENT;
    return MPI_SUCCESS;
}
DR_ALIAS(int, Comm_compare, (MPI_Comm, MPI_Comm, int *))

int PMPI_Comm_group(MPI_Comm comm, MPI_Group *group)
{
    struct dr_comm *found;
    int error;

    DR_DOOR("MPI_Comm_group", "c*", comm, group);

    error = dr_check_comm(comm, &found);
    if (!error)
        *group = dr_group_handle(dr_group_hold(found->circle->group));
    return error;
}
DR_ALIAS(int, Comm_group, (MPI_Comm, MPI_Group *))

int PMPI_Comm_test_inter(MPI_Comm comm, int *flag)
{
    struct dr_comm *found;
    int error;

    DR_DOOR("MPI_Comm_test_inter", "c*", comm, flag);

    error = dr_check_comm(comm, &found);
    if (!error)
        *flag = 0;
    return error;
}
DR_ALIAS(int, Comm_test_inter, (MPI_Comm, int *))


/* Agree with all members, wait for them, take what came of it. */
static void divide(struct dr_comm *comm, int color, int key, MPI_Comm *newcomm)
{
    struct dr_accord *accord = dr_accord_join(comm, color, key);
    struct dr_request *barrier = dr_coll_barrier(comm);
    struct dr_circle *circle;
    int rank;

    dr_wait_for(barrier);
    dr_operation_release(barrier);
    circle = dr_accord_take(accord, comm, &rank);
    *newcomm = circle ? dr_comm_new(circle, rank, comm)->handle : MPI_COMM_NULL;
}

int PMPI_Comm_dup(MPI_Comm comm, MPI_Comm *newcomm)
{
    struct dr_comm *found;
    int error;

    DR_DOOR("MPI_Comm_dup", "c*", comm, newcomm);

    error = dr_check_comm(comm, &found);
    if (!error)
        divide(found, 0, found->rank, newcomm);
    return error;
}
DR_ALIAS(int, Comm_dup, (MPI_Comm, MPI_Comm *))

int PMPI_Comm_split(MPI_Comm comm, int color, int key, MPI_Comm *newcomm)
{
    struct dr_comm *found;
    int error;

    DR_DOOR("MPI_Comm_split", "cii*", comm, color, key, newcomm);

    error = dr_check_comm(comm, &found);
    if (error)
        return error;
    if (color < 0 && color != MPI_UNDEFINED)
        return dr_raise(found, MPI_ERR_ARG, "the color is %d", color);
    divide(found, color, key, newcomm);
    return MPI_SUCCESS;
}
DR_ALIAS(int, Comm_split, (MPI_Comm, int, int, MPI_Comm *))

int PMPI_Comm_free(MPI_Comm *comm)
{
    struct dr_comm *found;
    int error;

    DR_DOOR("MPI_Comm_free", "*", comm);

    error = dr_check_comm(*comm, &found);
    if (error)
        return error;
    if (*comm == MPI_COMM_WORLD || *comm == MPI_COMM_SELF)
        return dr_raise(found, MPI_ERR_COMM, "%s cannot be freed",
                        *comm == MPI_COMM_WORLD ? "MPI_COMM_WORLD"
                                                : "MPI_COMM_SELF");
    error = dr_coll_end(found);
    if (error)
        return error;
    dr_handle_free(&dr_world->self->handles, (uintptr_t)*comm);
    dr_comm_release(found);
    *comm = MPI_COMM_NULL;
    return MPI_SUCCESS;
}
DR_ALIAS(int, Comm_free, (MPI_Comm *))


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

    DR_DOOR("MPI_Comm_get_name", "c**", comm, comm_name, resultlen);

    error = dr_check_comm(comm, &found);
    if (error)
        return error;
    *resultlen = snprintf(comm_name, MPI_MAX_OBJECT_NAME, "%s", name_of(found));
    return MPI_SUCCESS;
}
DR_ALIAS(int, Comm_get_name, (MPI_Comm, char *, int *))

int PMPI_Comm_set_name(MPI_Comm comm, const char *comm_name)
{
    struct dr_comm *found;
    int error;

    DR_DOOR("MPI_Comm_set_name", "c*", comm, comm_name);

    error = dr_check_comm(comm, &found);
    if (error)
        return error;
    free(found->name);
    found->name = dr_strdup(comm_name);
    if (strlen(found->name) >= MPI_MAX_OBJECT_NAME)
        found->name[MPI_MAX_OBJECT_NAME - 1] = '\0';
    return MPI_SUCCESS;
}
DR_ALIAS(int, Comm_set_name, (MPI_Comm, const char *))
