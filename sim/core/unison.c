/*
 * unison.c - do all members of a communicator call the same collectives?
 *
 * Invariant: a roll holds calls base, base + 1, ... in order; all members have
 * made those before.
 */
#include "core/unison.h"

#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "core/call_text.h"
#include "core/comm.h"
#include "core/world.h"
#include "net/net.h"

/* The n-th call of the member that was first. */
struct entry {
    struct dr_related call;
    int root;
    int made; /* members that have made theirs */
};

/* A ring; `room` is a power of two. */
struct roll {
    struct entry *entries;
    uint32_t base, count, room;
};

struct dr_unison {
    struct roll rolls[2]; /* [1]: of persistent ones */
    bool broken, kept;
    uint32_t number; /* then: of the call, and who parted there */
    struct dr_related parted[2];
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

static void drop_complete(struct roll *roll, int size)
{
    while (roll->count > 0 && at(roll, roll->base)->made == size) {
        roll->base++;
        roll->count--;
    }
}

/* Equal but for the suffix of large counts. */
static bool same_name(const char *a, const char *b)
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

static void tell(struct dr_comm *comm, const struct entry *first,
                 const struct dr_related *mine, int root)
{
    const char *name =
        dr_call_comm_name(&dr_world->ranks[mine->rank], comm->handle);
    unsigned number = comm->circle->unison->number + 1;
    struct dr_text message = {0};

    if (same_name(first->call.call, mine->call))
        dr_text_printf(&message,
                       "collective %u of %s has root %d here and root %d on "
                       "rank %d",
                       number, name, root, first->root, first->call.rank);
    else
        dr_text_printf(
            &message, "collective %u of %s is %s here and %s on rank %d",
            number, name, mine->call, first->call.call, first->call.rank);
    dr_findings_add(
        &dr_world->findings,
        (struct dr_finding){.kind = DR_FOUND_COLLECTIVE_MISMATCH,
                            .severity = DR_ERROR,
                            .time_s = dr_net_now(),
                            .rank = mine->rank,
                            .call = mine->call,
                            .site = mine->site,
                            .message = message.data,
                            .advice = "let all ranks of a communicator call "
                                      "the same collectives in the same order",
                            .related = &first->call,
                            .nrelated = 1});
    dr_text_end(&message);
}

static void compare(struct dr_comm *comm, const struct entry *first,
                    uint32_t number, bool kept, int root)
{
    struct dr_unison *unison = comm->circle->unison;
    const struct dr_rank *rank = dr_world->self;
    struct dr_related mine = {rank->id, rank->call->name, rank->call->site};

    if (same_name(first->call.call, mine.call) &&
        (root < 0 || first->root < 0 || root == first->root))
        return;
    if (unison->broken && (unison->number != number || unison->kept != kept))
        return;
    if (!unison->broken) {
        unison->broken = true;
        unison->kept = kept;
        unison->number = number;
        unison->parted[0] = first->call;
        unison->parted[1] = mine;
    }
    tell(comm, first, &mine, root);
}

void dr_unison_call(struct dr_comm *comm, uint32_t number, bool kept, int root)
{
    const struct dr_call *call = dr_world->self->call;
    int size = comm->size + (dr_comm_inter(comm) ? comm->npeers : 0);
    struct entry *entry;
    struct roll *roll;

    if (size < 2 || !call)
        return;
    if (!comm->circle->unison)
        comm->circle->unison = dr_zalloc(1, sizeof *comm->circle->unison);
    roll = &comm->circle->unison->rolls[kept];
    entry = entry_of(roll, number);
    if (entry->made++ > 0) {
        compare(comm, entry, number, kept, root);
    } else {
        entry->call =
            (struct dr_related){dr_world->self->id, call->name, call->site};
        entry->root = root;
    }
    drop_complete(roll, size);
}

bool dr_unison_broken(const struct dr_comm *comm, uint32_t number,
                      struct dr_related parted[2])
{
    const struct dr_unison *unison = comm->circle->unison;

    if (!unison || !unison->broken || unison->kept || number < unison->number)
        return false;
    memcpy(parted, unison->parted, sizeof unison->parted);
    return true;
}

void dr_unison_end(struct dr_unison *unison)
{
    if (!unison)
        return;
    free(unison->rolls[0].entries);
    free(unison->rolls[1].entries);
    free(unison);
}
