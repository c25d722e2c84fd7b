/*
 * backing.h - the real file behind a file of MPI.
 *
 * All functions return 0 or an errno.  Interrupted and short transfers are
 * carried on; what was transferred before an error is counted.  To read, write
 * or measure a file that is closed, NULL, is EBADF.
 */
#ifndef DR_IO_BACKING_H
#define DR_IO_BACKING_H

#include <stdbool.h>
#include <stdint.h>

struct dr_backing;
struct dr_shadows; /* io/shadow.h */

/* How a file is opened, of MPI's modes. */
struct dr_backing_how {
    bool reads, writes, creates, exclusive;
    struct dr_shadows *apart; /* changes stay there; NULL: in the file */
};

/* Do two names mean one file?  Of files that are not there yet, names decide.
 */
bool dr_backing_same(const char *a, const char *b);

/* Open it; NULL if that fails. */
int dr_backing_open(struct dr_backing **backing, const char *path,
                    struct dr_backing_how how);

/* Two numbers that only openings of one file have, as long as one is open;
 * false if it is none that keeps what is written, such as a device. */
bool dr_backing_identity(const struct dr_backing *backing, uint64_t id[2]);

/* By what one sees whether a file was changed: its size and when that was. */
struct dr_backing_stamp {
    uint64_t size;
    int64_t s, ns;
};

/* What it is now: of the file itself, which others may change too; all zero if
 * there is none, or it is closed. */
void dr_backing_look(const struct dr_backing *backing,
                     struct dr_backing_stamp *stamp);

/* Close it; NULL is nothing to close. */
int dr_backing_close(struct dr_backing *backing);

/* Delete the file of this name. */
int dr_backing_delete(const char *path, struct dr_shadows *apart);

/* Read up to `bytes` bytes at `offset` into `out`; fewer only at the end of
 * the file. */
int dr_backing_read(struct dr_backing *backing, void *out, uint64_t bytes,
                    uint64_t offset, uint64_t *done);
int dr_backing_write(struct dr_backing *backing, const void *in, uint64_t bytes,
                     uint64_t offset, uint64_t *done);

/* How long it is, in bytes. */
int dr_backing_size(struct dr_backing *backing, uint64_t *bytes);

/* Cut or extend it; give it space for so many bytes, never fewer. */
int dr_backing_set_size(struct dr_backing *backing, uint64_t bytes);
int dr_backing_allocate(struct dr_backing *backing, uint64_t bytes);

/* Errors that the system has put off come now. */
int dr_backing_sync(struct dr_backing *backing);

#endif
