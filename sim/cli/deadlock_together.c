/*
 * deadlock_together.c - ranks stuck in collectives that not all have called.
 *
 * Ends of objects, such as MPI_Win_free, are never advised: whoever has not
 * come there has more to do with the object first.
 */
#include <string.h>

#include "cli/deadlock.h"
#include "core/call_text.h"
#include "core/unison.h"
#include "p2p/need.h"
#include "p2p/schedule.h"
#include "rma/window.h"

bool dr_stuck_collects(const struct dr_stuck_rank *stuck)
{
    const struct dr_request *first = stuck->first;

    return stuck->within ||
           (first && first->operation != DR_REMOTE &&
            first->context % DR_CONTEXTS == DR_CONTEXT_COLLECTIVE);
}

const char *dr_stuck_collective(const struct dr_stuck_rank *stuck)
{
    const struct dr_request *in = stuck->within ? stuck->within : stuck->first;

    return in && in->call ? in->call : "the collective";
}

static bool persists(const struct dr_stuck_rank *stuck)
{
    return stuck->within && stuck->within->persistent;
}

/* Which call of its communicator it is, counted from 0; false if they are not
 * counted, as persistent ones may be started in any order. */
static bool number_of(const struct dr_stuck_rank *stuck, uint32_t *number)
{
    if (!dr_stuck_collects(stuck) || persists(stuck))
        return false;
    if (stuck->within)
        return stuck->within->schedule &&
               dr_schedule_number(stuck->within->schedule, number);
    *number = (uint32_t)stuck->first->tag;
    return true;
}

static bool ends_object(const struct dr_stuck_rank *stuck)
{
    static const char *const ends[] = {"MPI_Win_free", "MPI_File_close",
                                       "MPI_Comm_free", "MPI_Comm_disconnect",
                                       "MPI_Finalize"};

    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
        if (strcmp(dr_stuck_collective(stuck), ends[i]) == 0)
            return true;
    }
    return false;
}

/* Has the rank that it waits for not entered its collective? */
static bool is_alone(const struct dr_stuck *stuck,
                     const struct dr_stuck_rank *it)
{
    const struct dr_stuck_rank *other = dr_stuck_of(stuck, it->on);

    if (!dr_stuck_collects(it) || it->first->context % 2 == 0 ||
        dr_need_of(it->first, false).kind != DR_NEED_RANK)
        return false;
    /* Collectives of objects are the rank's own steps. */
    return it->within || !other || !dr_stuck_collects(other) || other->within ||
           other->first->context != it->first->context ||
           other->first->tag != it->first->tag;
}

/* Who waits in a collective for a rank that is elsewhere, or NULL; rather not
 * at the end of an object. */
static const struct dr_stuck_rank *left_alone(const struct dr_stuck *stuck)
{
    const struct dr_stuck_rank *found = NULL;

    for (int i = 0; i < stuck->ncycle; i++) {
        const struct dr_stuck_rank *it = dr_stuck_of(stuck, stuck->cycle[i]);

        if (!it || !is_alone(stuck, it))
            continue;
        if (!ends_object(it))
            return it;
        found = found ? found : it;
    }
    return found;
}

/* Is the rank it waits for in another collective of the same communicator? */
static bool crossed(const struct dr_stuck_rank *alone,
                    const struct dr_stuck_rank *other)
{
    uint32_t number;

    return other->first->context == alone->first->context &&
           number_of(other, &number) && number_of(alone, &number);
}

/* What a rank calls the communicator of a collective, windows' too. */
static const struct dr_comm *comm_at(const struct dr_rank *rank,
                                     uint32_t context)
{
    for (uint32_t i = 0; i < rank->handles.count; i++) {
        const struct dr_entry *entry = &rank->handles.entries[i];
        const struct dr_win *win = entry->object;

        if (entry->kind == DR_KIND_WIN &&
            win->comm->circle->context == context / DR_CONTEXTS * DR_CONTEXTS)
            return win->comm;
    }
    return dr_comm_of_context(rank, context);
}

/* Has this rank not yet made the call on a communicator, or window, that
 * another is in? */
static bool owes(const struct dr_stuck_rank *mine,
                 const struct dr_stuck_rank *other)
{
    const struct dr_comm *comm =
        comm_at(&dr_world->ranks[mine->rank], other->first->context);
    uint32_t number;

    return comm && number_of(other, &number) && comm->collectives <= number;
}

/* Are they in collectives of two communicators, each without the other?  Who is
 * at the end of one has perhaps left out something. */
static bool objects_crossed(const struct dr_stuck_rank *alone,
                            const struct dr_stuck_rank *other)
{
    if (strcmp(dr_stuck_collective(alone), dr_stuck_collective(other)) != 0 &&
        (ends_object(alone) || ends_object(other)))
        return false;
    return alone->first->context / DR_CONTEXTS !=
               other->first->context / DR_CONTEXTS &&
           owes(alone, other) && owes(other, alone);
}

/* "its 3rd" */
static void add_which(struct dr_text *text, const struct dr_stuck_rank *stuck)
{
    uint32_t number = 0;

    number_of(stuck, &number);
    dr_text_printf(text, "its ");
    dr_text_ordinal(text, number + 1);
}

static void change_order(struct dr_text *text,
                         const struct dr_stuck_rank *alone,
                         const struct dr_stuck_rank *other)
{
    dr_text_printf(text,
                   "let ranks %d and %d call the same collectives in the same "
                   "order: rank %d is in ",
                   alone->rank, other->rank, alone->rank);
    add_which(text, alone);
    dr_text_printf(text, " of the communicator, rank %d in ", other->rank);
    add_which(text, other);
}

/* " of the window "halo" at a.c:7", " at a.c:7, of comm" */
static void add_object(struct dr_text *text, const struct dr_stuck_rank *stuck)
{
    const struct dr_rank *rank = &dr_world->ranks[stuck->rank];
    const struct dr_comm *comm = stuck->first->comm;

    if (comm->made)
        dr_call_object_text(text, rank, comm);
    dr_text_printf(text, " at ");
    dr_call_place_text(text, rank->call ? rank->call->site : NULL);
    if (comm->made)
        return;
    dr_text_printf(text, ", of ");
    dr_call_which_comm_text(text, rank, comm);
}

/* "windows" */
static const char *kind_of_both(const struct dr_stuck_rank *one,
                                const struct dr_stuck_rank *two)
{
    bool windows = one->first->comm->made && two->first->comm->made;

    return windows ? "windows" : "communicators";
}

static void change_objects(struct dr_text *text,
                           const struct dr_stuck_rank *alone,
                           const struct dr_stuck_rank *other)
{
    const struct dr_stuck_rank *one = alone->rank < other->rank ? alone : other;
    const struct dr_stuck_rank *two = one == alone ? other : alone;
    const char *kind = kind_of_both(one, two);
    bool same = strcmp(dr_stuck_collective(one), dr_stuck_collective(two)) == 0;

    dr_text_printf(text, "let ranks %d and %d ", one->rank, two->rank);
    if (same)
        dr_text_printf(text,
                       "call %s of the same %.*s, or of both %s in the same "
                       "order",
                       dr_stuck_collective(one), (int)strlen(kind) - 1, kind,
                       kind);
    else
        dr_text_printf(text, "use both %s in the same order", kind);
    dr_text_printf(text, ": rank %d is in %s", one->rank,
                   same ? "that" : dr_stuck_collective(one));
    add_object(text, one);
    dr_text_printf(text, ", rank %d in %s", two->rank,
                   same ? "that" : dr_stuck_collective(two));
    add_object(text, two);
}

static void add_stuck_call(struct dr_text *text, int at)
{
    const struct dr_call *call = dr_world->ranks[at].call;

    dr_text_printf(text, "%s at ", call ? call->name : "its call");
    dr_call_place_text(text, call ? call->site : NULL);
}

/* Who of the cycle waits for this rank. */
static int before(const struct dr_stuck *stuck, int rank)
{
    int i = 0;

    while (stuck->cycle[i] != rank)
        i++;
    return stuck->cycle[(i + stuck->ncycle - 1) % stuck->ncycle];
}

/* Let it be called earlier. */
static void change_absent(struct dr_text *text,
                          const struct dr_stuck_rank *alone)
{
    dr_text_printf(text, "let rank %d %s %s", alone->on,
                   persists(alone) ? "start (MPI_Start) its request of"
                                   : "call",
                   dr_stuck_collective(alone));
    dr_call_object_text(text, &dr_world->ranks[alone->rank],
                        alone->first->comm);
    dr_text_printf(text, " before ");
    add_stuck_call(text, alone->on);
}

/* A message of the rank itself that another waits for: whether it would come
 * later, nobody knows. */
static bool change_unsent(struct dr_text *text,
                          const struct dr_stuck_rank *alone,
                          const struct dr_stuck_rank *waits)
{
    if (!dr_missing_send(text, waits, alone->rank))
        return false;
    dr_text_printf(text, " before ");
    add_stuck_call(text, alone->rank);
    if (ends_object(alone))
        return true;
    dr_text_printf(text, "; or, if it sends that later, ");
    change_absent(text, alone);
    return true;
}

static void change_alone(struct dr_text *text, const struct dr_stuck *stuck,
                         const struct dr_stuck_rank *alone)
{
    int who = before(stuck, alone->rank);
    const struct dr_stuck_rank *waits = dr_stuck_of(stuck, who);
    bool called = !ends_object(alone);

    if (change_unsent(text, alone, waits))
        return;
    if (called)
        change_absent(text, alone);
    if (called && dr_stuck_collects(waits) && ends_object(waits))
        return;
    dr_text_printf(text, "%slet rank %d do what rank %d waits for ",
                   called ? ", or " : "", alone->rank, who);
    if (called && who == alone->on) {
        dr_text_printf(text, "there");
    } else {
        dr_text_printf(text, "in ");
        add_stuck_call(text, who);
    }
    dr_text_printf(text, " before ");
    add_stuck_call(text, alone->rank);
}

static bool all_collect(const struct dr_stuck *stuck)
{
    for (int i = 0; i < stuck->ncycle; i++) {
        const struct dr_stuck_rank *it = dr_stuck_of(stuck, stuck->cycle[i]);

        if (!it || !dr_stuck_collects(it))
            return false;
    }
    return true;
}

bool dr_together_change(struct dr_text *text, const struct dr_stuck *stuck)
{
    const struct dr_stuck_rank *alone = left_alone(stuck), *other;

    if (!alone) {
        if (!all_collect(stuck))
            return false;
        dr_text_printf(text, "let all of them call the same collectives in "
                             "the same order");
        return true;
    }
    other = dr_stuck_of(stuck, alone->on);
    if (other && dr_stuck_collects(other) && crossed(alone, other))
        change_order(text, alone, other);
    else if (other && dr_stuck_collects(other) && objects_crossed(alone, other))
        change_objects(text, alone, other);
    else
        change_alone(text, stuck, alone);
    return true;
}

bool dr_together_parted(struct dr_text *text, const struct dr_stuck *stuck)
{
    for (int i = 0; i < stuck->count && i < DR_STUCK_SEARCHED; i++) {
        const struct dr_stuck_rank *it = &stuck->ranks[i];
        const struct dr_comm *comm;
        struct dr_parted parted[2];
        uint32_t number;

        if (!number_of(it, &number))
            continue;
        comm = it->within ? it->within->comm : it->first->comm;
        if (!dr_unison_broken(comm, number, parted))
            continue;
        dr_text_printf(
            text, "let all ranks of %s %s: rank %d calls %s%s at ",
            dr_call_comm_words(&dr_world->ranks[it->rank], comm),
            *parted[0].with ? "agree on the root"
                            : "call the same collectives in the same order",
            parted[0].call.rank, parted[0].call.call, parted[0].with);
        dr_call_place_text(text, parted[0].call.site);
        dr_text_printf(text, ", rank %d %s%s at ", parted[1].call.rank,
                       parted[1].call.call, parted[1].with);
        dr_call_place_text(text, parted[1].call.site);
        return true;
    }
    return false;
}
