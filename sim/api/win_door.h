/*
 * win_door.h - checks that calls on windows share.
 *
 * Each returns MPI_SUCCESS, or what dr_raise() returned.  Errors of a window
 * go to its own error handler: `window->comm` bears it.
 */
#ifndef DR_API_WIN_DOOR_H
#define DR_API_WIN_DOOR_H

#include "api/operation.h"
#include "rma/epoch.h"

/* A window of the running rank. */
int dr_check_win(MPI_Win handle, struct dr_win **win);

/* A rank of the window's group, or MPI_PROC_NULL where that is legal. */
int dr_check_target(const struct dr_win *win, int rank, bool null_allowed);

/* Only these flags. */
int dr_check_assertion(const struct dr_win *win, int assertion, int legal);

/* What to do: a sentence, which `since`, if not NULL, ends: "MPI_Win_start at
 * a.c:7". */
struct dr_text dr_win_to_do(const struct dr_origin *since, const char *format,
                            ...) __attribute__((format(printf, 2, 3)));

/*
 * The call is not legal in the epochs that this rank has begun: a finding
 * rma_epoch.  `since` is the call that is to blame, of this `rank` of
 * MPI_COMM_WORLD, or NULL; mostly it is the running one's.  `to_do` is taken
 * over.
 */
int dr_raise_epoch_of(const struct dr_win *win, int rank,
                      const struct dr_origin *since, struct dr_text to_do,
                      const char *format, ...)
    __attribute__((format(printf, 5, 6)));
#define dr_raise_epoch(win, since, to_do, ...)                                 \
    dr_raise_epoch_of(win, (win)->owner->id, since, to_do, __VA_ARGS__)

/* The first target that is locked by MPI_Win_lock, or NULL. */
const struct dr_bond *dr_win_locked(const struct dr_win *win);

/*
 * Of win_access.c, for calls that no epoch of this rank allows:
 *
 *     not_locked   it wants the lock of this rank of MPI_COMM_WORLD, which is
 *                  not held; perhaps another one is
 *     no_lock      it flushes all, and nobody is locked
 *     outside      an operation at this rank of the window
 *     no_request   an operation that gives a request, and no lock is held
 */
int dr_raise_not_locked(const struct dr_win *win, int rank);
int dr_raise_no_lock(const struct dr_win *win);
int dr_raise_outside(const struct dr_win *win, int rank);
int dr_raise_no_request(const struct dr_win *win, enum dr_epoch access);

/* Is this rank in no access epoch, as far as lock, start and fence begin one?
 * Has it locked no rank?  Is it in no epoch but that of a fence? */
int dr_check_no_access(const struct dr_win *win);
int dr_check_no_lock(const struct dr_win *win);
int dr_check_no_epoch(const struct dr_win *win);

/* A window must not be locked and exposed at once (MPI 4.1, section 12.5.3):
 * does nobody hold or await a lock on the rank's own?  Has `rank` not exposed
 * its, or called MPI_Win_wait? */
int dr_check_unlocked(const struct dr_win *win);
int dr_check_unexposed(const struct dr_win *win, int rank);

#endif
