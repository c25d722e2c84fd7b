/*
 * remedy.c - what to do about accesses that nothing puts in an order.
 */
#include "rma/remedy.h"

#include "base/text.h"
#include "rma/epoch.h"
#include "rma/lease.h"

static const char fence_between[] =
    "put MPI_Win_fence, which all ranks of the window call, between the two";

static bool accumulates(const struct dr_mark *mark)
{
    return mark->kind != DR_RMA_PUT && mark->kind != DR_RMA_GET;
}

/* Under locks, one rank's operations. */
static void add_flush(struct dr_text *text, const struct dr_mark *mark)
{
    int target = mark->bond->target->owner->id;

    if (mark->epoch == DR_EPOCH_LOCK_ALL)
        dr_text_printf(text, "call MPI_Win_flush for rank %d between the two",
                       target);
    else
        dr_text_printf(text,
                       "between the two call MPI_Win_flush for rank %d, or "
                       "MPI_Win_unlock and MPI_Win_lock again",
                       target);
}

/* Under locks, of two ranks: without one that excludes others, puts and gets
 * are not atomic. */
static void add_locks(struct dr_text *text, const struct dr_mark *mark,
                      const struct dr_mark *other)
{
    if (accumulates(mark) && accumulates(other)) {
        dr_text_printf(text,
                       "give both the same operator and the same datatype, or "
                       "let both ranks lock by MPI_Win_lock with "
                       "MPI_LOCK_EXCLUSIVE");
        return;
    }
    dr_text_printf(text,
                   "lock by MPI_LOCK_EXCLUSIVE for all that belongs together, "
                   "or use MPI_Fetch_and_op or MPI_Compare_and_swap, which are "
                   "atomic as gets and puts are not; or let rank %d call "
                   "MPI_Win_flush and then tell rank %d, by a message or a "
                   "barrier, before that one begins",
                   other->bond->origin->owner->id,
                   mark->bond->origin->owner->id);
}

static void add_exposures(struct dr_text *text, const struct dr_mark *mark,
                          const struct dr_mark *other)
{
    int target = mark->bond->target->owner->id;
    int first = other->bond->origin->owner->id;

    if (mark->bond == other->bond)
        dr_text_printf(text,
                       "between the two let rank %d call MPI_Win_complete and "
                       "MPI_Win_start again, and rank %d MPI_Win_wait and "
                       "MPI_Win_post again",
                       first, target);
    else
        dr_text_printf(text,
                       "let rank %d expose its window twice: MPI_Win_post for "
                       "rank %d and MPI_Win_wait, then MPI_Win_post for rank "
                       "%d and MPI_Win_wait",
                       target, first, mark->bond->origin->owner->id);
}

void dr_remedy_both(struct dr_text *text, const struct dr_mark *mark,
                    const struct dr_mark *other)
{
    bool same_rank = mark->bond == other->bond;

    if (dr_epoch_passive(mark->epoch) && dr_epoch_passive(other->epoch) &&
        !same_rank) {
        add_locks(text, mark, other);
        return;
    }
    dr_text_printf(text, "let them access different memory, or ");
    if (mark->epoch != other->epoch)
        dr_text_printf(text,
                       "end the epoch of the first before that of the second "
                       "begins");
    else if (mark->epoch == DR_EPOCH_FENCE)
        dr_text_printf(text, fence_between);
    else if (mark->epoch == DR_EPOCH_START)
        add_exposures(text, mark, other);
    else
        add_flush(text, mark);
    dr_text_printf(text, "; accumulates with one operator may meet");
}

/* The epoch at the target that an operation is in. */
static enum dr_epoch epoch_of(const struct dr_bond *bond)
{
    const struct dr_win *target = bond->target;

    if (bond->access != DR_EPOCH_NONE)
        return bond->access;
    /* MPI_Win_complete may have been, but not MPI_Win_wait. */
    if (target->exposure && bond->posted_in == target->exposures)
        return DR_EPOCH_START;
    return DR_EPOCH_FENCE;
}

void dr_remedy_owner(struct dr_text *text, const struct dr_bond *bond,
                     const struct dr_claim *claim)
{
    int owner = bond->target->owner->id, origin = bond->origin->owner->id;
    enum dr_epoch epoch = epoch_of(bond);

    if (epoch == DR_EPOCH_FENCE)
        dr_text_printf(text, fence_between);
    else if (epoch == DR_EPOCH_START)
        dr_text_printf(text,
                       "let rank %d access it before its MPI_Win_post or after "
                       "its MPI_Win_wait",
                       owner);
    else if (owner == origin)
        dr_text_printf(text,
                       "call MPI_Win_flush for the rank itself, rank %d, "
                       "before it accesses its window",
                       owner);
    else if (claim->number == 0)
        dr_text_printf(text,
                       "after its access rank %d has to tell rank %d so, by a "
                       "message or a barrier; only then may rank %d call %s; "
                       "or let both lock the window, one of them by "
                       "MPI_LOCK_EXCLUSIVE",
                       owner, origin, origin, claim->call);
    else
        dr_text_printf(text,
                       "first rank %d has to call MPI_Win_flush for rank %d, "
                       "or %s; then to tell rank %d so, by a message or a "
                       "barrier; only then may rank %d access it",
                       origin, owner,
                       epoch == DR_EPOCH_LOCK ? "MPI_Win_unlock"
                                              : "MPI_Win_unlock_all",
                       owner, owner);
    dr_text_printf(text, "; or access other bytes");
}

void dr_remedy_until(struct dr_text *text, const struct dr_claim *claim)
{
    static const char *const ends[] = {
        [DR_EPOCH_NONE] = "it is over",
        [DR_EPOCH_FENCE] = "the next MPI_Win_fence",
        [DR_EPOCH_START] = "MPI_Win_complete",
        [DR_EPOCH_LOCK] =
            "MPI_Win_flush, MPI_Win_flush_local or MPI_Win_unlock",
        [DR_EPOCH_LOCK_ALL] =
            "MPI_Win_flush, MPI_Win_flush_local or MPI_Win_unlock_all"};
    const struct dr_lease *lease = dr_lease_of(claim);

    dr_text_printf(text, "until %s%s",
                   lease && lease->request ? "MPI_Wait for its request, " : "",
                   ends[lease ? lease->epoch : DR_EPOCH_NONE]);
}
