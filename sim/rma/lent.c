/*
 * lent.c - memory that a rank lends to its windows.
 *
 * Invariant: all memory lies in [low, high); blocks that are kept have some of
 * it.
 */
#include "rma/lent.h"

#include <stdlib.h>

#include "base/memory.h"
#include "core/call_text.h"
#include "net/net.h"

struct dr_loan {
    const struct dr_win *win;
    struct dr_piece_of_memory memory;
};

struct dr_lent {
    struct dr_reach bounds;
    struct dr_loan *loans;
    size_t count, room;
    struct dr_kept *kept;
};

static struct dr_reach reach_of(const struct dr_loan *loan)
{
    uintptr_t low = (uintptr_t)loan->memory.base;

    return (struct dr_reach){low, low + loan->memory.size};
}

/* Is it MPI's own, which was not lent? */
static bool owned(const struct dr_win *win)
{
    return win->window->flavor == MPI_WIN_FLAVOR_ALLOCATE ||
           win->window->flavor == MPI_WIN_FLAVOR_SHARED;
}

void dr_lent_begin(struct dr_win *win, struct dr_piece_of_memory memory)
{
    struct dr_loan loan = {win, memory};
    struct dr_reach reach = reach_of(&loan);
    struct dr_lent *lent = win->owner->lent;

    if (memory.size == 0)
        return;
    if (!lent) {
        lent = win->owner->lent = dr_zalloc(1, sizeof *lent);
        lent->bounds = reach;
    }
    if (reach.low < lent->bounds.low)
        lent->bounds.low = reach.low;
    if (reach.high > lent->bounds.high)
        lent->bounds.high = reach.high;
    if (lent->count == lent->room) {
        lent->room = lent->room ? 2 * lent->room : 8;
        lent->loans = dr_realloc(lent->loans, lent->room * sizeof *lent->loans);
    }
    lent->loans[lent->count++] = loan;
}

/* Memory that begins before the block runs over the end of another. */
static bool is_in(const struct dr_loan *loan, struct dr_reach block)
{
    struct dr_reach reach = reach_of(loan);

    return (reach.low >= block.low && reach.low < block.high) ||
           (owned(loan->win) && block.low >= reach.low &&
            block.low < reach.high);
}

static const struct dr_loan *find(const struct dr_lent *lent,
                                  struct dr_reach block)
{
    if (!dr_reach_meets(lent->bounds, block))
        return NULL;
    for (size_t i = 0; i < lent->count; i++) {
        if (is_in(&lent->loans[i], block))
            return &lent->loans[i];
    }
    return NULL;
}

const struct dr_loan *dr_lent_in(struct dr_reach block)
{
    const struct dr_lent *lent = dr_world->self->lent;

    return lent ? find(lent, block) : NULL;
}

/* Blocks that no window has memory in any more. */
static void give_back(struct dr_lent *lent)
{
    struct dr_kept **it = &lent->kept;

    while (*it) {
        struct dr_kept *kept = *it;

        if (find(lent, kept->bytes)) {
            it = &kept->next;
            continue;
        }
        *it = kept->next;
        kept->give((void *)kept->bytes.low);
        free(kept);
    }
}

void dr_lent_end(const struct dr_win *win, const char *base)
{
    struct dr_lent *lent = win->owner->lent;
    size_t left = 0;

    if (!lent)
        return;
    for (size_t i = 0; i < lent->count; i++) {
        const struct dr_loan *loan = &lent->loans[i];

        if (loan->win != win || (base && loan->memory.base != base))
            lent->loans[left++] = *loan;
    }
    lent->count = left;
    give_back(lent);
    if (left > 0)
        return;
    win->owner->lent = NULL;
    free(lent->loans);
    free(lent);
}

static const char *advise(struct dr_text *text, const struct dr_loan *loan,
                          const char *frees)
{
    if (owned(loan->win))
        dr_text_printf(text,
                       "leave out %s: MPI_Win_free frees what %s has allocated",
                       frees, loan->memory.by.call);
    else if (loan->win->window->flavor == MPI_WIN_FLAVOR_DYNAMIC)
        dr_text_printf(text,
                       "call MPI_Win_detach before %s, when the others are "
                       "done with the memory",
                       frees);
    else
        dr_text_printf(text,
                       "call MPI_Win_free, on all ranks of the window, before "
                       "%s",
                       frees);
    return dr_text_string(text);
}

/* Programs free what they gave to MPI_Win_create when nobody uses it any more,
 * and no MPI minds. */
static enum dr_severity severity_of(const struct dr_win *win)
{
    return win->window->flavor == MPI_WIN_FLAVOR_CREATE ? DR_WARNING : DR_ERROR;
}

static void tell(const struct dr_loan *loan, const struct dr_access *access)
{
    const struct dr_rank *rank = dr_world->self;
    struct dr_origin by = loan->memory.by;
    struct dr_text text = DR_TEXT_EMPTY, advice = DR_TEXT_EMPTY;
    struct dr_related related = {rank->id, by.call, by.site};
    unsigned long long size = loan->memory.size;

    dr_text_printf(&text, "frees the memory of this rank's ");
    dr_call_which_window_text(&text, rank, loan->win->comm);
    dr_text_printf(&text, ", %llu byte%s, before %s", size, dr_text_s(size),
                   loan->win->window->flavor == MPI_WIN_FLAVOR_DYNAMIC
                       ? "MPI_Win_detach"
                       : "MPI_Win_free");
    dr_findings_add(&dr_world->findings,
                    (struct dr_finding){
                        .kind = DR_FOUND_BUFFER_IN_USE,
                        .severity = severity_of(loan->win),
                        .time_s = dr_net_now(),
                        .rank = rank->id,
                        .call = access->frees,
                        .site = access->site,
                        .message = text.data,
                        .advice = advise(&advice, loan, access->frees),
                        .related = &related,
                        .nrelated = 1,
                    });
    dr_text_end(&text);
    dr_text_end(&advice);
}

static bool is_kept(const struct dr_lent *lent, struct dr_reach block)
{
    for (const struct dr_kept *it = lent->kept; it; it = it->next) {
        if (it->bytes.low == block.low)
            return true;
    }
    return false;
}

void dr_lent_keep(const struct dr_loan *loan, const struct dr_access *access,
                  void (*give)(void *block))
{
    struct dr_lent *lent = dr_world->self->lent;
    struct dr_kept *kept;

    if (is_kept(lent, access->bytes))
        return;
    tell(loan, access);
    if (owned(loan->win))
        return;
    kept = dr_alloc(sizeof *kept);
    *kept = (struct dr_kept){lent->kept, access->bytes, give};
    lent->kept = kept;
}
