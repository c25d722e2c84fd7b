/*
 * hold_tell.c - what is said when a buffer in use is touched.
 *
 * Places are code addresses, of the rank's own copy of the program or of one
 * that ranks share: with the rank they name a pair of places.
 */
#include "p2p/hold.h"

#include "base/text.h"
#include "net/net.h"

static const char *const what_then =
    "do not touch the buffer before MPI_Wait or MPI_Test says that the "
    "operation is over";
static const char *const find_line =
    "do not touch the buffer before MPI_Wait or MPI_Test says that the "
    "operation is over; build with drycc -fdryrun-memory to see the line that "
    "writes";

static const char *const keep_arrays =
    "keep it as it is, in memory that lives as long, until MPI_Wait or "
    "MPI_Test says that the operation is over";
static const char *const free_later =
    "free it after MPI_Wait or MPI_Test has said that the operation is over; "
    "until then it is MPI's, even if a small message has left already";

/* Has this place told of the other one before? */
static bool is_known(int rank, const void *site, const void *other, bool writes)
{
    uint64_t a = (uint64_t)(uintptr_t)site ^ (uint64_t)writes << 63;
    uint64_t b = (uint64_t)(uintptr_t)other ^ (uint64_t)rank << 40;

    if (dr_table_get(&dr_world->told, a, b))
        return true;
    dr_table_put(&dr_world->told, a, b, &dr_world->told);
    return false;
}

static void tell(struct dr_finding finding, const struct dr_claim *claim,
                 const struct dr_request *request)
{
    struct dr_related related[2];

    finding.related = related;
    if (finding.site != claim->site)
        related[finding.nrelated++] =
            (struct dr_related){finding.rank, claim->call, claim->site};
    if (request && request->persistent)
        related[finding.nrelated++] =
            (struct dr_related){finding.rank, request->call, request->site};
    finding.kind = DR_FOUND_BUFFER_IN_USE;
    finding.severity = claim->minor ? DR_WARNING : DR_ERROR;
    finding.time_s = dr_net_now();
    dr_findings_add(&dr_world->findings, finding);
}

void dr_hold_tell_overlap(bool writes, const struct dr_claim *other)
{
    const struct dr_rank *rank = dr_world->self;
    struct dr_text text = DR_TEXT_EMPTY;

    if (is_known(rank->id, rank->call->site, other->site, writes))
        return;
    dr_text_printf(&text,
                   "the memory that it %s is that of a pending %s, which %s it",
                   writes ? "writes" : "reads", other->operation,
                   other->writes ? "writes" : "reads");
    tell((struct dr_finding){.rank = rank->id,
                             .call = rank->call->name,
                             .site = rank->call->site,
                             .message = text.data,
                             .advice = "let the earlier operation end first, "
                                       "or give them memory of their own"},
         other, NULL);
    dr_text_end(&text);
}

/* What has changed, as far as it is known. */
static void add_bytes(struct dr_text *text, const struct dr_hold *hold,
                      uint64_t from, uint64_t end)
{
    if (end - from == 1)
        dr_text_printf(text, "byte %llu", (unsigned long long)from);
    else
        dr_text_printf(text, "something in bytes %llu to %llu",
                       (unsigned long long)from, (unsigned long long)end - 1);
    dr_text_printf(text, " of the %llu",
                   (unsigned long long)hold->imprint.bytes);
    if (!dr_span_flat(hold->claim.span))
        dr_text_printf(text, " (packed)");
}

static void add_change(struct dr_text *text, const struct dr_hold *hold,
                       bool arrives)
{
    const char *operation = hold->claim.operation;

    if (arrives)
        dr_text_printf(text, " of its buffer changed before its message came");
    else if (hold->claim.writes)
        dr_text_printf(text,
                       " that %s has written changed before the program knew "
                       "that it was over",
                       operation);
    else
        dr_text_printf(text,
                       " that %s was given to read changed before the program "
                       "knew that it was over",
                       operation);
    dr_text_printf(text, "; by the program or another operation, that cannot "
                         "be known");
}

void dr_hold_tell_change(const struct dr_hold *hold, bool arrives,
                         enum dr_imprint_answer answer, uint64_t from,
                         uint64_t end)
{
    const struct dr_claim *claim = &hold->claim;
    const struct dr_rank *rank = hold->request->owner;
    struct dr_text text = DR_TEXT_EMPTY;
    const char *call = arrives ? claim->call : rank->call->name;
    const void *site = arrives ? claim->site : rank->call->site;

    if (is_known(rank->id, site, claim->site, arrives))
        return;
    if (answer == DR_IMPRINT_GONE) {
        dr_text_printf(&text,
                       "the buffer of a pending %s is not there any more: "
                       "freed or unmapped",
                       claim->operation);
    } else if (claim->minor) {
        dr_text_printf(&text,
                       "an array of counts, displacements or datatypes that %s "
                       "was given changed before the program knew that it was "
                       "over",
                       claim->operation);
    } else {
        add_bytes(&text, hold, from, end);
        add_change(&text, hold, arrives);
    }
    tell((struct dr_finding){.rank = rank->id,
                             .call = call,
                             .site = site,
                             .message = text.data,
                             .advice = claim->minor      ? keep_arrays
                                       : dr_world->guard ? what_then
                                                         : find_line},
         claim, hold->request);
    dr_text_end(&text);
}

static void add_access(struct dr_text *text, const struct dr_claim *claim,
                       const struct dr_access *access)
{
    struct dr_reach bytes = access->bytes;

    if (bytes.low < claim->reach.low)
        bytes.low = claim->reach.low;
    dr_text_printf(text, "%s memory of a pending %s",
                   access->writes ? "writes" : "reads", claim->operation);
    /* Of absolute addresses, distances mean nothing. */
    if (claim->span.buffer)
        dr_text_printf(text, ", %llu byte%s from byte %llu of its buffer on",
                       (unsigned long long)(access->bytes.high - bytes.low),
                       dr_text_s(access->bytes.high - bytes.low),
                       (unsigned long long)(bytes.low - claim->reach.low));
}

void dr_hold_tell_access(struct dr_claim *claim, const struct dr_access *access)
{
    struct dr_hold *hold = claim->owner;
    struct dr_text text = DR_TEXT_EMPTY;

    hold->told |= access->writes;
    if (is_known(dr_world->self->id, access->site, claim->site, access->writes))
        return;
    if (access->frees)
        dr_text_printf(&text, "frees the buffer of a pending %s, %llu byte%s",
                       claim->operation,
                       (unsigned long long)dr_span_bytes(claim->span),
                       dr_text_s(dr_span_bytes(claim->span)));
    else
        add_access(&text, claim, access);
    tell((struct dr_finding){.rank = dr_world->self->id,
                             .call = access->frees,
                             .site = access->site,
                             .message = text.data,
                             .advice = access->frees ? free_later : what_then},
         claim, hold->request);
    dr_text_end(&text);
}
