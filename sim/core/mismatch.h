/*
 * mismatch.h - what two calls should have in common, and have not.
 *
 * A call says what it sends, receives or works on as an amount; two that
 * belong together are compared, and what differs is a finding: type_mismatch,
 * an error if the data is garbage, a warning if it arrives well by luck (see
 * likeness.h), or collective_mismatch if the amounts differ.  MPI has no error
 * class for either: the calls go on.
 *
 * A finding of two places in the source, with the same types at the same
 * ranks, is told once.
 */
#ifndef DR_CORE_MISMATCH_H
#define DR_CORE_MISMATCH_H

#include "core/likeness.h"
#include "event/finding.h"

/* One side: a call, and what it gives, with a name in collectives: "the block
 * sent". */
struct dr_party {
    struct dr_related call;
    struct dr_amount amount;
    const char *what;
};

/* A message meets its receive, which may have room for more (MPI 3.1, section
 * 3.3.1).  A longer message is an error of its own. */
void dr_mismatch_of_message(const struct dr_party *sent,
                            const struct dr_party *received);

/* Data for a file whose view shows elements of other types (MPI 4.1, section
 * 14.6.3); both are of one call. */
void dr_mismatch_of_view(const struct dr_party *view,
                         const struct dr_party *data);

/*
 * Two members of a collective, or one of them twice, give what has to be the
 * same sequence of basic types (MPI 3.1, sections 5.4 to 5.12).  `other` came
 * first.
 */
void dr_mismatch_of_members(const struct dr_party *other,
                            const struct dr_party *mine);

/* They differ in something else, of which `aspect` is a number; `message` says
 * what. */
void dr_mismatch_tell(const struct dr_related *other,
                      const struct dr_related *mine, unsigned aspect,
                      const char *message, const char *advice);

/* The same, but what comes of it is right here. */
void dr_mismatch_warn(const struct dr_related *other,
                      const struct dr_related *mine, unsigned aspect,
                      const char *message, const char *advice);

#endif
