/*
 * buffering.c - says whether a run ended only because messages were buffered.
 */
#include "api/buffering.h"

#include <string.h>

#include "core/call_text.h"
#include "net/net.h"
#include "p2p/record.h"

/*
 * Recording and judging cost some 240 instructions an operation, 9 % of a run
 * that does nothing but send: so many operations cost 10 ms and 7 MB, and a
 * run that has more pays no further.
 */
enum {
    OPERATIONS_MOST = 1 << 17,
    SENDS_MOST = 4 /* named */
};

void dr_buffering_watch(struct dr_world *world)
{
    if (world->engine->wire.protocol.eager_limit > 0)
        world->engine->record = dr_record_begin(world->nranks, OPERATIONS_MOST);
}

/* The place of the first is said by the finding itself; ranks have copies of
 * the program, so places are compared as they read. */
static void add_other_place(struct dr_text *text, const void *first,
                            const void *site)
{
    struct dr_place a, b;

    if (dr_call_place(first, &a) && dr_call_place(site, &b) &&
        a.line == b.line && strcmp(a.file, b.file) == 0)
        return;
    dr_text_printf(text, " at ");
    dr_call_place_text(text, site);
}

/* Does the rank stand in a later call, or receives meanwhile? */
static bool blocks_nothing(const char *send)
{
    return strncmp(send, "MPI_I", 5) == 0 ||
           strncmp(send, "MPI_Sendrecv", 12) == 0 || strstr(send, "_init") ||
           strcmp(send, "DR_Isend_object") == 0;
}

static const char *advice_on(const char *send)
{
    if (blocks_nothing(send))
        return "let the receiver post its receive before it waits for this "
               "rank, or ends";
    if (dr_call_is_own(send))
        return "use DR_Isend_object, or let some ranks receive before they "
               "send";
    return "use MPI_Isend or MPI_Sendrecv, or let some ranks receive before "
           "they send";
}

void dr_buffering_judge(void)
{
    struct dr_record_send sends[SENDS_MOST];
    struct dr_text text = DR_TEXT_EMPTY;
    uint64_t limit;
    int nsends, stuck = dr_record_judge(dr_world->engine->record, &limit, sends,
                                        SENDS_MOST, &nsends);

    if (stuck == 0 || nsends == 0)
        return;
    dr_text_printf(&text,
                   "%d of %d ranks would hang if the eager limit were below "
                   "%llu byte%s: they stand in standard sends",
                   stuck, dr_world->nranks, (unsigned long long)limit,
                   dr_text_s(limit));
    for (int i = 0; i < nsends; i++) {
        dr_text_printf(&text, "%s %llu byte%s from rank %d to %d",
                       i > 0 ? "," : ":", (unsigned long long)sends[i].bytes,
                       dr_text_s(sends[i].bytes), sends[i].rank, sends[i].to);
        add_other_place(&text, sends[0].site, sends[i].site);
    }
    if (stuck > nsends)
        dr_text_printf(&text, ", and others");
    dr_findings_add(&dr_world->findings,
                    (struct dr_finding){.kind = DR_FOUND_BUFFERING_DEPENDENT,
                                        .severity = DR_WARNING,
                                        .time_s = dr_net_now(),
                                        .rank = sends[0].rank,
                                        .call = sends[0].call,
                                        .site = sends[0].site,
                                        .message = text.data,
                                        .advice = advice_on(sends[0].call)});
    dr_text_end(&text);
}
