/*
 * written.h - files of which all is written that is read, or not all.
 */
#ifndef TESTS_BAD_WRITTEN_H
#define TESTS_BAD_WRITTEN_H

#include "written_bytes.h"
#include <stdio.h>

/* What no run of MPI has written, or not as numbers: only right. */
static inline int written_otherwise(const char *what)
{
    int words[1024] = {0}, before = written_is(what, "before");
    MPI_File file, own;
    FILE *other;

    if (before || written_is(what, "by_others") ||
        written_is(what, "appended_by_others")) {
        /* The C library makes the file, or makes it longer. */
        if (!before) {
            file = written_open(MPI_MODE_CREATE | MPI_MODE_RDWR);
            written_put(file, 0, 40);
            if (written_is(what, "by_others"))
                MPI_File_set_size(file, 4096);
            written_settle(file);
        }
        /* Until the clock of the files has gone on. */
        for (volatile int i = 0; i < 10000000; i++)
            continue;
        if (written_rank == 0) {
            other = fopen(written_name, before ? "w" : "r+");
            /* What MPI has made is not there if `dryrun explore` runs it. */
            if (!other)
                other = fopen(written_name, "w");
            fseek(other, 40, SEEK_SET);
            fwrite(words, 4, 1000, other);
            fclose(other);
        }
        MPI_Barrier(MPI_COMM_WORLD);
        if (before)
            file = written_open(MPI_MODE_RDWR);
    } else if (written_is(what, "padding")) {
        /* A record of 100 bytes in 1000. */
        file = written_open(MPI_MODE_CREATE | MPI_MODE_RDWR);
        written_put(file, 0, 100);
        written_put(file, 1000, 100);
        written_settle(file);
        if (written_rank == 1)
            MPI_File_read_at(file, 0, words, 1000, MPI_BYTE, MPI_STATUS_IGNORE);
        MPI_File_close(&file);
        return 1;
    } else if (written_is(what, "many")) {
        /* More stretches than anybody remembers. */
        file = written_open(MPI_MODE_CREATE | MPI_MODE_RDWR);
        for (int i = 0; i < 5000; i++)
            written_put(file, 8 * i, 4);
        for (int i = 4999; i >= 0; i--)
            written_put(file, 8 * i + 4, 4);
        written_settle(file);
    } else if (written_is(what, "external32")) {
        file = written_open(MPI_MODE_CREATE | MPI_MODE_RDWR);
        MPI_File_set_view(file, 0, MPI_LONG, MPI_LONG, "external32",
                          MPI_INFO_NULL);
        if (written_rank == 0)
            MPI_File_write_at(file, 100, words, 100, MPI_LONG,
                              MPI_STATUS_IGNORE);
        written_settle(file);
        written_view(file, MPI_BYTE);
    } else if (written_is(what, "own")) {
        /* Through another handle. */
        file = written_open(MPI_MODE_CREATE | MPI_MODE_RDWR);
        MPI_File_open(MPI_COMM_SELF, written_name, MPI_MODE_RDWR, MPI_INFO_NULL,
                      &own);
        written_put(own, 800, 40);
        MPI_File_close(&own);
        MPI_Barrier(MPI_COMM_WORLD);
        MPI_File_sync(file);
    } else {
        return 0;
    }
    written_read(file, what);
    MPI_File_close(&file);
    return 1;
}

static inline int written_main(int argc, char **argv, int wrong)
{
    const char *what = argv[1];
    MPI_File file;

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &written_rank);
    written_name = argv[2];
    if (wrong || !written_otherwise(what)) {
        file = written_make(what, wrong);
        written_read(file, what);
        MPI_File_close(&file);
    }
    MPI_Barrier(MPI_COMM_WORLD);
    if (written_rank == 0)
        MPI_File_delete(written_name, MPI_INFO_NULL);
    MPI_Finalize();
    return 0;
}

#endif
