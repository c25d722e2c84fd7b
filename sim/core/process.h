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
#include <stdlib.h>

#include "core/image.h"

/* A function to call at the end, in one of the forms that the C library and
 * the C++ ABI know. */
struct dr_last {
    enum {
        DR_LAST_PLAIN,
        DR_LAST_STATUS,
        DR_LAST_CXX
    } form;
    void (*function)(void);
    void *argument;
};

/* A string that lives as long as the process. */
struct dr_string {
    struct dr_string *next;
    char text[];
};

struct dr_lasts {
    struct dr_last *items;
    size_t count, room;
};

/* State of the C library; see its documentation for the members that bear
 * the names of its own types. */
struct dr_libc {
    struct dr_variables variables;  /* unless the copy has them */
    struct dr_string *strings;      /* made by setenv() */
    char **own_environ;             /* array made for this rank, or NULL */
    struct dr_lasts at_thread_exit; /* before the others */
    struct dr_lasts at_exit;
    struct dr_lasts at_quick_exit;
    struct random_data random;
    char random_state[128]; /* of rand() and random() until initstate() */
    struct drand48_data drand48;
    char *token;             /* strtok: where it goes on */
    const char *next_option; /* getopt: inside a word like -abc, or NULL */
    int first_skipped, last_skipped; /* getopt: words put off */
};

enum dr_ending {
    DR_STILL_RUNNING,
    DR_RETURNED, /* main returned */
    DR_EXITED,   /* exit() */
    DR_QUIT,     /* _exit(), _Exit(), quick_exit() */
};

struct dr_process {
    struct dr_copy *copy;
    struct dr_libc *libc; /* NULL until needed; dr_process_libc() */
    enum dr_ending ending;
    int status;             /* valid once ended, 0..255 */
    bool destructed;        /* destructors of the copy were started */
    const void *exit_site;  /* of the exit() call, or of main; or NULL */
    const void *abort_site; /* code address of the abort() call, or NULL */
    jmp_buf *way_out;       /* where exit() goes; near the stack's beginning */
};

/*
 * Run the rank's main to its end: constructors, main, atexit functions,
 * destructors.  Returns when main returned or any function of the exit family
 * was called; `ending` and `status` say which.  `argv` is copied, as main may
 * change it.  `input` becomes the program's stdin.
 */
void dr_process_run(struct dr_process *process, int argc, char **argv,
                    FILE *input);

/*
 * End the running rank now.  Atexit functions and destructors run for
 * DR_RETURNED and DR_EXITED; if one of them calls exit(), the rest still runs.
 */
_Noreturn void dr_process_leave(struct dr_process *process,
                                enum dr_ending ending, int status);

/* The rank's state of the C library, made at the first call. */
struct dr_libc *dr_process_libc(struct dr_process *process);

/* The rank's environ, optind and so on. */
struct dr_variables *dr_process_variables(struct dr_process *process);

/* The rank's environ as an array of its own, which may be changed. */
char **dr_process_environ(struct dr_process *process);

/* Remember a function, and call them, last one first, forgetting each before
 * it is called. */
void dr_lasts_add(struct dr_lasts *lasts, struct dr_last last);
void dr_lasts_call(struct dr_lasts *lasts, int status);

/* Release what the process holds, except for its copy. */
void dr_process_end(struct dr_process *process);

#endif
