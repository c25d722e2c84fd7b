/*
 * team.c - the ranks among which a part of an algorithm runs.
 */
#include "coll/team.h"

#include "core/hosts.h"

struct dr_team dr_team_all(const struct dr_comm *comm, int first)
{
    return (struct dr_team){
        .size = comm->size,
        .me = (comm->rank - first + comm->size) % comm->size,
        .first = first,
        .leader = -1,
    };
}

/* Where `rank` stands among those of its host. */
static int position(const struct dr_hosts *hosts, int rank)
{
    int at = hosts->first[hosts->of[rank]];
    int place = at;

    while (hosts->ranks[place] != rank)
        place++;
    return place - at;
}

struct dr_team dr_team_host(const struct dr_comm *comm, int root)
{
    const struct dr_hosts *hosts = dr_hosts_of(comm);
    int host = hosts->of[comm->rank], at = hosts->first[host];
    struct dr_team team = {.size = hosts->first[host + 1] - at,
                           .members = hosts->ranks + at,
                           .leader = -1};

    if (hosts->of[root] == host)
        team.first = position(hosts, root);
    team.me =
        (position(hosts, comm->rank) - team.first + team.size) % team.size;
    return team;
}

struct dr_team dr_team_leaders(const struct dr_comm *comm, int root)
{
    const struct dr_hosts *hosts = dr_hosts_of(comm);
    int host = hosts->of[comm->rank];
    struct dr_team team = {.size = hosts->count,
                           .first = hosts->of[root],
                           .members = hosts->ranks,
                           .which = hosts->first,
                           .leader = root};

    team.me = (host - team.first + team.size) % team.size;
    if (dr_team_rank(&team, team.me) != comm->rank)
        team.me = -1;
    return team;
}

int dr_team_rank(const struct dr_team *team, int64_t number)
{
    int at = (int)((number + team->first) % team->size);

    if (number == 0 && team->leader >= 0)
        return team->leader;
    if (team->which)
        at = team->which[at];
    return team->members ? team->members[at] : at;
}
