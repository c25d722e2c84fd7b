/*
 * account.h - where each rank's time went, and what overlapped.
 *
 * An observer that keeps running sums, never a trace:
 *
 *     compute   simulated time outside MPI (DR_Compute, sleep)
 *     wait      blocked inside an MPI call
 *     transfer  at least one payload to or from the rank is on its way
 *     hidden    the part of it in which the rank computes
 */
#ifndef DR_TRACE_ACCOUNT_H
#define DR_TRACE_ACCOUNT_H

#include <stdbool.h>
#include <stdint.h>

#include "event/event.h"

struct dr_account_rank {
    double compute_s, wait_s, transfer_s, hidden_s;
    double end_s; /* when its main was over; the run's end if it never was */
    uint64_t messages_sent, bytes_sent;
    /* What is going on, and since when. */
    double since_s;
    int transfers;
    bool computing, waiting, ended;
};

struct dr_account {
    int nranks;
    struct dr_account_rank *ranks;
};

/* Subscribe to everything that is summed up. */
struct dr_account *dr_account_begin(struct dr_bus *bus, int nranks);

/* Close all intervals at the time the run ended. */
void dr_account_close(struct dr_account *account, double now_s);

#endif
