/*
 * random_traffic - many messages of random size, mode, tag and partner, taken
 * in by random means.  Every rank knows the whole plan, as all draw it from
 * the same seed, and so what must come from whom in which order.
 *
 * usage: random_traffic [SEED [MESSAGES]]
 */
#include "expect.h"

#include <stdlib.h>
#include <string.h>

enum {
    ROUNDS = 20,
    LARGEST = 200000,
    TAGS = 3,
    HEADER = 3
};

struct message {
    int from, to, tag, words, mode;
    int taken; /* by its receiver */
};

/* A generator of our own: the plan must not depend on the C library's. */
static unsigned draw(unsigned *state, unsigned below)
{
    *state = *state * 1664525u + 1013904223u;
    return (*state >> 8) % below;
}

static int draw_words(unsigned *state)
{
    static const int scales[] = {0, 1, 100, 5000, 20000, LARGEST - HEADER};

    return HEADER + (int)draw(state, (unsigned)scales[draw(state, 6)] + 1);
}

static void plan_round(struct message *plan, int n, int size, unsigned *state)
{
    for (int i = 0; i < n; i++)
        plan[i] = (struct message){.from = (int)draw(state, (unsigned)size),
                                   .to = (int)draw(state, (unsigned)size),
                                   .tag = (int)draw(state, TAGS),
                                   .words = draw_words(state),
                                   .mode = (int)draw(state, 3)};
}


/* Send what is mine; the buffers live until the requests are complete. */
static int send_mine(struct message *plan, int n, int rank, int **data,
                     MPI_Request *req)
{
    int sent = 0;

    for (int i = 0; i < n; i++) {
        struct message *m = &plan[i];
        int bytes = m->words * (int)sizeof(int);

        if (m->from != rank)
            continue;
        data[sent] = malloc((size_t)bytes);
        for (int w = 0; w < m->words; w++)
            data[sent][w] = i + w;
        data[sent][1] = m->words;
        if (m->mode == 0)
            MPI_Isend(data[sent], m->words, MPI_INT, m->to, m->tag,
                      MPI_COMM_WORLD, &req[sent]);
        else if (m->mode == 1)
            MPI_Issend(data[sent], m->words, MPI_INT, m->to, m->tag,
                       MPI_COMM_WORLD, &req[sent]);
        else
            MPI_Ibsend(data[sent], m->words, MPI_INT, m->to, m->tag,
                       MPI_COMM_WORLD, &req[sent]);
        sent++;
    }
    return sent;
}


/* The earliest message of the plan that a receive of this source and tag may
 * take now; messages of one sender must come in the order of the plan. */
static void check_taken(struct message *plan, int n, int rank, const int *data,
                        const MPI_Status *status, int tag_asked)
{
    int i = data[0], count = -1;

    MPI_Get_count(status, MPI_INT, &count);
    EXPECT(i >= 0 && i < n && !plan[i].taken && plan[i].to == rank);
    EXPECT(status->MPI_SOURCE == plan[i].from);
    EXPECT(status->MPI_TAG == plan[i].tag && count == plan[i].words);
    EXPECT(data[1] == count && data[count - 1] == i + count - 1);
    for (int k = 0; k < i; k++)
        EXPECT(plan[k].taken || plan[k].to != rank ||
               plan[k].from != plan[i].from ||
               (tag_asked != MPI_ANY_TAG && plan[k].tag != tag_asked));
    plan[i].taken = 1;
}


/* Take one message by one of four means. */
static void take(struct message *plan, int n, int rank, const struct message *m,
                 int means, int *data)
{
    int source = means % 2 ? MPI_ANY_SOURCE : m->from;
    int tag = means % 3 ? m->tag : MPI_ANY_TAG;
    MPI_Message handle;
    MPI_Request req;
    MPI_Status status;
    int flag = 0;

    if (means < 4) {
        MPI_Recv(data, LARGEST, MPI_INT, source, tag, MPI_COMM_WORLD, &status);
    } else if (means < 6) {
        MPI_Irecv(data, LARGEST, MPI_INT, source, tag, MPI_COMM_WORLD, &req);
        while (!flag)
            MPI_Test(&req, &flag, &status);
    } else if (means < 8) {
        MPI_Probe(source, tag, MPI_COMM_WORLD, &status);
        tag = status.MPI_TAG;
        MPI_Recv(data, LARGEST, MPI_INT, status.MPI_SOURCE, tag, MPI_COMM_WORLD,
                 &status);
        tag = means % 3 ? tag : MPI_ANY_TAG;
    } else {
        MPI_Mprobe(source, tag, MPI_COMM_WORLD, &handle, MPI_STATUS_IGNORE);
        MPI_Mrecv(data, LARGEST, MPI_INT, &handle, &status);
    }
    check_taken(plan, n, rank, data, &status, tag);
}


static void one_round(struct message *plan, int n, int rank, unsigned *own)
{
    int **data = calloc((size_t)n, sizeof *data);
    int *room = malloc(LARGEST * sizeof *room);
    MPI_Request *req = malloc((size_t)n * sizeof *req);
    int sent = send_mine(plan, n, rank, data, req);

    /* A wildcard may take another message than the one it is meant for, so
     * look for one that still is to come. */
    for (;;) {
        int i = 0;

        while (i < n && (plan[i].to != rank || plan[i].taken))
            i++;
        if (i == n)
            break;
        take(plan, n, rank, &plan[i], (int)draw(own, 10), room);
    }
    MPI_Waitall(sent, req, MPI_STATUSES_IGNORE);
    for (int i = 0; i < sent; i++)
        free(data[i]);
    free(req);
    free(room);
    free(data);
}


int main(int argc, char **argv)
{
    unsigned seed = argc > 1 ? (unsigned)atoi(argv[1]) : 1, own;
    int n = argc > 2 ? atoi(argv[2]) : 40, rank, size, bytes;
    struct message *plan;
    void *room;

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_size(MPI_COMM_WORLD, &size);
    plan = malloc((size_t)n * sizeof *plan);
    bytes = n * (LARGEST * (int)sizeof(int) + MPI_BSEND_OVERHEAD);
    room = malloc((size_t)bytes);
    MPI_Buffer_attach(room, bytes);
    own = seed + 1000u * (unsigned)rank;
    for (int round = 0; round < ROUNDS; round++) {
        plan_round(plan, n, size, &seed);
        one_round(plan, n, rank, &own);
        MPI_Barrier(MPI_COMM_WORLD); /* plans must not mix */
    }
    MPI_Buffer_detach(&room, &bytes);
    free(room);
    free(plan);
    return expect_end();
}
