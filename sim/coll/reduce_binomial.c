/*
 * reduce_binomial.c - partial results go up a binomial tree.
 *
 * A commutative operator lets ranks count from the root.  Otherwise they count
 * from 0, so that a subtree is a run of ranks and partial results combine in
 * rank order, and rank 0 hands the result to the root.
 *
 * Cost: ceil(log2 p) (alpha + n beta + n gamma), gamma the time to combine a
 * byte, plus alpha + n beta to move it from rank 0.
 *
 * Thakur, Rabenseifner, Gropp: "Optimization of Collective Communication
 * Operations in MPICH", IJHPCA 19(1), 2005.
 */
#include "coll/builders.h"
#include "coll/team.h"
#include "coll/vector.h"

const void *dr_team_reduce(struct dr_schedule *schedule,
                           const struct dr_coll *coll,
                           const struct dr_team *team, const void *mine)
{
    struct dr_part whole = dr_part_whole(coll);

    for (int64_t bit = 1; bit < team->size; bit *= 2) {
        if (team->me & bit) {
            dr_schedule_send(schedule, dr_part_span(coll, mine, whole),
                             dr_team_rank(team, team->me - bit));
            dr_schedule_end_round(schedule);
            return NULL;
        }
        if (team->me + bit < team->size) {
            void *theirs = dr_vector_scratch(schedule, coll);

            dr_schedule_recv(schedule, dr_part_span(coll, theirs, whole),
                             dr_team_rank(team, team->me + bit));
            dr_schedule_end_round(schedule);
            /* Mine is of lower numbers: it comes first. */
            dr_vector_combine(schedule, coll, mine, theirs, whole);
            mine = theirs;
        }
    }
    return mine;
}

void dr_coll_reduce_to(struct dr_schedule *schedule, const struct dr_coll *coll,
                       int root, void *result)
{
    struct dr_team team =
        dr_team_all(coll->comm, coll->op->commutative ? root : 0);
    const void *top = dr_team_reduce(schedule, coll, &team, coll->send.buffer);

    dr_coll_hand_over(schedule, coll, team.first, root, top, result);
}

void dr_coll_hand_over(struct dr_schedule *schedule, const struct dr_coll *coll,
                       int from, int root, const void *top, void *result)
{
    struct dr_part whole = dr_part_whole(coll);

    if (from != root && coll->comm->rank == root)
        dr_schedule_recv(schedule, dr_part_span(coll, result, whole), from);
    else if (from != root && top)
        dr_schedule_send(schedule, dr_part_span(coll, top, whole), root);
    else if (top)
        dr_vector_move(schedule, coll, top, result);
    dr_schedule_end_round(schedule);
}

void dr_coll_reduce_binomial(struct dr_schedule *schedule,
                             const struct dr_coll *coll)
{
    dr_coll_reduce_to(schedule, coll, coll->root, coll->recv.buffer);
}
