/*
 * parallel_io - a matrix in one file, written and read by all ranks.
 *
 * Each rank has a block of rows, which is one block of the file, or a block
 * of columns, which is a piece of every row.  Pieces that each rank writes for
 * itself are many small requests to the file system; written together, ranks
 * exchange them first and a few write large blocks.  What was written by rows
 * is read back by columns, and the other way round.
 *
 * usage: parallel_io [ROWS = COLUMNS]
 */
#include <mpi.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

enum {
    SIDE = 512
};

struct part {
    int side;          /* of the matrix */
    int rows, columns; /* of this rank's block */
    int first_row, first_column;
    int *cells;
    MPI_Datatype type; /* where it lies in the file */
};

/* The rows, or the columns, of one rank of `size`; sides need not divide. */
static struct part make_part(int side, int by_rows, int rank, int size)
{
    int first = (int)((long)side * rank / size);
    int next = (int)((long)side * (rank + 1) / size);
    struct part part = {.side = side,
                        .rows = by_rows ? next - first : side,
                        .columns = by_rows ? side : next - first,
                        .first_row = by_rows ? first : 0,
                        .first_column = by_rows ? 0 : first};
    int whole[] = {side, side}, mine[] = {part.rows, part.columns};
    int starts[] = {part.first_row, part.first_column};

    part.cells = malloc(sizeof(int) * (size_t)part.rows * (size_t)part.columns);
    MPI_Type_create_subarray(2, whole, mine, starts, MPI_ORDER_C, MPI_INT,
                             &part.type);
    MPI_Type_commit(&part.type);
    return part;
}

static void end_part(struct part *part)
{
    MPI_Type_free(&part->type);
    free(part->cells);
}

static int value(const struct part *part, int i, int salt)
{
    int row = part->first_row + i / part->columns;
    int column = part->first_column + i % part->columns;

    return (row * part->side + column) ^ salt;
}

static void fill(struct part *part, int salt)
{
    for (int i = 0; i < part->rows * part->columns; i++)
        part->cells[i] = value(part, i, salt);
}

static int wrong_cells(const struct part *part, int salt)
{
    int wrong = 0;

    for (int i = 0; i < part->rows * part->columns; i++)
        wrong += part->cells[i] != value(part, i, salt);
    return wrong;
}

static void check(int error)
{
    if (error)
        MPI_Abort(MPI_COMM_WORLD, 1);
}

/* Let all see the file through their parts; returns the time that `access`
 * takes, the same on all ranks. */
static double measure(MPI_File file, struct part *part, int together,
                      int writes)
{
    int count = part->rows * part->columns;
    double begin, mine, longest;

    check(MPI_File_set_view(file, 0, MPI_INT, part->type, "native",
                            MPI_INFO_NULL));
    MPI_Barrier(MPI_COMM_WORLD);
    begin = MPI_Wtime();
    if (writes && together)
        check(MPI_File_write_all(file, part->cells, count, MPI_INT,
                                 MPI_STATUS_IGNORE));
    else if (writes)
        check(MPI_File_write(file, part->cells, count, MPI_INT,
                             MPI_STATUS_IGNORE));
    else if (together)
        check(MPI_File_read_all(file, part->cells, count, MPI_INT,
                                MPI_STATUS_IGNORE));
    else
        check(MPI_File_read(file, part->cells, count, MPI_INT,
                            MPI_STATUS_IGNORE));
    mine = MPI_Wtime() - begin;
    MPI_Allreduce(&mine, &longest, 1, MPI_DOUBLE, MPI_MAX, MPI_COMM_WORLD);
    /* What one writes others may read only after this. */
    check(MPI_File_sync(file));
    MPI_Barrier(MPI_COMM_WORLD);
    check(MPI_File_sync(file));
    return longest;
}

/* Write by one partition, read by the other. */
static void try(MPI_File file, int side, int by_rows, int together, int salt)
{
    int rank, size, mine, wrong;
    double write_s, read_s;
    struct part part, other;

    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_size(MPI_COMM_WORLD, &size);
    part = make_part(side, by_rows, rank, size);
    other = make_part(side, !by_rows, rank, size);
    fill(&part, salt);
    write_s = measure(file, &part, together, 1);
    read_s = measure(file, &other, together, 0);
    mine = wrong_cells(&other, salt);
    MPI_Reduce(&mine, &wrong, 1, MPI_INT, MPI_SUM, 0, MPI_COMM_WORLD);
    if (rank == 0)
        printf("written by %s in %10.1f us, read by %s in %10.1f us, %s: %d "
               "wrong\n",
               by_rows ? "rows   " : "columns", write_s * 1e6,
               by_rows ? "columns" : "rows   ", read_s * 1e6,
               together ? "together" : "each alone", wrong);
    end_part(&part);
    end_part(&other);
}

int main(int argc, char **argv)
{
    char id[32] = "0", name[64];
    int side, rank;
    MPI_File file;

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    side = argc > 1 ? atoi(argv[1]) : SIDE;
    /* A name of this run's: getpid() is simulated, this is not. */
    if (readlink("/proc/self", id, sizeof id - 1) < 0)
        perror("/proc/self");
    MPI_Bcast(id, sizeof id, MPI_CHAR, 0, MPI_COMM_WORLD);
    snprintf(name, sizeof name, "parallel_io.%s.data", id);
    check(MPI_File_open(MPI_COMM_WORLD, name,
                        MPI_MODE_CREATE | MPI_MODE_RDWR |
                            MPI_MODE_DELETE_ON_CLOSE,
                        MPI_INFO_NULL, &file));
    try(file, side, 1, 0, 1);
    try(file, side, 0, 0, 2);
    try(file, side, 1, 1, 3);
    try(file, side, 0, 1, 4);
    MPI_File_close(&file);
    MPI_Finalize();
    return 0;
}
