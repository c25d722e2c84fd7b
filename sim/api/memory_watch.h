/*
 * memory_watch.h - accesses of programs compiled by drycc -fdryrun-memory.
 *
 *     memory_watch    what the compiler calls: __tsan_read4() and its kin
 *     memory_atomic   atomic operations, which the compiler leaves to us
 *     memory_libc     functions of the C library that read and write memory
 *
 * The names are the compiler's, of -fsanitize=thread: the calls are made before
 * each access, whose address they are given.  In most cases code that
 * start/memory.s puts into the program finds that there is nothing to ask.
 */
#ifndef DR_API_MEMORY_WATCH_H
#define DR_API_MEMORY_WATCH_H

#include "core/claims.h"
#include "core/guard.h"

/* The program is about to access `bytes` bytes; `site` is the return address
 * of the call that says so. */
static inline void dr_memory_watch(const volatile void *at, size_t bytes,
                                   bool writes, const void *site)
{
    struct dr_access access = {.bytes = {(uintptr_t)at, (uintptr_t)at + bytes},
                               .writes = writes,
                               .site = site};

    if (dr_world && dr_world->guard &&
        dr_guard_minds(dr_world->guard, access.bytes, writes))
        dr_claims_access(&access);
}

/* The same within a function that the program calls. */
#define DR_READS(at, bytes)                                                    \
    dr_memory_watch(at, bytes, false, __builtin_return_address(0))
#define DR_WRITES(at, bytes)                                                   \
    dr_memory_watch(at, bytes, true, __builtin_return_address(0))

#endif
