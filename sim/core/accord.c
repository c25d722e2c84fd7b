/*
 * accord.c - what the members of a communicator agree on when they make new
 * ones.
 */
#include "core/accord.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/text.h"
#include "core/world.h"
#include "net/net.h"

struct member {
    int color, key;
    int seat; /* among the members of the old communicator */
    int new_rank;
    struct dr_circle *circle;
};

struct dr_accord {
    struct dr_link link; /* in the circle's list */
    uint32_t number;
    int joined, taken, size;
    int second; /* first seat of the circle's second group */
    bool merges;
    struct member *members; /* by seat */
    struct dr_terms *terms; /* NULL: nobody gave any */
    void *extra;
};

/* Members of the second group sit behind those of the first. */
static int seat_of(const struct dr_accord *accord, const struct dr_comm *comm)
{
    return comm->rank + (comm->side ? accord->second : 0);
}

static struct dr_accord *find(struct dr_comm *comm, uint32_t number)
{
    struct dr_circle *circle = comm->circle;
    struct dr_accord *accord;
    struct dr_link *it;

    DR_LIST_FOREACH(it, &circle->accords) {
        accord = DR_CONTAINER(it, struct dr_accord, link);
        if (accord->number == number)
            return accord;
    }
    accord = dr_zalloc(1, sizeof *accord);
    accord->number = number;
    accord->second = dr_group_size(circle->groups[0]);
    accord->size = comm->size + (dr_comm_inter(comm) ? comm->npeers : 0);
    accord->members = dr_zalloc((size_t)accord->size, sizeof(struct member));
    dr_list_append(&circle->accords, &accord->link);
    return accord;
}

struct dr_accord *dr_accord_join(struct dr_comm *comm, int color, int key)
{
    struct dr_accord *accord = find(comm, comm->accords++);
    int seat = seat_of(accord, comm);

    accord->members[seat] =
        (struct member){.color = color, .key = key, .seat = seat};
    accord->joined++;
    return accord;
}

struct dr_accord *dr_accord_join_merge(struct dr_comm *comm, bool high)
{
    struct dr_accord *accord = dr_accord_join(comm, 0, high);

    accord->merges = true;
    return accord;
}

void dr_accord_give(struct dr_accord *accord, const struct dr_comm *comm,
                    const struct dr_term *term)
{
    if (!dr_comm_inter(comm))
        dr_terms_give(&accord->terms, comm, term);
}

bool dr_accord_complete(const struct dr_accord *accord)
{
    return accord->joined == accord->size;
}

void dr_accord_arrange(struct dr_accord *accord, int *ranks)
{
    for (int i = 0; i < accord->size; i++) {
        struct member *member = &accord->members[i];

        member->color = ranks[i] < 0 ? MPI_UNDEFINED : 0;
        member->key = ranks[i];
    }
    free(ranks);
}

void **dr_accord_extra(struct dr_accord *accord)
{
    return &accord->extra;
}

static int by_color_and_key(const void *left, const void *right)
{
    const struct member *a = left, *b = right;

    if (a->color != b->color)
        return a->color < b->color ? -1 : 1;
    if (a->key != b->key)
        return a->key < b->key ? -1 : 1;
    return a->seat < b->seat ? -1 : 1;
}

/* The world rank of who sits there. */
static int sitter(const struct dr_circle *circle, int seat)
{
    int second = dr_group_size(circle->groups[0]);

    return seat < second
               ? dr_group_world_rank(circle->groups[0], seat)
               : dr_group_world_rank(circle->groups[1], seat - second);
}

/* The group of those members in [0, count) that belong to `side`, -1: of all,
 * who learn their rank there; NULL if there are none. */
static struct dr_group *gather(const struct dr_circle *circle,
                               struct dr_accord *accord,
                               const struct member *sorted, int count, int side)
{
    int *ranks = dr_alloc((size_t)count * sizeof *ranks);
    struct dr_group *group = NULL;
    int found = 0;

    for (int i = 0; i < count; i++) {
        int seat = sorted[i].seat;

        if (side >= 0 && (seat >= accord->second) != side)
            continue;
        accord->members[seat].new_rank = found;
        ranks[found++] = sitter(circle, seat);
    }
    if (found > 0)
        group = dr_group_list(ranks, found);
    free(ranks);
    return group;
}

/* One new circle of the sorted members [0, count); none if one group of an
 * intercommunicator would be empty. */
static struct dr_circle *found(const struct dr_circle *circle,
                               struct dr_accord *accord,
                               const struct member *sorted, int count)
{
    struct dr_group *groups[2];

    if (!circle->groups[1] || accord->merges)
        return dr_circle_new(gather(circle, accord, sorted, count, -1), count);
    for (int side = 0; side < 2; side++)
        groups[side] = gather(circle, accord, sorted, count, side);
    if (groups[0] && groups[1])
        return dr_circle_new_inter(groups[0], groups[1]);
    dr_group_release(groups[groups[0] ? 0 : 1]);
    return NULL;
}

/* Do all of each group say the same? */
static bool merge_agreed(const struct dr_accord *accord)
{
    for (int i = 0; i < accord->size; i++) {
        int first = i < accord->second ? 0 : accord->second;

        if (accord->members[i].key != accord->members[first].key)
            return false;
    }
    return true;
}

static void settle(const struct dr_circle *circle, struct dr_accord *accord)
{
    size_t size = (size_t)accord->size * sizeof(struct member);
    struct member *sorted;

    if (accord->merges && !merge_agreed(accord))
        return;
    sorted = dr_alloc(size);
    memcpy(sorted, accord->members, size);
    qsort(sorted, (size_t)accord->size, sizeof *sorted, by_color_and_key);
    for (int first = 0, end; first < accord->size; first = end) {
        struct dr_circle *made = NULL;

        for (end = first; end < accord->size; end++) {
            if (sorted[end].color != sorted[first].color)
                break;
        }
        if (sorted[first].color != MPI_UNDEFINED)
            made = found(circle, accord, sorted + first, end - first);
        for (int i = first; i < end; i++)
            accord->members[sorted[i].seat].circle = made;
    }
    free(sorted);
}

/* Others were let through by other collectives: nothing can be agreed on. */
_Noreturn static void refuse(const struct dr_accord *accord)
{
    const struct dr_rank *self = dr_world->self;
    struct dr_text message = DR_TEXT_EMPTY;

    dr_text_printf(&message,
                   "%d of %d members make this communicator, the others call "
                   "something else",
                   accord->joined, accord->size);
    dr_findings_add(&dr_world->findings,
                    (struct dr_finding){.kind = DR_FOUND_COLLECTIVE_MISMATCH,
                                        .severity = DR_ERROR,
                                        .time_s = dr_net_now(),
                                        .rank = self->id,
                                        .call = self->call->name,
                                        .site = self->call->site,
                                        .message = message.data,
                                        .advice = "let all ranks of a "
                                                  "communicator call the same "
                                                  "collectives in the same "
                                                  "order"});
    dr_text_end(&message);
    dr_world_stop(DR_VERDICT_ERROR, DR_EXIT_MISUSE);
}

struct dr_circle *dr_accord_take(struct dr_accord *accord,
                                 const struct dr_comm *comm, int *rank)
{
    const struct member *member = &accord->members[seat_of(accord, comm)];
    struct dr_circle *circle;

    if (accord->joined < accord->size)
        refuse(accord);
    if (accord->taken == 0)
        settle(comm->circle, accord);
    dr_terms_judge(accord->terms, comm);
    circle = member->circle;
    *rank = member->new_rank;
    if (++accord->taken == accord->size) {
        dr_list_remove(&accord->link);
        free(accord->members);
        dr_terms_end(accord->terms);
        free(accord);
    }
    return circle;
}
