/*
 * collectives.c - arguments of collectives, and buffers that share memory.
 *
 * ranks: 2
 */
#include "misuse.h"

static void reductions(void)
{
    MPI_Request request = MPI_REQUEST_NULL;
    int *in = EITHER(a, b);

    CASE(allreduce_aliased)
    MPI_Allreduce(in, a, 2, MPI_INT, MPI_SUM, WORLD);
    CASE(allreduce_overlap)
    MPI_Allreduce(a, EITHER(a + 1, a + 2), 2, MPI_INT, MPI_SUM, WORLD);
    CASE(iallreduce_aliased)
    MPI_Iallreduce(in, a, 2, MPI_INT, MPI_SUM, WORLD, &request);
    CASE(allreduce_init_aliased)
    {
        MPI_Allreduce_init(in, a, 2, MPI_INT, MPI_SUM, WORLD, MPI_INFO_NULL,
                           &request);
        MPI_Request_free(&request);
    }
    CASE(allreduce_c_aliased)
    MPI_Allreduce_c(in, a, 2, MPI_INT, MPI_SUM, WORLD);
    CASE(reduce_aliased)
    MPI_Reduce(in, me == 0 ? a : in, 2, MPI_INT, MPI_SUM, 0, WORLD);
    CASE(scan_aliased)
    MPI_Scan(in, a, 1, MPI_INT, MPI_SUM, WORLD);
    CASE(exscan_aliased)
    MPI_Exscan(in, a, 1, MPI_INT, MPI_SUM, WORLD);
    CASE(reduce_scatter_aliased)
    MPI_Reduce_scatter(in, a, ones, MPI_INT, MPI_SUM, WORLD);
    CASE(reduce_scatter_block_aliased)
    MPI_Reduce_scatter_block(a, EITHER(a + 1, a + 2), 1, MPI_INT, MPI_SUM,
                             WORLD);
    CASE(reduce_local_aliased)
    MPI_Reduce_local(in, a, 1, MPI_INT, MPI_SUM);
    CASE(reduce_in_place_beside_root)
    MPI_Reduce(me == EITHER(1, 0) ? MPI_IN_PLACE : a, b, 1, MPI_INT, MPI_SUM, 0,
               WORLD);
    CASE(scan_in_place_received)
    MPI_Scan(EITHER(a, MPI_IN_PLACE), EITHER(MPI_IN_PLACE, a), 1, MPI_INT,
             MPI_SUM, WORLD);
    MPI_Wait(&request, IGNORE);
}

static void blocks(void)
{
    const MPI_Datatype types[] = {MPI_INT, MPI_INT};
    static const int bytes[] = {0, 4};

    CASE(gather_aliased)
    MPI_Gather(EITHER(a, b), 1, MPI_INT, a, 1, MPI_INT, 0, WORLD);
    CASE(gather_own_block)
    MPI_Gather(me == 0 && !wrong ? MPI_IN_PLACE : a + me, 1, MPI_INT, a, 1,
               MPI_INT, 0, WORLD);
    CASE(gatherv_aliased)
    MPI_Gatherv(EITHER(a + 1, b), 1, MPI_INT, a, ones, steps, MPI_INT, 0,
                WORLD);
    CASE(scatter_aliased)
    MPI_Scatter(a, 1, MPI_INT, EITHER(a, b), 1, MPI_INT, 0, WORLD);
    CASE(scatterv_aliased)
    MPI_Scatterv(a, ones, steps, MPI_INT, EITHER(a, b), 1, MPI_INT, 0, WORLD);
    CASE(allgather_aliased)
    MPI_Allgather(EITHER(a + me, MPI_IN_PLACE), 1, MPI_INT, a, 1, MPI_INT,
                  WORLD);
    CASE(allgatherv_aliased)
    MPI_Allgatherv(EITHER(a + me, MPI_IN_PLACE), 1, MPI_INT, a, ones, steps,
                   MPI_INT, WORLD);
    CASE(alltoall_aliased)
    MPI_Alltoall(EITHER(a, b), 1, MPI_INT, a, 1, MPI_INT, WORLD);
    CASE(alltoallv_aliased)
    MPI_Alltoallv(EITHER(a + 1, b), ones, steps, MPI_INT, a, ones, steps,
                  MPI_INT, WORLD);
    CASE(alltoallw_aliased)
    MPI_Alltoallw(EITHER(a + 1, b), ones, bytes, types, a, ones, bytes, types,
                  WORLD);
    CASE(gather_in_place_beside_root)
    MPI_Gather(me == EITHER(1, 0) ? MPI_IN_PLACE : a, 1, MPI_INT, b, 1, MPI_INT,
               0, WORLD);
    CASE(gather_in_place_received)
    MPI_Gather(a, 1, MPI_INT, EITHER(MPI_IN_PLACE, b), 1, MPI_INT, 0, WORLD);
    CASE(alltoall_in_place_received)
    MPI_Alltoall(EITHER(a, MPI_IN_PLACE), 1, MPI_INT, EITHER(MPI_IN_PLACE, a),
                 1, MPI_INT, WORLD);
    CASE(bcast_in_place)
    MPI_Bcast(EITHER(MPI_IN_PLACE, a), 1, MPI_INT, 0, WORLD);
}

static void written_twice(void)
{
    static const int twos[] = {2, 2}, near[] = {0, 1}, far[] = {0, 2},
                     back[] = {1, 0}, far_back[] = {2, 0}, bytes[] = {0, 2},
                     apart[] = {0, 4};
    const MPI_Datatype types[] = {MPI_INT, MPI_INT};

    CASE(gatherv_twice)
    MPI_Gatherv(b, 2, MPI_INT, a, twos, EITHER(near, far), MPI_INT, 0, WORLD);
    CASE(allgatherv_twice)
    MPI_Allgatherv(b, 2, MPI_INT, a, twos, EITHER(back, far_back), MPI_INT,
                   WORLD);
    CASE(alltoallv_twice)
    MPI_Alltoallv(b, twos, near, MPI_INT, a, twos, EITHER(near, far), MPI_INT,
                  WORLD);
    CASE(alltoallw_twice)
    MPI_Alltoallw(b, ones, apart, types, a, ones, EITHER(bytes, apart), types,
                  WORLD);
}

/* Displacements that no memory has; those of empty blocks are not read. */
static void far_away(void)
{
    static const MPI_Count c_ones[] = {1, 1}, c_none[] = {0, 0};
    static const MPI_Aint near[] = {0, 4}, top[] = {0, INT64_MAX - 2},
                          bottom[] = {0, -((MPI_Aint)1 << 48)};
    const MPI_Datatype types[] = {MPI_INT, MPI_INT};
    MPI_Datatype far;
    MPI_Aint place = (MPI_Aint)1 << EITHER(60, 1);

    CASE(alltoallw_far_sent)
    MPI_Alltoallw_c(b, c_ones, EITHER(top, near), types, a, c_ones, near, types,
                    WORLD);
    CASE(alltoallw_far_received)
    MPI_Alltoallw_c(b, c_ones, near, types, a, c_ones, EITHER(bottom, near),
                    types, WORLD);
    CASE(alltoallv_far)
    MPI_Alltoallv_c(b, EITHER(c_ones, c_none), top, MPI_INT, a,
                    EITHER(c_ones, c_none), top, MPI_INT, WORLD);
    CASE(gatherv_far)
    MPI_Gatherv_c(b, 1, MPI_INT, a, c_ones, EITHER(bottom, near), MPI_INT, 0,
                  WORLD);
    CASE(type_far)
    {
        MPI_Type_create_hindexed_block(1, 1, &place, MPI_INT, &far);
        MPI_Type_commit(&far);
        MPI_Bcast(a, 1, far, 0, WORLD);
        MPI_Type_free(&far);
    }
}

static void numbers(void)
{
    static const int less[] = {1, -1};
    const MPI_Datatype types[] = {MPI_INT, MPI_INT};

    CASE(root_too_large)
    MPI_Bcast(a, 1, MPI_INT, EITHER(2, 1), WORLD);
    CASE(root_negative)
    MPI_Reduce(a, b, 1, MPI_INT, MPI_SUM, EITHER(-1, 1), WORLD);
    CASE(root_is_mpi_root)
    MPI_Bcast(a, 1, MPI_INT, EITHER(MPI_ROOT, 0), WORLD);
    CASE(count_negative)
    MPI_Allreduce(a, b, EITHER(-4, 4), MPI_INT, MPI_SUM, WORLD);
    CASE(block_negative)
    MPI_Allgatherv(a, 1, MPI_INT, b, EITHER(less, ones), steps, MPI_INT, WORLD);
    CASE(counts_null)
    MPI_Allgatherv(a, 1, MPI_INT, b, EITHER(NULL, ones), steps, MPI_INT, WORLD);
    CASE(displacements_null)
    MPI_Allgatherv(a, 1, MPI_INT, b, ones, EITHER(NULL, steps), MPI_INT, WORLD);
    CASE(datatypes_null)
    MPI_Alltoallw(a, ones, steps, EITHER(NULL, types), b, ones, (int[]){0, 4},
                  types, WORLD);
    CASE(scatter_counts_null)
    MPI_Reduce_scatter(a, b, EITHER(NULL, ones), MPI_INT, MPI_SUM, WORLD);
    CASE(total_overflows)
    MPI_Allgather_c(a, EITHER((MPI_Count)1 << 45, 1), MPI_INT, b,
                    EITHER((MPI_Count)1 << 45, 1), MPI_INT, WORLD);
    CASE(null_receive_buffer)
    MPI_Allreduce(a, EITHER(NULL, b), 1, MPI_INT, MPI_SUM, WORLD);
}

static void add(void *in, void *inout, int *n, MPI_Datatype *type)
{
    (void)type;
    for (int i = 0; i < *n; i++)
        ((int *)inout)[i] += ((int *)in)[i];
}

static void operators(void)
{
    double x[2] = {0, 0}, y[2];
    MPI_Datatype pair, types[2] = {MPI_INT, MPI_INT};
    MPI_Op op, old;

    MPI_Type_contiguous(2, MPI_INT, &pair);
    MPI_Op_create(add, 1, &op);
    old = op;
    CASE(null_operator)
    MPI_Allreduce(a, b, 1, MPI_INT, EITHER(MPI_OP_NULL, MPI_SUM), WORLD);
    CASE(freed_operator)
    {
        if (wrong)
            MPI_Op_free(&op);
        MPI_Allreduce(a, b, 1, MPI_INT, old, WORLD);
    }
    CASE(operator_is_a_datatype)
    MPI_Allreduce(a, b, 1, MPI_INT, EITHER((MPI_Op)MPI_INT, MPI_SUM), WORLD);
    CASE(band_of_double)
    MPI_Allreduce(x, y, 1, MPI_DOUBLE, EITHER(MPI_BAND, MPI_MAX), WORLD);
    CASE(sum_of_derived)
    {
        MPI_Type_commit(&pair);
        MPI_Allreduce(a, b, 1, EITHER(pair, MPI_INT), MPI_SUM, WORLD);
    }
    CASE(maxloc_of_int)
    MPI_Allreduce(a, b, 1, EITHER(MPI_INT, MPI_2INT), MPI_MAXLOC, WORLD);
    CASE(sum_of_byte)
    MPI_Allreduce(a, b, 1, MPI_BYTE, EITHER(MPI_SUM, MPI_BOR), WORLD);
    CASE(uncommitted_in_alltoallw)
    {
        types[1] = pair;
        if (!wrong)
            MPI_Type_commit(&pair);
        MPI_Alltoallw(a, (int[]){0, 0}, steps, types, b, (int[]){0, 0}, steps,
                      types, WORLD);
    }
    MPI_Op_free(&op);
    MPI_Type_free(&pair);
}

static void communicators(void)
{
    MPI_Comm ring, copy, used = WORLD;
    MPI_Request request;
    int yes = 1;

    MPI_Cart_create(WORLD, 1, &nranks, &yes, 0, &ring);
    MPI_Comm_dup(WORLD, &copy);
    CASE(neighbor_aliased)
    MPI_Neighbor_allgather(a, 1, MPI_INT, EITHER(a, b), 1, MPI_INT, ring);
    CASE(neighbor_in_place)
    MPI_Neighbor_allgather(EITHER(MPI_IN_PLACE, a), 1, MPI_INT, b, 1, MPI_INT,
                           ring);
    CASE(no_topology)
    MPI_Neighbor_alltoall(a, 1, MPI_INT, b, 1, MPI_INT, EITHER(copy, ring));
    CASE(freed_comm_in_bcast)
    {
        used = copy;
        if (wrong)
            MPI_Comm_free(&copy);
        MPI_Bcast(a, 1, MPI_INT, 0, used);
    }
    CASE(info_of_init)
    {
        MPI_Barrier_init(WORLD, EITHER((MPI_Info)WORLD, MPI_INFO_NULL),
                         &request);
        MPI_Request_free(&request);
    }
    MPI_Comm_free(&copy);
    MPI_Comm_free(&ring);
}

static void cases(void)
{
    reductions();
    blocks();
    written_twice();
    far_away();
    numbers();
    operators();
    communicators();
}
