/*
 * access.h - reading and writing a file: what an operation is, and how one
 * that is not collective goes.
 *
 *     shared pointer   ask for it, add to it
 *     storage          the requests of net/storage.h
 *     data             moves when the last of them is over
 *
 * An operation is a schedule (p2p/schedule.h) with one request.  Its data is
 * taken from the user's buffer, and comes to the file, at the moment when the
 * storage has done with it; what is read is what the file holds then.  The
 * memory of an operation goes with its schedule.
 */
#ifndef DR_IO_ACCESS_H
#define DR_IO_ACCESS_H

#include "core/usermem.h"
#include "io/file.h"
#include "io/io.h"
#include "p2p/schedule.h"

struct dr_plan; /* io/plan.h */

/* Where an operation begins in the file. */
enum dr_where {
    DR_AT_OFFSET, /* `position` */
    DR_AT_SHARED, /* the shared pointer, in the order of arrival */
    DR_AT_ORDERED /* the same, in the order of ranks; collective */
};

struct dr_io_op {
    struct dr_file *file;
    struct dr_schedule *schedule;
    struct dr_request *request; /* its result is the operation's */
    bool writes;
    enum dr_where where;
    struct dr_span span; /* the user's memory; the request holds its type */
    struct dr_view view; /* a copy */
    uint64_t position;   /* in the view's stream, with `bytes` */
    uint64_t bytes;      /* in the file's representation */
    char *staged;        /* those bytes converted, or NULL: as in memory */
    int refused;         /* what the program's conversion returned */
    uint64_t done;       /* bytes that moved */
    int error;           /* errno of the first failure */
    uint64_t conflict;   /* dr_clash_begin() */
    struct dr_timer timer;
    struct dr_io_ask ask; /* for the shared pointer */
    struct dr_storage_access access;
    struct dr_event_message told;
    struct dr_view_walk walk;
    uint64_t limit; /* a read ends where the file ended */
    struct dr_plan *plan;
    const char *call;
    const void *site;
};

/*
 * An operation of the running rank: `span` at `position`, in bytes of the
 * file's stream.  Its schedule is empty and belongs to the file's communicator
 * if it is collective.
 */
struct dr_io_op *dr_io_op_new(struct dr_file *file, bool writes,
                              enum dr_where where, struct dr_span span,
                              uint64_t position, bool collective);

/* The request that runs its schedule, started. */
struct dr_request *dr_io_op_start(struct dr_io_op *op);

/* Begin an operation that is not collective. */
struct dr_request *dr_io_access(struct dr_io_op *op);

/* Steps of a schedule, `argument` being the operation: access the storage for
 * all of it and move the data; and end it, which comes last. */
void dr_io_task(void *argument);
void dr_io_finish(void *argument);

/* Convert the data to what the file is to hold, or make room for it, if the
 * view's representation is another than the memory's. */
void dr_io_stage(struct dr_io_op *op);

/* Bytes of `count` elements in a file. */
uint64_t dr_io_bytes(const struct dr_view *view, struct dr_span span);

/* Bytes [from, from + bytes) of the operation's data, to `out` and back. */
void dr_io_take(const struct dr_io_op *op, uint64_t from, void *out,
                uint64_t bytes);
void dr_io_put(struct dr_io_op *op, uint64_t from, const void *in,
               uint64_t bytes);

#endif
