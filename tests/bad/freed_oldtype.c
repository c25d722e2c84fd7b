/*
 * freed_oldtype - a datatype made of one that has been freed.
 *
 * ranks: 2
 * exit: 81
 * finds: invalid_argument
 * says: array_of_types.1. has been freed .MPI_ERR_TYPE
 */
#include <mpi.h>

int main(int argc, char **argv)
{
    int lengths[2] = {1, 1};
    MPI_Aint places[2] = {0, 8};
    MPI_Datatype types[2] = {MPI_DOUBLE}, pair, both;

    MPI_Init(&argc, &argv);
    MPI_Type_contiguous(2, MPI_INT, &pair);
    types[1] = pair;
    MPI_Type_free(&pair);
    MPI_Type_create_struct(2, lengths, places, types, &both);
    MPI_Finalize();
    return 0;
}
