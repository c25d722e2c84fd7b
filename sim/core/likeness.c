/*
 * likeness.c - are two sequences of basic elements alike?
 */
#include "core/likeness.h"

#include <stdbool.h>

#include "core/datatype.h"

enum {
    PLACES_MOST = 256
};

/* How a sequence is looked at: with the names of its types, or without. */
enum view {
    NAMED,
    BARE
};

static const uint64_t prime = ((uint64_t)1 << 61) - 1;
static const uint64_t base = 0x0f1bbcdcbfa53e0b; /* any; below the prime */

static uint64_t times(uint64_t a, uint64_t b)
{
    unsigned __int128 product = (unsigned __int128)a * b;
    uint64_t sum = (uint64_t)(product & prime) + (uint64_t)(product >> 61);

    return sum >= prime ? sum - prime : sum;
}

static uint64_t plus(uint64_t a, uint64_t b)
{
    uint64_t sum = a + b;

    return sum >= prime ? sum - prime : sum;
}

/* A sequence: its sum, and the base to the power of its bytes. */
struct word {
    uint64_t sum, power;
};

static const struct word nothing = {0, 1};

static struct word join(struct word a, struct word b)
{
    return (struct word){plus(times(a.sum, b.power), b.sum),
                         times(a.power, b.power)};
}

static struct word repeat(struct word word, uint64_t count)
{
    struct word all = nothing;

    for (; count > 0; count >>= 1) {
        if (count & 1)
            all = join(all, word);
        word = join(word, word);
    }
    return all;
}

static uint64_t power_of(uint64_t bytes)
{
    return repeat((struct word){0, base}, bytes).power;
}

/* Murmur3's finalizer: small numbers become large ones. */
static uint64_t scatter(uint64_t x)
{
    x = (x ^ x >> 33) * 0xff51afd7ed558ccdu;
    x = (x ^ x >> 33) * 0xc4ceb9fe1a85ec53u;
    return (x ^ x >> 33) % prime;
}


/* What a basic element is to a view: `parts` equal ones in a row. */
struct look {
    unsigned what; /* equal for equal looks */
    unsigned parts;
};

/* Without a name: what it is made of; its size comes on top. */
enum {
    INTEGER = 1,
    BINARY, /* floating point of IEEE 754 */
    EXTENDED
};

static struct look bare_look(enum dr_basic basic)
{
    switch (basic) {
    case DR_BASIC_FLOAT:
    case DR_BASIC_DOUBLE:
    case DR_BASIC_QUAD:
        return (struct look){BINARY, 1};
    case DR_BASIC_LONG_DOUBLE:
        return (struct look){EXTENDED, 1};
    case DR_BASIC_COMPLEX_FLOAT:
    case DR_BASIC_COMPLEX_DOUBLE:
    case DR_BASIC_COMPLEX_QUAD:
        return (struct look){BINARY, 2};
    case DR_BASIC_COMPLEX_LONG_DOUBLE:
        return (struct look){EXTENDED, 2};
    default:
        return (struct look){INTEGER, 1};
    }
}

static const struct dr_datatype *basic_type(unsigned type)
{
    return &dr_datatype_table[type - DR_DATATYPE_FIRST];
}

static struct look look_at(unsigned type, enum view view)
{
    return view == NAMED ? (struct look){type, 1}
                         : bare_look(basic_type(type)->basic);
}

static bool is_byte(unsigned type)
{
    return basic_type(type)->basic == DR_BASIC_BYTE;
}

static bool is_packed(unsigned type)
{
    return basic_type(type)->basic == DR_BASIC_PACKED;
}

const char *dr_type_name(unsigned type)
{
    return basic_type(type)->name;
}


/* `bytes` of one part of an element; parts that are cut are like nothing but
 * themselves. */
static struct word part(unsigned what, uint64_t size, uint64_t bytes)
{
    uint64_t number = (uint64_t)what << 16 | size << 8 | (size - bytes);

    return (struct word){scatter(number), power_of(bytes)};
}

static struct word word_of(const struct dr_signature *signature,
                           enum view view);

/* The first `bytes` of a run. */
static struct word run_head(const struct dr_run *run, uint64_t bytes,
                            enum view view);

static struct word head(const struct dr_signature *signature, uint64_t bytes,
                        enum view view)
{
    struct word all = nothing;

    for (uint32_t i = 0; bytes > 0; i++) {
        const struct dr_run *run = &signature->runs[i];
        uint64_t most = run->count * run->size;
        uint64_t taken = bytes < most ? bytes : most;

        all = join(all, run_head(run, taken, view));
        bytes -= taken;
    }
    return all;
}

static struct word run_head(const struct dr_run *run, uint64_t bytes,
                            enum view view)
{
    struct look look;
    struct word all;
    uint64_t size;

    if (run->inner) {
        all = repeat(word_of(run->inner, view), bytes / run->size);
        return join(all, head(run->inner, bytes % run->size, view));
    }
    look = look_at(run->type, view);
    size = run->size / look.parts;
    all = repeat(part(look.what, size, size), bytes / size);
    if (bytes % size > 0)
        all = join(all, part(look.what, size, bytes % size));
    return all;
}

static uint64_t sum_of(const struct dr_signature *signature, enum view view)
{
    uint64_t *kept = &((struct dr_signature *)signature)->sums[view];
    uint64_t sum = *kept;

    if (sum == 0)
        sum = head(signature, signature->bytes, view).sum;
    /* The static ones are in memory that is not to be written. */
    if (signature->refs > 0)
        *kept = sum;
    return sum;
}

static struct word word_of(const struct dr_signature *signature, enum view view)
{
    return (struct word){sum_of(signature, view), power_of(signature->bytes)};
}

static uint64_t sum_to(struct dr_amount amount, uint64_t bytes, enum view view)
{
    const struct dr_signature *signature = amount.signature;
    struct word all =
        repeat(word_of(signature, view), bytes / signature->bytes);

    return join(all, head(signature, bytes % signature->bytes, view)).sum;
}


/* The basic type at a byte, how far into it that is, and how many bytes from
 * there on are of it. */
struct place {
    unsigned type;
    uint64_t into, left;
};

static struct place place_of(const struct dr_signature *signature, uint64_t at)
{
    const struct dr_run *run = signature->runs;

    at %= signature->bytes;
    for (;;) {
        for (; at >= run->count * run->size; run++)
            at -= run->count * run->size;
        if (!run->inner)
            return (struct place){run->type, at % run->size,
                                  run->count * run->size - at};
        at %= run->size;
        run = run->inner->runs;
    }
}

static struct dr_difference difference_at(struct dr_amount a,
                                          struct dr_amount b, uint64_t at)
{
    struct place mine = place_of(a.signature, at);

    return (struct dr_difference){
        dr_signature_count(a.signature, at - mine.into),
        {mine.type, place_of(b.signature, at).type}};
}

/* Both sums differ at `bytes`: the first byte where they do. */
static uint64_t first_difference(struct dr_amount a, struct dr_amount b,
                                 uint64_t bytes, enum view view)
{
    uint64_t equal = 0;

    while (bytes - equal > 1) {
        uint64_t middle = equal + (bytes - equal) / 2;

        if (sum_to(a, middle, view) == sum_to(b, middle, view))
            equal = middle;
        else
            bytes = middle;
    }
    return equal;
}

static bool differ(struct dr_amount a, struct dr_amount b, uint64_t bytes,
                   enum view view)
{
    return sum_to(a, bytes, view) != sum_to(b, bytes, view);
}


/* Two places without regard to the names of their types. */
static bool same_bare(const struct place *a, const struct place *b)
{
    const struct dr_datatype *one = basic_type(a->type);
    const struct dr_datatype *other = basic_type(b->type);
    struct look looks[] = {bare_look(one->basic), bare_look(other->basic)};
    uint64_t sizes[] = {one->size / looks[0].parts,
                        other->size / looks[1].parts};

    return looks[0].what == looks[1].what && sizes[0] == sizes[1] &&
           a->into % sizes[0] == b->into % sizes[1];
}

static enum dr_likeness likeness_of(const struct place *a,
                                    const struct place *b)
{
    if (is_packed(a->type) || is_packed(b->type))
        return DR_ALIKE;
    if (is_byte(a->type) != is_byte(b->type))
        return DR_NEARLY;
    if (a->type == b->type && a->into == b->into)
        return DR_ALIKE;
    return same_bare(a, b) ? DR_NEARLY : DR_UNLIKE;
}

/* Bytes stand for anything: place by place. */
static enum dr_likeness walk(struct dr_amount a, struct dr_amount b,
                             uint64_t bytes, struct dr_difference *difference)
{
    enum dr_likeness worst = DR_ALIKE;
    uint64_t at = 0;

    for (int i = 0; i < PLACES_MOST && at < bytes; i++) {
        struct place mine = place_of(a.signature, at);
        struct place other = place_of(b.signature, at);
        enum dr_likeness here = likeness_of(&mine, &other);

        if (here > worst) {
            worst = here;
            *difference = difference_at(a, b, at);
        }
        at += mine.left < other.left ? mine.left : other.left;
    }
    return worst;
}

/* One of the two is nothing but bytes, or packed. */
static bool only_bytes(struct dr_amount amount)
{
    unsigned type = dr_signature_uniform(amount.signature);

    return type && (is_byte(type) || is_packed(type));
}

static enum dr_likeness compare_bytes(struct dr_amount a, struct dr_amount b,
                                      struct dr_difference *difference)
{
    struct place mine = place_of(a.signature, 0);
    struct place other = place_of(b.signature, 0);

    *difference = difference_at(a, b, 0);
    return likeness_of(&mine, &other);
}

/* The usual case: both repeat the same. */
static bool same(const struct dr_signature *a, const struct dr_signature *b)
{
    unsigned type = dr_signature_uniform(a);

    if (a == b || (type && type == dr_signature_uniform(b)))
        return true;
    return a->bytes == b->bytes && sum_of(a, NAMED) == sum_of(b, NAMED);
}

enum dr_likeness dr_amount_compare(struct dr_amount a, struct dr_amount b,
                                   struct dr_difference *difference)
{
    uint64_t mine = dr_amount_bytes(a), other = dr_amount_bytes(b);
    uint64_t bytes = mine < other ? mine : other;
    enum view view = BARE;

    if (bytes == 0 || same(a.signature, b.signature) ||
        !differ(a, b, bytes, NAMED))
        return DR_ALIKE;
    if (only_bytes(a) || only_bytes(b))
        return compare_bytes(a, b, difference);
    if (dr_signature_loose(a.signature) || dr_signature_loose(b.signature))
        return walk(a, b, bytes, difference);
    if (!differ(a, b, bytes, BARE))
        view = NAMED;
    *difference = difference_at(a, b, first_difference(a, b, bytes, view));
    return view == BARE ? DR_UNLIKE : DR_NEARLY;
}
