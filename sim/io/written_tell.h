/*
 * written_tell.h - a read gets bytes that nobody has written: how it is told.
 */
#ifndef DR_IO_WRITTEN_TELL_H
#define DR_IO_WRITTEN_TELL_H

#include "io/access.h"

/* Bytes [begin, end) of a file, and who wrote there last; without a call they
 * were there before. */
struct dr_written_stretch {
    uint64_t begin, end;
    struct dr_related by;
};

/* What a read gets of bytes that nobody has written. */
struct dr_unwritten {
    uint64_t bytes;
    struct dr_extent first;
    bool zero; /* all of them are */
};

/* Are these bytes of the file zero? */
bool dr_unwritten_zero(struct dr_backing *backing, struct dr_extent extent);

/* Has the rank been told of this line? */
bool dr_unwritten_told(const struct dr_io_op *op);

/* Tell of it, once for a rank and line; `nearest` is what is written next to
 * the first of them, or NULL.  Who reads mere bytes, some of them written, may
 * want the rest for padding: that is let pass. */
void dr_unwritten_tell(const struct dr_io_op *op,
                       const struct dr_unwritten *found,
                       const struct dr_written_stretch *nearest);

#endif
