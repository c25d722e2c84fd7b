/*
 * record.h - would the run have hung with less buffering?
 *
 * While a program runs, every rank's operations are recorded: when each began,
 * when the program learnt that it was over, and which send met which receive.
 * When the run is over, this skeleton is replayed with a smaller eager limit:
 * a standard send above the limit is over only when its receive has begun.
 * All waits are for given operations then, so the replay is exact, linear, and
 * independent of time: either all get through, or some wait for ever.
 *
 * What MPI leaves open is taken as in this run: which message a wildcard
 * receive took, which request MPI_Waitany returned.  Messages of collectives
 * count as buffered.  Recording stops, and nothing is said, when operations
 * are very many, a nonblocking collective begins, or a program looks (MPI_Test,
 * MPI_Iprobe and their kin): what it does then depends on when it looked.
 */
#ifndef DR_P2P_RECORD_H
#define DR_P2P_RECORD_H

#include "core/request.h"
#include "p2p/message.h"

/* Record from now on, up to `most` operations. */
struct dr_record *dr_record_begin(int nranks, uint32_t most);

/* A send begins with its message, a receive without one. */
void dr_record_start(struct dr_record *record, struct dr_request *request,
                     struct dr_message *message);

/* They have met; the receive may not have begun before (MPI_Mrecv). */
void dr_record_match(struct dr_record *record, const struct dr_message *message,
                     struct dr_request *recv);

/* The program knows that the operation is over. */
void dr_record_over(struct dr_record *record, const struct dr_request *request);

/* The program has seen the message in a probe. */
void dr_record_seen(struct dr_record *record, const struct dr_message *message);

/* This program does what is not recorded; `why` is a sentence that lives for
 * ever.  And: the first such, or NULL. */
void dr_record_stop(struct dr_record *record, const char *why);
const char *dr_record_stopped(const struct dr_record *record);

/*
 * The run is over.  Would it hang with an eager limit below the present one?
 * Returns the number of ranks that would, or 0; then `*limit` is the least
 * eager limit at which it ends, and up to `most` of the sends that do not end
 * just below it are in `sends`, by rank, `*nsends` of them.
 */
struct dr_record_send {
    int rank, to;
    uint64_t bytes;
    const char *call;
    const void *site;
};
int dr_record_judge(struct dr_record *record, uint64_t *limit,
                    struct dr_record_send *sends, int most, int *nsends);

#endif
