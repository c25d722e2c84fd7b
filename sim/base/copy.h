/*
 * copy.h - copy a message, fast when it is large.
 *
 * A simulation of hundreds of ranks has far more buffers than any cache, so a
 * large message is copied from memory to memory, and copying is most of what
 * the simulator does with it.  memcpy there reads every line it is about to
 * overwrite; streaming does not: half the time.
 */
#ifndef DR_BASE_COPY_H
#define DR_BASE_COPY_H

#include <stddef.h>

/* Smaller messages are left to memcpy. */
enum {
    DR_COPY_LARGE = 256 * 1024
};

/* As memcpy: the two areas do not overlap. */
void dr_copy(void *to, const void *from, size_t bytes);

#endif
