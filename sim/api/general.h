/*
 * general.h - the callbacks of generalized requests (MPI 3.1, section 12.2).
 *
 * Each works on any request.  For one that is not general, the first two only
 * bring the data that callbacks have to convert, see dr_request_land().
 */
#ifndef DR_API_GENERAL_H
#define DR_API_GENERAL_H

#include "core/request.h"

/* It is done: let query_fn fill in the result.  Returns its error, which is
 * the result's too. */
int dr_general_query(struct dr_request *request);

/* It is done and about to be released: query_fn, then free_fn.  An error of
 * either is the result's; that of free_fn counts more. */
void dr_general_end(struct dr_request *request);

/* MPI_Request_free: free_fn is called once it is done, now or later; until
 * then the program's copies of the handle stay valid.  Returns what free_fn
 * did, raised. */
int dr_general_forget(MPI_Request *handle, struct dr_request *request);

/* MPI_Cancel: what cancel_fn returned, raised. */
int dr_general_cancel(struct dr_request *request);

#endif
