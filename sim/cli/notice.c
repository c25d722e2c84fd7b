/*
 * notice.c - findings as their reader gets them: equal ones told once.
 */
#include "cli/notice.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "core/call_text.h"

enum {
    RANGES_MOST = 8 /* named */
};

/* FNV-1a, 64 bit: Fowler, Noll, Vo, draft-eastlake-fnv. */
static uint64_t mix(uint64_t key, const char *string)
{
    for (; string && *string; string++)
        key = (key ^ (unsigned char)*string) * 0x100000001b3u;
    return (key ^ 0xff) * 0x100000001b3u;
}

/* Behind the number that a string begins with, or the string itself. */
static const char *skip_number(const char *string)
{
    size_t sign = *string == '-', digits = strspn(string + sign, "0123456789");

    return digits > 0 ? string + sign + digits : string;
}

/* As mix(), whatever the numbers are. */
static uint64_t mix_words(uint64_t key, const char *string)
{
    while (*string) {
        const char *behind = skip_number(string);

        key = (key ^ (unsigned char)(behind > string ? '0' : *string)) *
              0x100000001b3u;
        string = behind > string ? behind : string + 1;
    }
    return key;
}

static uint64_t key_of(const struct dr_notice *notice)
{
    const struct dr_finding *finding = notice->finding;
    uint64_t key = 0xcbf29ce484222325u;

    key = mix(key, dr_finding_word(finding->kind));
    key = mix(key, finding->call);
    key = mix_words(key, finding->message);
    key = mix(key, notice->place.file) + (uint64_t)notice->place.line;
    return mix(key, notice->other.file) + (uint64_t)notice->other.line;
}

static bool same_words(const char *a, const char *b)
{
    return a == b || (a && b && strcmp(a, b) == 0);
}

/* But for numbers. */
static bool alike(const char *a, const char *b)
{
    while (*a && *b) {
        const char *behind_a = skip_number(a), *behind_b = skip_number(b);

        if ((behind_a > a) != (behind_b > b) || (behind_a == a && *a != *b))
            return false;
        a = behind_a > a ? behind_a : a + 1;
        b = behind_b > b ? behind_b : b + 1;
    }
    return *a == *b;
}

static bool same_place(const struct dr_place *a, const struct dr_place *b)
{
    return same_words(a->file, b->file) && a->line == b->line;
}

static bool equal(const struct dr_notice *a, const struct dr_notice *b)
{
    const struct dr_finding *one = a->finding, *other = b->finding;

    return a->key == b->key && one->kind == other->kind &&
           one->severity == other->severity &&
           (one->rank < 0) == (other->rank < 0) &&
           same_words(one->call, other->call) &&
           alike(one->message, other->message) &&
           same_place(&a->place, &b->place) && same_place(&a->other, &b->other);
}

static struct dr_notice *find(struct dr_notices *notices,
                              const struct dr_notice *like)
{
    size_t number = (uintptr_t)dr_table_get(&notices->by_key, like->key, 0);

    if (number > 0 && equal(&notices->items[number - 1], like))
        return &notices->items[number - 1];
    if (notices->count == notices->room) {
        notices->room = notices->room ? 2 * notices->room : 8;
        notices->items =
            dr_realloc(notices->items, notices->room * sizeof *notices->items);
    }
    notices->items[notices->count++] = *like;
    if (number == 0)
        dr_table_put(&notices->by_key, like->key, 0,
                     (void *)(uintptr_t)notices->count);
    return &notices->items[notices->count - 1];
}

/* Grows by doubling at powers of two. */
static void add_rank(struct dr_notice *notice, int rank)
{
    if (rank < 0)
        return;
    if ((notice->nranks & (notice->nranks - 1)) == 0)
        notice->ranks = dr_realloc(notice->ranks,
                                   (notice->nranks ? 2 * notice->nranks : 1) *
                                       sizeof *notice->ranks);
    notice->ranks[notice->nranks++] = rank;
}

static int by_number(const void *a, const void *b)
{
    int one = *(const int *)a, other = *(const int *)b;

    return (one > other) - (one < other);
}

static void order_ranks(struct dr_notice *notice)
{
    size_t kept = 0;

    if (notice->nranks > 0)
        qsort(notice->ranks, notice->nranks, sizeof *notice->ranks, by_number);
    for (size_t i = 0; i < notice->nranks; i++) {
        if (kept == 0 || notice->ranks[kept - 1] != notice->ranks[i])
            notice->ranks[kept++] = notice->ranks[i];
    }
    notice->nranks = kept;
}

struct dr_notices dr_notices_gather(const struct dr_findings *findings)
{
    struct dr_notices notices = {0};

    for (size_t i = 0; i < findings->count; i++) {
        const struct dr_finding *finding = &findings->items[i];
        struct dr_notice like = {.finding = finding};
        struct dr_notice *notice;

        if (finding->suppressed) {
            notices.suppressed++;
            continue;
        }
        dr_call_place(finding->site, &like.place);
        if (finding->nrelated > 0)
            dr_call_place(finding->related[0].site, &like.other);
        like.key = key_of(&like);
        notice = find(&notices, &like);
        notice->times++;
        notice->differ |= strcmp(notice->finding->message, finding->message);
        add_rank(notice, finding->rank);
    }
    for (size_t i = 0; i < notices.count; i++)
        order_ranks(&notices.items[i]);
    return notices;
}

void dr_notices_end(struct dr_notices *notices)
{
    for (size_t i = 0; i < notices->count; i++)
        free(notices->items[i].ranks);
    free(notices->items);
    dr_table_end(&notices->by_key);
    *notices = (struct dr_notices){0};
}

void dr_notice_text(struct dr_text *text, const struct dr_notice *notice)
{
    dr_text_printf(text, "%s", notice->finding->message);
    if (!notice->differ)
        return;
    dr_text_printf(text, " (");
    if (notice->nranks > 1)
        dr_text_printf(text, "said of rank %d, ", notice->finding->rank);
    dr_text_printf(text, "the first of %zu that differ in numbers)",
                   notice->times);
}

void dr_ranks_text(struct dr_text *text, const int *ranks, size_t count)
{
    int ranges = 0;

    if (count > 0)
        dr_text_printf(text, count == 1 ? "rank " : "ranks ");
    for (size_t i = 0, end; i < count; i = end) {
        for (end = i + 1; end < count; end++) {
            if (ranks[end] != ranks[end - 1] + 1)
                break;
        }
        if (ranges++ == RANGES_MOST) {
            dr_text_printf(text, ", ... (%zu in all)", count);
            return;
        }
        dr_text_printf(text, "%s%d", i > 0 ? ", " : "", ranks[i]);
        if (end - i > 1)
            dr_text_printf(text, "-%d", ranks[end - 1]);
    }
}
