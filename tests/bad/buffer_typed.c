/*
 * buffer_typed - a byte that the datatype's map has is touched, near gaps that
 * are free; and memory that is free only in part, or not yet.
 *
 * ranks: 2
 * exit: 81
 * finds: buffer_in_use
 * flags: -fdryrun-memory
 * says: (reads|writes) memory of a pending MPI_I
 * variants: column_written row_written cell_read part_read other_waited
 * variants: status_not_yet copied_out filled_by_memset
 */
#include <mpi.h>
#include <string.h>

enum {
    N = 8
};

static int grid[N][N], line[N];
static MPI_Request requests[2];

#define WORLD MPI_COMM_WORLD
#define NO    MPI_STATUS_IGNORE

static int is(const char *name, const char *variant)
{
    return strcmp(name, variant) == 0;
}

int main(int argc, char **argv)
{
    const char *name = argv[1];
    MPI_Datatype column;
    int self, peer, flag = 0;

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(WORLD, &self);
    peer = 1 - self;
    MPI_Type_vector(N, 1, N, MPI_INT, &column);
    MPI_Type_commit(&column);
    MPI_Irecv(&grid[0][0], 1, column, peer, 0, WORLD, &requests[0]);
    MPI_Isend(&grid[0][2], 1, column, peer, 0, WORLD, &requests[1]);
    MPI_Type_free(&column);
    if (is(name, "column_written"))
        for (int i = 0; i < N; i++)
            grid[i][2] = i;
    if (is(name, "row_written"))
        memcpy(grid[3], line, sizeof line);
    if (is(name, "cell_read"))
        line[0] = grid[N - 1][0];
    if (is(name, "part_read"))
        line[0] = ((char *)&grid[4][0])[3];
    if (is(name, "copied_out"))
        memcpy(line, grid[1], sizeof line);
    if (is(name, "filled_by_memset"))
        memset(grid, 0, sizeof grid);
    if (is(name, "status_not_yet")) {
        MPI_Request_get_status(requests[0], &flag, NO);
        grid[0][0] = flag;
    }
    if (is(name, "other_waited")) {
        MPI_Wait(&requests[1], NO);
        grid[0][0] = 1;
    }
    MPI_Waitall(2, requests, MPI_STATUSES_IGNORE);
    MPI_Finalize();
    return 0;
}
