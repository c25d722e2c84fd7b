/*
 * accord.c - what the members of a communicator agree on when they make new
 * ones.
 */
#include "core/accord.h"

#include <assert.h>
#include <stdlib.h>

#include "base/memory.h"

struct member {
    int color, key, old_rank;
    int new_rank;
    struct dr_circle *circle;
};

struct dr_accord {
    struct dr_link link; /* in the circle's list */
    uint32_t number;
    int joined, taken, size;
    struct member *members; /* by old rank */
    void *extra;
};

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
    accord->size = comm->size;
    accord->members = dr_zalloc((size_t)comm->size, sizeof(struct member));
    dr_list_append(&circle->accords, &accord->link);
    return accord;
}

struct dr_accord *dr_accord_join(struct dr_comm *comm, int color, int key)
{
    struct dr_accord *accord = find(comm, comm->accords++);

    accord->members[comm->rank] =
        (struct member){.color = color, .key = key, .old_rank = comm->rank};
    accord->joined++;
    return accord;
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
    return a->old_rank < b->old_rank ? -1 : 1;
}

/* One new communicator: the sorted members [0, count). */
static void found(const struct dr_comm *comm, struct dr_accord *accord,
                  const struct member *sorted, int count)
{
    int *ranks = dr_alloc((size_t)count * sizeof *ranks);
    struct dr_circle *circle;

    for (int i = 0; i < count; i++)
        ranks[i] = dr_comm_world_rank(comm, sorted[i].old_rank);
    circle = dr_circle_new(dr_group_list(ranks, count), count);
    for (int i = 0; i < count; i++) {
        accord->members[sorted[i].old_rank].circle = circle;
        accord->members[sorted[i].old_rank].new_rank = i;
    }
    free(ranks);
}

static void settle(const struct dr_comm *comm, struct dr_accord *accord)
{
    size_t size = (size_t)accord->size * sizeof(struct member);
    struct member *sorted = dr_alloc(size);

    for (int i = 0; i < accord->size; i++)
        sorted[i] = accord->members[i];
    qsort(sorted, (size_t)accord->size, sizeof *sorted, by_color_and_key);
    for (int first = 0, end; first < accord->size; first = end) {
        for (end = first; end < accord->size; end++) {
            if (sorted[end].color != sorted[first].color)
                break;
        }
        if (sorted[first].color != MPI_UNDEFINED)
            found(comm, accord, sorted + first, end - first);
    }
    free(sorted);
}

struct dr_circle *dr_accord_take(struct dr_accord *accord,
                                 const struct dr_comm *comm, int *rank)
{
    struct dr_circle *circle;

    assert(accord->joined == accord->size);
    if (accord->taken == 0)
        settle(comm, accord);
    circle = accord->members[comm->rank].circle;
    *rank = accord->members[comm->rank].new_rank;
    if (++accord->taken == accord->size) {
        dr_list_remove(&accord->link);
        free(accord->members);
        free(accord);
    }
    return circle;
}
