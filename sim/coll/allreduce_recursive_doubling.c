/*
 * allreduce_recursive_doubling.c - pairs at growing distance swap and combine.
 *
 * After round k a rank has the result of the 2^(k+1) ranks that agree with it
 * in all higher bits: a run of ranks, so that results combine in rank order.
 * Ranks above a power of two are folded in before and told after.
 *
 * Cost: log2 p (alpha + n beta + n gamma), and 2 (alpha + n beta) more if p is
 * no power of two.
 *
 * Thakur, Rabenseifner, Gropp: "Optimization of Collective Communication
 * Operations in MPICH", IJHPCA 19(1), 2005.
 */
#include "coll/builders.h"
#include "coll/fold.h"
#include "coll/team.h"
#include "coll/vector.h"

struct swap {
    struct dr_schedule *schedule;
    const struct dr_coll *coll;
    const struct dr_team *team;
    struct dr_part whole;
    const void *mine;
    void *room[2]; /* where results go, in turn; made when needed */
};

/* Room that does not hold what I have. */
static void *spare(struct swap *swap)
{
    int at = swap->room[0] && swap->mine == swap->room[0];

    if (!swap->room[at])
        swap->room[at] = dr_vector_scratch(swap->schedule, swap->coll);
    return swap->room[at];
}

static void send_mine(struct swap *swap, int64_t number)
{
    dr_schedule_send(swap->schedule,
                     dr_part_span(swap->coll, swap->mine, swap->whole),
                     dr_team_rank(swap->team, number));
}

static void *recv_theirs(struct swap *swap, int64_t number)
{
    void *theirs = spare(swap);

    dr_schedule_recv(swap->schedule,
                     dr_part_span(swap->coll, theirs, swap->whole),
                     dr_team_rank(swap->team, number));
    return theirs;
}

/* Those of lower numbers come first; the result is where the second was. */
static void combine(struct swap *swap, void *theirs, bool theirs_first)
{
    if (theirs_first && swap->mine != swap->room[0] &&
        swap->mine != swap->room[1]) {
        /* What the user gave must stay. */
        void *copy = dr_vector_scratch(swap->schedule, swap->coll);

        dr_vector_move(swap->schedule, swap->coll, swap->mine, copy);
        swap->room[theirs == swap->room[0]] = copy;
        swap->mine = copy;
    }
    if (theirs_first) {
        dr_vector_combine(swap->schedule, swap->coll, theirs,
                          (void *)(uintptr_t)swap->mine, swap->whole);
        return;
    }
    dr_vector_combine(swap->schedule, swap->coll, swap->mine, theirs,
                      swap->whole);
    swap->mine = theirs;
}

/* Rounds of those that go on. */
static void doubling(struct swap *swap, const struct dr_fold *fold)
{
    for (int64_t bit = 1; bit < fold->size; bit *= 2) {
        int64_t other = dr_fold_number(fold, fold->me ^ bit);
        void *theirs = recv_theirs(swap, other);

        send_mine(swap, other);
        dr_schedule_end_round(swap->schedule);
        combine(swap, theirs, other < swap->team->me);
    }
}

const void *dr_team_allreduce(struct dr_schedule *schedule,
                              const struct dr_coll *coll,
                              const struct dr_team *team, const void *mine)
{
    struct swap swap = {schedule, coll, team, dr_part_whole(coll), mine, {0}};
    struct dr_fold fold = dr_fold_of(team->me, team->size);
    bool folded = team->me < 2 * fold.rest;
    void *theirs;

    if (fold.me < 0) {
        send_mine(&swap, team->me - 1);
        dr_schedule_end_round(schedule);
        theirs = recv_theirs(&swap, team->me - 1);
        dr_schedule_end_round(schedule);
        return theirs;
    }
    if (folded) {
        theirs = recv_theirs(&swap, team->me + 1);
        dr_schedule_end_round(schedule);
        combine(&swap, theirs, false);
    }
    doubling(&swap, &fold);
    if (folded) {
        send_mine(&swap, team->me + 1);
        dr_schedule_end_round(schedule);
    }
    return swap.mine;
}

void dr_coll_allreduce_recursive_doubling(struct dr_schedule *schedule,
                                          const struct dr_coll *coll)
{
    struct dr_team team = dr_team_all(coll->comm, 0);
    const void *result =
        dr_team_allreduce(schedule, coll, &team, coll->send.buffer);

    dr_vector_move(schedule, coll, result, coll->recv.buffer);
}
