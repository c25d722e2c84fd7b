/*
 * hold.h - the buffers of operations that the program has started.
 *
 * A request holds its buffers from its start until the program learns that it
 * is over: by a wait or test, or MPI_Request_get_status.  What the program
 * does to them meanwhile is an error, buffer_in_use:
 *
 *     overlap    another operation is given the same memory, unless both only
 *                read it; found when the later one starts
 *     change     the bytes are not what they were; found when the operation is
 *                over, or when the message arrives.  Who changed them cannot
 *                be known.
 *     free       the heap block that they are in is freed; found there, and the
 *                block is kept until the operations on it are over
 *     access     code compiled by `drycc -fdryrun-memory` reads or writes them;
 *                found at its line
 *
 * Compared are: what is sent, from the start to the end; what a receive got,
 * from its arrival to the end, and before that what stood there; what a
 * collective left, from when it was done.  Operations on MPI_PROC_NULL,
 * cancelled and freed requests, and steps of collectives are let alone.
 *
 * Each place tells of each other place once.
 */
#ifndef DR_P2P_HOLD_H
#define DR_P2P_HOLD_H

#include "core/claims.h"
#include "core/imprint.h"
#include "core/request.h"

struct dr_hold {
    struct dr_claim claim;
    struct dr_hold *next; /* of the same request */
    struct dr_request *request;
    struct dr_imprint imprint;
    bool begun;
    bool told; /* the program's access was seen: say no more */
};

/* One more span belongs to the request when it is started; it holds the
 * datatype.  For requests of several spans; persistent ones keep them. */
void dr_hold_add(struct dr_request *request, struct dr_span span, bool writes);

/* The same for an array of counts or the like: MPI forbids to change it (MPI
 * 4.1, section 6.12), but no library is known to read it again, so that what
 * is found is a warning. */
void dr_hold_add_array(struct dr_request *request, const void *array,
                       size_t bytes);

/* The program has just started this request by the call in progress.  A send
 * or receive without spans gets its own. */
void dr_hold_begin(struct dr_request *request);

/* The engine is about to write what a receive gets; and has done so, or the
 * collective is over. */
void dr_hold_fills(struct dr_request *request);
void dr_hold_filled(struct dr_request *request);

/* The program learns that it is over. */
void dr_hold_end(struct dr_request *request);

/* Has it been done, or was there nothing to hold? */
bool dr_hold_over(const struct dr_request *request);

/* It never will, or the request goes. */
void dr_hold_drop(struct dr_request *request);

/* The call in progress uses this memory until it returns. */
void dr_hold_pass(struct dr_span span, bool writes);

/* hold_tell.c, for hold.c: what is found. */
void dr_hold_tell_overlap(bool writes, const struct dr_claim *other);
void dr_hold_tell_change(const struct dr_hold *hold, bool arrives,
                         enum dr_imprint_answer answer, uint64_t from,
                         uint64_t end);
void dr_hold_tell_access(struct dr_claim *claim,
                         const struct dr_access *access);

#endif
