/*
 * epoch.h - epochs: when a rank may access windows, and when others have.
 *
 *     fence      all members; a barrier, and every operation is over on both
 *                sides
 *     start,     the origin's access meets the target's post; complete says
 *     post       how many operations there were, wait waits for them all
 *     lock       asked for at the target, which grants in the order requests
 *                arrive: shared ones together, exclusive ones alone
 *
 * MPI_Win_lock returns when the lock is held, MPI_Win_start at once; locks of
 * MPI_Win_lock_all are asked for when a target is first accessed.  Operations
 * of an epoch that is not granted yet wait at their origin.
 *
 * Callers have checked that the call is legal where they make it.
 */
#ifndef DR_RMA_EPOCH_H
#define DR_RMA_EPOCH_H

#include "core/request.h"
#include "p2p/timer.h"
#include "rma/window.h"

/* Is it one in which the target takes no part? */
static inline bool dr_epoch_passive(enum dr_epoch epoch)
{
    return epoch == DR_EPOCH_LOCK || epoch == DR_EPOCH_LOCK_ALL;
}

/* What a rank sleeps for; on its stack meanwhile. */
struct dr_await {
    enum dr_await_kind {
        DR_AWAIT_GRANT,    /* of `bond` */
        DR_AWAIT_GRANTS,   /* of all that MPI_Win_start named */
        DR_AWAIT_LOCKS,    /* of all that MPI_Win_lock_all promised */
        DR_AWAIT_BOND,     /* the end of all operations of `bond` */
        DR_AWAIT_ALL,      /* the end of all operations */
        DR_AWAIT_FENCE,    /* the same here, and from others */
        DR_AWAIT_EXPOSURE, /* whoever was posted for has completed */
        DR_AWAIT_RELEASE,  /* locks given back at their targets */
    } kind;
    struct dr_win *win;
    struct dr_bond *bond;
    bool remote;                    /* and the time to hear of it */
    bool ending;                    /* that time passes now */
    struct dr_event_message signal; /* which the target has sent */
    unsigned parity;
    struct dr_request *request;
    struct dr_timer timer; /* until then */
};

/* Sleep in the running rank's window until it is so. */
void dr_win_await(struct dr_await await);

/* Let time pass while others have not completed their access to what
 * MPI_Win_post exposed. */
void dr_win_look(struct dr_win *win);

/* What the request of an operation waits for; `waits_in` is its bond. */
extern const struct dr_remote dr_win_remote_operation;

/* The call that the running rank makes. */
struct dr_origin dr_win_caller(void);

/* Something has changed that `win`'s owner may wait for. */
void dr_win_stir(struct dr_win *win);

/* Operations at the target of `bond` took effect: is it left, or unlocked? */
void dr_bond_applied(struct dr_bond *bond);

/* The origin tells the target that no more operations come; when all have
 * taken effect there, the exposure is over, or the lock is given back. */
void dr_bond_leave(struct dr_bond *bond);
void dr_bond_unlocked(struct dr_bond *bond);

/* The access epoch that an operation at `target` belongs to. */
enum dr_epoch dr_win_access(const struct dr_win *win, int target,
                            const struct dr_bond **bond);

/* All members; assertions as MPI_Win_fence takes them. */
void dr_win_fence(struct dr_win *win, int assertion);

/* Ranks are of the window's group. */
void dr_win_post(struct dr_win *win, const int *ranks, int count,
                 int assertion);
void dr_win_start(struct dr_win *win, const int *ranks, int count,
                  int assertion);
void dr_win_complete(struct dr_win *win);
void dr_win_wait(struct dr_win *win);
/* A look in vain takes time. */
bool dr_win_test(struct dr_win *win);

/* Locks of one target, and of all. */
void dr_win_lock(struct dr_win *win, int target, int type, int assertion);
/* Give it back, when all operations are over at both ends. */
void dr_win_unlock(struct dr_win *win, int target);
/* Nobody is asked before a target is accessed. */
void dr_win_lock_all(struct dr_win *win, int assertion);
/* Give back those that were asked for. */
void dr_win_unlock_all(struct dr_win *win);

/* Ask for the lock that MPI_Win_lock_all promised. */
void dr_win_lock_late(struct dr_bond *bond);

/* Operations have ended: at the origin, and at their targets too if `remote`.
 * Of one bond, or of all with NULL. */
void dr_win_flush(struct dr_win *win, struct dr_bond *bond, bool remote);

#endif
