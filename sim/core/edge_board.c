/*
 * edge_board.c - the edges of a graph, put up by any member, taken down by
 * those whom they touch.
 */
#include "core/edge_board.h"

#include <stdlib.h>

#include "base/memory.h"

struct note {
    int by, order;
    int peer, weight;
};

struct notes {
    struct note *all;
    int count, room;
};

struct dr_edge_board {
    int size, taken;
    struct notes *in, *out; /* by rank */
};

struct dr_edge_board *dr_edge_board_new(int size)
{
    struct dr_edge_board *board = dr_zalloc(1, sizeof *board);

    board->size = size;
    board->in = dr_zalloc((size_t)size, sizeof *board->in);
    board->out = dr_zalloc((size_t)size, sizeof *board->out);
    return board;
}

static void append(struct notes *notes, struct note note)
{
    if (notes->count == notes->room) {
        notes->room = notes->room ? 2 * notes->room : 4;
        notes->all =
            dr_realloc(notes->all, (size_t)notes->room * sizeof *notes->all);
    }
    note.order = notes->count;
    notes->all[notes->count++] = note;
}

void dr_edge_board_put(struct dr_edge_board *board, int by, int source,
                       int destination, int weight)
{
    append(&board->out[source],
           (struct note){.by = by, .peer = destination, .weight = weight});
    append(&board->in[destination],
           (struct note){.by = by, .peer = source, .weight = weight});
}

struct dr_edge_list dr_edge_board_list(const struct dr_edge_board *board)
{
    struct dr_edge_list list = {0};
    size_t room = 1;

    for (int i = 0; i < board->size; i++)
        room += (size_t)board->out[i].count;
    list.all = dr_alloc(room * sizeof *list.all);
    for (int i = 0; i < board->size; i++) {
        for (int k = 0; k < board->out[i].count; k++) {
            const struct note *note = &board->out[i].all[k];

            list.all[list.count++] =
                (struct dr_edge){i, note->peer, note->weight};
        }
    }
    return list;
}

static int by_member(const void *left, const void *right)
{
    const struct note *a = left, *b = right;

    if (a->by != b->by)
        return a->by < b->by ? -1 : 1;
    return a->order < b->order ? -1 : 1;
}

static struct dr_edges collect(struct notes *notes, bool weighted)
{
    struct dr_edges edges = {.count = notes->count};
    size_t bytes = (size_t)(notes->count + 1) * sizeof(int);

    edges.peers = dr_alloc(bytes);
    edges.weights = weighted ? dr_alloc(bytes) : NULL;
    if (notes->count > 0)
        qsort(notes->all, (size_t)notes->count, sizeof *notes->all, by_member);
    for (int i = 0; i < notes->count; i++) {
        edges.peers[i] = notes->all[i].peer;
        if (weighted)
            edges.weights[i] = notes->all[i].weight;
    }
    free(notes->all);
    return edges;
}

struct dr_topology *dr_edge_board_take(struct dr_edge_board *board, int rank,
                                       bool weighted)
{
    struct dr_edges in = collect(&board->in[rank], weighted);
    struct dr_edges out = collect(&board->out[rank], weighted);

    if (++board->taken == board->size) {
        free(board->in);
        free(board->out);
        free(board);
    }
    return dr_topology_dist(weighted, in, out);
}
