/*
 * libc.h - functions of the C library that mean something else for a rank.
 *
 * The program's references to X reach __wrap_X where libdryrun exports it (see
 * core/image_symbol.c); a program that defines X itself keeps its own.  Each
 * function does for the running rank what X does for a process, and is X
 * itself while no rank runs, and for threads.
 *
 *     libc_random   random numbers
 *     libc_text     strtok
 *     libc_option   getopt
 *     libc_environ  environment
 *     libc_exit     ways to end
 *     libc_clock    clocks
 *     libc_sleep    sleeping and yielding
 *     libc_host     names of host and process
 *     libc_stdio    standard streams and their descriptors
 *     libc_child    child processes
 *     libc_exec     becoming another program
 *     libc_heap     memory that is freed
 */
#ifndef DR_API_LIBC_H
#define DR_API_LIBC_H

#include <pthread.h>

#include "core/process.h"
#include "core/world.h"

/* The beginning of a replacement: its prototype, then itself. */
#define DR_WRAP(result, name, parameters)                                      \
    result __wrap_##name parameters;                                           \
    result __wrap_##name parameters

/*
 * The running rank as a process, or NULL if the engine runs, or if the caller
 * is a thread that the program started: such threads run in real time and
 * beside any rank, so the C library's own functions serve them.
 */
static inline struct dr_process *dr_running(void)
{
    if (!dr_world || !dr_world->self ||
        !pthread_equal(pthread_self(), dr_world->thread))
        return NULL;
    return &dr_world->self->process;
}

#endif
