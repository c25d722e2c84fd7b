/*
 * mismatch.c - what two calls should have in common, and have not.
 */
#include "core/mismatch.h"

#include "base/text.h"
#include "core/call_text.h"
#include "core/world.h"
#include "include/mpi.h"
#include "net/net.h"

/* Two that differ, and how. */
struct pair {
    const struct dr_related *other, *mine; /* `mine` has the finding */
    enum dr_finding_kind kind;
    enum dr_severity severity;
    unsigned types[2]; /* there and here; else what tells it from others */
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
        mix((uintptr_t)pair->mine->site, (uint64_t)pair->mine->rank);
    uint64_t there =
        mix((uintptr_t)pair->other->site,
            (uint64_t)pair->types[0] << 32 | pair->types[1] << 8 | pair->kind);

    if (dr_table_get(table, here, there))
        return true;
    dr_table_put(table, here, there, table);
    return false;
}

/* Two sides of one call: there is no other one to be shown. */
static bool same_call(const struct pair *pair)
{
    return pair->other->rank == pair->mine->rank &&
           pair->other->site == pair->mine->site &&
           pair->other->call == pair->mine->call;
}

static void tell(const struct pair *pair, const char *message,
                 const char *advice)
{
    dr_findings_add(&dr_world->findings,
                    (struct dr_finding){.kind = pair->kind,
                                        .severity = pair->severity,
                                        .time_s = dr_net_now(),
                                        .rank = pair->mine->rank,
                                        .call = pair->mine->call,
                                        .site = pair->mine->site,
                                        .message = message,
                                        .advice = advice,
                                        .related = pair->other,
                                        .nrelated = same_call(pair) ? 0 : 1});
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

/* How the types of two sides differ, as far as both go: fills in `pair`, and
 * says which element it is.  False if they do not. */
static bool types_differ(struct pair *pair, const struct dr_party *other,
                         const struct dr_party *mine, uint64_t *element)
{
    struct dr_difference at = {0};
    enum dr_likeness likeness =
        dr_amount_compare(other->amount, mine->amount, &at);

    if (likeness == DR_ALIKE)
        return false;
    *pair =
        (struct pair){.other = &other->call,
                      .mine = &mine->call,
                      .kind = DR_FOUND_TYPE_MISMATCH,
                      .severity = likeness == DR_UNLIKE ? DR_ERROR : DR_WARNING,
                      .types = {at.types[0], at.types[1]}};
    *element = at.element;
    return true;
}

void dr_mismatch_of_message(const struct dr_party *sent,
                            const struct dr_party *received)
{
    struct dr_text text = DR_TEXT_EMPTY;
    struct pair pair;
    uint64_t element;

    if (!types_differ(&pair, sent, received, &element) || told(&pair))
        return;
    if (dr_call_is_own(sent->call.call)) {
        pair.severity = DR_ERROR;
        dr_text_printf(&text, "an object, sent by %s, is received as %s",
                       sent->call.call, dr_type_name(pair.types[1]));
        tell(&pair, text.data,
             "receive it by DR_Recv_object, or send it otherwise");
    } else {
        dr_text_printf(&text, "element %llu is sent as %s and received as %s",
                       (unsigned long long)element, dr_type_name(pair.types[0]),
                       dr_type_name(pair.types[1]));
        tell(&pair, text.data, advice_on(&pair));
    }
    dr_text_end(&text);
}

void dr_mismatch_of_view(const struct dr_party *view,
                         const struct dr_party *data)
{
    struct dr_text text = DR_TEXT_EMPTY;
    struct pair pair;
    uint64_t element;

    if (!types_differ(&pair, view, data, &element) || told(&pair))
        return;
    dr_text_printf(&text, "element %llu of the data is %s, and %s in the view",
                   (unsigned long long)element, dr_type_name(pair.types[1]),
                   dr_type_name(pair.types[0]));
    tell(&pair, text.data,
         "access the file as elements of the view's etype; an etype of "
         "MPI_BYTE takes all");
    dr_text_end(&text);
}

static void tell_unless_told(struct pair pair, unsigned aspect,
                             const char *message, const char *advice)
{
    pair.kind = DR_FOUND_COLLECTIVE_MISMATCH;
    pair.types[0] = aspect;
    if (!told(&pair))
        tell(&pair, message, advice);
}

void dr_mismatch_tell(const struct dr_related *other,
                      const struct dr_related *mine, unsigned aspect,
                      const char *message, const char *advice)
{
    tell_unless_told(
        (struct pair){.other = other, .mine = mine, .severity = DR_ERROR},
        aspect, message, advice);
}

void dr_mismatch_warn(const struct dr_related *other,
                      const struct dr_related *mine, unsigned aspect,
                      const char *message, const char *advice)
{
    tell_unless_told(
        (struct pair){.other = other, .mine = mine, .severity = DR_WARNING},
        aspect, message, advice);
}

/* "4 of MPI_INT (16 bytes)" */
static void add_amount(struct dr_text *text, struct dr_amount amount)
{
    unsigned type = dr_signature_uniform(amount.signature);
    uint64_t elements = amount.count * amount.signature->elements;

    dr_text_printf(text, "%llu %s%s (%llu byte%s)",
                   (unsigned long long)elements,
                   type            ? "of "
                   : elements == 1 ? "element"
                                   : "elements",
                   type ? dr_type_name(type) : "",
                   (unsigned long long)dr_amount_bytes(amount),
                   dr_text_s(dr_amount_bytes(amount)));
}

static void tell_of_amounts(const struct dr_party *other,
                            const struct dr_party *mine)
{
    struct dr_text text = DR_TEXT_EMPTY;

    dr_text_printf(&text, "%s is ", mine->what);
    add_amount(&text, mine->amount);
    dr_text_printf(&text, " here, and %s is ", other->what);
    add_amount(&text, other->amount);
    dr_text_printf(&text, " on rank %d", other->call.rank);
    dr_mismatch_tell(&other->call, &mine->call, 0, text.data,
                     "let what is sent be as much as what is received, on all "
                     "ranks");
    dr_text_end(&text);
}

static void tell_of_types(const struct pair *pair, const struct dr_party *other,
                          const struct dr_party *mine, uint64_t element)
{
    struct dr_text text = DR_TEXT_EMPTY;

    dr_text_printf(
        &text, "element %llu of %s is %s here, and of %s %s on rank %d",
        (unsigned long long)element, mine->what, dr_type_name(pair->types[1]),
        other->what, dr_type_name(pair->types[0]), other->call.rank);
    tell(pair, text.data, advice_on(pair));
    dr_text_end(&text);
}

void dr_mismatch_of_members(const struct dr_party *other,
                            const struct dr_party *mine)
{
    struct pair pair;
    uint64_t element;

    if (other->amount.signature == mine->amount.signature &&
        other->amount.count == mine->amount.count)
        return;
    if (types_differ(&pair, other, mine, &element)) {
        if (!told(&pair))
            tell_of_types(&pair, other, mine, element);
    } else if (dr_amount_bytes(other->amount) !=
               dr_amount_bytes(mine->amount)) {
        tell_of_amounts(other, mine);
    }
}
