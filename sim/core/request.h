/*
 * request.h - an operation under way: a send, a receive, a collective, or one
 * of the program's own.
 *
 * Every operation has a request, also the blocking ones and the steps of a
 * collective; only those that the program holds have a handle.
 *
 *     inactive --start--> active --complete--> done --wait/test--> gone,
 *                                              or inactive if persistent
 *
 * Invariant: a request that is active and has no handle (the program freed
 * it) releases itself when it completes.
 */
#ifndef DR_CORE_REQUEST_H
#define DR_CORE_REQUEST_H

#include <stdbool.h>
#include <stdint.h>

#include "base/list.h"
#include "base/text.h"
#include "core/comm.h"
#include "core/datatype.h"
#include "core/world.h"
#include "net/net.h"

struct dr_bin;
struct dr_hold;
struct dr_message;
struct dr_schedule;

/* One side of a match.  In a message, source and tag are always concrete. */
struct dr_envelope {
    struct dr_link link;    /* in its bin, or among the wildcards */
    struct dr_link arrival; /* messages: in the order they arrived */
    struct dr_bin *bin;     /* NULL for a receive with a wildcard */
    uint64_t order;         /* receives: when posted */
    uint32_t context;
    int source; /* rank in the communicator, or MPI_ANY_SOURCE */
    int tag;    /* or MPI_ANY_TAG */
    /* Explored, p2p/lore.h: */
    uint32_t number; /* receives: of the message it got */
    bool known;      /* messages: the program knows that it is there */
};

enum dr_operation {
    DR_SEND,
    DR_RECV,
    DR_COLLECTIVE,
    DR_GENERAL, /* the program's own, MPI_Grequest_start */
    DR_PROMISE, /* of a continuation, api/then.h */
    DR_REMOTE   /* one-sided, or a wait for other ranks' epochs */
};

enum dr_send_mode {
    DR_SEND_STANDARD,
    DR_SEND_BUFFERED,
    DR_SEND_SYNCHRONOUS,
    DR_SEND_READY,
};

/* What a completed operation leaves behind. */
struct dr_result {
    int source, tag, error;
    bool cancelled;
    uint64_t bytes;
};

/* A generalized request's callbacks and what they are given. */
struct dr_general {
    MPI_Grequest_query_function *query;
    MPI_Grequest_free_function *free;
    MPI_Grequest_cancel_function *cancel;
    void *extra_state;
};

struct dr_request;

/* What a one-sided operation waits for, as the layer that made it knows. */
struct dr_remote {
    /* The i-th rank of MPI_COMM_WORLD that must act before it can go on, in a
     * fixed order; -1: there are no more.  None: it is under way. */
    int (*needs)(const struct dr_request *request, int i);
    /* Say what that rank must do. */
    void (*say)(const struct dr_request *request, int i, struct dr_text *text);
    /* What would help, if anything: "let rank 1 call MPI_Win_complete before
     * MPI_Recv at a.c:7"; `before` is the call that the i-th is in, empty if it
     * has ended. */
    void (*remedy)(const struct dr_request *request, int i, const char *before,
                   struct dr_text *text);
    /* The program learns that it is over; or NULL. */
    void (*learnt)(const struct dr_request *request);
    bool looks; /* who waits for it may be looking at a window, livelock.h */
};

struct dr_request {
    struct dr_envelope envelope; /* of a receive while it is posted */
    struct dr_alarm alarm;       /* of a receive: its overhead is over */
    enum dr_operation operation;
    enum dr_send_mode mode;
    bool persistent;
    bool active;
    bool done;
    bool awaited;  /* the owner sleeps until it is done */
    bool posted;   /* a receive in the matcher */
    bool detached; /* freed while active: releases itself when done */
    bool filled;   /* a receive whose data is in place */
    bool grows;    /* a receive whose buffer is made when its message is known,
                      and goes with it unless taken */
    bool strange;  /* then: what came is of another type */
    bool typed;    /* its type is compared with the other side's */
    struct dr_rank *owner;
    struct dr_comm *comm; /* held */
    uint32_t context;
    int peer; /* rank in the communicator, or a wildcard, or PROC_NULL */
    int tag;
    void *buffer;
    uint64_t count;
    const struct dr_datatype *type; /* held */
    struct dr_message *message;     /* the other side, once there is one */
    struct dr_schedule *schedule;   /* DR_COLLECTIVE: what it runs */
    struct dr_general *general;     /* DR_GENERAL: owned */
    struct dr_hold *holds;          /* its buffers, p2p/hold.h */
    const struct dr_remote *remote; /* DR_REMOTE */
    void *waits_in;                 /* what `remote` or `land` look at;
                                       DR_PROMISE: its continuation */
    MPI_File file;                  /* that it accesses; 0: none */
    char *why;                      /* then: what went wrong, or NULL; owned */
    void (*land)(struct dr_request *request); /* then, or NULL: what brings its
                                                 data, at dr_request_land() */
    bool lost;       /* then: data that was to be written is not */
    uint64_t missed; /* then: bytes that were to be read, behind the end */
    struct dr_schedule *step_of; /* a step of this collective */
    struct dr_link step;         /* among its running steps; of one that
                                    accesses a file: among its port's freed */
    struct dr_link *loans;       /* a send of lent data: all loans of it */
    uint64_t sent_bytes;         /* of the message a receive matched */
    struct dr_related sent;      /* its send, if it was too long or `grows` */
    struct dr_result result;
    MPI_Request handle;
    /* The DR_Then, or its like, that waits for it; or NULL. */
    const struct dr_related *then;
    uint32_t recorded; /* its number in p2p/record.h; 0: none */
    int entry;         /* its place in the array it was last given in */
    const char *call;  /* that made it, and where */
    const void *site;
    /* If it is persistent: the call that started it last; and the first that
     * waited for it before it was ever started.  DR_PROMISE: the call that
     * started the first operation it waits for. */
    const char *start_call, *idle_call;
    const void *start_site, *idle_site;
};

/* A pooled request of the running rank, everything else zero. */
struct dr_request *dr_request_new(enum dr_operation operation);

/* Give back what it holds, and the request itself. */
void dr_request_release(struct dr_request *request);

/* It is done, and its rank is about to learn that: a callback of the program
 * may have to bring its data. */
static inline void dr_request_land(struct dr_request *request)
{
    void (*land)(struct dr_request *) = request->land;

    request->land = NULL;
    if (land)
        land(request);
}

/* Give it a handle, and find it again (NULL: none such). */
MPI_Request dr_request_publish(struct dr_request *request);
struct dr_request *dr_request_get(MPI_Request handle);

/* The result as the program sees it; `status` may be MPI_STATUS_IGNORE.  The
 * error field is left alone, as MPI 3.1 section 3.2.5 asks. */
void dr_result_store(const struct dr_result *result, MPI_Status *status);

/* The result of an operation on MPI_PROC_NULL, and the empty one. */
struct dr_result dr_result_proc_null(void);
struct dr_result dr_result_empty(void);

/* A status holds its byte count where only these look. */
uint64_t dr_status_bytes(const MPI_Status *status);
bool dr_status_cancelled(const MPI_Status *status);
void dr_status_set(MPI_Status *status, uint64_t bytes, bool cancelled);

/* A number that goes with a status and its copies until it is set again; of one
 * that the program has not had set it may be any. */
void dr_status_mark(MPI_Status *status, uint32_t mark);
uint32_t dr_status_marked(const MPI_Status *status);

#endif
