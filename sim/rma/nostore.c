/*
 * nostore.c - MPI_MODE_NOSTORE, and whether it holds.
 *
 * Invariant: the claim on all of the window is in the owner's trees while
 * `watching`; it is one of an operation that reads, so that loads concern
 * nobody.
 */
#include "rma/nostore.h"

#include <stdlib.h>

#include "base/memory.h"
#include "base/text.h"
#include "core/call_text.h"
#include "rma/epoch.h"
#include "rma/promise.h"

enum {
    UNASKED_MOST = 4096 /* changes, of who never gives the assertion */
};

struct dr_stores {
    struct dr_claim claim;
    bool watching, asked, changed;
    int seen;
    struct dr_access first; /* since the last synchronisation */
};

static void touched(struct dr_claim *claim, const struct dr_access *access)
{
    struct dr_stores *stores = claim->owner;

    if (!access->writes || !access->site || access->frees)
        return;
    if (stores->seen < UNASKED_MOST)
        stores->seen++;
    if (!stores->changed)
        stores->first = *access;
    stores->changed = true;
}

void dr_nostore_result(struct dr_win *win, struct dr_span result)
{
    struct dr_access access = {.bytes = dr_span_reach(result),
                               .writes = true,
                               .site = dr_win_caller().site,
                               .call = dr_win_caller().call};

    if (win->stores && win->stores->watching && dr_span_bytes(result) > 0 &&
        dr_span_meets(win->stores->claim.span, result))
        touched(&win->stores->claim, &access);
}

static struct dr_stores *make(struct dr_win *win)
{
    struct dr_piece_of_memory memory = dr_win_member(win, win->rank)->memory;
    struct dr_stores *stores = dr_zalloc(1, sizeof *stores);

    stores->claim = (struct dr_claim){.span = {memory.base, memory.size, NULL},
                                      .foreign = true,
                                      .touched = touched,
                                      .owner = stores,
                                      .operation = "MPI_MODE_NOSTORE"};
    return stores;
}

static void stop(struct dr_win *win)
{
    if (win->stores->watching)
        dr_claim_end(win->owner, &win->stores->claim);
    win->stores->watching = false;
}

void dr_nostore_renew(struct dr_win *win)
{
    if (win->stores)
        win->stores->changed = false;
}

static void watch(struct dr_win *win)
{
    struct dr_stores *stores = win->stores;

    if (dr_win_member(win, win->rank)->memory.size == 0)
        return;
    if (!stores)
        stores = win->stores = make(win);
    stores->changed = false;
    if (!stores->asked && stores->seen == UNASKED_MOST) {
        stop(win);
    } else if (!stores->watching) {
        stores->watching = true;
        dr_claim_begin(win->owner, &stores->claim);
    }
}

static void tell(const struct dr_win *win, const struct dr_access *first)
{
    struct dr_related broken = {win->owner->id, first->call, first->site};
    struct dr_reach window = dr_span_reach(win->stores->claim.span);
    struct dr_origin by = dr_win_caller();
    struct dr_text text = DR_TEXT_EMPTY;

    dr_text_printf(&text,
                   "MPI_MODE_NOSTORE says that this rank has not changed its ");
    dr_call_which_window_text(&text, win->owner, win->comm);
    dr_text_printf(&text, " since it last synchronised, but %s has",
                   first->call ? first->call : "a store");
    if (first->bytes.low >= window.low && first->bytes.high <= window.high)
        dr_text_printf(&text, ", bytes %llu to %llu",
                       (unsigned long long)(first->bytes.low - window.low),
                       (unsigned long long)(first->bytes.high - window.low) -
                           1);
    dr_promise_tell((struct dr_related){win->owner->id, by.call, by.site},
                    broken, text.data);
    dr_text_end(&text);
}

void dr_nostore_check(struct dr_win *win, int assertion)
{
    struct dr_stores *stores = win->stores;

    if (stores && assertion & MPI_MODE_NOSTORE) {
        stores->asked = true;
        if (stores->changed)
            tell(win, &stores->first);
    }
    watch(win);
}

void dr_nostore_end(struct dr_win *win)
{
    if (!win->stores)
        return;
    stop(win);
    free(win->stores);
    win->stores = NULL;
}
