/*
 * type_received - integers are received as integers, by each call that
 * receives.
 *
 * needs: 4
 * ranks: 2
 * variants: MPI_Recv MPI_Recv_c MPI_Irecv MPI_Recv_init MPI_Mrecv MPI_Imrecv
 * variants: MPI_Sendrecv MPI_Isendrecv MPI_Sendrecv_replace
 * variants: MPI_Isendrecv_replace
 */
#include "../bad/receives.h"

int main(int argc, char **argv)
{
    MPI_Init(&argc, &argv);
    receive_as(argv[1], MPI_INT);
    MPI_Finalize();
    return 0;
}
