/*
 * groups.c - group algebra and translation.  MPI-3.1, section 6.3.
 */
#include "expect.h"

enum {
    RANKS = 6
};

static MPI_Group world;

/* The group's members as ranks of the world, in a string: "0 2 5". */
static const char *members(MPI_Group group)
{
    static char text[64];
    int size, length = 0;

    MPI_Group_size(group, &size);
    text[0] = '\0';
    for (int i = 0; i < size; i++) {
        int rank;

        MPI_Group_translate_ranks(group, 1, &i, world, &rank);
        length += snprintf(text + length, sizeof text - (size_t)length, "%s%d",
                           i ? " " : "", rank);
    }
    return text;
}

static int is(MPI_Group group, const char *want)
{
    const char *have = members(group);
    int i;

    for (i = 0; have[i] == want[i] && want[i]; i++)
        continue;
    MPI_Group_free(&group);
    return have[i] == want[i] && group == MPI_GROUP_NULL;
}


static void members_come_in_the_order_asked_for(void)
{
    MPI_Group group;

    MPI_Group_incl(world, 3, (int[]){4, 0, 2}, &group);
    EXPECT(is(group, "4 0 2"));
    MPI_Group_excl(world, 3, (int[]){4, 0, 2}, &group);
    EXPECT(is(group, "1 3 5"));
    MPI_Group_range_incl(world, 2, (int[][3]){{5, 1, -2}, {0, 2, 2}}, &group);
    EXPECT(is(group, "5 3 1 0 2"));
    MPI_Group_range_excl(world, 1, (int[][3]){{1, 4, 1}}, &group);
    EXPECT(is(group, "0 5"));
    MPI_Group_incl(world, 0, NULL, &group);
    EXPECT(group == MPI_GROUP_EMPTY);
    EXPECT(is(group, ""));
}

static void algebra_keeps_order(void)
{
    MPI_Group a, b, group;

    MPI_Group_incl(world, 4, (int[]){5, 3, 1, 0}, &a);
    MPI_Group_incl(world, 3, (int[]){0, 2, 5}, &b);
    MPI_Group_union(a, b, &group);
    EXPECT(is(group, "5 3 1 0 2"));
    MPI_Group_intersection(a, b, &group);
    EXPECT(is(group, "5 0"));
    MPI_Group_difference(a, b, &group);
    EXPECT(is(group, "3 1"));
    MPI_Group_difference(a, a, &group);
    EXPECT(group == MPI_GROUP_EMPTY);
    MPI_Group_free(&a);
    MPI_Group_free(&b);
}

static void comparison_tells_order_from_content(void)
{
    MPI_Group a, b, c;
    int result;

    MPI_Group_incl(world, 2, (int[]){1, 2}, &a);
    MPI_Group_incl(world, 2, (int[]){2, 1}, &b);
    MPI_Group_range_incl(world, 1, (int[][3]){{1, 2, 1}}, &c);
    MPI_Group_compare(a, c, &result);
    EXPECT(result == MPI_IDENT);
    MPI_Group_compare(a, b, &result);
    EXPECT(result == MPI_SIMILAR);
    MPI_Group_compare(a, world, &result);
    EXPECT(result == MPI_UNEQUAL);
    MPI_Group_free(&a);
    MPI_Group_free(&b);
    MPI_Group_free(&c);
}

static void strangers_have_no_rank(int rank)
{
    int from[] = {0, MPI_PROC_NULL, 3}, to[3], mine;
    MPI_Group group;

    MPI_Group_incl(world, 2, (int[]){3, 1}, &group);
    MPI_Group_translate_ranks(world, 3, from, group, to);
    EXPECT(to[0] == MPI_UNDEFINED && to[1] == MPI_PROC_NULL && to[2] == 0);
    MPI_Group_rank(group, &mine);
    EXPECT(mine == (rank == 3 ? 0 : rank == 1 ? 1 : MPI_UNDEFINED));
    MPI_Group_free(&group);
}

static void wrong_ranks_are_errors(void)
{
    MPI_Group group;

    MPI_Comm_set_errhandler(MPI_COMM_WORLD, MPI_ERRORS_RETURN);
    EXPECT(MPI_Group_incl(world, 1, (int[]){RANKS}, &group) != MPI_SUCCESS);
#if !defined OPEN_MPI && !defined MPICH_VERSION /* which do not look */
    EXPECT(MPI_Group_incl(world, 2, (int[]){1, 1}, &group) != MPI_SUCCESS);
#endif
    EXPECT(MPI_Group_range_incl(world, 1, (int[][3]){{3, 1, 1}}, &group) !=
           MPI_SUCCESS);
    EXPECT(MPI_Group_range_excl(world, 1, (int[][3]){{1, 3, -1}}, &group) !=
           MPI_SUCCESS);
    EXPECT(MPI_Group_range_incl(world, 1, (int[][3]){{0, 3, 0}}, &group) !=
           MPI_SUCCESS);
    EXPECT(expect_class(MPI_Group_incl(MPI_GROUP_NULL, 0, NULL, &group)) ==
           MPI_ERR_GROUP);
    MPI_Comm_set_errhandler(MPI_COMM_WORLD, MPI_ERRORS_ARE_FATAL);
}


int main(int argc, char **argv)
{
    int rank = expect_start(&argc, &argv, RANKS);

    MPI_Comm_group(MPI_COMM_WORLD, &world);
    members_come_in_the_order_asked_for();
    algebra_keeps_order();
    comparison_tells_order_from_content();
    strangers_have_no_rank(rank);
    wrong_ranks_are_errors();
    MPI_Group_free(&world);
    return expect_end();
}
