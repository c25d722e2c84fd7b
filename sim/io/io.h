/*
 * io.h - what parallel I/O keeps for the world.
 */
#ifndef DR_IO_IO_H
#define DR_IO_IO_H

#include "base/list.h"
#include "core/errhandler.h"
#include "core/world.h"
#include "net/storage.h"

/* The handler that new files of a rank get: MPI_File_set_errhandler on
 * MPI_FILE_NULL changes it. */
struct dr_io_default {
    struct dr_errhandler *handler; /* NULL: MPI_ERRORS_RETURN */
};

/* A data representation that the program registered. */
struct dr_io_datarep {
    struct dr_io_datarep *next;
    int rank;
    char name[];
};

struct dr_io {
    struct dr_storage *storage;
    struct dr_link opening;         /* files that not all members have opened */
    struct dr_io_default *defaults; /* by rank */
    struct dr_io_datarep *datareps;
    uint64_t files; /* opened so far: each begins on another server */
};

/* Made when first asked for: programs without files need none. */
struct dr_io *dr_io(void);

/* The handler that a rank's next file gets, and whether the program set it. */
struct dr_errhandler *dr_io_handler(const struct dr_rank *rank, bool *given);

#endif
