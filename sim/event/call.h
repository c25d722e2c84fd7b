/*
 * call.h - an MPI call in progress, as those who watch it see it.
 */
#ifndef DR_EVENT_CALL_H
#define DR_EVENT_CALL_H

#include <stdint.h>

enum {
    DR_CALL_ARGUMENTS = 16
};

/*
 * It lives on the stack of the rank that makes it.
 *
 * `kinds` spells the arguments, one letter each: b buffer, i integer, t
 * datatype, p peer rank, g tag, c communicator, w window, f file, l lock type,
 * m access mode of a file, h whence of a seek, n name or other string, I info,
 * r request, R address of a request, o operator, s pointer to a status, S
 * array of statuses, & address of any other variable, * any other pointer or
 * handle.  The report prints them so, and the door lets nobody in with NULL for
 * R and &.
 */
struct dr_call {
    const char *name;            /* "MPI_Send" */
    const char *kinds;           /* "bitpgc" */
    const void *site;            /* return address into the program */
    const void *frame;           /* frame address, for the chain of callers */
    const struct dr_call *outer; /* a call made by a callback of this one */
    intptr_t arg[DR_CALL_ARGUMENTS];
};

#endif
