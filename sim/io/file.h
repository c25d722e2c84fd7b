/*
 * file.h - files of MPI: what the members of an open share, and what each has.
 *
 * A file is opened by all members of a communicator.  They share one real
 * file, the shared pointer and the atomicity; each has a handle, a view, an
 * individual pointer and an error handler of its own.  Collective operations
 * of a file are counted in a communicator that belongs to it, so that they do
 * not mix with the program's.
 */
#ifndef DR_IO_FILE_H
#define DR_IO_FILE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/list.h"
#include "core/comm.h"
#include "core/errhandler.h"
#include "core/info.h"
#include "core/request.h"
#include "event/finding.h"
#include "io/backing.h"
#include "io/hints.h"
#include "io/view.h"

struct dr_clashes; /* io/clash.h */
struct dr_written; /* io/written.h */

/* What the first member gave to a collective that wants the same of all. */
struct dr_given {
    uint32_t number; /* of the file's collectives */
    uint64_t argument;
    struct dr_related by; /* without a call: nobody has */
};

/* Shared by the members; goes with the last of them. */
struct dr_common {
    struct dr_link link;              /* among those being opened, or open */
    const struct dr_circle *asked_on; /* the open's communicator, */
    uint32_t number;                  /* and which of its collectives it is */
    int joined;                       /* members that have called it */
    int references;
    struct dr_circle *circle;   /* of the file's own communicator */
    char *name;                 /* as the first member gave it */
    int amode;                  /* of the first member */
    bool parted;                /* another member gave others */
    struct dr_related first;    /* its call */
    struct dr_backing *backing; /* NULL: not open */
    bool on_disk;               /* of the hosts */
    uint64_t first_server;
    uint64_t shared_position;    /* the shared pointer, in bytes of the
                                    views' streams */
    struct dr_view shared_view;  /* of the first that used it, */
    struct dr_related shared_by; /* its call: nobody since the last view */
    const char *datarep;         /* of the first that has the latest view, */
    struct dr_related datarep_by;
    bool atomic;
    bool sized;  /* a member has asked for its size */
    int pending; /* operations of members under way */
    struct dr_given given;
    struct dr_link plans;         /* collective accesses; io/plan.h */
    struct dr_clashes *conflicts; /* of the real file, once it is open */
    struct dr_written *written;   /* in it, or NULL: not known */
};

/* Of one rank. */
struct dr_file {
    struct dr_common *common; /* held */
    struct dr_comm *comm;     /* held; has no handle */
    struct dr_rank *rank;
    MPI_File handle;
    int amode;
    struct dr_view view;
    uint64_t position; /* the individual pointer, in bytes of the stream */
    struct dr_hints hints;
    struct dr_info *info; /* hints that nobody knows here, or NULL */
    struct dr_errhandler *errhandler;
    bool handler_given;       /* the program has set it, or the default */
    struct dr_request *split; /* a split collective that has begun, or NULL */
    const char *split_end;    /* the call that ends it, */
    const void *split_buffer; /* with this buffer */
    int pending;              /* operations under way */
    double seen_s; /* what its rank had heard of when it opened the file or
                      began to synchronise it: it sees what was visible then */
    bool closed;
};

/* The file behind a handle of the running rank, or NULL. */
struct dr_file *dr_file_get(MPI_File handle);

/*
 * The running rank joins the collective open that is number `number` on
 * `comm`; the first one's name and modes count.  Held for this member.
 */
struct dr_common *dr_common_join(struct dr_comm *comm, uint32_t number,
                                 const char *name, int amode);
void dr_common_release(struct dr_common *common);

/* Open the real file; returns an errno.  Nothing happens if it is open. */
int dr_common_open(struct dr_common *common);

/* The last member closes the real file, unless operations are under way, which
 * need it, and deletes it if the modes say so; returns an errno. */
int dr_common_close(struct dr_common *common);

/* A file of the running rank, with a handle; takes over a reference of
 * `common`. */
struct dr_file *dr_file_new(struct dr_common *common, int amode, int rank);

/* Free the handle, and the file once no operation is under way. */
void dr_file_free(struct dr_file *file);

/* Nobody has used the shared pointer. */
void dr_common_forget_shared(struct dr_common *common);

/* An operation that was counted in `pending` is over. */
void dr_file_done(struct dr_file *file);

/* Where file accesses of this member go. */
bool dr_file_on_disk(const struct dr_file *file);

#endif
