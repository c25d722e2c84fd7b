/*
 * advice.h - what a rank should do that others wait for at a window.
 *
 * Sentences for a deadlock's way out: "let rank 1 call MPI_Win_complete before
 * MPI_Recv at a.c:7".  `before` is the call that the rank is in, empty if it
 * has ended.  Nothing is appended if it can do nothing.
 */
#ifndef DR_RMA_ADVICE_H
#define DR_RMA_ADVICE_H

#include "rma/window.h"

/* Append "MPI_Win_post at a.c:7". */
void dr_advice_origin(struct dr_text *text, struct dr_origin since);

/* Append which window: as who waits has named it, or else where the other made
 * it. */
void dr_advice_window(struct dr_text *text, const struct dr_win *theirs,
                      const struct dr_win *mine);

/* The origin of a bond should give its lock back. */
void dr_advice_unlock(struct dr_text *text, const struct dr_bond *held,
                      const char *before);

/* The target should post for an origin that has started. */
void dr_advice_post(struct dr_text *text, const struct dr_bond *bond,
                    const char *before);

/* The origin should complete its access, for which the target has posted. */
void dr_advice_complete(struct dr_text *text, const struct dr_bond *bond,
                        const char *before);

#endif
