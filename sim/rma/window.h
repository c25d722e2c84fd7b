/*
 * window.h - windows: memory that other ranks may read and write.
 *
 * What all members share stands in dr_window; what one rank has of it in
 * dr_win; what one rank does at another in dr_bond, made at first use.  All
 * are shared memory of the simulation: the target's side of an operation runs
 * in the engine when its parcel arrives there.
 *
 * A window has a hidden communicator of its own, for its collectives and as the
 * bearer of name, attributes, hints and error handler.
 *
 * Invariant: a bond is in at most one access epoch.
 */
#ifndef DR_RMA_WINDOW_H
#define DR_RMA_WINDOW_H

#include "base/list.h"
#include "core/comm.h"
#include "p2p/parcel.h"
#include "rma/turn.h"

/* An MPI call that began something, for those who wait or complain later. */
struct dr_origin {
    const char *call;
    const void *site;
};

/* A piece of memory: all of a window, or what MPI_Win_attach gave. */
struct dr_piece_of_memory {
    char *base;
    uint64_t size;
    struct dr_origin by; /* that gave it, or took it away */
};

/* What a member exposes. */
struct dr_exposed {
    struct dr_win *win;
    struct dr_piece_of_memory memory;
    int64_t disp_unit;
    /* Of dynamic windows: in any order, and a ring (lent.h). */
    struct dr_piece_of_memory *attached, *detached;
    unsigned ndetached;
    int nattached, nvisits; /* the latter: operations in it; visit.c */
};

struct dr_window {
    int references; /* members that have not freed it */
    int flavor;     /* MPI_WIN_FLAVOR_... */
    struct dr_exposed *members;
    char *segment; /* of shared windows: all members' memory */
    /* The latest fence: its number, what its first caller said. */
    struct dr_promise {
        unsigned fence;
        int assertion, rank;
        struct dr_origin by;
    } promised;
    struct dr_pool ops, notes, bonds; /* of struct dr_rma_op and so on */
    struct dr_pool leases, visits;    /* of lease.c and visit.c */
};

enum dr_epoch {
    DR_EPOCH_NONE,
    DR_EPOCH_FENCE,
    DR_EPOCH_START,
    DR_EPOCH_LOCK,
    DR_EPOCH_LOCK_ALL,
};

/* What one rank does at one target. */
struct dr_bond {
    struct dr_win *origin, *target;
    int target_rank; /* in the window's group */
    struct dr_route *out, *back;
    enum dr_epoch access; /* START, LOCK or LOCK_ALL, or none */
    bool granted;         /* operations may go */
    bool releasing;       /* unlocked, and not yet heard of it */
    bool free_of_locks;   /* MPI_MODE_NOCHECK: no lock is taken */
    int lock_type;
    struct dr_link lock; /* among those that wait at the target, or hold */
    bool queued, holds;  /* in which of these lists, if any */
    struct dr_turn turn;
    struct dr_origin since; /* the call that began the epoch */
    struct dr_origin asks;  /* that the target was last told of */

    struct dr_link delayed; /* operations until `granted` */
    size_t updates;         /* of these, those that do not only read */
    uint64_t issued, applied, pending; /* there; not seen to end */
    double heard_s; /* when the origin would hear of the last applied */

    struct dr_link early; /* accumulates that overtook others, by number */
    uint64_t accumulates, accumulated; /* numbered; applied */

    int posts, posts_due; /* that no MPI_Win_start has met: here, on the way */
    bool exposed;         /* the target has posted for this origin, */
    bool unchecked;       /* and said MPI_MODE_NOCHECK */
    bool left, leaving;   /* completed or unlocked: said; heard there */
    uint64_t last, posted_in; /* operations issued until then; the latest of
                                 the target's `exposures` for it */

    /* Of conflict.c: buffers of the origin, and what separates accesses. */
    struct dr_link leases, visits;
    int nleases;
    unsigned stamps[2];
};

/* A rank's side of a window. */
struct dr_win {
    struct dr_window *window;
    struct dr_comm *comm;
    struct dr_rank *owner;
    int rank;
    MPI_Win handle;

    MPI_Aint size; /* values of attributes */
    int disp_unit, flavor, model;

    struct dr_table by_target; /* of bonds */
    struct dr_bond **bonds;    /* in the order of first use */
    int nbonds, bonds_room;
    uint64_t going;         /* operations whose end the origin has not seen */
    double heard_s;         /* the latest of all bonds */
    struct dr_bond *latest; /* which that is */

    bool fenced;        /* a fence has opened epochs */
    bool fence_used;    /* and an operation went by it */
    unsigned fences;    /* calls so far */
    uint64_t coming[2]; /* of fence epochs, by parity of `fences` there */
    struct dr_origin fence, used;
    /* MPI_MODE_NOPUT of epochs of fences, by parity, and of the exposure. */
    struct dr_origin noput[3];

    struct dr_bond **started; /* MPI_Win_start: to whom */
    int nstarted, ungranted;  /* how many have not posted yet */
    bool access;              /* between start and complete */
    struct dr_origin start;

    struct dr_bond **posted; /* MPI_Win_post: from whom */
    uint64_t exposures;      /* calls of MPI_Win_post so far */
    int nposted, unfinished; /* how many have not completed */
    bool exposure, waits;    /* between post and wait; in the latter */
    struct dr_origin post;
    int locks; /* targets locked one by one */
    bool lock_all, all_nocheck;
    int releasing; /* bonds that are */
    struct dr_origin locked_all;

    struct dr_link holders, queue; /* bonds to here: who holds a lock, waits */
    struct dr_link unlocked;       /* who said MPI_MODE_NOCHECK instead */
    struct dr_turns turns;         /* at the lock of this target */

    struct dr_await *await;     /* what the owner sleeps for, or NULL */
    struct dr_shadow *shadow;   /* who accesses its memory; NULL: nobody yet */
    struct dr_touches *touches; /* the owner itself; NULL: not noted */
    struct dr_stores *stores;   /* what it writes; NULL: not yet */
    struct dr_stare *stare;     /* of gaze.c: what it looks at, who wrote */
    struct dr_writes *written;  /* here; NULL: nothing, nobody yet */
    uint64_t heard;             /* messages, after the last fence */
    struct dr_link visits[2];   /* operations in it by the parity of fences */
};

/* The running rank's window, or NULL; the bond to a target, made if need be. */
struct dr_win *dr_win_get(MPI_Win handle);
struct dr_bond *dr_win_bond(struct dr_win *win, int target);

/* What is asked for when a window is made. */
struct dr_win_request {
    int flavor;
    void *base;
    uint64_t size;
    int64_t disp_unit;
    struct dr_info *info; /* taken over, or NULL */
    bool apart;           /* shared: no need to be in a row */
};

/*
 * Make a window; collective over `comm`.  The caller has checked the
 * arguments.  Allocating flavors put the address into the result's member.
 * NULL if memory is lacking, at this rank or, of shared ones, at all; then
 * `info` stays the caller's.
 */
struct dr_win *dr_win_make(struct dr_comm *comm, struct dr_win_request request);

/* A barrier of all members. */
void dr_win_meet(struct dr_comm *comm);

/* Wait for all members, then release it. */
void dr_win_free(struct dr_win *win);

/* By rank in the window: what it exposes, its rank in MPI_COMM_WORLD. */
static inline struct dr_exposed *dr_win_member(const struct dr_win *win,
                                               int rank)
{
    return &win->window->members[rank];
}
static inline int dr_win_world_rank(const struct dr_win *win, int rank)
{
    return dr_comm_world_rank(win->comm, rank);
}

#endif
