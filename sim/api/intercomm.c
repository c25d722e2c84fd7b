/*
 * intercomm.c - intercommunicators: making, merging, asking (MPI 3.1,
 * section 6.6).
 */
#include "api/collective.h"
#include "api/comm_make.h"
#include "coll/builders.h"
#include "core/muster.h"
#include "p2p/operation.h"
#include "p2p/wait.h"

/* What a leader tells its group. */
struct news {
    struct dr_circle *circle; /* NULL: the groups overlap */
    int common;               /* then: who is in both */
};

/* An intercommunicator in the making; scratch memory of its schedule. */
struct parley {
    struct dr_comm *peer;
    int tag;
    struct dr_group *mine, *other; /* sent to the other leader, and by it */
    struct news news;
};

/* The smallest rank that is in both groups, or -1. */
static int common_of(const struct dr_group *a, const struct dr_group *b)
{
    int common = -1;

    for (int i = 0; i < dr_group_size(a); i++) {
        int rank = dr_group_world_rank(a, i);

        if (dr_group_rank_of(b, rank) >= 0 && (common < 0 || rank < common))
            common = rank;
    }
    return common;
}

/* The leaders know of each other. */
static void settle(void *argument)
{
    struct parley *parley = argument;
    struct news *news = &parley->news;

    news->common = common_of(parley->mine, parley->other);
    if (news->common < 0)
        news->circle = dr_muster_lead(parley->peer, parley->mine, parley->other,
                                      parley->tag);
    dr_group_release(parley->other);
}

/*
 * The leaders send each other their groups; each message owns a reference.  On
 * a real MPI they also agree on a context, for which both groups must have come
 * to the call: that is the barrier before.
 */
static void meet(struct dr_schedule *schedule, struct parley *parley,
                 int remote_leader)
{
    struct dr_exchange exchange = {
        .send = {.buffer = &parley->mine, .count = sizeof parley->mine},
        .recv = {.buffer = &parley->other, .count = sizeof parley->other},
        .target = remote_leader,
        .send_tag = parley->tag,
        .source = remote_leader,
        .recv_tag = parley->tag};

    dr_group_hold(parley->mine);
    dr_schedule_meet(schedule, parley->peer, &exchange);
    dr_schedule_end_round(schedule);
    dr_schedule_call(schedule, settle, parley);
    dr_schedule_end_round(schedule);
}

static struct news agree(struct dr_comm *local, int local_leader,
                         struct dr_comm *peer, int remote_leader, int tag)
{
    struct dr_schedule *schedule = dr_schedule_new(local);
    struct parley *parley = dr_schedule_scratch(schedule, sizeof *parley);
    struct dr_coll tell = {.comm = local, .root = local_leader};
    struct dr_request *request;
    struct news news;

    *parley = (struct parley){.peer = peer, .tag = tag, .mine = local->group};
    dr_coll_add_barrier(schedule, local);
    if (local->rank == local_leader)
        meet(schedule, parley, remote_leader);
    tell.recv.buffer = &parley->news;
    tell.recv.count = sizeof parley->news;
    dr_coll_bcast_binomial(schedule, &tell);
    request = dr_schedule_start(schedule);
    dr_wait_for(request);
    news = parley->news;
    dr_operation_release(request);
    return news;
}

/* Only the leader's peer communicator counts. */
static int check_peer(MPI_Comm peer_comm, int remote_leader,
                      struct dr_comm **peer)
{
    int error = dr_check_comm(peer_comm, peer);

    if (!error && (remote_leader < 0 || remote_leader >= (*peer)->npeers))
        return dr_raise(*peer, MPI_ERR_RANK,
                        "remote_leader %d is not in 0..%d, the ranks of "
                        "peer_comm",
                        remote_leader, (*peer)->npeers - 1);
    return error;
}

int PMPI_Intercomm_create(MPI_Comm local_comm, int local_leader,
                          MPI_Comm peer_comm, int remote_leader, int tag,
                          MPI_Comm *newintercomm)
{
    struct dr_comm *local, *peer = NULL;
    struct news news;
    int error;

    DR_DOOR("MPI_Intercomm_create", "cpcpg&", local_comm, local_leader,
            peer_comm, remote_leader, tag, newintercomm);

    error = dr_check_comm(local_comm, &local);
    if (!error)
        error = dr_check_intra(local);
    if (!error)
        error = dr_check_tag(local, tag, false);
    if (error)
        return error;
    if (local_leader < 0 || local_leader >= local->size)
        return dr_raise(local, MPI_ERR_RANK,
                        "local_leader %d is not in 0..%d, the ranks of "
                        "local_comm",
                        local_leader, local->size - 1);
    if (local->rank == local_leader)
        error = check_peer(peer_comm, remote_leader, &peer);
    if (error)
        return error;
    news = agree(local, local_leader, peer, remote_leader, tag);
    if (!news.circle)
        return dr_raise(local, MPI_ERR_COMM,
                        "rank %d of MPI_COMM_WORLD is in both groups",
                        news.common);
    *newintercomm = dr_comm_new(news.circle, local->rank, local)->handle;
    return MPI_SUCCESS;
}
DR_ALIAS(int, Intercomm_create, (MPI_Comm, int, MPI_Comm, int, int, MPI_Comm *))


static int check_inter(MPI_Comm handle, struct dr_comm **comm)
{
    int error = dr_check_comm(handle, comm);

    if (error || dr_comm_inter(*comm))
        return error;
    return dr_raise(*comm, MPI_ERR_COMM,
                    "an intracommunicator has no remote group");
}

int PMPI_Intercomm_merge(MPI_Comm intercomm, int high, MPI_Comm *newintracomm)
{
    struct dr_comm *found, *made;
    int error;

    DR_DOOR("MPI_Intercomm_merge", "ci&", intercomm, high, newintracomm);

    error = check_inter(intercomm, &found);
    if (error)
        return error;
    made = dr_comm_agree(found, dr_accord_join_merge(found, high != 0));
    if (!made)
        return dr_raise(found, MPI_ERR_ARG,
                        "high is %d here and not the same on all ranks of a "
                        "group",
                        high);
    *newintracomm = made->handle;
    return MPI_SUCCESS;
}
DR_ALIAS(int, Intercomm_merge, (MPI_Comm, int, MPI_Comm *))

int PMPI_Comm_test_inter(MPI_Comm comm, int *flag)
{
    struct dr_comm *found;
    int error;

    DR_DOOR("MPI_Comm_test_inter", "c&", comm, flag);

    error = dr_check_comm(comm, &found);
    if (!error)
        *flag = dr_comm_inter(found);
    return error;
}
DR_ALIAS(int, Comm_test_inter, (MPI_Comm, int *))

int PMPI_Comm_remote_size(MPI_Comm comm, int *size)
{
    struct dr_comm *found;
    int error;

    DR_DOOR("MPI_Comm_remote_size", "c&", comm, size);

    error = check_inter(comm, &found);
    if (!error)
        *size = found->npeers;
    return error;
}
DR_ALIAS(int, Comm_remote_size, (MPI_Comm, int *))

int PMPI_Comm_remote_group(MPI_Comm comm, MPI_Group *group)
{
    struct dr_comm *found;
    int error;

    DR_DOOR("MPI_Comm_remote_group", "c&", comm, group);

    error = check_inter(comm, &found);
    if (!error)
        *group = dr_group_handle(dr_group_hold(found->peers));
    return error;
}
DR_ALIAS(int, Comm_remote_group, (MPI_Comm, MPI_Group *))
