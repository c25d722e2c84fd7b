/*
 * file_order - two ranks access the same bytes of a file, but one after the
 * other, or atomically, or both read.  What one reads and another writes then
 * needs an order; what one writes and another reads, MPI_File_sync too.
 *
 * ranks: 2
 * args: $work/f
 * variants: sync message barrier ssend broadcast atomic both_read reopened
 * variants: written_twice written_synced cut was_atomic
 * variants: own_synced own_opened
 */
#include <mpi.h>
#include <string.h>

static void order(MPI_File file, const char *how, int rank)
{
    int word = 0;

    if (strcmp(how, "sync") == 0) {
        MPI_File_sync(file);
        MPI_Barrier(MPI_COMM_WORLD);
        MPI_File_sync(file);
    } else if (strcmp(how, "barrier") == 0) {
        MPI_Barrier(MPI_COMM_WORLD);
    } else if (strcmp(how, "broadcast") == 0) {
        MPI_Bcast(&word, 1, MPI_INT, 0, MPI_COMM_WORLD);
    } else if (strcmp(how, "message") == 0) {
        if (rank == 0)
            MPI_Send(&word, 1, MPI_INT, 1, 0, MPI_COMM_WORLD);
        else
            MPI_Recv(&word, 1, MPI_INT, 0, 0, MPI_COMM_WORLD,
                     MPI_STATUS_IGNORE);
    } else if (strcmp(how, "ssend") == 0) {
        /* Its end tells the sender that the other has come so far. */
        if (rank == 1)
            MPI_Ssend(&word, 1, MPI_INT, 0, 0, MPI_COMM_WORLD);
        else
            MPI_Recv(&word, 1, MPI_INT, 1, 0, MPI_COMM_WORLD,
                     MPI_STATUS_IGNORE);
    }
}

static void access(MPI_File file, int writes)
{
    int words[100] = {0};

    if (writes)
        MPI_File_write(file, words, 100, MPI_INT, MPI_STATUS_IGNORE);
    else
        MPI_File_read(file, words, 100, MPI_INT, MPI_STATUS_IGNORE);
}

/* What one has written another writes; or the same rank, once more. */
static int overwrites(MPI_File file, const char *how, int rank)
{
    int twice = strcmp(how, "written_twice") == 0;
    int cut = strcmp(how, "cut") == 0, atomic = strcmp(how, "was_atomic") == 0;

    if (!twice && !cut && !atomic && strcmp(how, "written_synced") != 0)
        return 0;
    MPI_File_set_view(file, 40, MPI_INT, MPI_INT, "native", MPI_INFO_NULL);
    MPI_File_set_atomicity(file, atomic);
    if (rank == 0)
        access(file, 1);
    if (cut)
        MPI_File_set_size(file, 40);
    MPI_File_set_atomicity(file, 0);
    order(file, strcmp(how, "written_synced") == 0 ? "sync" : "barrier", rank);
    MPI_File_seek(file, 0, MPI_SEEK_SET);
    if (rank == !twice)
        access(file, 1);
    MPI_Barrier(MPI_COMM_WORLD);
    if (rank == !twice)
        access(file, 1);
    return 1;
}

/* It is read through another handle, synchronised or opened behind the order.
 */
static int reads_apart(MPI_File file, const char *how, const char *name,
                       int rank)
{
    int synced = strcmp(how, "own_synced") == 0;
    MPI_File own = MPI_FILE_NULL;

    if (!synced && strcmp(how, "own_opened") != 0)
        return 0;
    if (synced)
        MPI_File_open(MPI_COMM_SELF, name, MPI_MODE_RDWR, MPI_INFO_NULL, &own);
    MPI_Barrier(MPI_COMM_WORLD);
    if (rank == 0)
        access(file, 1);
    MPI_File_sync(file);
    MPI_Barrier(MPI_COMM_WORLD);
    if (synced)
        MPI_File_sync(own);
    else
        MPI_File_open(MPI_COMM_SELF, name, MPI_MODE_RDWR, MPI_INFO_NULL, &own);
    if (rank == 1)
        access(own, 0);
    MPI_File_close(&own);
    return 1;
}

int main(int argc, char **argv)
{
    const char *how = argv[1];
    int rank, reads, synced, reopened, atomic;
    MPI_File file;

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_File_open(MPI_COMM_WORLD, argv[2], MPI_MODE_CREATE | MPI_MODE_RDWR,
                  MPI_INFO_NULL, &file);
    if (rank == 0)
        access(file, 1);
    MPI_File_close(&file);
    MPI_File_open(MPI_COMM_WORLD, argv[2], MPI_MODE_RDWR, MPI_INFO_NULL, &file);
    reads = strcmp(how, "both_read") == 0;
    reopened = strcmp(how, "reopened") == 0;
    atomic = strcmp(how, "atomic") == 0;
    synced = reopened || atomic || strcmp(how, "sync") == 0;
    MPI_File_set_atomicity(file, atomic);
    if (overwrites(file, how, rank) || reads_apart(file, how, argv[2], rank))
        goto end;
    if (rank == 0)
        access(file, synced && !reads);
    if (reopened) {
        MPI_File_close(&file);
        MPI_File_open(MPI_COMM_WORLD, argv[2], MPI_MODE_RDWR, MPI_INFO_NULL,
                      &file);
    }
    order(file, how, rank);
    if (rank == 1)
        access(file, !synced && !reads);
end:
    MPI_File_close(&file);
    if (rank == 0)
        MPI_File_delete(argv[2], MPI_INFO_NULL);
    MPI_Finalize();
    return 0;
}
