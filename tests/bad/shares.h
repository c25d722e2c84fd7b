/*
 * shares.h - two ranks access one part of a file, with and without something
 * that orders them.
 */
#ifndef TESTS_BAD_SHARES_H
#define TESTS_BAD_SHARES_H

#include <dryrun.h>
#include <mpi.h>
#include <string.h>

enum {
    SHARE_WORDS = 100
};

/* The file is there, with 4000 bytes. */
static inline void share_make(const char *name, int rank)
{
    int words[10 * SHARE_WORDS] = {0};
    MPI_File file;

    MPI_File_open(MPI_COMM_WORLD, name, MPI_MODE_CREATE | MPI_MODE_WRONLY,
                  MPI_INFO_NULL, &file);
    if (rank == 0)
        MPI_File_write(file, words, 10 * SHARE_WORDS, MPI_INT,
                       MPI_STATUS_IGNORE);
    MPI_File_close(&file);
}

static inline void share_sync(MPI_File file)
{
    MPI_File_sync(file);
    MPI_Barrier(MPI_COMM_WORLD);
    MPI_File_sync(file);
}

/* Write 10 blocks of words, each of every 10. */
static inline void share_strided(MPI_File file, int block, MPI_Offset from,
                                 const int *words)
{
    MPI_Datatype type;

    MPI_Type_vector(10, block, 10, MPI_INT, &type);
    MPI_Type_commit(&type);
    MPI_File_set_view(file, from, MPI_INT, type, "native", MPI_INFO_NULL);
    MPI_File_write(file, words, 10 * block, MPI_INT, MPI_STATUS_IGNORE);
    MPI_Type_free(&type);
}

/* The accesses: both ranks write, one reads what the other writes, parts
 * overlap at one end, collectively, strided. */
static inline void share_access(MPI_File file, const char *what, int rank,
                                int wrong)
{
    int words[SHARE_WORDS] = {0};
    MPI_Offset mine = wrong ? 0 : rank * SHARE_WORDS;
    MPI_Request request;

    if (strcmp(what, "both_write") == 0) {
        MPI_File_write_at(file, mine, words, SHARE_WORDS, MPI_INT,
                          MPI_STATUS_IGNORE);
    } else if (strcmp(what, "one_reads") == 0) {
        if (rank == 0)
            MPI_File_write_at(file, 0, words, SHARE_WORDS, MPI_INT,
                              MPI_STATUS_IGNORE);
        else
            MPI_File_read_at(file, mine, words, SHARE_WORDS, MPI_INT,
                             MPI_STATUS_IGNORE);
    } else if (strcmp(what, "last_word") == 0) {
        MPI_File_write_at(file, rank * SHARE_WORDS, words,
                          SHARE_WORDS + (wrong && rank == 0), MPI_INT,
                          MPI_STATUS_IGNORE);
    } else if (strcmp(what, "collective") == 0) {
        MPI_File_write_at_all(file, mine, words, SHARE_WORDS, MPI_INT,
                              MPI_STATUS_IGNORE);
    } else if (strcmp(what, "nonblocking") == 0) {
        MPI_File_iwrite_at(file, mine, words, SHARE_WORDS, MPI_INT, &request);
        MPI_Wait(&request, MPI_STATUS_IGNORE);
    } else if (strcmp(what, "strided") == 0) {
        share_strided(file, wrong ? 6 : 5, rank * 20, words);
    } else if (strcmp(what, "wrapped") == 0) {
        /* The other's blocks end where the next ones of this begin. */
        share_strided(file, wrong ? 6 : 4, rank * 24, words);
    } else if (strcmp(what, "later") == 0) {
        /* Long after the other has done it, but without hearing of it. */
        if (rank == 1)
            DR_Compute(1.0);
        MPI_File_write_at(file, mine, words, SHARE_WORDS, MPI_INT,
                          MPI_STATUS_IGNORE);
    }
}

static inline int share_main(int argc, char **argv, int wrong)
{
    MPI_File file;
    int rank;

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    share_make(argv[2], rank);
    MPI_File_open(MPI_COMM_WORLD, argv[2],
                  MPI_MODE_RDWR | MPI_MODE_DELETE_ON_CLOSE, MPI_INFO_NULL,
                  &file);
    MPI_File_set_view(file, 0, MPI_INT, MPI_INT, "native", MPI_INFO_NULL);
    share_access(file, argv[1], rank, wrong);
    share_sync(file);
    MPI_File_close(&file);
    MPI_Finalize();
    return 0;
}

#endif
