/*
 * conflict_tell.c - what is said of accesses that nothing puts in an order.
 */
#include "rma/conflict_tell.h"

#include "base/text.h"
#include "core/call_text.h"
#include "net/net.h"
#include "rma/epoch.h"
#include "rma/lease.h"
#include "rma/remedy.h"

/* Has this place told of the other one before? */
static bool is_known(int rank, const void *site, const void *other)
{
    uint64_t a = (uint64_t)(uintptr_t)site ^ UINT64_C(1) << 62;
    uint64_t b = (uint64_t)(uintptr_t)other ^ (uint64_t)rank << 40;

    if (dr_table_get(&dr_world->told, a, b))
        return true;
    dr_table_put(&dr_world->told, a, b, &dr_world->told);
    return false;
}

static void tell_as(enum dr_severity severity, struct dr_origin by, int rank,
                    struct dr_related other, const char *message,
                    const char *advice)
{
    dr_findings_add(&dr_world->findings,
                    (struct dr_finding){.kind = DR_FOUND_RMA_CONFLICT,
                                        .severity = severity,
                                        .time_s = dr_net_now(),
                                        .rank = rank,
                                        .call = by.call,
                                        .site = by.site,
                                        .message = message,
                                        .advice = advice,
                                        .related = &other,
                                        .nrelated = 1});
}

static void tell(struct dr_origin by, int rank, struct dr_related other,
                 const char *message, const char *advice)
{
    tell_as(DR_ERROR, by, rank, other, message, advice);
}

static const char *label(MPI_Datatype type)
{
    return dr_datatype_get(type)->name;
}

static const char *verb(enum dr_rma_kind kind)
{
    switch (kind) {
    case DR_RMA_PUT:
        return "writes";
    case DR_RMA_GET:
        return "reads";
    default:
        return "updates";
    }
}

/* "bytes 4 to 7" of the window; of a dynamic one, how many. */
static void add_bytes(struct dr_text *text, const struct dr_win *target,
                      struct dr_reach bytes)
{
    uintptr_t base =
        (uintptr_t)dr_win_member(target, target->rank)->memory.base;
    unsigned long long low = bytes.low - base, count = bytes.high - bytes.low;

    if (target->flavor == MPI_WIN_FLAVOR_DYNAMIC)
        dr_text_printf(text, "%llu byte%s", count, dr_text_s(count));
    else if (count == 1)
        dr_text_printf(text, "byte %llu", low);
    else
        dr_text_printf(text, "bytes %llu to %llu", low, low + count - 1);
    dr_text_printf(text, " of rank %d's ", target->owner->id);
    dr_call_which_window_text(text, target->owner, target->comm);
}

static struct dr_reach common(struct dr_reach a, struct dr_reach b)
{
    return (struct dr_reach){a.low > b.low ? a.low : b.low,
                             a.high < b.high ? a.high : b.high};
}

void dr_conflict_tell_both(const struct dr_mark *mark,
                           const struct dr_mark *other)
{
    int rank = mark->bond->origin->owner->id;
    int first = other->bond->origin->owner->id;
    struct dr_text text = DR_TEXT_EMPTY, advice = DR_TEXT_EMPTY;

    if (is_known(rank, mark->by.site, other->by.site))
        return;
    dr_remedy_both(&advice, mark, other);
    dr_text_printf(&text, "%s ", verb(mark->kind));
    add_bytes(&text, mark->bond->target, common(mark->bytes, other->bytes));
    dr_text_printf(&text, ", which %s of ", other->by.call);
    if (first == rank)
        dr_text_printf(&text, "the same rank");
    else
        dr_text_printf(&text, "rank %d", first);
    dr_text_printf(&text, " %s too, and nothing puts them in an order",
                   verb(other->kind));
    if (mark->op != other->op && mark->kind != DR_RMA_PUT &&
        other->kind != DR_RMA_PUT && mark->op && other->op)
        dr_text_printf(&text, " (%s and %s)", mark->op->name, other->op->name);
    else if (mark->basic != other->basic && mark->basic && other->basic)
        dr_text_printf(&text, " (of %s and %s)", label(mark->basic),
                       label(other->basic));
    tell(mark->by, rank,
         (struct dr_related){first, other->by.call, other->by.site}, text.data,
         advice.data);
    dr_text_end(&text);
    dr_text_end(&advice);
}

static const char *reads_or_writes(bool writes)
{
    return writes ? "writes" : "reads";
}

void dr_conflict_tell_shared(const struct dr_rma_op *op, bool writes,
                             const struct dr_claim *other)
{
    int rank = op->bond->origin->owner->id;
    struct dr_text text = DR_TEXT_EMPTY;

    if (is_known(rank, op->by.site, other->site))
        return;
    dr_text_printf(&text,
                   "the memory of this rank that it %s is that of a pending "
                   "%s, which %s it",
                   reads_or_writes(writes), other->operation,
                   reads_or_writes(other->writes));
    tell(op->by, rank, (struct dr_related){rank, other->call, other->site},
         text.data,
         "let the earlier operation end first, or give them memory of their "
         "own");
    dr_text_end(&text);
}

void dr_conflict_tell_local(const struct dr_rma_op *op, bool writes,
                            const struct dr_claim *other)
{
    int rank = op->bond->origin->owner->id,
        target = op->bond->target->owner->id;
    struct dr_text text = DR_TEXT_EMPTY;

    if (is_known(rank, op->by.site, other->site))
        return;
    dr_text_printf(&text, "%s ", reads_or_writes(writes));
    add_bytes(&text, op->bond->target, dr_span_reach(op->what.target));
    dr_text_printf(&text, ", where a pending %s of that rank %s",
                   other->operation, reads_or_writes(other->writes));
    tell(op->by, rank, (struct dr_related){target, other->call, other->site},
         text.data,
         "let the target's own operation end, and then synchronise, before "
         "others access the memory");
    dr_text_end(&text);
}

void dr_conflict_tell_access(const struct dr_claim *claim,
                             const struct dr_access *access)
{
    int rank = dr_world->self->id;
    struct dr_text text = DR_TEXT_EMPTY, advice = DR_TEXT_EMPTY;

    if (is_known(rank, access->site, claim->site))
        return;
    dr_text_printf(&text, "%s memory of a pending %s, which %s it",
                   access->frees ? "frees" : reads_or_writes(access->writes),
                   claim->operation, reads_or_writes(claim->writes));
    dr_remedy_until(&advice, claim);
    dr_text_printf(&advice, ", the buffers of one-sided operations are not the "
                            "program's");
    tell((struct dr_origin){access->frees, access->site}, rank,
         (struct dr_related){rank, claim->call, claim->site}, text.data,
         advice.data);
    dr_text_end(&text);
    dr_text_end(&advice);
}

void dr_conflict_tell_owner(const struct dr_claim *claim,
                            const struct dr_access *access,
                            const struct dr_bond *bond,
                            enum dr_severity severity)
{
    int rank = bond->target->owner->id, origin = bond->origin->owner->id;
    struct dr_text text = DR_TEXT_EMPTY, advice = DR_TEXT_EMPTY;

    if (is_known(rank, access->site, claim->site))
        return;
    dr_text_printf(&text, "%s ", reads_or_writes(access->writes));
    add_bytes(&text, bond->target,
              access->call ? common(access->bytes, claim->reach)
                           : access->bytes);
    dr_text_printf(&text, ", which %s of ", claim->call);
    if (origin == rank)
        dr_text_printf(&text, "the same rank");
    else
        dr_text_printf(&text, "rank %d", origin);
    dr_text_printf(&text, " %s", reads_or_writes(claim->writes));
    if (severity == DR_WARNING && !access->writes)
        dr_text_printf(&text,
                       ", and rank %d has not flushed that: what is read "
                       "depends on the time",
                       origin);
    else
        dr_text_printf(&text, "%s, and nothing puts them in an order",
                       access->writes == claim->writes ? " too" : "");
    dr_remedy_owner(&advice, bond, claim);
    tell_as(severity, (struct dr_origin){access->call, access->site}, rank,
            (struct dr_related){origin, claim->call, claim->site}, text.data,
            advice.data);
    dr_text_end(&text);
    dr_text_end(&advice);
}

static void add_changed(struct dr_text *text, const struct dr_lease *lease,
                        uint64_t from, uint64_t end)
{
    unsigned long long all = lease->imprint.bytes;

    if (end - from == 1)
        dr_text_printf(text, "byte %llu of the %llu", (unsigned long long)from,
                       all);
    else
        dr_text_printf(text, "something in bytes %llu to %llu of the %llu",
                       (unsigned long long)from, (unsigned long long)end - 1,
                       all);
}

void dr_conflict_tell_change(const struct dr_lease *lease, bool arrives,
                             enum dr_imprint_answer answer, uint64_t from,
                             uint64_t end)
{
    const struct dr_claim *claim = &lease->claim;
    int rank = lease->bond->origin->owner->id;
    struct dr_text text = DR_TEXT_EMPTY, advice = DR_TEXT_EMPTY;

    if (is_known(rank, claim->site, &dr_world->told))
        return;
    if (answer == DR_IMPRINT_GONE)
        dr_text_printf(&text, "its buffer was freed or unmapped");
    else
        add_changed(&text, lease, from, end);
    if (answer != DR_IMPRINT_GONE && arrives)
        dr_text_printf(&text, " of its buffer changed before its data came,");
    else if (answer != DR_IMPRINT_GONE)
        dr_text_printf(&text, " that it %s changed",
                       claim->writes ? "has written" : "was given to read");
    dr_text_printf(&text, " before the program knew that it was over");
    dr_remedy_until(&advice, claim);
    dr_text_printf(&advice, ", leave the buffer alone%s",
                   dr_world->guard ? ""
                                   : "; built by drycc -fdryrun-memory, the "
                                     "line is told");
    dr_findings_add(&dr_world->findings,
                    (struct dr_finding){.kind = DR_FOUND_RMA_CONFLICT,
                                        .severity = DR_ERROR,
                                        .time_s = dr_net_now(),
                                        .rank = rank,
                                        .call = claim->call,
                                        .site = claim->site,
                                        .message = text.data,
                                        .advice = advice.data});
    dr_text_end(&text);
    dr_text_end(&advice);
}
