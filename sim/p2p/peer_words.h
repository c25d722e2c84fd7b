/*
 * peer_words.h - the other side of an operation, as reports name it.
 *
 * Reports speak of ranks of MPI_COMM_WORLD; the call may know another.
 */
#ifndef DR_P2P_PEER_WORDS_H
#define DR_P2P_PEER_WORDS_H

#include "core/request.h"

struct dr_peer_words {
    char text[128];
};

/* "rank 3 (0 in the communicator), which has ended"; the peer is no wildcard.
 */
struct dr_peer_words dr_peer_words(const struct dr_request *request);

/* Whom a step of a collective goes to; only those of another group need more
 * than the rank of MPI_COMM_WORLD. */
struct dr_peer_words dr_step_peer_words(const struct dr_request *step);

/* Append "; started by MPI_Irecv at a.c:7", unless that is the call that waits
 * for it, and which DR_Then waits for it. */
void dr_start_words(struct dr_text *text, const struct dr_request *request,
                    const struct dr_call *waits);

/* ", which has ended" or the like of a rank of MPI_COMM_WORLD; or "". */
const char *dr_peer_state(int world_rank);

#endif
