/*
 * io.h - what parallel I/O keeps for the world.
 */
#ifndef DR_IO_IO_H
#define DR_IO_IO_H

#include "base/list.h"
#include "base/table.h"
#include "core/errhandler.h"
#include "core/world.h"
#include "event/finding.h"
#include "io/datarep.h"
#include "net/storage.h"
#include "p2p/timer.h"

/* The handler that new files of a rank get: MPI_File_set_errhandler on
 * MPI_FILE_NULL changes it. */
struct dr_io_default {
    struct dr_errhandler *handler; /* NULL: MPI_ERRORS_RETURN */
};

/* A call of a rank that failed and returned, and how. */
struct dr_io_failed {
    struct dr_related by; /* without a call: none did */
    int error_class;
};

/* What a rank has done to files. */
struct dr_io_sums {
    double io_s; /* its accesses were under way, one at least */
    uint64_t bytes_read, bytes_written;
    int under_way; /* and since when */
    double since_s;
};

/* A place where a rank got a status that tells it of the end of a file. */
struct dr_io_short {
    double time_s;         /* the first time */
    struct dr_related got, /* there, of an access that was made */
        made;
    char *message;
};

struct dr_io {
    struct dr_storage *storage;
    struct dr_link opening;         /* files that not all members have opened */
    struct dr_link open;            /* files that are open */
    struct dr_io_default *defaults; /* by rank */
    struct dr_io_failed *failed;    /* by rank: its latest MPI_File_open, if
                                       it failed */
    struct dr_io_failed *refused;   /* by rank: the latest call that the world
                                       outside refused */
    struct dr_own_datarep *datareps;
    struct dr_shadows *apart;   /* what the run changes, of one among several;
                                   NULL: in the files themselves */
    struct dr_io_sums *sums;    /* by rank */
    struct dr_table ends;       /* places and ranks told of the end of a file */
    struct dr_table clashes;    /* of files that are open, by identity */
    struct dr_io_short *shorts; /* by number from 1 */
    uint32_t nshorts;
    struct dr_table marks;     /* of places and ranks: their number there */
    struct dr_table asked;     /* places of which a rank asked a status */
    struct dr_table written;   /* bytes of files, by identity; io/written.h */
    struct dr_table unwritten; /* places and ranks told of others */
    uint64_t files; /* opened so far: each begins on another server */
};

/* This run is one of several, or will be: it changes files in its memory only.
 * To be called before ranks run. */
void dr_io_apart(void);

/* Made when first asked for: programs without files need none. */
struct dr_io *dr_io(void);

/* What the world outside has refused a rank last, such as a file that is not
 * there; NULL if nothing. */
const struct dr_io_failed *dr_io_refused(int rank);

/* An access of a rank to the storage begins, by a call at a place, and ends
 * after so many bytes.  `told` is theirs meanwhile. */
void dr_io_begins(struct dr_event_message *told, const struct dr_rank *rank,
                  const char *call, const void *site);
void dr_io_ends(struct dr_event_message *told, bool writes, uint64_t bytes);

/* Something asked of the storage, such as to open a file; embedded in whoever
 * asks. */
struct dr_io_ask {
    struct dr_timer timer;
    struct dr_event_message told;
    void (*answered)(struct dr_io_ask *ask);
};

/* A rank asks by a call at a place; `answered` is called when the storage's
 * answer is there. */
void dr_io_ask(struct dr_io_ask *ask, void (*answered)(struct dr_io_ask *ask),
               const struct dr_rank *rank, const char *call, const void *site);

/* The sums of a rank; zero if the run has no files. */
struct dr_io_sums dr_io_sums(int rank);

/* The handler that a rank's next file gets, and whether the program set it. */
struct dr_errhandler *dr_io_handler(const struct dr_rank *rank, bool *given);

#endif
