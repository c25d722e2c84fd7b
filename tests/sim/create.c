/*
 * create - communicators out of groups, hosts and originals.  MPI-3.1,
 * section 6.4.
 */
#include "expect.h"

#include <string.h>

enum {
    RANKS = 5
};

/* Does the communicator work, and has it this many members? */
static void use(MPI_Comm comm, int want_size, int want_rank)
{
    int size = -1, rank = -1, sum = 0, one = 1;

    MPI_Comm_size(comm, &size);
    MPI_Comm_rank(comm, &rank);
    EXPECT(size == want_size && rank == want_rank);
    MPI_Allreduce(&one, &sum, 1, MPI_INT, MPI_SUM, comm);
    EXPECT(sum == want_size);
}

static MPI_Group group_of(int n, const int ranks[])
{
    MPI_Group world, group;

    MPI_Comm_group(MPI_COMM_WORLD, &world);
    MPI_Group_incl(world, n, ranks, &group);
    MPI_Group_free(&world);
    return group;
}


static void create_takes_the_order_of_the_group(int rank)
{
    const int ranks[3] = {4, 0, 2};
    MPI_Group group = group_of(3, ranks);
    MPI_Comm comm;
    int place;

    MPI_Group_rank(group, &place);
    MPI_Comm_create(MPI_COMM_WORLD, group, &comm);
    MPI_Group_free(&group);
    if (rank % 2 == 1) {
        EXPECT(comm == MPI_COMM_NULL);
        return;
    }
    use(comm, 3, place);
    MPI_Comm_free(&comm);
}

static void create_makes_disjoint_groups_at_once(int rank)
{
    const int low[2] = {1, 0}, high[3] = {2, 3, 4};
    MPI_Group group = rank < 2 ? group_of(2, low) : group_of(3, high);
    MPI_Comm comm;

    MPI_Comm_create(MPI_COMM_WORLD, group, &comm);
    use(comm, rank < 2 ? 2 : 3, rank < 2 ? 1 - rank : rank - 2);
    MPI_Comm_free(&comm);
    MPI_Group_free(&group);
}

static void an_empty_group_gets_no_communicator(void)
{
    MPI_Comm comm = MPI_COMM_WORLD;

    MPI_Comm_create(MPI_COMM_WORLD, MPI_GROUP_EMPTY, &comm);
    EXPECT(comm == MPI_COMM_NULL);
}


static void create_group_does_not_ask_the_others(int rank)
{
    const int ranks[3] = {3, 1, 2};
    MPI_Group group = group_of(3, ranks);
    MPI_Comm comm;
    int place, token = 7;

    MPI_Group_rank(group, &place);
    if (rank == 0 || rank == 4) {
        /* They come back only after the communicator was made. */
        MPI_Recv(&token, 1, MPI_INT, 1, 5, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
    } else {
        MPI_Comm_create_group(MPI_COMM_WORLD, group, 17, &comm);
        use(comm, 3, place);
        MPI_Comm_free(&comm);
        if (rank == 1) {
            MPI_Send(&token, 1, MPI_INT, 0, 5, MPI_COMM_WORLD);
            MPI_Send(&token, 1, MPI_INT, 4, 5, MPI_COMM_WORLD);
        }
    }
    MPI_Group_free(&group);
    MPI_Barrier(MPI_COMM_WORLD);
}

static void overlapping_groups_take_turns(int rank)
{
    const int left[3] = {0, 1, 2}, right[3] = {0, 3, 2};
    MPI_Group a = group_of(3, left), b = group_of(3, right);
    MPI_Comm first = MPI_COMM_NULL, second = MPI_COMM_NULL, again;

    if (rank < 3)
        MPI_Comm_create_group(MPI_COMM_WORLD, a, 1, &first);
    if (rank == 0 || rank == 2 || rank == 3)
        MPI_Comm_create_group(MPI_COMM_WORLD, b, 1, &second);
    if (rank < 3) {
        use(first, 3, rank);
        MPI_Comm_create_group(first, a, 1, &again);
        use(again, 3, rank);
        MPI_Comm_free(&again);
        MPI_Comm_free(&first);
    }
    if (second != MPI_COMM_NULL) {
        use(second, 3, rank == 3 ? 1 : rank);
        MPI_Comm_free(&second);
    }
    MPI_Group_free(&a);
    MPI_Group_free(&b);
    MPI_Barrier(MPI_COMM_WORLD); /* collectives still agree on their order */
}


/* Who has the same processor name shares memory. */
static void split_type_divides_by_host(int rank)
{
    char names[RANKS][MPI_MAX_PROCESSOR_NAME] = {{0}};
    char mine[MPI_MAX_PROCESSOR_NAME] = {0};
    int length, size = 0, place = 0;
    MPI_Comm host, none = MPI_COMM_WORLD;

    MPI_Get_processor_name(mine, &length);
    MPI_Allgather(mine, MPI_MAX_PROCESSOR_NAME, MPI_CHAR, names,
                  MPI_MAX_PROCESSOR_NAME, MPI_CHAR, MPI_COMM_WORLD);
    for (int i = 0; i < RANKS; i++) {
        size += strcmp(names[i], mine) == 0;
        place += i > rank && strcmp(names[i], mine) == 0;
    }
    /* The key turns the order around. */
    MPI_Comm_split_type(MPI_COMM_WORLD, MPI_COMM_TYPE_SHARED, -rank,
                        MPI_INFO_NULL, &host);
    use(host, size, place);
    MPI_Comm_free(&host);

    MPI_Comm_split_type(MPI_COMM_WORLD,
                        rank == 1 ? MPI_UNDEFINED : MPI_COMM_TYPE_SHARED, 0,
                        MPI_INFO_NULL, &none);
    EXPECT((none == MPI_COMM_NULL) == (rank == 1));
    if (rank != 1)
        MPI_Comm_free(&none);
}


/* Of the hardware only hosts are known.  MPI-4.0, section 7.4.2. */
#ifdef MPI_COMM_TYPE_HW_GUIDED
static void hardware_splits_by_host(int rank)
{
    MPI_Comm host, part;
    int result, size, told;
    MPI_Info info;

    MPI_Comm_split_type(MPI_COMM_WORLD, MPI_COMM_TYPE_SHARED, rank,
                        MPI_INFO_NULL, &host);
    MPI_Comm_size(host, &size);
    MPI_Info_create(&info);
    MPI_Comm_split_type(MPI_COMM_WORLD, MPI_COMM_TYPE_HW_GUIDED, rank, info,
                        &part);
    EXPECT(part == MPI_COMM_NULL);
    MPI_Info_set(info, "mpi_hw_resource_type", "no such thing");
    MPI_Comm_split_type(MPI_COMM_WORLD, MPI_COMM_TYPE_HW_GUIDED, rank, info,
                        &part);
    EXPECT(part == MPI_COMM_NULL);
#ifndef MPICH_VERSION
    MPI_Info_set(info, "mpi_hw_resource_type", "mpi_shared_memory");
    MPI_Comm_split_type(MPI_COMM_WORLD, MPI_COMM_TYPE_HW_GUIDED, rank, info,
                        &part);
    MPI_Comm_compare(host, part, &result);
    EXPECT(result == MPI_CONGRUENT);
    MPI_Comm_free(&part);
    MPI_Info_delete(info, "mpi_hw_resource_type");
    MPI_Comm_split_type(MPI_COMM_WORLD, MPI_COMM_TYPE_HW_UNGUIDED, rank, info,
                        &part);
    EXPECT((part == MPI_COMM_NULL) == (size == RANKS));
    MPI_Info_get_valuelen(info, "mpi_hw_resource_type", &result, &told);
    EXPECT(told == (part != MPI_COMM_NULL));
    if (part != MPI_COMM_NULL) {
        MPI_Comm_compare(host, part, &result);
        EXPECT(result == MPI_CONGRUENT);
        MPI_Comm_free(&part);
    }
#endif
    MPI_Info_free(&info);
    MPI_Comm_free(&host);
}
#else
static void hardware_splits_by_host(int rank)
{
    (void)rank;
}
#endif

/* MPI-4.0, section 7.4.2. */
#if !defined OPEN_MPI || MPI_VERSION >= 4
static void idup_takes_hints(int rank)
{
    MPI_Request request;
    MPI_Info info, used;
    char value[8] = "";
    MPI_Comm copy;
    int flag;

    MPI_Info_create(&info);
    MPI_Info_set(info, "mpi_assert_no_any_tag", "true");
    MPI_Comm_idup_with_info(MPI_COMM_WORLD, info, &copy, &request);
    MPI_Info_set(info, "mpi_assert_no_any_tag", "false");
    MPI_Wait(&request, MPI_STATUS_IGNORE);
    MPI_Info_free(&info);
    use(copy, RANKS, rank);
    MPI_Comm_get_info(copy, &used);
    MPI_Info_get(used, "mpi_assert_no_any_tag", 7, value, &flag);
    EXPECT(flag && strcmp(value, "true") == 0);
    MPI_Info_free(&used);
    MPI_Comm_free(&copy);
}
#else
static void idup_takes_hints(int rank)
{
    (void)rank;
}
#endif

static void idup_goes_on_by_itself(int rank)
{
    MPI_Comm copies[2];
    MPI_Request req[2];
    int result = -1, got = -1, to = (rank + 1) % RANKS;
    int mine[2] = {0, 1};

    MPI_Comm_idup(MPI_COMM_WORLD, &copies[0], &req[0]);
    MPI_Comm_idup(MPI_COMM_WORLD, &copies[1], &req[1]);
    MPI_Barrier(MPI_COMM_WORLD);
    MPI_Waitall(2, req, MPI_STATUSES_IGNORE);
    for (int i = 0; i < 2; i++) {
        MPI_Comm_compare(MPI_COMM_WORLD, copies[i], &result);
        EXPECT(result == MPI_CONGRUENT);
        use(copies[i], RANKS, rank);
    }
    /* Each has a context of its own. */
    for (int i = 0; i < 2; i++)
        MPI_Isend(&mine[i], 1, MPI_INT, to, 3, copies[i], &req[i]);
    MPI_Comm_compare(copies[0], copies[1], &result);
    EXPECT(result == MPI_CONGRUENT);
    for (int i = 1; i >= 0; i--) {
        MPI_Recv(&got, 1, MPI_INT, MPI_ANY_SOURCE, 3, copies[i],
                 MPI_STATUS_IGNORE);
        EXPECT(got == i);
    }
    MPI_Waitall(2, req, MPI_STATUSES_IGNORE);
    MPI_Comm_free(&copies[0]);
    MPI_Comm_disconnect(&copies[1]);
    EXPECT(copies[1] == MPI_COMM_NULL);
}

static void idup_of_self_needs_nobody(void)
{
    MPI_Comm copy;
    MPI_Request req;

    MPI_Comm_idup(MPI_COMM_SELF, &copy, &req);
    MPI_Wait(&req, MPI_STATUS_IGNORE);
    use(copy, 1, 0);
    MPI_Comm_free(&copy);
}


static void hints_can_be_given_and_asked(int rank)
{
    MPI_Info info, used;
    MPI_Comm copy;

    MPI_Info_create(&info);
    MPI_Info_set(info, "dr_colour", "blue");
    MPI_Comm_dup_with_info(MPI_COMM_WORLD, info, &copy);
    use(copy, RANKS, rank);
    MPI_Comm_set_info(copy, info);
    MPI_Info_free(&info);
    MPI_Comm_get_info(copy, &used);
    EXPECT(used != MPI_INFO_NULL);
    MPI_Info_free(&used);
    MPI_Comm_free(&copy);
    MPI_Comm_dup_with_info(MPI_COMM_WORLD, MPI_INFO_NULL, &copy);
    use(copy, RANKS, rank);
    MPI_Comm_free(&copy);
}


static void nobody_was_spawned(void)
{
    MPI_Comm parent = MPI_COMM_WORLD;

    MPI_Comm_get_parent(&parent);
    EXPECT(parent == MPI_COMM_NULL);
}


int main(int argc, char **argv)
{
    int rank = expect_start(&argc, &argv, RANKS);

    create_takes_the_order_of_the_group(rank);
    create_makes_disjoint_groups_at_once(rank);
    an_empty_group_gets_no_communicator();
    create_group_does_not_ask_the_others(rank);
    overlapping_groups_take_turns(rank);
    split_type_divides_by_host(rank);
    hardware_splits_by_host(rank);
    idup_takes_hints(rank);
    idup_goes_on_by_itself(rank);
    idup_of_self_needs_nobody();
    hints_can_be_given_and_asked(rank);
    nobody_was_spawned();
    return expect_end();
}
