/*
 * objects.c - communicators, groups, datatypes, operators and the like: made,
 * used, freed.
 */
#include <mpi.h>

enum {
    LENGTH = 4
};

static int rank;
static int one[LENGTH], other[LENGTH];

static void use(MPI_Comm comm)
{
    MPI_Allreduce(one, other, LENGTH, MPI_INT, MPI_SUM, comm);
}

static void communicators(void)
{
    int dims[2] = {2, 2}, periods[2] = {0, 0};
    MPI_Comm comm, grid, row;
    MPI_Request request;

    MPI_Comm_dup(MPI_COMM_WORLD, &comm);
    use(comm);
    MPI_Comm_free(&comm);
    MPI_Comm_split(MPI_COMM_WORLD, rank % 2, 0, &comm);
    use(comm);
    MPI_Comm_free(&comm);
    MPI_Cart_create(MPI_COMM_WORLD, 2, dims, periods, 0, &grid);
    MPI_Cart_sub(grid, (int[]){0, 1}, &row);
    use(row);
    MPI_Comm_free(&row);
    MPI_Comm_free(&grid);
    MPI_Comm_idup(MPI_COMM_WORLD, &comm, &request);
    MPI_Wait(&request, MPI_STATUS_IGNORE);
    use(comm);
    MPI_Comm_free(&comm);
}

static void groups(void)
{
    MPI_Group world, half;
    MPI_Comm comm;

    MPI_Comm_group(MPI_COMM_WORLD, &world);
    MPI_Group_incl(world, 2, (int[]){0, 1}, &half);
    MPI_Comm_create(MPI_COMM_WORLD, half, &comm);
    if (comm != MPI_COMM_NULL) {
        use(comm);
        MPI_Comm_free(&comm);
    }
    MPI_Group_free(&half);
    MPI_Group_free(&world);
}

static void datatypes(void)
{
    MPI_Datatype pair, shifted;

    MPI_Type_contiguous(2, MPI_INT, &pair);
    MPI_Type_commit(&pair);
    MPI_Bcast(one, 2, pair, 0, MPI_COMM_WORLD);
    MPI_Type_free(&pair);
    MPI_Type_create_hindexed(1, (int[]){2}, (MPI_Aint[]){4}, MPI_INT, &shifted);
    MPI_Type_commit(&shifted);
    MPI_Bcast(one, 1, shifted, 0, MPI_COMM_WORLD);
    MPI_Type_free(&shifted);
}

static void add(void *in, void *inout, int *count, MPI_Datatype *type)
{
    (void)type;
    for (int i = 0; i < *count; i++)
        ((int *)inout)[i] += ((int *)in)[i];
}

static void operators(void)
{
    MPI_Op op;

    MPI_Op_create(add, 1, &op);
    MPI_Allreduce(one, other, LENGTH, MPI_INT, op, MPI_COMM_WORLD);
    MPI_Op_free(&op);
}

static void ignore(MPI_Comm *comm, int *code, ...)
{
    (void)comm;
    (void)code;
}

static void others(void)
{
    MPI_Errhandler handler;
    MPI_Info info;
    int key;

    MPI_Comm_create_errhandler(ignore, &handler);
    MPI_Errhandler_free(&handler);
    MPI_Info_create(&info);
    MPI_Info_set(info, "access_style", "random");
    MPI_Info_free(&info);
    MPI_Comm_create_keyval(MPI_COMM_NULL_COPY_FN, MPI_COMM_NULL_DELETE_FN, &key,
                           NULL);
    MPI_Comm_set_attr(MPI_COMM_SELF, key, &key);
    MPI_Comm_delete_attr(MPI_COMM_SELF, key);
    MPI_Comm_free_keyval(&key);
}

int main(int argc, char **argv)
{
    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    communicators();
    groups();
    datatypes();
    operators();
    others();
    MPI_Finalize();
    return 0;
}
