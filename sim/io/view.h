/*
 * view.h - which bytes of a file a process sees, and in which order.
 *
 * A view is a displacement, an elementary type and a filetype that is repeated
 * behind it (MPI 4.1, section 14.3).  The bytes that it shows are a stream,
 * counted from 0; a position is a number of bytes of that stream, an offset
 * one of the file:
 *
 *     file      disp [x x . .][x x . .][x x . .]   x: shown, . hole
 *     stream          0 1      2 3      4 5
 *
 * A process that has no part of a file may have a filetype without data.
 *
 * Invariant: offsets rise with positions within a filetype, as MPI demands.
 * They do not from one to the next if their extent is smaller than what they
 * show, or if bytes are shown twice, which only reading allows (`rises`).
 */
#ifndef DR_IO_VIEW_H
#define DR_IO_VIEW_H

#include "core/datatype.h"
#include "io/datarep.h"
#include "net/storage.h"

enum dr_datarep {
    DR_DATAREP_NATIVE,
    DR_DATAREP_INTERNAL,
    DR_DATAREP_EXTERNAL32,
    DR_DATAREP_OWN /* of the program */
};

struct dr_view {
    int64_t displacement;            /* bytes */
    const struct dr_datatype *etype; /* held */
    const struct dr_datatype *filetype;
    const struct dr_layout *layout; /* of the filetype in the file; held */
    int64_t extent;                 /* of the filetype in the file */
    uint64_t etype_bytes;           /* of an etype in the file, at least 1 */
    bool dense;                     /* no holes: a position is an offset */
    bool rises;
    enum dr_datarep datarep;
    struct dr_own_datarep *own; /* DR_DATAREP_OWN */
};

/* Why a view is refused. */
enum dr_view_fault {
    DR_VIEW_OK,
    DR_VIEW_NOT_ETYPES, /* the filetype is not made of whole etypes */
    DR_VIEW_EMPTY,      /* an etype without data */
    DR_VIEW_NEGATIVE,   /* a negative displacement in the filetype */
    DR_VIEW_FALLS,      /* its displacements do not rise */
    DR_VIEW_OVERLAPS,   /* it shows a byte twice; only `writes` forbids it */
    DR_VIEW_UNSCALABLE  /* another representation of a filetype with holes
                           between elements of different sizes */
};

/* May two views be one?  False: they surely show other bytes, or in another
 * order. */
bool dr_view_alike(const struct dr_view *a, const struct dr_view *b);

/* Bytes behind `displacement`, as a file is when it was opened. */
struct dr_view dr_view_bytes(void);

/*
 * A view; the types are held.  Unless it returns DR_VIEW_OK nothing is held.
 */
enum dr_view_fault dr_view_make(struct dr_view *view, int64_t displacement,
                                const struct dr_datatype *etype,
                                const struct dr_datatype *filetype,
                                enum dr_datarep datarep,
                                struct dr_own_datarep *own, bool writes);
struct dr_view dr_view_copy(const struct dr_view *view);
void dr_view_end(struct dr_view *view);

/* Bytes of a datatype's element in a file, and its extent there: of the view's
 * representation. */
uint64_t dr_view_size_in(const struct dr_view *view,
                         const struct dr_datatype *type);
bool dr_view_extent_in(const struct dr_view *view,
                       const struct dr_datatype *type, int64_t *extent);

/* Where a position is in the file; and how many bytes follow it there in one
 * block of the filetype. */
int64_t dr_view_offset(const struct dr_view *view, uint64_t position,
                       uint64_t *length);

/* The first position in [from, to] at `offset` or behind it, if the view
 * rises; `to` if there is none before. */
uint64_t dr_view_position(const struct dr_view *view, int64_t offset,
                          uint64_t from, uint64_t to);

/* The blocks in the file of positions [at, end), joined where they meet. */
struct dr_view_walk {
    const struct dr_view *view;
    uint64_t at, end;
};

/* The next block; false at the end. */
bool dr_view_next(struct dr_view_walk *walk, struct dr_extent *extent);

#endif
