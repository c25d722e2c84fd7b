/*
 * written_bytes.h - rank 1 reads bytes 800 to 839 of a file, which somebody has
 * written, or nobody has; the file has more behind them.
 */
#ifndef TESTS_BAD_WRITTEN_BYTES_H
#define TESTS_BAD_WRITTEN_BYTES_H

#include <mpi.h>
#include <string.h>

static const char *written_name;
static int written_rank;

static inline int written_is(const char *what, const char *name)
{
    return strcmp(what, name) == 0;
}

static inline void written_view(MPI_File file, MPI_Datatype etype)
{
    MPI_File_set_view(file, 0, etype, etype, "native", MPI_INFO_NULL);
}

static inline MPI_File written_open(int amode)
{
    MPI_File file;

    MPI_File_open(MPI_COMM_WORLD, written_name, amode, MPI_INFO_NULL, &file);
    return file;
}

static inline void written_settle(MPI_File file)
{
    MPI_File_sync(file);
    MPI_Barrier(MPI_COMM_WORLD);
    MPI_File_sync(file);
}

/* Rank 0 writes bytes there, all zero. */
static inline void written_put(MPI_File file, MPI_Offset at, int bytes)
{
    char zeros[1024] = {0};

    if (written_rank == 0)
        MPI_File_write_at(file, at, zeros, bytes, MPI_BYTE, MPI_STATUS_IGNORE);
}

/* Two columns of ten blocks of 40 bytes; the first is written. */
static inline void written_column(MPI_File file, int second)
{
    MPI_Datatype type;
    int words[100] = {0};

    MPI_Type_vector(20, 10, 20, MPI_INT, &type);
    MPI_Type_commit(&type);
    MPI_File_set_view(file, second ? 0 : 40, MPI_INT, type, "native",
                      MPI_INFO_NULL);
    MPI_File_write_all(file, words, written_rank == 0 ? 100 : 0, MPI_INT,
                       MPI_STATUS_IGNORE);
    MPI_File_write_at_all(file, 100, words, written_rank == 0 ? 100 : 0,
                          MPI_INT, MPI_STATUS_IGNORE);
    written_view(file, MPI_BYTE);
    MPI_Type_free(&type);
}

/* Make the file, with those bytes or without; open it again or not. */
static inline MPI_File written_make(const char *what, int wrong)
{
    MPI_File file = written_open(MPI_MODE_CREATE | MPI_MODE_RDWR);
    int shared[10] = {0};
    double numbers[5] = {0};

    if (written_is(what, "byte_offset")) {
        /* 100 doubles in: the offset is in bytes. */
        written_view(file, MPI_DOUBLE);
        if (written_rank == 0)
            MPI_File_write_at(file, wrong ? 800 : 100, numbers, 5, MPI_DOUBLE,
                              MPI_STATUS_IGNORE);
        written_view(file, MPI_BYTE);
    } else if (written_is(what, "set_size")) {
        written_put(file, 0, wrong ? 800 : 840);
        MPI_File_set_size(file, 2000);
    } else if (written_is(what, "preallocate")) {
        written_put(file, 0, wrong ? 800 : 840);
        MPI_File_preallocate(file, 2000);
    } else if (written_is(what, "cut")) {
        written_put(file, 0, 1000);
        MPI_File_set_size(file, wrong ? 800 : 840);
        MPI_Barrier(MPI_COMM_WORLD);
        written_put(file, 1200, 40);
    } else if (written_is(what, "reopened")) {
        written_put(file, wrong ? 900 : 800, 200);
        MPI_File_close(&file);
        file = written_open(MPI_MODE_RDONLY);
    } else if (written_is(what, "deleted")) {
        written_put(file, 0, 1000);
        MPI_File_close(&file);
        MPI_Barrier(MPI_COMM_WORLD);
        if (written_rank == 0)
            MPI_File_delete(written_name, MPI_INFO_NULL);
        MPI_Barrier(MPI_COMM_WORLD);
        file = written_open(MPI_MODE_CREATE | MPI_MODE_RDWR);
        written_put(file, wrong ? 900 : 800, 200);
    } else if (written_is(what, "strided")) {
        written_column(file, !wrong);
    } else if (written_is(what, "between")) {
        written_put(file, 0, 800);
        written_put(file, 840, 40);
        if (!wrong)
            written_put(file, 800, 40);
    } else if (written_is(what, "shared")) {
        MPI_File_seek_shared(file, wrong ? 840 : 800, MPI_SEEK_SET);
        if (written_rank == 0)
            MPI_File_write_shared(file, shared, 10, MPI_INT, MPI_STATUS_IGNORE);
        if (written_rank == 0)
            MPI_File_write_shared(file, shared, 10, MPI_INT, MPI_STATUS_IGNORE);
    } else {
        written_put(file, wrong ? 840 : 800, 100);
    }
    if (written_is(what, "atomic"))
        MPI_File_set_atomicity(file, 1);
    written_settle(file);
    return file;
}

/* Rank 1 reads them. */
static inline void written_read(MPI_File file, const char *what)
{
    int words[20] = {0}, count = written_rank == 1 ? 10 : 0;
    MPI_Request request;

    if (written_is(what, "collective")) {
        MPI_File_read_at_all(file, 800, words, count, MPI_INT,
                             MPI_STATUS_IGNORE);
    } else if (written_is(what, "two_phase")) {
        MPI_Info hints;

        MPI_Info_create(&hints);
        MPI_Info_set(hints, "romio_cb_read", "enable");
        MPI_File_set_info(file, hints);
        MPI_Info_free(&hints);
        MPI_File_read_at_all(file, 800, words, count, MPI_INT,
                             MPI_STATUS_IGNORE);
    } else if (written_is(what, "split")) {
        MPI_File_read_at_all_begin(file, 800, words, count, MPI_INT);
        MPI_File_read_at_all_end(file, words, MPI_STATUS_IGNORE);
    } else if (written_is(what, "shared")) {
        MPI_File_seek_shared(file, 800, MPI_SEEK_SET);
        if (written_rank == 1)
            MPI_File_read_shared(file, words, 10, MPI_INT, MPI_STATUS_IGNORE);
    } else if (written_rank == 0) {
        return;
    } else if (written_is(what, "nonblocking")) {
        MPI_File_iread_at(file, 800, words, 10, MPI_INT, &request);
        MPI_Wait(&request, MPI_STATUS_IGNORE);
    } else if (written_is(what, "partly")) {
        MPI_File_read_at(file, 800, words, 20, MPI_INT, MPI_STATUS_IGNORE);
    } else if (written_is(what, "bytes")) {
        MPI_File_read_at(file, 800, words, 40, MPI_BYTE, MPI_STATUS_IGNORE);
    } else {
        MPI_File_read_at(file, 800, words, 10, MPI_INT, MPI_STATUS_IGNORE);
    }
}

#endif
