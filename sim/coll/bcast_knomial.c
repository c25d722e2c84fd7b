/*
 * bcast_knomial.c - the data goes down a tree in which a rank that has it
 * tells three others at once: the binomial tree, counted to base 4.
 *
 * Cost: ceil(log4 p) (alpha + 3 n beta).
 */
#include "coll/builders.h"
#include "coll/team.h"

enum {
    RADIX = 4
};

void dr_coll_bcast_knomial(struct dr_schedule *schedule,
                           const struct dr_coll *coll)
{
    struct dr_team team = dr_team_all(coll->comm, coll->root);
    struct dr_span data = dr_blocks_all(&coll->recv);
    int64_t unit = 1;

    dr_schedule_lend(schedule);
    while (unit < team.size && team.me % (RADIX * unit) == 0)
        unit *= RADIX;
    if (team.me != 0) {
        int64_t digit = team.me / unit % RADIX;

        dr_schedule_recv(schedule, data,
                         dr_team_rank(&team, team.me - digit * unit));
        dr_schedule_end_round(schedule);
    }
    for (unit /= RADIX; unit > 0; unit /= RADIX) {
        for (int64_t i = 1; i < RADIX && team.me + i * unit < team.size; i++)
            dr_schedule_send(schedule, data,
                             dr_team_rank(&team, team.me + i * unit));
    }
    dr_schedule_end_round(schedule);
}
