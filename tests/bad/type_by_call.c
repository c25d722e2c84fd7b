/*
 * type_by_call - integers are received as reals, by each call that receives.
 *
 * ranks: 2
 * exit: 81
 * finds: type_mismatch
 * who: 1
 * says: element 0 is sent as MPI_INT and received as MPI_FLOAT
 * says: "call": "VARIANT"
 * variants: MPI_Recv MPI_Recv_c MPI_Irecv MPI_Recv_init MPI_Mrecv MPI_Imrecv
 * variants: MPI_Sendrecv MPI_Isendrecv MPI_Sendrecv_replace
 * variants: MPI_Isendrecv_replace
 */
#include "receives.h"

int main(int argc, char **argv)
{
    MPI_Init(&argc, &argv);
    receive_as(argv[1], MPI_FLOAT);
    MPI_Finalize();
    return 0;
}
