/*
 * checkpoint.h - a rod in a file, for any number and order of ranks.
 *
 *     cells, hot, steps | cell 1 | cell 2 | ... | the last cell
 *           3 int         double
 *
 * A rank sees its part of the cells through a view of the file; all write, or
 * read, their parts together.  Where a part begins says no more than the view,
 * so that other parts than those written can be read.
 */
#include <mpi.h>
#include <stdio.h>

struct saved {
    int cells, hot; /* of the whole rod; which cell was hot at first */
    int steps;      /* done */
};

/* Files return their errors (MPI 4.1, 14.7), unlike all else. */
static void check(int error, const char *name)
{
    char text[MPI_MAX_ERROR_STRING];
    int length;

    if (error) {
        MPI_Error_string(error, text, &length);
        fprintf(stderr, "%s: %s\n", name, text);
        MPI_Abort(MPI_COMM_WORLD, 1);
    }
}

/* See the n cells from cell `first` on, counted from 0, and only them. */
static void view_cells(MPI_File file, const char *name, int cells, int first,
                       int n)
{
    MPI_Datatype part;

    MPI_Type_create_subarray(1, &cells, &n, &first, MPI_ORDER_C, MPI_DOUBLE,
                             &part);
    MPI_Type_commit(&part);
    check(MPI_File_set_view(file, sizeof(struct saved), MPI_DOUBLE, part,
                            "native", MPI_INFO_NULL),
          name);
    MPI_Type_free(&part);
}

/* Called by all: write a file that holds `saved` and everybody's n cells. */
static void save(const char *name, const struct saved *saved, int first, int n,
                 const double *cells)
{
    int rank;
    MPI_File file;

    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    check(MPI_File_open(MPI_COMM_WORLD, name, MPI_MODE_CREATE | MPI_MODE_WRONLY,
                        MPI_INFO_NULL, &file),
          name);
    if (rank == 0)
        check(MPI_File_write(file, saved, 3, MPI_INT, MPI_STATUS_IGNORE), name);
    view_cells(file, name, saved->cells, first, n);
    check(MPI_File_write_all(file, cells, n, MPI_DOUBLE, MPI_STATUS_IGNORE),
          name);
    check(MPI_File_close(&file), name);
}

/* Called by all: open what save() wrote; `mode` may add to reading.  A rank
 * needs a cell at least. */
static MPI_File open_saved(const char *name, int mode, struct saved *saved)
{
    int size;
    MPI_File file;
    MPI_Offset bytes;

    MPI_Comm_size(MPI_COMM_WORLD, &size);

    check(MPI_File_open(MPI_COMM_WORLD, name, MPI_MODE_RDONLY | mode,
                        MPI_INFO_NULL, &file),
          name);
    *saved = (struct saved){0, 0, 0};
    check(MPI_File_read_all(file, saved, 3, MPI_INT, MPI_STATUS_IGNORE), name);
    check(MPI_File_get_size(file, &bytes), name);
    if (saved->cells < size ||
        bytes < (MPI_Offset)(sizeof *saved + saved->cells * sizeof(double))) {
        fprintf(stderr, "%s: %lld bytes, %d cells for %d ranks\n", name,
                (long long)bytes, saved->cells, size);
        MPI_Abort(MPI_COMM_WORLD, 1);
    }
    return file;
}

/* Called by all: read n cells from `first` on, and close the file. */
static void load(MPI_File file, const char *name, const struct saved *saved,
                 int first, int n, double *cells)
{
    view_cells(file, name, saved->cells, first, n);
    check(MPI_File_read_all(file, cells, n, MPI_DOUBLE, MPI_STATUS_IGNORE),
          name);
    check(MPI_File_close(&file), name);
}
