/*
 * crash.h - what happens when a signal ends the run.
 *
 * Crashes (SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT) are described and handed
 * to a function that reports them and ends the process.  It runs on a stack of
 * its own.  Should it crash too, as it may in a heap that the program has
 * damaged, or take longer than ten seconds, the process ends with one line.
 *
 * SIGINT and SIGTERM only leave a note at first, for the engine to find
 * between two steps.  If half a second later the process is still there, or
 * the user insists, a rank is in a loop: then they are handled like a crash.
 */
#ifndef DR_CORE_CRASH_H
#define DR_CORE_CRASH_H

#include <stdbool.h>

struct dr_crash {
    int signal;          /* SIGINT, SIGTERM: the run was interrupted */
    int rank;            /* that was running, or -1: the simulator itself */
    bool stack_overflow; /* of the rank */
    const char *heap;    /* what the C library says of the heap, or NULL */
    bool has_address;
    const void *address; /* that was accessed, for SIGSEGV and SIGBUS */
    const void *site;    /* the program's instruction, or its call into a
                            library that failed: for dr_image_find(); NULL:
                            not found */
};

/* Reports; must not return. */
typedef void dr_crash_fn(const struct dr_crash *crash);

struct dr_watch; /* hangs off the world */

/* Catch the signals from now on; after SimGrid has installed its handlers.
 * Those that are ignored (nohup) stay ignored. */
struct dr_watch *dr_crash_install(dr_crash_fn *report);

/* Call `act(self)`; false if it faulted (SIGSEGV, SIGBUS), and was left then.
 * It must hold nothing that needs to be given back. */
bool dr_crash_try(struct dr_watch *watch, void (*act)(void *), void *self);

/* The signal that asked for the end of the run, or 0. */
int dr_crash_interrupted(const struct dr_watch *watch);

#endif
