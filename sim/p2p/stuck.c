/*
 * stuck.c - who waits for whom when nothing can happen any more.
 *
 * Order: ranks ascending; the cycle begins at its smallest rank.
 */
#include "p2p/stuck.h"

#include <stdio.h>
#include <stdlib.h>

#include "p2p/detect.h"
#include "p2p/message.h"
#include "p2p/schedule.h"

/* Sentences are for people: of a rank that waits for hundreds, some. */
enum {
    WHYS_MOST = 4
};

struct look {
    struct dr_stuck_rank *rank;
    struct dr_text why;
    int whys;
    bool *seen; /* by world rank: already in waits_for */
};

static const char *state_of(int rank)
{
    const struct dr_rank *peer = &dr_world->ranks[rank];

    if (peer->ended)
        return ", which has ended";
    return peer->phase == DR_AFTER_FINALIZE ? ", which has called MPI_Finalize"
                                            : "";
}

/* Reports speak of ranks of MPI_COMM_WORLD; the call may know another. */
struct words {
    char text[96];
};

static struct words peer_of(const struct dr_request *request)
{
    int world_rank = dr_comm_world_rank(request->comm, request->peer);
    struct words words;

    if (world_rank == request->peer)
        snprintf(words.text, sizeof words.text, "rank %d%s", world_rank,
                 state_of(world_rank));
    else
        snprintf(words.text, sizeof words.text,
                 "rank %d (%d in the communicator)%s", world_rank,
                 request->peer, state_of(world_rank));
    return words;
}

static void wait_for(struct look *look, int world_rank)
{
    if (look->seen[world_rank])
        return;
    look->seen[world_rank] = true;
    look->rank->waits_for =
        dr_realloc(look->rank->waits_for, (size_t)(look->rank->nwaits_for + 1) *
                                              sizeof *look->rank->waits_for);
    look->rank->waits_for[look->rank->nwaits_for++] = world_rank;
}

static void say(struct look *look, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

static void say(struct look *look, const char *format, ...)
{
    va_list args;

    if (++look->whys > WHYS_MOST)
        return;
    va_start(args, format);
    if (look->why.length > 0)
        dr_text_add(&look->why, "\n", 1);
    dr_text_vprintf(&look->why, format, args);
    va_end(args);
}

static void look_at_send(struct look *look, const struct dr_request *send)
{
    uint64_t limit = dr_world->engine->wire.protocol.eager_limit;
    uint64_t bytes = send->message ? send->message->bytes : 0;
    struct words peer = peer_of(send);

    wait_for(look, dr_comm_world_rank(send->comm, send->peer));
    if (send->mode == DR_SEND_SYNCHRONOUS)
        say(look, "synchronous send to %s: no matching receive was posted",
            peer.text);
    else
        say(look,
            "send to %s: no matching receive was posted, and its %llu bytes "
            "are above the eager limit of %llu",
            peer.text, (unsigned long long)bytes, (unsigned long long)limit);
}

static void look_at_recv(struct look *look, const struct dr_request *recv,
                         const char *what)
{
    char tag[32] = "any tag";

    if (recv->tag != MPI_ANY_TAG)
        snprintf(tag, sizeof tag, "tag %d", recv->tag);
    if (recv->peer != MPI_ANY_SOURCE) {
        wait_for(look, dr_comm_world_rank(recv->comm, recv->peer));
        say(look, "%s with %s from %s: no such message was sent", what, tag,
            peer_of(recv).text);
        return;
    }
    look->rank->any = true;
    for (int i = 0; i < recv->comm->size; i++) {
        if (i != recv->comm->rank)
            wait_for(look, dr_comm_world_rank(recv->comm, i));
    }
    say(look, "%s with %s from any rank: no such message was sent", what, tag);
}

static void look_at_step(void *self, const struct dr_request *step)
{
    struct look *look = self;
    int peer = dr_comm_world_rank(step->comm, step->peer);

    wait_for(look, peer);
    say(look, "%s rank %d%s",
        step->operation == DR_SEND ? "nothing was taken by"
                                   : "nothing came from",
        peer, state_of(peer));
}

static void look_at_request(struct look *look, const struct dr_request *request)
{
    if (request->done)
        return;
    if (look->rank->peer == MPI_UNDEFINED) {
        look->rank->peer = request->peer;
        look->rank->tag = request->tag;
    }
    if (request->operation == DR_COLLECTIVE)
        dr_schedule_each_step(request->schedule, look_at_step, look);
    else if (request->operation == DR_SEND)
        look_at_send(look, request);
    else
        look_at_recv(look, request, "receive");
}

static int ascending(const void *a, const void *b)
{
    return *(const int *)a - *(const int *)b;
}

static void finish(struct look *look)
{
    if (look->whys > WHYS_MOST) {
        dr_text_printf(&look->why, "\nand %d more", look->whys - WHYS_MOST);
    }
    if (look->rank->polls) {
        if (look->why.length > 0)
            dr_text_add(&look->why, "\n", 1);
        dr_text_printf(&look->why,
                       "it polls, and nothing it could see is under way");
    }
    if (look->rank->nwaits_for > 0)
        qsort(look->rank->waits_for, (size_t)look->rank->nwaits_for,
              sizeof(int), ascending);
    for (int i = 0; i < look->rank->nwaits_for; i++)
        look->seen[look->rank->waits_for[i]] = false;
    look->rank->why = look->why.data ? look->why.data : dr_strdup("");
}

static void look_at_rank(struct dr_stuck_rank *stuck,
                         const struct dr_rank *rank, bool *seen)
{
    const struct dr_wait *wait = rank->port->wait;
    struct look look = {.rank = stuck, .seen = seen};

    *stuck = (struct dr_stuck_rank){.rank = rank->id,
                                    .polls = rank->polling,
                                    .peer = MPI_UNDEFINED,
                                    .tag = MPI_UNDEFINED};
    if (wait && wait->kind == DR_WAIT_PROBE) {
        stuck->peer = wait->requests[0]->peer;
        stuck->tag = wait->requests[0]->tag;
        look_at_recv(&look, wait->requests[0], "probe");
    } else if (wait && wait->kind == DR_WAIT_DETACHED) {
        say(&look, "sends whose requests it has freed were not received");
    } else if (wait && wait->kind == DR_WAIT_BUFFER) {
        say(&look, "messages in its attached buffer were not received");
    } else if (wait) {
        stuck->any = wait->kind == DR_WAIT_ANY;
        for (int i = 0; i < wait->count; i++)
            look_at_request(&look, wait->requests[i]);
    }
    finish(&look);
}

/* Follow first edges between stuck ranks until one comes back. */
static void find_cycle(struct dr_stuck *stuck)
{
    int n = dr_world->nranks;
    int *next = dr_alloc((size_t)n * sizeof *next);
    int *visit = dr_zalloc((size_t)n, sizeof *visit);
    int mark = 0, at;

    for (int i = 0; i < n; i++)
        next[i] = -1;
    for (int i = 0; i < stuck->count; i++) {
        const struct dr_stuck_rank *rank = &stuck->ranks[i];

        if (rank->nwaits_for > 0)
            next[rank->rank] = rank->waits_for[0];
    }
    for (int i = 0; i < stuck->count && stuck->ncycle == 0; i++) {
        mark++;
        for (at = stuck->ranks[i].rank; at >= 0 && !visit[at]; at = next[at])
            visit[at] = mark;
        if (at < 0 || visit[at] != mark)
            continue;
        stuck->cycle = dr_alloc((size_t)n * sizeof *stuck->cycle);
        for (int it = at; stuck->ncycle == 0 || it != at; it = next[it])
            stuck->cycle[stuck->ncycle++] = it;
    }
    free(next);
    free(visit);
}

/* Begin the cycle at its smallest rank. */
static void rotate_cycle(struct dr_stuck *stuck)
{
    int smallest = 0;
    int *turned;

    if (stuck->ncycle == 0)
        return;
    turned = dr_alloc((size_t)stuck->ncycle * sizeof *turned);
    for (int i = 1; i < stuck->ncycle; i++) {
        if (stuck->cycle[i] < stuck->cycle[smallest])
            smallest = i;
    }
    for (int i = 0; i < stuck->ncycle; i++)
        turned[i] = stuck->cycle[(smallest + i) % stuck->ncycle];
    free(stuck->cycle);
    stuck->cycle = turned;
}

struct dr_stuck dr_stuck_find(bool all)
{
    struct dr_stuck stuck = {0};
    bool *seen = dr_zalloc((size_t)dr_world->nranks, sizeof *seen);

    stuck.ranks = dr_zalloc((size_t)dr_world->nranks, sizeof *stuck.ranks);
    for (int i = 0; i < dr_world->nranks; i++) {
        const struct dr_rank *rank = &dr_world->ranks[i];

        if (all ? !rank->ended : dr_detect_stuck(i))
            look_at_rank(&stuck.ranks[stuck.count++], rank, seen);
    }
    free(seen);
    find_cycle(&stuck);
    rotate_cycle(&stuck);
    return stuck;
}

void dr_stuck_end(struct dr_stuck *stuck)
{
    for (int i = 0; i < stuck->count; i++) {
        free(stuck->ranks[i].waits_for);
        free(stuck->ranks[i].why);
    }
    free(stuck->ranks);
    free(stuck->cycle);
    *stuck = (struct dr_stuck){0};
}
