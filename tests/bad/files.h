/*
 * files.h - what can be done wrong with files, each by its name; and the same
 * done right.
 */
#ifndef TESTS_BAD_FILES_H
#define TESTS_BAD_FILES_H

#include "file_modes.h"
#include <mpi.h>
#include <string.h>

/* Arguments. */
static inline void file_arguments(const char *what, enum way way)
{
    MPI_File file = file_open(MPI_MODE_RDWR);
    MPI_Datatype type, pair;
    int words[4] = {0}, wrong = way == WRONG;

    MPI_Type_vector(2, 1, 2, MPI_INT, &type);
    if (strcmp(what, "uncommitted_type") != 0 || !wrong)
        MPI_Type_commit(&type);
    MPI_Type_contiguous(2, MPI_INT, &pair);
    MPI_Type_commit(&pair);
    if (strcmp(what, "partial_etype") == 0) {
        MPI_File_set_view(file, 0, pair, pair, "native", MPI_INFO_NULL);
        MPI_File_read_at(file, 0, words, 2 + wrong, MPI_INT, MPI_STATUS_IGNORE);
    } else if (strcmp(what, "sizes_differ") == 0) {
        MPI_File_set_size(file, 100 + (wrong ? file_rank : 0));
    } else if (strcmp(what, "datarep_twice") == 0) {
        MPI_Register_datarep("ours", MPI_CONVERSION_FN_NULL,
                             MPI_CONVERSION_FN_NULL, file_extent, NULL);
        MPI_Register_datarep(wrong ? "ours" : "theirs", MPI_CONVERSION_FN_NULL,
                             MPI_CONVERSION_FN_NULL, file_extent, NULL);
    } else if (strcmp(what, "negative_offset") == 0) {
        MPI_File_read_at(file, wrong ? -1 : 0, words, 1, MPI_INT,
                         MPI_STATUS_IGNORE);
    } else if (strcmp(what, "negative_count") == 0) {
        MPI_File_read_at(file, 0, words, wrong ? -1 : 1, MPI_INT,
                         MPI_STATUS_IGNORE);
    } else if (strcmp(what, "null_buffer") == 0) {
        MPI_File_read_at(file, 0, wrong ? NULL : words, 1, MPI_INT,
                         MPI_STATUS_IGNORE);
    } else if (strcmp(what, "in_place") == 0) {
        MPI_File_read_at(file, 0, wrong ? MPI_IN_PLACE : words, 1, MPI_INT,
                         MPI_STATUS_IGNORE);
    } else if (strcmp(what, "no_type") == 0) {
        MPI_File_read_at(file, 0, words, 1, wrong ? MPI_DATATYPE_NULL : MPI_INT,
                         MPI_STATUS_IGNORE);
    } else if (strcmp(what, "uncommitted_type") == 0) {
        MPI_File_set_view(file, 0, MPI_INT, type, "native", MPI_INFO_NULL);
    } else if (strcmp(what, "negative_displacement") == 0) {
        MPI_File_set_view(file, wrong ? -4 : 4, MPI_INT, MPI_INT, "native",
                          MPI_INFO_NULL);
    } else if (strcmp(what, "not_whole_etypes") == 0) {
        MPI_File_set_view(file, 0, pair, wrong ? MPI_INT : pair, "native",
                          MPI_INFO_NULL);
    } else if (strcmp(what, "whence") == 0) {
        MPI_File_seek(file, 0, wrong ? 7 : MPI_SEEK_END);
    } else if (strcmp(what, "seek_before_begin") == 0) {
        MPI_File_seek(file, wrong ? -1 : 1, MPI_SEEK_SET);
    } else if (strcmp(what, "displacement_current") == 0) {
        MPI_File_set_view(file, wrong ? MPI_DISPLACEMENT_CURRENT : 0, MPI_INT,
                          MPI_INT, "native", MPI_INFO_NULL);
    }
    MPI_Type_free(&type);
    MPI_Type_free(&pair);
    file_close(&file);
}

/* Filetypes that no view may have. */
static inline int file_types(const char *what, enum way way)
{
    MPI_File file = MPI_FILE_NULL;
    MPI_Datatype type = MPI_DATATYPE_NULL;
    int ones[2] = {1, 1}, falling[2] = {2, 0}, rising[2] = {0, 2};
    int twice[2] = {0, 0};
    MPI_Aint before[2] = {-8, 0}, behind[2] = {0, 8};
    const int *chosen = rising;

    if (strcmp(what, "falling_filetype") == 0 && way == WRONG)
        chosen = falling;
    else if (strcmp(what, "overlapping_filetype") == 0 && way == WRONG)
        chosen = twice;
    if (strcmp(what, "filetype_before_begin") == 0)
        MPI_Type_create_hindexed(2, ones, way == WRONG ? before : behind,
                                 MPI_INT, &type);
    else if (strstr(what, "ing_filetype"))
        MPI_Type_indexed(2, ones, chosen, MPI_INT, &type);
    else
        return 0;
    MPI_Type_commit(&type);
    file = file_open(MPI_MODE_RDWR);
    MPI_File_set_view(file, 0, MPI_INT, type, "native", MPI_INFO_NULL);
    file_close(&file);
    MPI_Type_free(&type);
    return 1;
}

/* Split collectives and what is left open. */
static inline int file_splits(const char *what, enum way way)
{
    MPI_File file = MPI_FILE_NULL;
    MPI_Request request;
    int word = 0, other = 0, wrong = way == WRONG;
    MPI_Offset mine = file_rank * 4;

    if (strcmp(what, "split_twice") == 0) {
        file = file_open(MPI_MODE_RDWR);
        MPI_File_read_at_all_begin(file, mine, &word, 1, MPI_INT);
        if (!wrong)
            MPI_File_read_at_all_end(file, &word, MPI_STATUS_IGNORE);
        MPI_File_read_at_all_begin(file, mine, &other, 1, MPI_INT);
        MPI_File_read_at_all_end(file, &other, MPI_STATUS_IGNORE);
    } else if (strcmp(what, "split_in_split") == 0) {
        file = file_open(MPI_MODE_RDWR);
        MPI_File_read_at_all_begin(file, mine, &word, 1, MPI_INT);
        if (wrong)
            MPI_File_read_at_all(file, mine, &other, 1, MPI_INT,
                                 MPI_STATUS_IGNORE);
        MPI_File_read_at_all_end(file, &word, MPI_STATUS_IGNORE);
    } else if (strcmp(what, "split_without_begin") == 0) {
        file = file_open(MPI_MODE_RDWR);
        if (!wrong)
            MPI_File_read_all_begin(file, &word, 1, MPI_INT);
        MPI_File_read_all_end(file, &word, MPI_STATUS_IGNORE);
    } else if (strcmp(what, "split_other_end") == 0) {
        file = file_open(MPI_MODE_RDWR);
        MPI_File_read_all_begin(file, &word, 1, MPI_INT);
        if (wrong)
            MPI_File_read_at_all_end(file, &word, MPI_STATUS_IGNORE);
        MPI_File_read_all_end(file, &word, MPI_STATUS_IGNORE);
    } else if (strcmp(what, "split_left_open") == 0) {
        file = file_open(MPI_MODE_RDWR);
        MPI_File_read_all_begin(file, &word, 1, MPI_INT);
        if (!wrong)
            MPI_File_read_all_end(file, &word, MPI_STATUS_IGNORE);
    } else if (strcmp(what, "pending_at_close") == 0) {
        file = file_open(MPI_MODE_RDWR);
        MPI_File_iread_at(file, mine, &word, 1, MPI_INT, &request);
        if (!wrong)
            MPI_Wait(&request, MPI_STATUS_IGNORE);
        file_close(&file);
        if (wrong)
            MPI_Wait(&request, MPI_STATUS_IGNORE);
        return 1;
    }
    if (file == MPI_FILE_NULL)
        return 0;
    file_close(&file);
    return 1;
}

/* The file is there, with 400 bytes. */
static inline void file_make(void)
{
    MPI_File file = file_open(MPI_MODE_CREATE | MPI_MODE_RDWR);
    int words[100] = {0};

    MPI_File_write_at_all(file, 0, words, file_rank == 0 ? 100 : 0, MPI_INT,
                          MPI_STATUS_IGNORE);
    MPI_File_close(&file);
}

static inline int file_main(int argc, char **argv, enum way way)
{
    const char *what;

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &file_rank);
    what = argv[1];
    file_name = argv[2];
    file_make();
    if (strstr(what, "_handle"))
        file_handles(what, way);
    else if (!file_modes(what, way) && !file_accesses(what, way) &&
             !file_types(what, way) && !file_splits(what, way))
        file_arguments(what, way);
    MPI_Barrier(MPI_COMM_WORLD);
    if (file_rank == 0)
        MPI_File_delete(file_name, MPI_INFO_NULL);
    MPI_Finalize();
    return 0;
}

#endif
