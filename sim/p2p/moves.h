/*
 * moves.h - what MPI leaves open, at the moment nobody can go on without it.
 *
 * When schedules are explored, wildcard receives and probes, MPI_Waitany and
 * its kind and MPI_Test and its kind are not decided by arrival times.  Ranks
 * run until all are blocked and nothing is under way; then every message that
 * can have come has come, and the moves are the decisions that MPI allows:
 *
 *     take     a wildcard receive takes the first message of one source
 *     finish   a wait or test is answered with one request, or with several
 *     refuse   a look is answered with "not yet"
 *     see      a probe finds the first message of one source
 *     give     one of those who ask for a lock has it (p2p/contest.h)
 *
 * (Vakkalanka, Gopalakrishnan, Kirby: "Dynamic Verification of MPI Programs
 * with Reductions in Presence of Split Operations and Relaxed Orderings", CAV
 * 2008, delays wildcards to that moment and shows that no outcome is lost.)
 *
 * Moves of different ranks are independent: neither takes away what the other
 * offers, and in either order they lead to the same state.  So are the takes
 * of two receives, both possible: a message has one receive that claims it.
 * (MPI_Cancel of a send may take away what a receive offers; only the order
 * that the times give is then seen.)  Who is given a thing takes it from
 * others that ask for the same.
 *
 * A move that has no alternative, now or later, is the only one of its moment:
 * a set of its own that is persistent in Godefroid's sense.
 *
 * "Not yet" is always a legal answer, whatever others might still do, but a
 * loop that looks for ever would have schedules without end.  So a question is
 * refused once; asked again before the rank did anything but look, it is
 * refused only when nobody can move.  Not seen are thus programs that give up
 * after several looks although the next would have found something; a move
 * says so where an answer is left out.
 *
 * MPI_Waitsome and MPI_Testsome may return any of those that are done (what is
 * done, and which are noticed at once, is a matter of time: MPI 3.1, section
 * 3.7.5), so every set of them is a move of its own.  Of more than eight only
 * the single ones and all together are.
 *
 * Order: by rank; of one rank, receives as posted, sources by arrival; then
 * things to be given, as first asked for, and who asks for them, likewise.
 */
#ifndef DR_P2P_MOVES_H
#define DR_P2P_MOVES_H

#include <stdbool.h>

#include "core/world.h"

enum dr_move_kind {
    DR_MOVE_TAKE,
    DR_MOVE_FINISH,
    DR_MOVE_REFUSE,
    DR_MOVE_SEE,
    DR_MOVE_GIVE
};

enum {
    DR_LEFT_SETS = 1,     /* of requests that are done */
    DR_LEFT_REFUSALS = 2, /* of a look that was refused before */
    DR_LEFT_TURNS = 4,    /* to have been given what another was, alone */
    DR_LEFT_UPDATES = 8   /* of windows by several, in another order */
};

struct dr_contest;
struct dr_request;
struct dr_envelope;
struct dr_wait;
struct dr_port;

/* Equal numbers mean equal moves, also in later states of the same run. */
struct dr_move {
    enum dr_move_kind kind;
    int rank;
    uint64_t what;    /* take: the receive, by posting; give: the contest;
                         otherwise: how many decisions the rank was given before
                       */
    int source;       /* take, see: rank in the communicator */
    int sender;       /* take, see: the same in MPI_COMM_WORLD; give: whose */
    uint32_t number;  /* take, see: the message, as numbered by its channel;
                         finish: the answer + 2, see enum dr_pick; give: the
                         request for it */
    int done;         /* finish: requests that are done, of "all" */
    uint64_t set;     /* finish: the requests of DR_PICKED_SET, by position */
    int left_out;     /* legal answers that are not listed: DR_LEFT_SETS, or
                         _REFUSALS */
    const char *call; /* that is decided, and where */
    const void *site;
    struct dr_request *recv;     /* take */
    struct dr_envelope *message; /* take, see */
    struct dr_contest *contest;  /* give */
    int index;                   /* give: among those who may be next */
    bool alone;                  /* give: nobody else asks */
};

struct dr_moves {
    struct dr_move *list;
    int count, room;
};

/* All moves of this moment; the list is used again by the next call. */
void dr_moves_find(struct dr_moves *moves);

/* Refuse all looks, when there is nothing else; false if nobody looks. */
bool dr_moves_refuse_all(void);

/* Does it ask what may be answered with "not yet"? */
bool dr_moves_may_refuse(const struct dr_rank *rank);

/* May a rank make one of them without changing what the other does? */
bool dr_move_independent(const struct dr_move *a, const struct dr_move *b);

/* Equal for looks of the running rank at the same place for the same thing. */
uint64_t dr_moves_question(const struct dr_wait *wait);

/* The rank did something else than look: its questions are new again, and it
 * is in no livelock. */
void dr_moves_forget(struct dr_port *port);

/* Make one of them: ranks go on. */
void dr_moves_make(const struct dr_move *move);

/* Chooses a move, count > 0, and returns its index. */
typedef int dr_choose_fn(void *self, const struct dr_move *moves, int count);

#endif
