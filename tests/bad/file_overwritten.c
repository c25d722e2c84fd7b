/*
 * file_overwritten - a rank writes what another one has written, behind a
 * barrier but without MPI_File_sync.
 *
 * ranks: 2
 * args: $work/f
 * exit: 0
 * finds: io_error
 * who: 1
 * says: writes bytes [0-9]+ to (39|43) of file
 * says: which rank 0 has written without MPI_File_sync since: which of the two
 * variants: write_at write_at_all message strided cut behind_atomic
 */
#include <mpi.h>
#include <string.h>

static const char *what;
static int rank, words[20];

static int is(const char *name)
{
    return strcmp(what, name) == 0;
}

static void write_words(MPI_File file, int writer)
{
    if (is("write_at_all"))
        MPI_File_write_at_all(file, 0, words, rank == writer ? 10 : 0, MPI_INT,
                              MPI_STATUS_IGNORE);
    else if (rank == writer)
        MPI_File_write_at(file, 0, words, 10, MPI_INT, MPI_STATUS_IGNORE);
}

/* Words 0, 1, 2, 4, 5, 6, and so on. */
static void see_strided(MPI_File file)
{
    MPI_Datatype type;

    MPI_Type_vector(4, 3, 4, MPI_INT, &type);
    MPI_Type_commit(&type);
    MPI_File_set_view(file, rank == 0 ? 0 : 9 * 4, MPI_INT, type, "native",
                      MPI_INFO_NULL);
    MPI_Type_free(&type);
}

int main(int argc, char **argv)
{
    MPI_File file;

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    what = argv[1];
    MPI_File_open(MPI_COMM_WORLD, argv[2], MPI_MODE_CREATE | MPI_MODE_RDWR,
                  MPI_INFO_NULL, &file);
    if (is("strided"))
        see_strided(file);
    write_words(file, 0);
    if (is("cut"))
        MPI_File_set_size(file, 36);
    if (is("behind_atomic")) {
        MPI_File_set_atomicity(file, 1);
        MPI_File_set_atomicity(file, 0);
    }
    if (is("message") && rank == 0)
        MPI_Send(NULL, 0, MPI_INT, 1, 0, MPI_COMM_WORLD);
    else if (is("message"))
        MPI_Recv(NULL, 0, MPI_INT, 0, 0, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
    else
        MPI_Barrier(MPI_COMM_WORLD);
    write_words(file, 1);
    MPI_File_close(&file);
    MPI_Finalize();
    return 0;
}
