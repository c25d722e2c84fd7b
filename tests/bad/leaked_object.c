/*
 * leaked_object - an object of MPI is never freed.
 *
 * ranks: 2
 * exit: 0
 * finds: object_leak
 * who: 0 1
 * says: never freed
 * variants: MPI_Comm_dup MPI_Comm_split MPI_Cart_create MPI_Comm_idup
 * variants: MPI_Comm_group MPI_Group_incl MPI_Op_create MPI_Info_create
 * variants: MPI_Type_contiguous MPI_Type_vector MPI_Type_dup MPI_Send_init
 * variants: MPI_Comm_create_errhandler MPI_Comm_create_keyval
 */
#include "leaks.h"

int main(int argc, char **argv)
{
    int rank;

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    make(argv[1], LEAVE);
    MPI_Finalize();
    return 0;
}
