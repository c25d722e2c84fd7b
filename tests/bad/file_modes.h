/*
 * file_modes.h - files that are opened in one way and used in another, and
 * handles of none.
 */
#ifndef TESTS_BAD_FILE_MODES_H
#define TESTS_BAD_FILE_MODES_H

#include <mpi.h>
#include <string.h>

enum way {
    RIGHT,
    WRONG
};

static int file_rank;
static const char *file_name;

static inline MPI_File file_open(int amode)
{
    MPI_File file = MPI_FILE_NULL;

    MPI_File_open(MPI_COMM_WORLD, file_name, amode, MPI_INFO_NULL, &file);
    return file;
}

/* Open it in the way that is wrong for what follows. */
static inline MPI_File file_open_either(enum way way, int wrong, int right)
{
    return file_open(way == WRONG ? wrong : right);
}

static inline void file_close(MPI_File *file)
{
    if (*file != MPI_FILE_NULL)
        MPI_File_close(file);
}

static inline int file_extent(MPI_Datatype type, MPI_Aint *extent, void *state)
{
    (void)type;
    (void)state;
    *extent = 1;
    return MPI_SUCCESS;
}

/* Access modes. */
static inline int file_modes(const char *what, enum way way)
{
    static const struct {
        const char *what;
        int wrong, right;
    } modes[] = {
        {"both_kinds", MPI_MODE_RDONLY | MPI_MODE_RDWR, MPI_MODE_RDWR},
        {"no_kind", MPI_MODE_CREATE, MPI_MODE_CREATE | MPI_MODE_WRONLY},
        {"create_rdonly", MPI_MODE_CREATE | MPI_MODE_RDONLY, MPI_MODE_RDONLY},
        {"excl_rdonly", MPI_MODE_EXCL | MPI_MODE_RDONLY, MPI_MODE_RDONLY},
        {"sequential_rdwr", MPI_MODE_SEQUENTIAL | MPI_MODE_RDWR,
         MPI_MODE_SEQUENTIAL | MPI_MODE_RDONLY},
        {"unknown_mode", MPI_MODE_RDWR | 1 << 20,
         MPI_MODE_RDWR | MPI_MODE_UNIQUE_OPEN},
    };
    MPI_File file;

    for (size_t i = 0; i < sizeof modes / sizeof *modes; i++) {
        if (strcmp(what, modes[i].what) != 0)
            continue;
        file = file_open_either(way, modes[i].wrong, modes[i].right);
        file_close(&file);
        return 1;
    }
    if (strcmp(what, "modes_differ") != 0)
        return 0;
    file =
        file_open(way == WRONG && file_rank ? MPI_MODE_WRONLY : MPI_MODE_RDWR);
    file_close(&file);
    return 1;
}

/* Handles. */
static inline int file_handles(const char *what, enum way way)
{
    MPI_File file = file_open(MPI_MODE_RDWR), copy = file;
    int word = 0;

    if (way == RIGHT)
        MPI_File_read_at(file, 0, &word, 1, MPI_INT, MPI_STATUS_IGNORE);
    file_close(&file);
    if (way == RIGHT)
        return 1;
    if (strcmp(what, "null_handle") == 0)
        MPI_File_read_at(file, 0, &word, 1, MPI_INT, MPI_STATUS_IGNORE);
    else if (strcmp(what, "wild_handle") == 0)
        MPI_File_read_at((MPI_File)&word, 0, &word, 1, MPI_INT,
                         MPI_STATUS_IGNORE);
    else
        MPI_File_read_at(copy, 0, &word, 1, MPI_INT, MPI_STATUS_IGNORE);
    return 1;
}

/* Accesses that the mode does not allow. */
static inline int file_accesses(const char *what, enum way way)
{
    MPI_File file = MPI_FILE_NULL;
    int sequential = MPI_MODE_SEQUENTIAL | MPI_MODE_RDONLY, word = 0;
    MPI_Offset mine = file_rank * 4;

    if (strcmp(what, "write_to_rdonly") == 0) {
        file = file_open_either(way, MPI_MODE_RDONLY, MPI_MODE_WRONLY);
        MPI_File_write_at(file, mine, &word, 1, MPI_INT, MPI_STATUS_IGNORE);
    } else if (strcmp(what, "read_from_wronly") == 0) {
        file = file_open_either(way, MPI_MODE_WRONLY, MPI_MODE_RDONLY);
        MPI_File_read_at(file, mine, &word, 1, MPI_INT, MPI_STATUS_IGNORE);
    } else if (strcmp(what, "size_of_rdonly") == 0) {
        file = file_open_either(way, MPI_MODE_RDONLY, MPI_MODE_RDWR);
        MPI_File_set_size(file, 100);
    } else if (strcmp(what, "offset_in_sequential") == 0) {
        file = file_open_either(way, sequential, MPI_MODE_RDONLY);
        MPI_File_read_at(file, mine, &word, 1, MPI_INT, MPI_STATUS_IGNORE);
    } else if (strcmp(what, "own_pointer_in_sequential") == 0) {
        file = file_open_either(way, sequential, MPI_MODE_RDONLY);
        MPI_File_read(file, &word, 1, MPI_INT, MPI_STATUS_IGNORE);
    } else if (strcmp(what, "seek_in_sequential") == 0) {
        file = file_open_either(way, sequential, MPI_MODE_RDONLY);
        MPI_File_seek(file, 1, MPI_SEEK_SET);
    }
    if (file == MPI_FILE_NULL)
        return 0;
    file_close(&file);
    return 1;
}

#endif
