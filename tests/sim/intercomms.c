/*
 * intercomms - two groups, and messages from one to the other.  MPI-3.1,
 * section 6.6.
 *
 * Even ranks of MPI_COMM_WORLD are one group, odd ones the other.
 */
#include "expect.h"

enum {
    RANKS = 5
};

static int world_rank, mine, others; /* sizes of the groups */
static MPI_Comm half, inter;

static int counterpart(int rank)
{
    return 2 * rank + (1 - world_rank % 2);
}

/* Members of both groups, as ranks of MPI_COMM_WORLD. */
static void look_at_groups(MPI_Comm comm, int size, const int local[],
                           int remote_size, const int remote[])
{
    MPI_Group world, groups[2];
    int ranks[RANKS] = {0, 1, 2, 3, 4}, in_world[RANKS], n[2];

    MPI_Comm_group(MPI_COMM_WORLD, &world);
    MPI_Comm_group(comm, &groups[0]);
    MPI_Comm_remote_group(comm, &groups[1]);
    MPI_Group_size(groups[0], &n[0]);
    MPI_Group_size(groups[1], &n[1]);
    EXPECT(n[0] == size && n[1] == remote_size);
    MPI_Group_translate_ranks(groups[0], size, ranks, world, in_world);
    for (int i = 0; i < size; i++)
        EXPECT(in_world[i] == local[i]);
    MPI_Group_translate_ranks(groups[1], remote_size, ranks, world, in_world);
    for (int i = 0; i < remote_size; i++)
        EXPECT(in_world[i] == remote[i]);
    MPI_Group_free(&world);
    MPI_Group_free(&groups[0]);
    MPI_Group_free(&groups[1]);
}

static void it_knows_both_groups(void)
{
    int evens[] = {0, 2, 4}, odds[] = {1, 3};
    int rank, size, remote, flag;

    MPI_Comm_test_inter(inter, &flag);
    EXPECT(flag);
    MPI_Comm_rank(inter, &rank);
    MPI_Comm_size(inter, &size);
    MPI_Comm_remote_size(inter, &remote);
    EXPECT(rank == world_rank / 2 && size == mine && remote == others);
    if (world_rank % 2 == 0)
        look_at_groups(inter, 3, evens, 2, odds);
    else
        look_at_groups(inter, 2, odds, 3, evens);
}

static void messages_go_to_the_other_group(void)
{
    MPI_Request requests[RANKS];
    MPI_Status status;
    int got, count;

    for (int i = 0; i < others; i++)
        MPI_Isend(&world_rank, 1, MPI_INT, i, i, inter, &requests[i]);
    for (int i = 0; i < others; i++) {
        MPI_Recv(&got, 1, MPI_INT, i, world_rank / 2, inter, &status);
        EXPECT(got == counterpart(i) && status.MPI_SOURCE == i);
        MPI_Get_count(&status, MPI_INT, &count);
        EXPECT(count == 1);
    }
    MPI_Waitall(others, requests, MPI_STATUSES_IGNORE);
}

static void wildcards_and_probes_see_the_other_group(void)
{
    int sum = 0, want = 0, got, flag = 0;
    MPI_Request requests[RANKS];
    MPI_Message message;
    MPI_Status status;

    for (int i = 0; i < others; i++) {
        MPI_Isend(&world_rank, 1, MPI_INT, i, 11, inter, &requests[i]);
        want += counterpart(i);
    }
    MPI_Probe(MPI_ANY_SOURCE, 11, inter, &status);
    MPI_Recv(&got, 1, MPI_INT, status.MPI_SOURCE, 11, inter, MPI_STATUS_IGNORE);
    EXPECT(got == counterpart(status.MPI_SOURCE));
    sum += got;
    MPI_Mprobe(MPI_ANY_SOURCE, MPI_ANY_TAG, inter, &message, &status);
    MPI_Mrecv(&got, 1, MPI_INT, &message, MPI_STATUS_IGNORE);
    EXPECT(got == counterpart(status.MPI_SOURCE));
    sum += got;
    for (int i = 2; i < others; i++) {
        while (!flag)
            MPI_Iprobe(MPI_ANY_SOURCE, MPI_ANY_TAG, inter, &flag, &status);
        MPI_Recv(&got, 1, MPI_INT, MPI_ANY_SOURCE, MPI_ANY_TAG, inter, &status);
        EXPECT(got == counterpart(status.MPI_SOURCE));
        sum += got;
    }
    EXPECT(sum == want);
    MPI_Waitall(others, requests, MPI_STATUSES_IGNORE);
}

/* Rank 2 of the even ranks has no partner. */
static void replacing_and_persistent_messages(void)
{
    int partner = world_rank / 2 < others ? world_rank / 2 : MPI_PROC_NULL;
    int value = world_rank, got = -1;
    MPI_Request requests[2];
    MPI_Status status;

    MPI_Sendrecv_replace(&value, 1, MPI_INT, partner, 5, partner, 5, inter,
                         &status);
    EXPECT(status.MPI_SOURCE == partner);
    EXPECT(value == (partner < 0 ? world_rank : counterpart(partner)));
    MPI_Send_init(&world_rank, 1, MPI_INT, partner, 6, inter, &requests[0]);
    MPI_Recv_init(&got, 1, MPI_INT, partner, 6, inter, &requests[1]);
    for (int i = 0; i < 2; i++) {
        got = -1;
        MPI_Startall(2, requests);
        MPI_Waitall(2, requests, MPI_STATUSES_IGNORE);
        EXPECT(got == (partner < 0 ? -1 : counterpart(partner)));
    }
    MPI_Request_free(&requests[0]);
    MPI_Request_free(&requests[1]);
}

static void contexts_are_apart(void)
{
    int partner = world_rank / 2 < others ? world_rank / 2 : MPI_PROC_NULL;
    int first = world_rank, second = -world_rank, got[2] = {-1, -1};
    MPI_Request requests[2];
    MPI_Comm copy;

    MPI_Comm_dup(inter, &copy);
    MPI_Irecv(&got[0], 1, MPI_INT, partner, 1, inter, &requests[0]);
    MPI_Irecv(&got[1], 1, MPI_INT, partner, 1, copy, &requests[1]);
    MPI_Send(&second, 1, MPI_INT, partner, 1, copy);
    MPI_Send(&first, 1, MPI_INT, partner, 1, inter);
    MPI_Waitall(2, requests, MPI_STATUSES_IGNORE);
    if (partner >= 0)
        EXPECT(got[0] == counterpart(partner) && got[1] == -got[0]);
    MPI_Comm_free(&copy);
}


static int size_of(MPI_Comm comm)
{
    int size;

    MPI_Comm_size(comm, &size);
    return size;
}

/* The ranks of MPI_COMM_WORLD in the order of a merged communicator. */
static void look_at_merged(int high_evens, int high_odds, const int want[])
{
    int order[RANKS], flag;
    MPI_Comm merged;

    MPI_Intercomm_merge(inter, world_rank % 2 ? high_odds : high_evens,
                        &merged);
    MPI_Comm_test_inter(merged, &flag);
    EXPECT(!flag && size_of(merged) == RANKS);
    MPI_Allgather(&world_rank, 1, MPI_INT, order, 1, MPI_INT, merged);
    for (int i = 0; i < RANKS; i++)
        EXPECT(order[i] == want[i]);
    MPI_Comm_free(&merged);
}

/* With equal flags the order is open; here it is that of Open MPI and MPICH. */
static void merging_orders_by_high(void)
{
    int evens_first[] = {0, 2, 4, 1, 3}, odds_first[] = {1, 3, 0, 2, 4};

    look_at_merged(0, 1, evens_first);
    look_at_merged(1, 0, odds_first);
    look_at_merged(0, 0, evens_first);
    look_at_merged(1, 1, evens_first);
}

static void copies_are_congruent(void)
{
    MPI_Comm copies[3], reversed;
    MPI_Request request;
    int result;

    MPI_Comm_dup(inter, &copies[0]);
    MPI_Comm_idup(inter, &copies[1], &request);
    MPI_Wait(&request, MPI_STATUS_IGNORE);
    MPI_Comm_dup_with_info(inter, MPI_INFO_NULL, &copies[2]);
    MPI_Comm_compare(inter, inter, &result);
    EXPECT(result == MPI_IDENT);
    MPI_Comm_compare(inter, half, &result);
    EXPECT(result == MPI_UNEQUAL);
    for (int i = 0; i < 3; i++) {
        int flag;

        MPI_Comm_compare(inter, copies[i], &result);
        EXPECT(result == MPI_CONGRUENT);
        MPI_Comm_test_inter(copies[i], &flag);
        EXPECT(flag);
        MPI_Barrier(copies[i]);
    }
    MPI_Comm_split(inter, 0, -world_rank, &reversed);
    MPI_Comm_compare(inter, reversed, &result);
    EXPECT(result == MPI_SIMILAR);
    MPI_Comm_free(&reversed);
    MPI_Comm_free(&copies[0]);
    MPI_Comm_disconnect(&copies[1]);
    MPI_Comm_free(&copies[2]);
}

/* Colour 1 has no odd rank. */
static void split_pairs_the_colours(void)
{
    int evens[] = {2, 0}, odds[] = {3, 1};
    MPI_Comm part;

    MPI_Comm_split(inter, world_rank == 4, -world_rank, &part);
    EXPECT((part == MPI_COMM_NULL) == (world_rank == 4));
    if (part == MPI_COMM_NULL)
        return;
    if (world_rank % 2 == 0)
        look_at_groups(part, 2, evens, 2, odds);
    else
        look_at_groups(part, 2, odds, 2, evens);
    MPI_Barrier(part);
    MPI_Comm_free(&part);
}

static void create_takes_a_group_of_each_side(void)
{
    int even_ranks[] = {2, 0}, odd_ranks[] = {1};
    int evens[] = {4, 0}, odds[] = {3};
    MPI_Group all, group;
    MPI_Comm part;

    MPI_Comm_group(inter, &all);
    if (world_rank % 2 == 0)
        MPI_Group_incl(all, 2, even_ranks, &group);
    else
        MPI_Group_incl(all, 1, odd_ranks, &group);
    MPI_Comm_create(inter, group, &part);
    EXPECT((part == MPI_COMM_NULL) == (world_rank == 1 || world_rank == 2));
    if (part != MPI_COMM_NULL) {
        if (world_rank % 2 == 0)
            look_at_groups(part, 2, evens, 1, odds);
        else
            look_at_groups(part, 1, odds, 2, evens);
        MPI_Barrier(part);
        MPI_Comm_free(&part);
    }
    MPI_Group_free(&group);
    MPI_Group_free(&all);
}

/* Without odd ranks there is nobody to talk to. */
static void create_without_a_remote_group_makes_none(void)
{
    MPI_Group all, group = MPI_GROUP_EMPTY;
    MPI_Comm part;

    MPI_Comm_group(inter, &all);
    MPI_Comm_create(inter, world_rank % 2 == 0 ? all : group, &part);
    EXPECT(part == MPI_COMM_NULL);
    MPI_Group_free(&all);
}

static int copied, deleted;

static int on_copy(MPI_Comm comm, int keyval, void *extra, void *from, void *to,
                   int *flag)
{
    (void)comm, (void)keyval, (void)extra;
    copied++;
    *(void **)to = from;
    *flag = 1;
    return MPI_SUCCESS;
}

static int on_delete(MPI_Comm comm, int keyval, void *value, void *extra)
{
    (void)comm, (void)keyval, (void)value, (void)extra;
    deleted++;
    return MPI_SUCCESS;
}

static void attributes_and_names(void)
{
    char name[MPI_MAX_OBJECT_NAME];
    int keyval, length, flag;
    MPI_Comm copy;
    void *value;

    MPI_Comm_get_name(inter, name, &length);
    EXPECT(length == 0);
    MPI_Comm_set_name(inter, "bridge");
    MPI_Comm_get_name(inter, name, &length);
    EXPECT(length == 6 && name[0] == 'b');
    MPI_Comm_create_keyval(on_copy, on_delete, &keyval, NULL);
    MPI_Comm_set_attr(inter, keyval, &world_rank);
    MPI_Comm_dup(inter, &copy);
    MPI_Comm_get_attr(copy, keyval, &value, &flag);
    EXPECT(flag && value == &world_rank && copied == 1);
    MPI_Comm_free(&copy);
    EXPECT(deleted == 1);
    MPI_Comm_delete_attr(inter, keyval);
    EXPECT(deleted == 2);
    MPI_Comm_free_keyval(&keyval);
}

/* Leaders may meet in any communicator that has both. */
static void leaders_may_be_any(void)
{
    int evens[] = {0, 2, 4}, odds[] = {1, 3};
    MPI_Comm again, peers;

    MPI_Comm_dup(MPI_COMM_WORLD, &peers);
    MPI_Intercomm_create(half, 1, peers, world_rank % 2 ? 2 : 3, 42, &again);
    if (world_rank % 2 == 0)
        look_at_groups(again, 3, evens, 2, odds);
    else
        look_at_groups(again, 2, odds, 3, evens);
    MPI_Comm_free(&peers);
    MPI_Barrier(again);
    MPI_Comm_free(&again);
}

/* Only the leader names the peer communicator. */
static void others_need_no_peer(void)
{
    int leads = world_rank < 2;
    MPI_Comm again;

    MPI_Intercomm_create(half, 0, leads ? MPI_COMM_WORLD : MPI_COMM_NULL,
                         leads ? 1 - world_rank : -7, 3, &again);
    MPI_Barrier(again);
    MPI_Comm_free(&again);
}

int main(int argc, char **argv)
{
    world_rank = expect_start(&argc, &argv, RANKS);
    mine = world_rank % 2 ? 2 : 3;
    others = RANKS - mine;
    MPI_Comm_split(MPI_COMM_WORLD, world_rank % 2, 0, &half);
    MPI_Intercomm_create(half, 0, MPI_COMM_WORLD, 1 - world_rank % 2, 7,
                         &inter);
    it_knows_both_groups();
    messages_go_to_the_other_group();
    MPI_Barrier(inter);
    wildcards_and_probes_see_the_other_group();
    MPI_Barrier(inter);
    replacing_and_persistent_messages();
    contexts_are_apart();
    merging_orders_by_high();
    copies_are_congruent();
    split_pairs_the_colours();
    create_takes_a_group_of_each_side();
    create_without_a_remote_group_makes_none();
    attributes_and_names();
    leaders_may_be_any();
    others_need_no_peer();
    MPI_Comm_free(&inter);
    MPI_Comm_free(&half);
    return expect_end();
}
