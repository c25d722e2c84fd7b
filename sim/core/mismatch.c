/*
 * mismatch.c - what two calls should have in common, and have not.
 */
#include "core/mismatch.h"

#include "base/text.h"
#include "core/world.h"
#include "include/mpi.h"
#include "net/net.h"

/* Two that differ, and how. */
struct pair {
    const struct dr_party *other, *mine; /* `mine` has the finding */
    enum dr_finding_kind kind;
    enum dr_severity severity;
    unsigned types[2]; /* there and here; of counts: 0 */
};

static uint64_t mix(uint64_t a, uint64_t b)
{
    return (a ^ b >> 7 ^ b << 41) * 0x9e3779b97f4a7c15u;
}

/* Has this been told before?  It has now. */
static bool told(const struct pair *pair)
{
    struct dr_table *table = &dr_world->mismatches;
    uint64_t here =
        mix((uintptr_t)pair->mine->call.site, (uint64_t)pair->mine->call.rank);
    uint64_t there =
        mix((uintptr_t)pair->other->call.site,
            (uint64_t)pair->types[0] << 32 | pair->types[1] << 8 | pair->kind);

    if (dr_table_get(table, here, there))
        return true;
    dr_table_put(table, here, there, table);
    return false;
}

static void tell(const struct pair *pair, const struct dr_text *message,
                 const char *advice)
{
    const struct dr_related *mine = &pair->mine->call;

    dr_findings_add(&dr_world->findings,
                    (struct dr_finding){.kind = pair->kind,
                                        .severity = pair->severity,
                                        .time_s = dr_net_now(),
                                        .rank = mine->rank,
                                        .call = mine->call,
                                        .site = mine->site,
                                        .message = message->data,
                                        .advice = advice,
                                        .related = &pair->other->call,
                                        .nrelated = 1});
}

static const char *advice_on(const struct pair *pair)
{
    if (pair->severity == DR_ERROR)
        return "give both sides the same datatypes in the same order";
    if (pair->types[0] == (uintptr_t)MPI_BYTE ||
        pair->types[1] == (uintptr_t)MPI_BYTE)
        return "give both sides the same datatypes: MPI_BYTE matches MPI_BYTE "
               "only, and nothing is converted";
    return "give both sides the same datatypes: these are the same on this "
           "machine, and may differ on another";
}

/* Do their types differ as far as both go?  Then it is told, in words of
 * `said`: what and where each is. */
static bool types_differ(struct pair *pair, const char *said[3])
{
    struct dr_difference at = {0};
    enum dr_likeness likeness =
        dr_amount_compare(pair->other->amount, pair->mine->amount, &at);
    struct dr_text text = DR_TEXT_EMPTY;

    if (likeness == DR_ALIKE)
        return false;
    pair->kind = DR_FOUND_TYPE_MISMATCH;
    pair->severity = likeness == DR_UNLIKE ? DR_ERROR : DR_WARNING;
    pair->types[0] = at.types[0];
    pair->types[1] = at.types[1];
    if (told(pair))
        return true;
    dr_text_printf(&text, "element %llu%s is %s%s",
                   (unsigned long long)at.element, said[0], said[1],
                   dr_type_name(at.types[0]));
    dr_text_printf(&text, "%s%s", said[2], dr_type_name(at.types[1]));
    tell(pair, &text, advice_on(pair));
    dr_text_end(&text);
    return true;
}

void dr_mismatch_of_message(const struct dr_party *sent,
                            const struct dr_party *received)
{
    struct pair pair = {.other = sent, .mine = received};
    const char *said[] = {"", "sent as ", " and received as "};

    types_differ(&pair, said);
}
