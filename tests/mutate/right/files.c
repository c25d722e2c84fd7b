/*
 * files.c - a file that is written and read in all ways.
 */
#include <mpi.h>

enum {
    RANKS = 4,
    LENGTH = 4,
    BYTES = LENGTH * (int)sizeof(int)
};

static int rank;
static int out[LENGTH], in[LENGTH];

static MPI_File opened(int amode)
{
    MPI_File file;

    MPI_File_open(MPI_COMM_WORLD, rank == 1 ? "./data" : "data", amode,
                  MPI_INFO_NULL, &file);
    return file;
}

static void at_offsets(void)
{
    MPI_File file;
    MPI_Request request;

    MPI_File_open(MPI_COMM_WORLD, "data", MPI_MODE_CREATE | MPI_MODE_RDWR,
                  MPI_INFO_NULL, &file);
    MPI_File_set_size(file, 0);
    MPI_File_write_at(file, rank * BYTES, out, LENGTH, MPI_INT,
                      MPI_STATUS_IGNORE);
    MPI_File_sync(file); /* what is written */
    MPI_Barrier(MPI_COMM_WORLD);
    MPI_File_sync(file); /* before reading */
    MPI_File_read_at(file, (rank + 1) % RANKS * BYTES, in, LENGTH, MPI_INT,
                     MPI_STATUS_IGNORE);
    MPI_File_sync(file); /* after reading */
    MPI_Barrier(MPI_COMM_WORLD);
    MPI_File_iwrite_at(file, rank * BYTES, out, LENGTH, MPI_INT, &request);
    MPI_Wait(&request, MPI_STATUS_IGNORE);
    MPI_File_write_at_all(file, (RANKS + rank) * BYTES, out, LENGTH, MPI_INT,
                          MPI_STATUS_IGNORE);
    MPI_File_close(&file);
}

/* Each rank sees its own part of the file. */
static void by_views(void)
{
    MPI_File file = opened(MPI_MODE_RDWR);
    MPI_Datatype part;

    MPI_Type_create_resized(MPI_INT, 0, RANKS * (int)sizeof(int), &part);
    MPI_Type_commit(&part);
    MPI_File_set_view(file, rank * (int)sizeof(int), MPI_INT, part, "native",
                      MPI_INFO_NULL);
    MPI_File_write_all(file, out, LENGTH, MPI_INT, MPI_STATUS_IGNORE);
    MPI_File_seek(file, 0, MPI_SEEK_SET);
    MPI_File_read_all(file, in, LENGTH, MPI_INT, MPI_STATUS_IGNORE);
    MPI_File_read_at_all_begin(file, 0, in, LENGTH, MPI_INT);
    MPI_File_read_at_all_end(file, in, MPI_STATUS_IGNORE);
    MPI_File_close(&file);
    MPI_Type_free(&part);
}

static void in_turn(void)
{
    MPI_File file = opened(MPI_MODE_RDWR | MPI_MODE_DELETE_ON_CLOSE);

    MPI_File_write_shared(file, out, 1, MPI_INT, MPI_STATUS_IGNORE);
    MPI_File_write_ordered(file, out, 1, MPI_INT, MPI_STATUS_IGNORE);
    MPI_File_close(&file);
}

int main(int argc, char **argv)
{
    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    at_offsets();
    MPI_Barrier(MPI_COMM_WORLD);
    by_views();
    MPI_Barrier(MPI_COMM_WORLD);
    in_turn();
    MPI_Finalize();
    return 0;
}
