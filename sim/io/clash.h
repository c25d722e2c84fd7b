/*
 * clash.h - do ranks access the same bytes of a file at once?
 *
 * Without atomicity, what comes of accesses that overlap and are not ordered is
 * not defined if one of them writes (MPI 4.1, section 14.6.1).  Two accesses
 * of different ranks are surely not ordered if
 *
 *   - the second begins before the first has ended, or
 *   - since the first has ended, its rank has begun no message, or the second's
 *     rank has completed none,
 *
 * for order comes of messages only, and collectives are made of them.  So some
 * conflicts are missed, as when an unrelated message lies between; a program
 * that orders its accesses is never blamed.
 *
 * One that reads or overwrites what another has written before, without
 * MPI_File_sync of the writer in between, is no less undefined (the examples of
 * section 14.6.10), but most file systems show the data: a warning.  So is
 * reading without MPI_File_sync of one's own behind what orders the two.
 *
 * Remembered are the latest accesses of each file, up to a bound; an access
 * counts from its beginning until MPI_File_set_size cuts off its bytes, or
 * MPI_File_sync or MPI_File_close is over and another rank has heard of that;
 * for MPI_File_sync need not wait for it.  Accesses in
 * atomic mode do not count among those of one MPI_File_open: what they write is
 * seen at once.  Others know nothing of that.
 */
#ifndef DR_IO_CLASH_H
#define DR_IO_CLASH_H

#include "io/file.h"

struct dr_clashes;

/* A real file has been opened, and is about to be closed: all that have it open
 * share its accesses.  Then nobody uses them any more.  NULL is nothing. */
struct dr_clashes *dr_clashes_join(const struct dr_backing *backing);
void dr_clashes_part(struct dr_clashes *conflicts);
void dr_clashes_end(struct dr_clashes *conflicts);

/* Positions [position, position + bytes) of a view. */
struct dr_part {
    const struct dr_view *view;
    uint64_t position, bytes;
};

/*
 * An access of a member begins, in a call at a place; conflicts are findings.
 * Returns a number for dr_clash_over().  The view is copied.
 */
uint64_t dr_clash_begin(struct dr_file *file, bool writes, struct dr_part part,
                        const char *call, const void *site);

/* It has ended, after so many bytes: one that moved none has never been. */
void dr_clash_over(struct dr_file *file, uint64_t number, uint64_t bytes);

/* The member is in MPI_File_sync, and leaves it: what it has done is visible to
 * whoever hears of that.  Both at the end of MPI_File_close. */
void dr_clash_sync(struct dr_file *file);
void dr_clash_synced(struct dr_file *file);

/* The file has this size now: what lay behind it is gone; NULL is nothing. */
void dr_clash_cut(struct dr_clashes *conflicts, uint64_t size);

#endif
