/*
 * unison.c - do all members of a communicator call the same collectives?
 *
 * Invariant: a roll holds calls base, base + 1, ... in order; all members have
 * made those before.
 */
#include "core/unison.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "core/call_text.h"
#include "core/comm.h"
#include "core/offers.h"
#include "core/world.h"
#include "net/net.h"

/* What a member calls. */
struct vote {
    struct dr_related call;
    int root;
    int named;       /* that rank of MPI_COMM_WORLD; -1: none by number */
    int side, place; /* its group, and its rank there */
};

/* The n-th calls of all members. */
struct entry {
    struct vote first;
    struct vote holder;  /* who first said which rank is the root */
    int made;            /* members that have made theirs */
    struct vote *beside; /* those who gave MPI_PROC_NULL */
    int nbeside, room;
    struct dr_ledger ledger; /* of what they give */
};

/* A ring; `room` is a power of two. */
struct roll {
    struct entry *entries;
    uint32_t base, count, room;
};

/* How often a persistent collective is started. */
struct starts {
    uint64_t all;           /* by all members together */
    uint32_t most;          /* by one of them */
    struct dr_related call; /* that was the first to come so far */
};

struct dr_unison {
    struct starts *starts; /* by number */
    uint32_t nstarts;
    struct roll rolls[2]; /* [1]: of persistent ones */
    bool judged;
    bool broken, kept;
    uint32_t number; /* then: of the call, and who parted there */
    struct dr_parted parted[2];
};

static struct entry *at(const struct roll *roll, uint32_t number)
{
    return &roll->entries[number & (roll->room - 1)];
}

static void grow(struct roll *roll)
{
    struct roll larger = *roll;

    larger.room = roll->room ? 2 * roll->room : 4;
    larger.entries = dr_zalloc(larger.room, sizeof *larger.entries);
    for (uint32_t i = 0; i < roll->count; i++)
        *at(&larger, roll->base + i) = *at(roll, roll->base + i);
    free(roll->entries);
    *roll = larger;
}

/* Entries between the last and this one are of calls that are not compared. */
static struct entry *entry_of(struct roll *roll, uint32_t number)
{
    while (number - roll->base >= roll->count) {
        if (roll->count == roll->room)
            grow(roll);
        *at(roll, roll->base + roll->count++) = (struct entry){.made = 0};
    }
    return at(roll, number);
}

static void end_entry(struct entry *entry)
{
    free(entry->beside);
    dr_ledger_end(&entry->ledger);
}

static void drop_complete(struct roll *roll, int size)
{
    while (roll->count > 0 && at(roll, roll->base)->made == size) {
        end_entry(at(roll, roll->base));
        roll->base++;
        roll->count--;
    }
}

bool dr_unison_same(const char *a, const char *b)
{
    size_t same = 0;

    if (a == b)
        return true;
    while (a[same] && a[same] == b[same])
        same++;
    a += same;
    b += same;
    return (!*a && (!*b || strcmp(b, "_c") == 0)) ||
           (!*b && strcmp(a, "_c") == 0);
}

/* Where a member of an intercommunicator says that the root is: in which group,
 * and, unless it is only not itself, which rank of it. */
static int side_of(const struct vote *vote)
{
    return vote->root < 0 ? vote->side : 1 - vote->side;
}

static int rank_of(const struct vote *vote)
{
    return vote->root == MPI_ROOT ? vote->place : vote->root;
}

static bool rooted(const struct vote *vote)
{
    return vote->root != DR_UNISON_NO_ROOT;
}

/* Does a member say that a rank is the root, which another says it is not? */
static bool disagree(const struct vote *holder, const struct vote *mine)
{
    if (mine->root == MPI_PROC_NULL)
        return mine->place == rank_of(holder);
    return rank_of(holder) != rank_of(mine);
}

static void stand_beside(struct entry *entry, const struct vote *mine)
{
    if (entry->nbeside == entry->room) {
        entry->room = entry->room ? 2 * entry->room : 4;
        entry->beside = dr_realloc(entry->beside,
                                   (size_t)entry->room * sizeof *entry->beside);
    }
    entry->beside[entry->nbeside++] = *mine;
}

/* The rank that is named as the root may have denied it before. */
static const struct vote *denied(const struct entry *entry,
                                 const struct vote *mine)
{
    for (int i = 0; i < entry->nbeside && mine->root >= 0; i++) {
        if (entry->beside[i].place == mine->root)
            return &entry->beside[i];
    }
    return NULL;
}

/* Who gave another root than this one, or NULL. */
static const struct vote *other_root(const struct dr_comm *comm,
                                     const struct entry *entry,
                                     const struct vote *mine)
{
    const struct vote *first = &entry->first, *holder = &entry->holder;

    if (!rooted(mine) || !rooted(first))
        return NULL;
    if (!dr_comm_inter(comm))
        return mine->root != first->root ? first : NULL;
    if (side_of(mine) != side_of(first))
        return first;
    if (holder->call.call)
        return disagree(holder, mine) ? holder : NULL;
    /* All of a group stand beside the root. */
    if (mine->root == MPI_PROC_NULL && entry->nbeside == comm->size)
        return first;
    return denied(entry, mine);
}

static struct dr_parted parted_of(const struct dr_comm *comm,
                                  const struct vote *vote, bool of_root,
                                  bool rootless)
{
    struct dr_parted parted = {.call = vote->call};
    size_t room = sizeof parted.with;

    if (!of_root)
        return parted;
    if (rootless)
        snprintf(parted.with, room, " with MPI_PROC_NULL (like all its group)");
    else if (vote->root == MPI_ROOT)
        snprintf(parted.with, room, " with MPI_ROOT");
    else if (vote->root == MPI_PROC_NULL)
        snprintf(parted.with, room, " with MPI_PROC_NULL");
    else if (dr_comm_inter(comm))
        snprintf(parted.with, room, " with root %d (rank %d of MPI_COMM_WORLD)",
                 vote->root, vote->named);
    else
        snprintf(parted.with, room, " with root %d", vote->root);
    return parted;
}

static void tell(const struct dr_comm *comm, unsigned number,
                 const struct dr_parted parted[2], bool of_root)
{
    const struct dr_related *mine = &parted[1].call;
    const char *name = dr_call_comm_words(&dr_world->ranks[mine->rank], comm);
    const char *advice = "let all ranks of a communicator call the same "
                         "collectives in the same order";
    struct dr_text message = {0};

    dr_text_printf(&message,
                   "collective %u of %s is %s%s here and %s%s on "
                   "rank %d",
                   number, name, mine->call, parted[1].with,
                   parted[0].call.call, parted[0].with, parted[0].call.rank);
    if (of_root && dr_comm_inter(comm))
        advice = "give MPI_ROOT at the root, MPI_PROC_NULL on the other ranks "
                 "of its group, and its rank in the remote group";
    else if (of_root)
        advice = "give the same root on all ranks of the communicator";
    dr_findings_add(&dr_world->findings,
                    (struct dr_finding){.kind = DR_FOUND_COLLECTIVE_MISMATCH,
                                        .severity = DR_ERROR,
                                        .time_s = dr_net_now(),
                                        .rank = mine->rank,
                                        .call = mine->call,
                                        .site = mine->site,
                                        .message = message.data,
                                        .advice = advice,
                                        .related = &parted[0].call,
                                        .nrelated = 1});
    dr_text_end(&message);
}

/* The running rank's call is not the one of `other`. */
static void part(struct dr_comm *comm, uint32_t number, bool kept,
                 const struct vote *other, const struct vote *mine,
                 bool rootless)
{
    struct dr_unison *unison = comm->circle->unison;
    bool of_root = dr_unison_same(other->call.call, mine->call.call);
    struct dr_parted parted[] = {parted_of(comm, other, of_root, false),
                                 parted_of(comm, mine, of_root, rootless)};

    if (unison->broken && (unison->number != number || unison->kept != kept))
        return;
    if (!unison->broken) {
        unison->broken = true;
        unison->kept = kept;
        unison->number = number;
        memcpy(unison->parted, parted, sizeof parted);
    }
    tell(comm, number + 1, parted, of_root);
}

static void compare(struct dr_comm *comm, struct entry *entry, uint32_t number,
                    bool kept, const struct vote *mine,
                    const struct dr_offers *offers)
{
    const struct vote *other;
    bool same, beside;

    if (entry->made++ == 0)
        entry->first = *mine;
    same = dr_unison_same(entry->first.call.call, mine->call.call);
    beside = same && mine->root == MPI_PROC_NULL &&
             mine->side == side_of(&entry->first);
    if (beside)
        stand_beside(entry, mine);
    other = same ? other_root(comm, entry, mine) : &entry->first;
    if (other) {
        part(comm, number, kept, other, mine,
             beside && entry->nbeside == comm->size);
        return;
    }
    if (!entry->holder.call.call && (mine->root >= 0 || mine->root == MPI_ROOT))
        entry->holder = *mine;
    if (offers)
        dr_offers_compare(&entry->ledger, offers, &mine->call, mine->place);
}

void dr_unison_call(struct dr_comm *comm, uint32_t number, bool kept, int root,
                    const struct dr_offers *offers)
{
    const struct dr_rank *self = dr_world->self;
    int size = comm->size + (dr_comm_inter(comm) ? comm->npeers : 0);
    struct roll *roll;

    if (size < 2 || !self->call)
        return;
    if (!comm->circle->unison)
        comm->circle->unison = dr_zalloc(1, sizeof *comm->circle->unison);
    roll = &comm->circle->unison->rolls[kept];
    compare(comm, entry_of(roll, number), number, kept,
            &(struct vote){{self->id, self->call->name, self->call->site},
                           root,
                           root < 0 ? -1 : dr_comm_world_rank(comm, root),
                           comm->side,
                           comm->rank},
            offers);
    drop_complete(roll, size);
}

static struct starts *starts_of(struct dr_unison *unison, uint32_t number)
{
    uint32_t room = unison->nstarts ? unison->nstarts : 4;

    while (room <= number)
        room *= 2;
    if (room > unison->nstarts) {
        unison->starts =
            dr_realloc(unison->starts, room * sizeof *unison->starts);
        memset(unison->starts + unison->nstarts, 0,
               (room - unison->nstarts) * sizeof *unison->starts);
        unison->nstarts = room;
    }
    return &unison->starts[number];
}

void dr_unison_start(struct dr_comm *comm, uint32_t number, uint32_t times)
{
    const struct dr_rank *self = dr_world->self;
    struct starts *starts;

    if (!comm->circle->unison)
        return;
    starts = starts_of(comm->circle->unison, number);
    starts->all++;
    if (times <= starts->most)
        return;
    starts->most = times;
    starts->call =
        (struct dr_related){self->id, self->call->name, self->call->site};
}

bool dr_unison_broken(const struct dr_comm *comm, uint32_t number,
                      struct dr_parted parted[2])
{
    const struct dr_unison *unison = comm->circle->unison;

    if (!unison || !unison->broken || unison->kept || number < unison->number)
        return false;
    memcpy(parted, unison->parted, sizeof unison->parted);
    return true;
}

static int size_of(const struct dr_circle *circle, int side)
{
    return circle->groups[side] ? dr_group_size(circle->groups[side]) : 0;
}

/* How often a member has made such calls; less if it is known no more. */
static bool lacks(int rank, const struct dr_circle *circle, bool kept,
                  uint32_t number)
{
    const struct dr_comm *comm =
        dr_comm_of_context(&dr_world->ranks[rank], circle->context);

    return comm && (kept ? comm->kept : comm->collectives) <= number;
}

/* The first member that has not made a call, or -1. */
static int lacking(const struct dr_circle *circle, bool kept, uint32_t number)
{
    for (int side = 0; side < 2; side++) {
        for (int i = 0; i < size_of(circle, side); i++) {
            int rank = dr_group_world_rank(circle->groups[side], i);

            if (lacks(rank, circle, kept, number))
                return rank;
        }
    }
    return -1;
}

/* Releases the message. */
static void tell_uneven(const struct dr_related *call, struct dr_text *message,
                        const char *advice)
{
    dr_findings_add(&dr_world->findings,
                    (struct dr_finding){.kind = DR_FOUND_COLLECTIVE_MISMATCH,
                                        .severity = DR_ERROR,
                                        .time_s = dr_net_now(),
                                        .rank = call->rank,
                                        .call = call->call,
                                        .site = call->site,
                                        .message = message->data,
                                        .advice = advice});
    dr_text_end(message);
}

static void tell_of_missing(const struct dr_circle *circle,
                            const struct entry *entry, bool kept,
                            uint32_t number)
{
    const struct dr_related *call = &entry->first.call;
    const struct dr_rank *rank = &dr_world->ranks[call->rank];
    const struct dr_comm *comm = dr_comm_of_context(rank, circle->context);
    int who = lacking(circle, kept, number);
    struct dr_text message = {0};

    dr_text_printf(&message,
                   "%scollective %u of %s is made by %d of %d members",
                   kept ? "persistent " : "", number + 1,
                   comm ? dr_call_comm_words(rank, comm) : "a communicator",
                   entry->made, size_of(circle, 0) + size_of(circle, 1));
    if (who >= 0)
        dr_text_printf(&message, ", and never by rank %d", who);
    tell_uneven(call, &message,
                "let all ranks of a communicator call the same collectives");
}

/* Some members have started one more often than others. */
static void tell_of_starts(const struct dr_circle *circle,
                           const struct starts *starts, uint32_t number,
                           int size)
{
    const struct dr_related *call = &starts->call;
    const struct dr_rank *rank = &dr_world->ranks[call->rank];
    const struct dr_comm *comm = dr_comm_of_context(rank, circle->context);
    struct dr_text message = {0};

    dr_text_printf(
        &message,
        "persistent collective %u of %s is started %u times here, and %llu "
        "instead of %llu times by all %d members",
        number + 1, comm ? dr_call_comm_words(rank, comm) : "a communicator",
        starts->most, (unsigned long long)starts->all,
        (unsigned long long)starts->most * (unsigned)size, size);
    tell_uneven(call, &message,
                "let all ranks of a communicator start it equally often");
}

void dr_unison_judge(const struct dr_circle *circle)
{
    struct dr_unison *unison = circle->unison;
    int size = size_of(circle, 0) + size_of(circle, 1);

    if (!unison || unison->judged || unison->broken)
        return;
    unison->judged = true;
    for (int kept = 0; kept < 2; kept++) {
        const struct roll *roll = &unison->rolls[kept];
        uint32_t n = 0;

        while (n < roll->count && (at(roll, roll->base + n)->made == 0 ||
                                   at(roll, roll->base + n)->made == size))
            n++;
        if (n < roll->count)
            tell_of_missing(circle, at(roll, roll->base + n), kept,
                            roll->base + n);
    }
    for (uint32_t i = 0; i < unison->nstarts; i++) {
        const struct starts *starts = &unison->starts[i];

        if (starts->all != (uint64_t)starts->most * (unsigned)size)
            tell_of_starts(circle, starts, i, size);
    }
}

void dr_unison_end(struct dr_unison *unison)
{
    if (!unison)
        return;
    for (int i = 0; i < 2; i++) {
        struct roll *roll = &unison->rolls[i];

        for (uint32_t n = 0; n < roll->count; n++)
            end_entry(at(roll, roll->base + n));
        free(roll->entries);
    }
    free(unison->starts);
    free(unison);
}
