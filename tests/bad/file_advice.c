/*
 * file_advice - arguments of calls on files that MPI forbids: each is told with
 * what to do instead.
 *
 * ranks: 1
 * args: $work/f
 * exit: 81
 * finds: invalid_argument
 * says: the offset is -589934592 .*
 * says: compute it as MPI_Offset from the first factor on, .*overflowed
 * says: give a number that is not negative
 * says: give a number that a file can have: offsets count etypes
 * says: give MPI_SEEK_SET, MPI_SEEK_CUR or MPI_SEEK_END
 * says: put the blocks of the filetype in the order
 * says: let no block of the filetype overlap another
 * says: make the filetype of elements of the etype
 * says: call MPI_File_write_at_all_begin before it, and end each
 * says: call MPI_File_write_at_all_end instead, or before it
 * says: call MPI_File_write_at_all_end before it, on all ranks
 * says: give ."native
 */
#include <mpi.h>
#include <stddef.h>
#include <stdint.h>

static MPI_Datatype indexed(int first, int second)
{
    int ones[2] = {2, 2}, at[2] = {first, second};
    MPI_Datatype type;

    MPI_Type_indexed(2, ones, at, MPI_INT, &type);
    MPI_Type_commit(&type);
    return type;
}

static void view(MPI_File file, MPI_Offset at, MPI_Datatype etype,
                 MPI_Datatype filetype, const char *datarep)
{
    MPI_File_set_view(file, at, etype, filetype, datarep, MPI_INFO_NULL);
}

int main(int argc, char **argv)
{
    MPI_Datatype overlapping, falling;
    MPI_File file;
    int words[4] = {0};

    MPI_Init(&argc, &argv);
    MPI_File_open(MPI_COMM_WORLD, argv[1], MPI_MODE_CREATE | MPI_MODE_RDWR,
                  MPI_INFO_NULL, &file);
    overlapping = indexed(0, 1);
    falling = indexed(4, 0);
    MPI_File_write_at(file, -589934592, words, 4, MPI_INT, MPI_STATUS_IGNORE);
    MPI_File_seek(file, -4, MPI_SEEK_SET);
    MPI_File_seek(file, 0, 9);
    view(file, 0, MPI_INT, overlapping, "native");
    view(file, 0, MPI_INT, falling, "native");
    view(file, 0, MPI_DOUBLE, MPI_INT, "native");
    view(file, 0, MPI_INT, MPI_INT, NULL);
    MPI_File_write_at(file, INT64_MAX, words, 4, MPI_INT, MPI_STATUS_IGNORE);
    MPI_File_write_at_all_end(file, words, MPI_STATUS_IGNORE);
    MPI_File_write_at_all_begin(file, 0, words, 2, MPI_INT);
    MPI_File_write_at_all_begin(file, 8, words, 2, MPI_INT);
    MPI_File_write_all_end(file, words, MPI_STATUS_IGNORE);
    MPI_File_write_at_all_end(file, words, MPI_STATUS_IGNORE);
    MPI_File_close(&file);
    MPI_File_delete(argv[1], MPI_INFO_NULL);
    MPI_Type_free(&overlapping);
    MPI_Type_free(&falling);
    MPI_Finalize();
    return 0;
}
