/*
 * tree.c - collectives of objects as binomial trees of messages.
 *
 * Members are numbered from the root on.  The subtree of number v at a node's
 * lowest set bit `reach` is v, v + 1, ... v + reach - 1, as far as there are
 * members; children of v are v + 1, v + 2, v + 4, ... below v + reach
 * (Thakur, Rabenseifner, Gropp: "Optimization of Collective Communication
 * Operations in MPICH", IJHPCA 19, 2005).
 */
#include "object/tree.h"

#include <stdio.h>
#include <stdlib.h>

static int member(const struct dr_object_wire *wire, int number, int root)
{
    return (number + root) % wire->size;
}

static int number_of(const struct dr_object_wire *wire, int root)
{
    return (wire->rank - root + wire->size) % wire->size;
}

/* How many members the subtree of a number may have: its lowest set bit, or
 * the first power of two that holds all. */
static int reach_of(const struct dr_object_wire *wire, int number)
{
    int reach = 1;

    while (number & reach ? 0 : reach < wire->size)
        reach *= 2;
    return reach;
}

static int failed_to_encode(const struct dr_object_wire *wire, int error)
{
    const char *why = "memory is short for the object";

    if (error == MPI_ERR_COUNT)
        why = "the object is larger than a message may be";
    if (error == MPI_ERR_ARG)
        why = DR_OBJECT_IS_FREED;
    return wire->raise(wire->self, error, why);
}

static int send_object(const struct dr_object_wire *wire,
                       const DR_Object *object, int target)
{
    char *bytes;
    size_t size;
    int error = dr_object_encode(object, &bytes, &size);

    if (error)
        return failed_to_encode(wire, error);
    error = wire->send(wire->self, bytes, size, target);
    free(bytes);
    return error;
}

static int decode(const struct dr_object_wire *wire, const char *bytes,
                  size_t size, DR_Object **object)
{
    struct dr_object_fault fault;

    *object = dr_object_decode(bytes, size, &fault);
    return *object ? MPI_SUCCESS
                   : wire->raise(wire->self, MPI_ERR_TYPE, fault.why);
}

static int recv_object(const struct dr_object_wire *wire, DR_Object **object,
                       int source)
{
    char *bytes;
    size_t size;
    int error = wire->recv(wire->self, &bytes, &size, source);

    *object = NULL;
    if (error)
        return error;
    error = decode(wire, bytes, size, object);
    free(bytes);
    return error;
}

/* The bytes of the root go down the tree as they are. */
static int bcast_bytes(const struct dr_object_wire *wire, char **bytes,
                       size_t *size, int root)
{
    int number = number_of(wire, root), reach = reach_of(wire, number);
    int error = MPI_SUCCESS;

    if (number > 0)
        error = wire->recv(wire->self, bytes, size,
                           member(wire, number - reach, root));
    for (int step = reach / 2; step > 0 && !error; step /= 2) {
        if (number + step < wire->size)
            error = wire->send(wire->self, *bytes, *size,
                               member(wire, number + step, root));
    }
    return error;
}

int dr_object_bcast(const struct dr_object_wire *wire, DR_Object **object,
                    int root)
{
    char *bytes = NULL;
    size_t size = 0;
    int error = MPI_SUCCESS;

    if (wire->rank == root)
        error = dr_object_encode(*object, &bytes, &size);
    else
        *object = NULL;
    if (error)
        return failed_to_encode(wire, error);
    error = bcast_bytes(wire, &bytes, &size, root);
    if (!error && wire->rank != root)
        error = decode(wire, bytes, size, object);
    free(bytes);
    return error;
}

/* Move all items of one array behind those of another. */
static int join(DR_Object *all, DR_Object *more)
{
    int error = MPI_SUCCESS;

    for (size_t i = 0; i < more->count; i++) {
        more->items[i]->parent = NULL;
        if (error)
            DR_Object_free(more->items[i]);
        else
            error = DR_Object_append(all, more->items[i]);
    }
    more->count = 0;
    DR_Object_free(more);
    return error;
}

/* A subtree's objects in an array, by number. */
static int gather_subtree(const struct dr_object_wire *wire,
                          const DR_Object *mine, DR_Object **all, int root)
{
    int number = number_of(wire, root), reach = reach_of(wire, number);
    int error = MPI_SUCCESS;
    DR_Object *more;

    *all = DR_Object_array();
    if (!*all || DR_Object_append(*all, DR_Object_copy(mine)))
        return failed_to_encode(wire, MPI_ERR_NO_MEM);
    for (int step = 1; step < reach && !error; step *= 2) {
        if (number + step >= wire->size)
            break;
        error = recv_object(wire, &more, member(wire, number + step, root));
        if (!error && join(*all, more))
            error = failed_to_encode(wire, MPI_ERR_NO_MEM);
    }
    if (number > 0 && !error)
        error = send_object(wire, *all, member(wire, number - reach, root));
    return error;
}

/* From the order of numbers to that of ranks. */
static void rotate(DR_Object *all, int root)
{
    size_t count = all->count;
    DR_Object **items = malloc(count * sizeof *items);

    if (!items)
        return;
    for (size_t i = 0; i < count; i++)
        items[(i + (size_t)root) % count] = all->items[i];
    free(all->items);
    all->items = items;
    all->room = count;
}

int dr_object_gather(const struct dr_object_wire *wire, const DR_Object *mine,
                     DR_Object **all, int root)
{
    int error = gather_subtree(wire, mine, all, root);

    if (!error && wire->rank == root) {
        rotate(*all, root);
    } else {
        DR_Object_free(*all);
        *all = NULL;
    }
    return error;
}

int dr_object_allgather(const struct dr_object_wire *wire,
                        const DR_Object *mine, DR_Object **all)
{
    int error = dr_object_gather(wire, mine, all, 0);

    return error ? error : dr_object_bcast(wire, all, 0);
}

/* Numbers from `first` on, as many as a subtree may have, in an array. */
static DR_Object *slice(const struct dr_object_wire *wire, const DR_Object *all,
                        int first, int most, int root)
{
    DR_Object *part = DR_Object_array();

    for (int i = first; i < first + most && i < wire->size && part; i++) {
        const DR_Object *item =
            DR_Object_at(all, (size_t)member(wire, i, root));

        if (DR_Object_append(part, DR_Object_copy(item))) {
            DR_Object_free(part);
            part = NULL;
        }
    }
    return part;
}

/* Send to each child its part of the subtree's array, and keep one's own. */
static int scatter_subtree(const struct dr_object_wire *wire, DR_Object *part,
                           DR_Object **mine, int number, int root)
{
    int error = MPI_SUCCESS;

    for (int step = reach_of(wire, number) / 2; step > 0 && !error; step /= 2) {
        DR_Object *theirs;

        if (number + step >= wire->size)
            continue;
        theirs = DR_Object_array();
        while (theirs && part->count > (size_t)step)
            DR_Object_append(theirs, DR_Object_take(part, (size_t)step));
        error = send_object(wire, theirs, member(wire, number + step, root));
        DR_Object_free(theirs);
    }
    *mine = DR_Object_take(part, 0);
    return error;
}

/* The root gives no item per rank: say what it gives. */
static int refuse_scatter(const struct dr_object_wire *wire,
                          const DR_Object *all)
{
    static const char *const kinds[] = {
        [DR_OBJECT_NIL] = "nil",
        [DR_OBJECT_BOOL] = "a boolean",
        [DR_OBJECT_INTEGER] = "an integer",
        [DR_OBJECT_UNSIGNED] = "an unsigned integer",
        [DR_OBJECT_DOUBLE] = "a double",
        [DR_OBJECT_STRING] = "a string",
        [DR_OBJECT_BINARY] = "binary data",
        [DR_OBJECT_MAP] = "a map",
    };
    char why[128];

    if (all && DR_Object_kind(all) == DR_OBJECT_ARRAY)
        snprintf(why, sizeof why,
                 "the array to scatter has %zu items, and there are %d ranks",
                 DR_Object_size(all), wire->size);
    else
        snprintf(why, sizeof why,
                 "an array of %d items, one per rank, is scattered, not %s",
                 wire->size, all ? kinds[DR_Object_kind(all)] : "NULL");
    return wire->raise(wire->self, MPI_ERR_ARG, why);
}

int dr_object_scatter(const struct dr_object_wire *wire, const DR_Object *all,
                      DR_Object **mine, int root)
{
    int number = number_of(wire, root), reach = reach_of(wire, number);
    int wrong = MPI_SUCCESS, error = MPI_SUCCESS;
    DR_Object *part = NULL;

    *mine = NULL;
    if (number == 0) {
        if (DR_Object_kind(all) != DR_OBJECT_ARRAY ||
            DR_Object_size(all) != (size_t)wire->size)
            wrong = refuse_scatter(wire, all);
        part = slice(wire, wrong ? NULL : all, 0, wire->size, root);
    } else {
        error = recv_object(wire, &part, member(wire, number - reach, root));
    }
    if (!error && !part)
        error = failed_to_encode(wire, MPI_ERR_NO_MEM);
    if (!error)
        error = scatter_subtree(wire, part, mine, number, root);
    DR_Object_free(part);
    return wrong ? wrong : error;
}

/* In the order of ranks towards rank 0, from there to the root. */
int dr_object_reduce(const struct dr_object_wire *wire, const DR_Object *mine,
                     DR_Object **result, DR_Reduce_function *combine,
                     void *data, int root)
{
    int reach = reach_of(wire, wire->rank), error = MPI_SUCCESS;
    DR_Object *more, *own = DR_Object_copy(mine);

    for (int step = 1; step < reach && !error; step *= 2) {
        if (wire->rank + step >= wire->size)
            break;
        error = recv_object(wire, &more, wire->rank + step);
        if (!error)
            own = combine(own, more, data);
    }
    if (wire->rank > 0 && !error)
        error = send_object(wire, own, wire->rank - reach);
    else if (root != 0 && !error)
        error = send_object(wire, own, root);
    *result = own;
    if (wire->rank != root || root != 0) {
        DR_Object_free(own);
        *result = NULL;
    }
    if (wire->rank == root && root != 0 && !error)
        error = recv_object(wire, result, 0);
    return error;
}
