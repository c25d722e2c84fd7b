/*
 * libc_heap.h - memory that is freed: is it MPI's at the moment?
 */
#ifndef DR_API_LIBC_HEAP_H
#define DR_API_LIBC_HEAP_H

#include <stdbool.h>

/* The running rank frees a block of malloc() by `function`, called at `site`.
 * True if MPI owns part of it: that has been reported, and free() is called
 * when no pending operation does.  Else the caller frees it. */
bool dr_heap_frees(void *block, const char *function, const void *site);

#endif
