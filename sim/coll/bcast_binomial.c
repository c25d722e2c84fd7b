/*
 * bcast_binomial.c - the data goes down a binomial tree from the root.
 *
 * Ranks count from the root; a rank hears from the one that lacks its lowest
 * set bit and tells those that add a lower bit.
 *
 * Cost: ceil(log2 p) (alpha + n beta).
 *
 * Thakur, Rabenseifner, Gropp: "Optimization of Collective Communication
 * Operations in MPICH", IJHPCA 19(1), 2005.
 */
#include "coll/builders.h"

void dr_coll_bcast_binomial(struct dr_schedule *schedule,
                            const struct dr_coll *coll)
{
    int size = coll->comm->size;
    int me = (coll->comm->rank - coll->root + size) % size;
    struct dr_span data = dr_blocks_all(&coll->recv);
    int64_t bit = 1;

    while (bit < size && !(me & bit))
        bit *= 2;
    if (me != 0) {
        dr_schedule_recv(schedule, data, (int)((me - bit + coll->root) % size));
        dr_schedule_end_round(schedule);
    }
    for (bit /= 2; bit > 0; bit /= 2) {
        if (me + bit < size)
            dr_schedule_send(schedule, data,
                             (int)((me + bit + coll->root) % size));
    }
    dr_schedule_end_round(schedule);
}
