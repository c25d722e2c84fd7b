/*
 * allreduce_two_level.c - within each host, between hosts, back within each.
 *
 * A binomial tree reduces to the lowest rank of a host, these combine by
 * recursive doubling, a binomial tree tells the host.
 *
 * Cost: two trees within a host, log2 h (alpha + n beta + n gamma) between h
 * hosts.
 *
 * Karonis et al.: "Exploiting Hierarchy in Parallel Computer Networks to
 * Optimize Collective Operation Performance", IPDPS 2000.
 */
#include "coll/builders.h"
#include "coll/team.h"
#include "coll/vector.h"

void dr_coll_allreduce_two_level(struct dr_schedule *schedule,
                                 const struct dr_coll *coll)
{
    struct dr_team host = dr_team_host(coll->comm, 0);
    struct dr_team leaders = dr_team_leaders(coll->comm, 0);
    const void *sum = dr_team_reduce(schedule, coll, &host, coll->send.buffer);

    if (leaders.me >= 0) {
        sum = dr_team_allreduce(schedule, coll, &leaders, sum);
        dr_vector_move(schedule, coll, sum, coll->recv.buffer);
    }
    dr_team_bcast(schedule, &host,
                  dr_part_span(coll, coll->recv.buffer, dr_part_whole(coll)));
}
