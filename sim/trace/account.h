/*
 * account.h - where each rank's time went, and what overlapped.
 *
 * An observer that keeps running sums, never a trace:
 *
 *     compute   simulated time outside MPI (DR_Compute, sleep)
 *     wait      blocked inside an MPI call
 *     transfer  at least one payload to or from the rank is on its way
 *     hidden    the part of it in which the rank computes
 *     payload   the times of all its payloads added up
 *
 * A payload is on its way from when its first byte leaves the sender, which
 * under rendezvous is after the handshake, to when its last byte is there; a
 * message to oneself counts once.  So of the payloads' time
 *
 *     hidden                  is hidden behind computation
 *     payload - transfer      behind other transfers of the same rank
 *     transfer - hidden       is exposed
 *
 * and the three add up.  What a rank does in MPI hides nothing, be it blocked
 * or not.  Under strong progress a transfer starts when both sides are ready;
 * under weak progress it waits for a rank that computes, so that there is less
 * to hide and more to wait for.
 */
#ifndef DR_TRACE_ACCOUNT_H
#define DR_TRACE_ACCOUNT_H

#include <stdbool.h>
#include <stdint.h>

#include "event/event.h"

/* Messages by size: those of at most so many bytes that are not in the class
 * before; the last class has no limit. */
enum {
    DR_SIZE_CLASSES = 5
};
extern const uint64_t dr_size_class_most[DR_SIZE_CLASSES];

struct dr_account_class {
    uint64_t messages, bytes;
};

struct dr_account_rank {
    double compute_s, wait_s, transfer_s, hidden_s, payload_s;
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
    struct dr_account_class classes[DR_SIZE_CLASSES];
    uint64_t rendezvous_most; /* bytes of the largest that asked first */
    bool some_wait;           /* for their match, whatever the limit */
};

/* Subscribe to everything that is summed up. */
struct dr_account *dr_account_begin(struct dr_bus *bus, int nranks);

/* Close all intervals at the time the run ended. */
void dr_account_close(struct dr_account *account, double now_s);

#endif
