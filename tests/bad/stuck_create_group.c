/*
 * stuck_create_group - a member of the group does not make its communicator.
 *
 * ranks: 4
 * exit: 80
 * finds: deadlock
 * says: MPI_Comm_create_group
 */
#include <mpi.h>

int main(int argc, char **argv)
{
    int members[3] = {1, 2, 3}, rank;
    MPI_Group world, group;
    MPI_Comm comm;

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_group(MPI_COMM_WORLD, &world);
    MPI_Group_incl(world, 3, members, &group);
    if (rank == 1 || rank == 2)
        MPI_Comm_create_group(MPI_COMM_WORLD, group, 0, &comm);
    MPI_Group_free(&group);
    MPI_Group_free(&world);
    MPI_Finalize();
    return 0;
}
