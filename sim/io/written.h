/*
 * written.h - which bytes of a file has anybody written?
 *
 * Bytes that nobody has written, but that lie before the end of a file, may be
 * anything (MPI 4.1, sections 14.2.4 and 14.2.5); here they are zero, as in
 * most file systems.  A program that reads them mostly has another idea of
 * where they are than the one that wrote: offsets count etypes of the view.
 *
 * Remembered are, of each real file, the bytes that it had when it was first
 * opened, and those that accesses of MPI have written since.  A file that needs
 * too many stretches for that is given up, and so is one that others have
 * changed meanwhile, as far as its size and the time of its last change tell:
 * nothing is said of what is not certain.
 */
#ifndef DR_IO_WRITTEN_H
#define DR_IO_WRITTEN_H

#include "io/access.h"

struct dr_written;

/* A real file has been opened, and is about to be closed: all that have it open
 * share what is known of it, and who opens it later.  NULL is nothing. */
struct dr_written *dr_written_join(struct dr_backing *backing);
void dr_written_part(struct dr_written *written, struct dr_backing *backing);

/* MPI is about to change the file, and has changed it. */
void dr_written_changes(struct dr_written *written, struct dr_backing *backing);
void dr_written_changed(struct dr_written *written, struct dr_backing *backing);

/* An operation is over that has moved its first `done` bytes: they are written;
 * or read, which is told if nobody has written them. */
void dr_written_over(const struct dr_io_op *op);

/* The file was given this size: what lay behind it is gone. */
void dr_written_cut(struct dr_written *written, uint64_t size);

#endif
