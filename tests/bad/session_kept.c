/*
 * session_kept - a session of the tool interface is never freed.
 *
 * ranks: 2
 * exit: 0
 * finds: object_leak
 * says: this session of the tool interface is never freed
 */
#include <mpi.h>

int main(int argc, char **argv)
{
    MPI_T_pvar_session session;
    int provided;

    MPI_Init(&argc, &argv);
    MPI_T_init_thread(MPI_THREAD_SINGLE, &provided);
    MPI_T_pvar_session_create(&session);
    MPI_T_finalize();
    MPI_Finalize();
    return 0;
}
