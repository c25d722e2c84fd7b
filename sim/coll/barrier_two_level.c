/*
 * barrier_two_level.c - a barrier of hosts, once all ranks of each have come.
 *
 * The ranks of a host tell its leader; leaders disseminate; each tells its
 * host.
 *
 * Cost: 2 alpha and a tree within a host, ceil(log2 h) alpha between h hosts.
 *
 * Karonis et al.: "Exploiting Hierarchy in Parallel Computer Networks to
 * Optimize Collective Operation Performance", IPDPS 2000.
 */
#include "coll/builders.h"
#include "coll/team.h"

void dr_coll_barrier_two_level(struct dr_schedule *schedule,
                               const struct dr_coll *coll)
{
    struct dr_team host = dr_team_host(coll->comm, 0);
    struct dr_team leaders = dr_team_leaders(coll->comm, 0);
    struct dr_span nothing = {0};

    if (host.me > 0)
        dr_schedule_send(schedule, nothing, dr_team_rank(&host, 0));
    for (int i = 1; host.me == 0 && i < host.size; i++)
        dr_schedule_recv(schedule, nothing, dr_team_rank(&host, i));
    dr_schedule_end_round(schedule);
    if (leaders.me >= 0)
        dr_team_barrier(schedule, &leaders);
    dr_team_bcast(schedule, &host, nothing);
}
