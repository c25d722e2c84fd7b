/*
 * promise.c - what MPI_MODE_... promises of others, and whether they keep it.
 */
#include "rma/promise.h"

#include "base/text.h"
#include "core/call_text.h"
#include "core/mismatch.h"
#include "net/net.h"
#include "rma/epoch.h"

enum {
    EXPOSURE = 2 /* in `noput` */
};

static const char *const leave_out =
    "leave out the assertion, or what it excludes";

/* Each place tells of each other once. */
void dr_promise_tell(struct dr_related promise, struct dr_related broken,
                     const char *message)
{
    uint64_t here = (uint64_t)(uintptr_t)promise.site ^ UINT64_C(1) << 61;
    uint64_t there = (uint64_t)(uintptr_t)broken.site;

    if (dr_table_get(&dr_world->told, here, there))
        return;
    dr_table_put(&dr_world->told, here, there, &dr_world->told);
    dr_findings_add(&dr_world->findings,
                    (struct dr_finding){.kind = DR_FOUND_RMA_EPOCH,
                                        .severity = DR_ERROR,
                                        .time_s = dr_net_now(),
                                        .rank = promise.rank,
                                        .call = promise.call,
                                        .site = promise.site,
                                        .message = message,
                                        .advice = leave_out,
                                        .related = &broken,
                                        .nrelated = 1});
}

static struct dr_related of(const struct dr_win *win, struct dr_origin by)
{
    return (struct dr_related){win->owner->id, by.call, by.site};
}

static void compare(const struct dr_promise *other, const struct dr_win *win,
                    int assertion, int flag, const char *name)
{
    struct dr_related mine = of(win, dr_win_caller());
    struct dr_related theirs = {other->rank, other->by.call, other->by.site};
    struct dr_text text = DR_TEXT_EMPTY;

    if ((assertion & flag) == (other->assertion & flag))
        return;
    dr_text_printf(&text, "%s is %s rank %d: all must give it, or none", name,
                   assertion & flag ? "given here and not by"
                                    : "not given here, but by",
                   other->rank);
    dr_mismatch_tell(&theirs, &mine, (unsigned)flag, text.data,
                     "give the same assertion on all ranks");
    dr_text_end(&text);
}

void dr_promise_of_fence(struct dr_win *win, int assertion)
{
    struct dr_promise *said = &win->window->promised;

    if (!said->by.call || said->fence != win->fences) {
        *said = (struct dr_promise){win->fences, assertion, win->owner->id,
                                    dr_win_caller()};
        return;
    }
    compare(said, win, assertion, MPI_MODE_NOPRECEDE, "MPI_MODE_NOPRECEDE");
    compare(said, win, assertion, MPI_MODE_NOSUCCEED, "MPI_MODE_NOSUCCEED");
}

void dr_promise_no_put(struct dr_win *win, enum dr_epoch epoch, int assertion)
{
    struct dr_origin *promise =
        &win->noput[epoch == DR_EPOCH_FENCE ? (win->fences + 1) % 2 : EXPOSURE];

    *promise = assertion & MPI_MODE_NOPUT ? dr_win_caller()
                                          : (struct dr_origin){NULL, NULL};
}

void dr_promise_of_update(const struct dr_rma_op *op)
{
    const struct dr_win *target = op->bond->target;
    struct dr_text text = DR_TEXT_EMPTY;
    struct dr_origin promise;

    if ((op->epoch != DR_EPOCH_FENCE && op->epoch != DR_EPOCH_START) ||
        dr_rma_only_reads(&op->what))
        return;
    promise = target->noput[op->epoch == DR_EPOCH_FENCE ? op->fence : EXPOSURE];
    if (!promise.call)
        return;
    dr_text_printf(&text, "MPI_MODE_NOPUT says that nobody updates the ");
    dr_call_which_window_text(&text, target->owner, target->comm);
    dr_text_printf(&text, " in this epoch, but %s of rank %d does", op->by.call,
                   op->bond->origin->owner->id);
    dr_promise_tell(of(target, promise), of(op->bond->origin, op->by),
                    text.data);
    dr_text_end(&text);
}

static bool exclude(const struct dr_bond *a, const struct dr_bond *b)
{
    return a->origin != b->origin && (a->lock_type == MPI_LOCK_EXCLUSIVE ||
                                      b->lock_type == MPI_LOCK_EXCLUSIVE);
}

static void tell_of_locks(const struct dr_bond *unchecked,
                          const struct dr_bond *other)
{
    struct dr_text text = DR_TEXT_EMPTY;

    if (!exclude(unchecked, other))
        return;
    dr_text_printf(&text, "MPI_MODE_NOCHECK says that nobody locks the ");
    dr_call_which_window_text(&text, unchecked->target->owner,
                              unchecked->target->comm);
    dr_text_printf(&text, " of rank %d meanwhile, but rank %d does",
                   unchecked->target->owner->id, other->origin->owner->id);
    dr_promise_tell(of(unchecked->origin, unchecked->since),
                    of(other->origin, other->since), text.data);
    dr_text_end(&text);
}

void dr_promise_of_lock(struct dr_bond *bond)
{
    struct dr_link *it;

    DR_LIST_FOREACH(it, &bond->target->holders)
        tell_of_locks(bond, DR_CONTAINER(it, struct dr_bond, lock));
    DR_LIST_FOREACH(it, &bond->target->unlocked)
        tell_of_locks(bond, DR_CONTAINER(it, struct dr_bond, lock));
    dr_list_append(&bond->target->unlocked, &bond->lock);
}

void dr_promise_of_locks(const struct dr_bond *bond)
{
    struct dr_link *it;

    DR_LIST_FOREACH(it, &bond->target->unlocked)
        tell_of_locks(DR_CONTAINER(it, struct dr_bond, lock), bond);
}
