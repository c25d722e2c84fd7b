/*
 * process.h - what the C library would keep per process, kept per rank.
 *
 * On a real MPI every rank is a process: it has its own random numbers,
 * environment, atexit list and exit status.  Here they stand in one struct
 * per rank, and api/libc_*.c redirects the program's calls to it.
 */
#ifndef DR_CORE_PROCESS_H
#define DR_CORE_PROCESS_H

#include <setjmp.h>
#include <stdbool.h>
#include <stddef.h>

struct dr_copy;
struct dr_libc; /* made at the first call that needs it; see process.c */

enum dr_ending {
    DR_STILL_RUNNING,
    DR_RETURNED, /* main returned */
    DR_EXITED,   /* exit() */
    DR_QUIT,     /* _exit(), _Exit(), quick_exit() */
};

struct dr_process {
    struct dr_copy *copy;
    struct dr_libc *libc; /* NULL until needed */
    enum dr_ending ending;
    int status;            /* valid once ended, 0..255 */
    const void *exit_site; /* code address of the exit() call, or NULL */
    jmp_buf *way_out;      /* where exit() goes */
};

/*
 * Run the rank's main to its end: constructors, main, atexit functions, flush
 * of its output.  Returns when main returned or any function of the exit
 * family was called; `ending` and `status` say which.  `argv` is copied, as
 * main may change it.
 */
void dr_process_run(struct dr_process *process, int argc, char **argv);

/* End the running rank now; atexit functions run only for DR_EXITED. */
_Noreturn void dr_process_leave(struct dr_process *process,
                                enum dr_ending ending, int status);

/* Release what the process holds. */
void dr_process_end(struct dr_process *process);

#endif
