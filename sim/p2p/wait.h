/*
 * wait.h - waiting for operations, and looking whether they are done.
 *
 * All functions work for the running rank on active or done requests; the API
 * sorts out null and inactive ones first.  None of them releases a request.
 */
#ifndef DR_P2P_WAIT_H
#define DR_P2P_WAIT_H

#include "p2p/engine.h"

/* Block until all `count` requests are done. */
void dr_wait_all(struct dr_request **requests, int count);

/* Are these, some, all operations on windows, so that who waits for them looks
 * there?  Then dr_progress_look_far() comes next. */
bool dr_wait_looks(struct dr_request **requests, int count);

/* The ways to ask for some of several requests. */
enum dr_pick {
    DR_PICK_ANY,       /* block; one that is done */
    DR_PICK_SOME,      /* block; those that are done */
    DR_PICK_TEST_ALL,  /* look; all of them, or none */
    DR_PICK_TEST_ANY,  /* look; one that is done, or none */
    DR_PICK_TEST_SOME, /* look; those that are done, or none */
};

/* Answers other than the index of one request. */
enum {
    DR_PICKED_NONE = -1, /* not yet */
    DR_PICKED_DONE = -2, /* all that are done */
    DR_PICKED_SET = -3,  /* several: dr_wait_set() */
};

/*
 * Ask.  `count` is at least 1.  The answer is the first request that is done,
 * or DR_PICKED_DONE, or DR_PICKED_NONE; a look in vain costs simulated time.
 * When schedules are explored, the rank waits until nobody else can move, and
 * every answer that MPI allows is given in some schedule.
 */
int dr_wait_pick(struct dr_request **requests, int count, enum dr_pick pick);

/* The requests of the running rank's latest answer DR_PICKED_SET, bits by
 * position. */
uint64_t dr_wait_set(void);

/* Block until this one is done. */
void dr_wait_for(struct dr_request *request);

/* Block until a message fits the envelope of `pattern` (context, source and
 * tag; it is never posted), and return it; it stays unexpected. */
struct dr_envelope *dr_wait_message(struct dr_request *pattern);

/* Block until all sends are done whose requests the program has freed. */
void dr_wait_detached(void);

/* Look for such a message once; NULL after a look in vain. */
struct dr_envelope *dr_wait_look(struct dr_request *pattern);

#endif
