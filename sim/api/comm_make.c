/*
 * comm_make.c - new communicators out of old ones (MPI 3.1, section 6.4.2).
 */
#include "api/comm_make.h"

#include <string.h>

#include "api/collective.h"
#include "api/group_door.h"
#include "core/call_text.h"
#include "core/muster.h"
#include "net/net.h"
#include "p2p/operation.h"
#include "p2p/wait.h"

struct dr_comm *dr_comm_agree(struct dr_comm *comm, struct dr_accord *accord)
{
    struct dr_request *barrier = dr_coll_barrier(comm);
    struct dr_circle *circle;
    int rank;

    dr_wait_for(barrier);
    dr_operation_release(barrier);
    circle = dr_accord_take(accord, comm, &rank);
    return circle ? dr_comm_new(circle, rank, comm) : NULL;
}

struct dr_comm *dr_comm_divide(struct dr_comm *comm, int color, int key)
{
    return dr_comm_agree(comm, dr_accord_join(comm, color, key));
}

MPI_Comm dr_comm_lay_out(struct dr_comm *comm, struct dr_accord *accord,
                         struct dr_topology *topology)
{
    struct dr_comm *made = dr_comm_agree(comm, accord);

    if (made)
        made->topology = topology;
    else
        dr_topology_release(topology);
    return made ? made->handle : MPI_COMM_NULL;
}

static int divide(struct dr_comm *comm, int color, int key, MPI_Comm *newcomm)
{
    struct dr_comm *made = dr_comm_divide(comm, color, key);

    *newcomm = made ? made->handle : MPI_COMM_NULL;
    return MPI_SUCCESS;
}

int PMPI_Comm_split(MPI_Comm comm, int color, int key, MPI_Comm *newcomm)
{
    struct dr_comm *found;
    int error;

    DR_DOOR("MPI_Comm_split", "cii&", comm, color, key, newcomm);

    error = dr_check_comm(comm, &found);
    if (error)
        return error;
    if (color < 0 && color != MPI_UNDEFINED)
        return dr_raise(found, MPI_ERR_ARG, "the color is %d", color);
    return divide(found, color, key, newcomm);
}
DR_ALIAS(int, Comm_split, (MPI_Comm, int, int, MPI_Comm *))

static bool known(int split_type)
{
    return split_type >= MPI_COMM_TYPE_SHARED &&
           split_type <= MPI_COMM_TYPE_RESOURCE_GUIDED;
}

static bool several_hosts(const struct dr_comm *comm)
{
    const struct dr_rank *ranks = dr_world->ranks;

    for (int i = 0; i < comm->size; i++) {
        if (ranks[dr_group_world_rank(comm->group, i)].host !=
            dr_world->self->host)
            return true;
    }
    return false;
}

/* The resource that ranks are split by, as info objects name it. */
static const char *const resource_key = "mpi_hw_resource_type";
static const char *const shared_memory = "mpi_shared_memory";

/*
 * Shared memory is what the ranks of a host have; nothing else of the hardware
 * is known to split by.  Unguided, a part must be smaller than the whole (MPI
 * 4.0, section 7.4.2); other types of resources make no communicator.
 */
static bool by_host(const struct dr_comm *comm, int split_type,
                    const struct dr_info *hints)
{
    const char *resource;

    switch (split_type) {
    case MPI_COMM_TYPE_SHARED:
        return true;
    case MPI_COMM_TYPE_HW_UNGUIDED:
        return several_hosts(comm);
    case MPI_COMM_TYPE_HW_GUIDED:
    case MPI_COMM_TYPE_RESOURCE_GUIDED:
        resource = hints ? dr_info_value(hints, resource_key) : NULL;
        return resource && strcmp(resource, shared_memory) == 0;
    default:
        return false;
    }
}

int PMPI_Comm_split_type(MPI_Comm comm, int split_type, int key, MPI_Info info,
                         MPI_Comm *newcomm)
{
    struct dr_comm *found;
    struct dr_info *hints;
    int error;

    DR_DOOR("MPI_Comm_split_type", "ciiI&", comm, split_type, key, info,
            newcomm);

    error = dr_check_comm(comm, &found);
    if (!error)
        error = dr_check_info(found, info, &hints);
    if (error)
        return error;
    if (split_type != MPI_UNDEFINED && !known(split_type))
        return dr_raise(found, MPI_ERR_ARG, "the split type is %d", split_type);
    divide(found,
           by_host(found, split_type, hints) ? dr_world->self->host->index
                                             : MPI_UNDEFINED,
           key, newcomm);
    /* What the unguided split went by (MPI 4.0, section 7.4.2). */
    if (split_type == MPI_COMM_TYPE_HW_UNGUIDED && hints &&
        *newcomm != MPI_COMM_NULL)
        dr_info_set(hints, resource_key, shared_memory);
    return MPI_SUCCESS;
}
DR_ALIAS(int, Comm_split_type, (MPI_Comm, int, int, MPI_Info, MPI_Comm *))


static int check_members(struct dr_comm *comm, const struct dr_group *group)
{
    for (int i = 0; i < dr_group_size(group); i++) {
        if (dr_group_rank_of(comm->group, dr_group_world_rank(group, i)) < 0)
            return dr_raise(comm, MPI_ERR_GROUP,
                            "rank %d of the group is not in the communicator",
                            i);
    }
    return MPI_SUCCESS;
}

static int find_group(MPI_Comm comm, MPI_Group group, struct dr_comm **found,
                      struct dr_group **members)
{
    int error = dr_check_comm(comm, found);

    if (!error)
        error = dr_door_group(group, "group", members);
    if (!error)
        error = check_members(*found, *members);
    return error;
}

/* The rank in `comm` of the group's first member. */
static int leader(const struct dr_comm *comm, const struct dr_group *group)
{
    return dr_group_rank_of(comm->group, dr_group_world_rank(group, 0));
}

/* Several disjoint groups may be made in one call: their leaders tell them
 * apart.  Of an intercommunicator, each side names one group, and the two make
 * one new intercommunicator. */
int PMPI_Comm_create(MPI_Comm comm, MPI_Group group, MPI_Comm *newcomm)
{
    struct dr_comm *found;
    struct dr_group *members;
    struct dr_accord *accord;
    struct dr_comm *made;
    struct dr_term term;
    int error, rank;

    DR_DOOR("MPI_Comm_create", "c*&", comm, group, newcomm);

    error = find_group(comm, group, &found, &members);
    if (error)
        return error;
    rank = dr_group_rank_of(members, dr_world->self->id);
    if (rank < 0)
        return divide(found, MPI_UNDEFINED, 0, newcomm);
    accord = dr_accord_join(
        found, dr_comm_inter(found) ? 0 : leader(found, members), rank);
    term = dr_term_of_group(members);
    dr_accord_give(accord, found, &term);
    made = dr_comm_agree(found, accord);
    *newcomm = made ? made->handle : MPI_COMM_NULL;
    return MPI_SUCCESS;
}
DR_ALIAS(int, Comm_create, (MPI_Comm, MPI_Group, MPI_Comm *))

/* A dissemination barrier of the group in the parent's context. */
static void wait_for_group(struct dr_comm *comm, const struct dr_group *group,
                           int rank, int tag)
{
    struct dr_schedule *schedule = dr_schedule_new_partial(comm, tag);
    struct dr_span nothing = {0};
    const struct dr_group *all = comm->group;
    int size = dr_group_size(group);
    struct dr_request *request;

    for (int64_t distance = 1; distance < size; distance *= 2) {
        int ahead = (int)((rank + distance) % size);
        int behind = (int)((rank - distance + size) % size);

        dr_schedule_recv(
            schedule, nothing,
            dr_group_rank_of(all, dr_group_world_rank(group, behind)));
        dr_schedule_send(
            schedule, nothing,
            dr_group_rank_of(all, dr_group_world_rank(group, ahead)));
        dr_schedule_end_round(schedule);
    }
    request = dr_schedule_start(schedule);
    dr_wait_for(request);
    dr_operation_release(request);
}

/* All of the group were here, and not all of them meant this group. */
static void tell_of_groups(const struct dr_comm *comm,
                           const struct dr_group *group)
{
    const struct dr_call *call = dr_world->self->call;
    struct dr_term term = dr_term_of_group(group);
    struct dr_text message = {0};

    dr_text_printf(&message, "%s of %s here, and not on all of them",
                   term.words, dr_call_comm_name(dr_world->self, comm->handle));
    dr_findings_add(&dr_world->findings,
                    (struct dr_finding){.kind = DR_FOUND_COLLECTIVE_MISMATCH,
                                        .severity = DR_ERROR,
                                        .time_s = dr_net_now(),
                                        .rank = dr_world->self->id,
                                        .call = call->name,
                                        .site = call->site,
                                        .message = message.data,
                                        .advice = "let all members of a group "
                                                  "give the same group, in the "
                                                  "same order"});
    dr_text_end(&message);
}

int PMPI_Comm_create_group(MPI_Comm comm, MPI_Group group, int tag,
                           MPI_Comm *newcomm)
{
    struct dr_comm *found;
    struct dr_group *members;
    struct dr_circle *circle;
    int error, rank;

    DR_DOOR("MPI_Comm_create_group", "c*g&", comm, group, tag, newcomm);

    error = find_group(comm, group, &found, &members);
    if (!error)
        error = dr_check_intra(found);
    if (!error)
        error = dr_check_tag(found, tag, false);
    if (error)
        return error;
    *newcomm = MPI_COMM_NULL;
    rank = dr_group_rank_of(members, dr_world->self->id);
    if (rank < 0)
        return MPI_SUCCESS;
    circle = dr_muster_join(found, members, tag);
    wait_for_group(found, members, rank, tag);
    if (dr_muster_lacks(found, circle))
        tell_of_groups(found, members);
    *newcomm = dr_comm_new(circle, rank, found)->handle;
    return MPI_SUCCESS;
}
DR_ALIAS(int, Comm_create_group, (MPI_Comm, MPI_Group, int, MPI_Comm *))
