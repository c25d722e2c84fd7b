/*
 * control.h - what is done with a file besides reading and writing.
 *
 * Members synchronise, the first of them asks the file system, which takes its
 * latency, and all learn what came of it.
 */
#ifndef DR_IO_CONTROL_H
#define DR_IO_CONTROL_H

#include "io/file.h"

/* What to do when the file system answers; returns an errno. */
typedef int dr_io_act(struct dr_common *common, uint64_t argument);

/* What a request of this module leaves, besides result.error: in its buffer,
 * which lives as long as the request. */
struct dr_io_answer {
    int error;   /* errno */
    bool parted; /* this member gave something else than the first one, */
    struct dr_related first;
    uint64_t argument; /* which gave this */
};

/* That of a request of this module. */
const struct dr_io_answer *dr_io_answer(const struct dr_request *request);

/* Open a file; `*common` is held for this member, whether it succeeds or not.
 * Members part if they give different modes. */
struct dr_request *dr_io_open(struct dr_comm *comm, const char *name, int amode,
                              struct dr_common **common);

/* Do something once for all members, who part if their arguments differ. */
struct dr_request *dr_io_together(struct dr_file *file, dr_io_act *act,
                                  uint64_t argument);

/* Let each member ask, and synchronise after that: MPI_File_sync. */
struct dr_request *dr_io_each(struct dr_file *file, dr_io_act *act,
                              uint64_t argument);

/* Only this member asks. */
struct dr_request *dr_io_alone(struct dr_file *file, dr_io_act *act,
                               uint64_t argument);

/* Actions. */
int dr_io_nothing(struct dr_common *common, uint64_t argument);
int dr_io_close(struct dr_common *common, uint64_t argument);
int dr_io_set_size(struct dr_common *common, uint64_t argument);
int dr_io_preallocate(struct dr_common *common, uint64_t argument);
int dr_io_set_atomicity(struct dr_common *common, uint64_t argument);
int dr_io_rewind(struct dr_common *common, uint64_t argument);
int dr_io_seek_shared(struct dr_common *common, uint64_t argument);
int dr_io_sync(struct dr_common *common, uint64_t argument);

#endif
