/*
 * peer_words.c - the other side of an operation, as reports name it.
 */
#include "p2p/peer_words.h"

#include <stdio.h>

#include "core/call_text.h"

const char *dr_peer_state(int world_rank)
{
    const struct dr_rank *peer = &dr_world->ranks[world_rank];

    if (peer->ended)
        return ", which has ended";
    return peer->phase == DR_AFTER_FINALIZE ? ", which has called MPI_Finalize"
                                            : "";
}

struct dr_peer_words dr_peer_words(const struct dr_request *request)
{
    int world_rank = dr_comm_world_rank(request->comm, request->peer);
    struct dr_peer_words words;

    if (dr_comm_inter(request->comm))
        snprintf(words.text, sizeof words.text,
                 "rank %d of the remote group (rank %d of MPI_COMM_WORLD)%s",
                 request->peer, world_rank, dr_peer_state(world_rank));
    else if (world_rank == request->peer)
        snprintf(words.text, sizeof words.text, "rank %d%s", world_rank,
                 dr_peer_state(world_rank));
    else
        snprintf(words.text, sizeof words.text,
                 "rank %d (%d in the communicator)%s", world_rank,
                 request->peer, dr_peer_state(world_rank));
    return words;
}

struct dr_peer_words dr_step_peer_words(const struct dr_request *step)
{
    int world_rank = dr_comm_world_rank(step->comm, step->peer);
    struct dr_peer_words words;

    if (dr_comm_inter(step->comm))
        return dr_peer_words(step);
    snprintf(words.text, sizeof words.text, "rank %d%s", world_rank,
             dr_peer_state(world_rank));
    return words;
}

void dr_start_words(struct dr_text *text, const struct dr_request *request,
                    const struct dr_call *waits)
{
    bool again = request->start_call != NULL;
    const char *call = again ? request->start_call : request->call;
    const void *site = again ? request->start_site : request->site;

    if (!call || (waits && waits->site == site))
        return;
    dr_text_printf(text, "; started by %s at ", call);
    dr_call_place_text(text, site);
    if (!request->then)
        return;
    dr_text_printf(text, ", which %s at ", request->then->call);
    dr_call_place_text(text, request->then->site);
    dr_text_printf(text, " waits for");
}
