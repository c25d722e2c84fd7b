/*
 * apart.h - rank 0 writes through one handle of a file, and rank 1 reads or
 * writes there through another one, of another MPI_File_open.
 */
#ifndef TESTS_BAD_APART_H
#define TESTS_BAD_APART_H

#include <mpi.h>
#include <string.h>

static inline MPI_File apart_open(const char *name, int self, int atomic)
{
    MPI_File file;

    MPI_File_open(self ? MPI_COMM_SELF : MPI_COMM_WORLD, name,
                  MPI_MODE_CREATE | MPI_MODE_RDWR, MPI_INFO_NULL, &file);
    if (atomic)
        MPI_File_set_atomicity(file, 1);
    return file;
}

/* Wrong: 1, without MPI_File_sync; -1, without any order. */
static inline int apart_main(int argc, char **argv, int wrong)
{
    const char *what = argv[1], *name = argv[2];
    int rank, words[10] = {1}, self, atomic;
    MPI_File first, second;

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    self = strstr(what, "self") != NULL;
    atomic = strstr(what, "atomic") || strcmp(what, "once") == 0 || wrong < 0;
    first = apart_open(name, self, atomic);
    /* The bytes are there, so that a read gets some. */
    if (rank == 0 && wrong < 0)
        MPI_File_write_at(first, 0, words, 10, MPI_INT, MPI_STATUS_IGNORE);
    MPI_File_sync(first);
    MPI_Barrier(MPI_COMM_WORLD);
    second = first;
    if (strcmp(what, "once") != 0)
        second = apart_open(name, self,
                            atomic && strcmp(what, "atomic_writer") != 0);
    MPI_Barrier(MPI_COMM_WORLD);
    if (rank == 0)
        MPI_File_write_at(first, 0, words, 10, MPI_INT, MPI_STATUS_IGNORE);
    if (wrong == 0 && strcmp(what, "closed") == 0)
        MPI_File_close(&first);
    else if (wrong == 0)
        MPI_File_sync(first);
    if (wrong >= 0)
        MPI_Barrier(MPI_COMM_WORLD);
    if (wrong == 0)
        MPI_File_sync(second);
    if (rank == 1 && strcmp(what, "overwrites") == 0)
        MPI_File_write_at(second, 0, words, 10, MPI_INT, MPI_STATUS_IGNORE);
    else if (rank == 1)
        MPI_File_read_at(second, 0, words, 10, MPI_INT, MPI_STATUS_IGNORE);
    if (strcmp(what, "once") != 0)
        MPI_File_close(&second);
    if (strcmp(what, "closed") != 0 || wrong != 0)
        MPI_File_close(&first);
    MPI_Barrier(MPI_COMM_WORLD);
    if (rank == 0)
        MPI_File_delete(name, MPI_INFO_NULL);
    MPI_Finalize();
    return 0;
}

#endif
